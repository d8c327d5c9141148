"""What a refusal at a telephone number that many share means: asked once, and remembered."""

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.edits import CHANGED
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.store.contacts import shared_refusals as rows


def answer(desk: Desk, phone: str, *, everyone: bool) -> Changes:
    """Say for whom refusals at this number hold; can be undone, and answered otherwise later.

    Args:
        phone: digits, as `RefusedHere.phone` has them.
        everyone: nobody is called there; else only who said so is not.
    """
    before = desk.store.read(lambda connection: rows.answers(connection, [phone])).get(phone)
    if before is everyone:
        return NOTHING
    return desk.apply(
        Replace[bool | None](
            "shared_refusal",
            before,
            everyone,
            lambda connection, said: rows.put_answer(connection, phone, said),
            CHANGED,
        )
    )
