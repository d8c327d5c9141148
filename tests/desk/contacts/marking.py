"""Notes written into a desk as an import writes them, and marks set as the screen sets them."""

from datetime import date

from crm_desk.desk.capabilities import MARK_EFFECTS
from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import marks
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts
from tests.desk.followup.making import JA


def noted(desk: Desk, customer: int, **said: str) -> None:
    """Let the newest import say this of a customer."""

    def work(connection: Connection) -> None:
        for name, words in said.items():
            connection.execute(
                f"UPDATE customer_facts SET {name} = ? WHERE customer_id = ?",  # noqa: S608
                (words, customer),
            )
        facts.refresh(connection, [customer])

    desk.store.write(work)


def set_mark(
    desk: Desk, customer: int, kind: MarkKind, today: date, year: int | None = None
) -> Changes:
    """One click."""
    mark = marks.usual_mark(kind, today, "お電話で", year)
    return marks.set_mark(desk, customer, mark, today, JA, MARK_EFFECTS)


def asked(desk: Desk, today: date) -> list[tuple[int, MarkKind]]:
    """What waits for an answer: persons, with the mark that their words propose."""
    return [(each.root, each.kind) for each in marks.open_proposals(desk, today)]
