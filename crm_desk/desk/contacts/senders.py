"""差出人 of the shop's post, as the settings keep them; the first is the usual one."""

from collections.abc import Callable

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.contacts.senders import Sender, as_json, checked, from_json
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection

MOST = 20
_NAME = "senders"

Senders = tuple[Sender, ...]


def senders(desk: Desk) -> Senders:
    """All of them, the usual one first."""
    return from_json(desk.store.read(lambda connection: desk_info.get(connection, _NAME)))


def keep(desk: Desk, sender: Sender, before: Sender | None = None) -> Changes:
    """Keep a new sender, or put it in the place of another. Can be undone.

    Raises:
        ReportableError: `sender_name`, `sender_long`, `senders_many`.
    """
    found = checked(sender)

    def change(known: Senders) -> Senders:
        if found in known:
            return tuple(each for each in known if each != before or each == found)
        if before in known:
            return tuple(found if each == before else each for each in known)
        return (*known, found)

    return _change(desk, found.name, change)


def remove(desk: Desk, sender: Sender) -> Changes:
    """Forget one. Can be undone."""
    return _change(desk, sender.name, lambda known: tuple(s for s in known if s != sender))


def make_usual(desk: Desk, sender: Sender) -> Changes:
    """Print this one unless another is chosen. Can be undone."""
    return _change(
        desk, sender.name, lambda known: (sender, *(each for each in known if each != sender))
    )


def _change(desk: Desk, name: str, change: Callable[[Senders], Senders]) -> Changes:
    before = senders(desk)
    after = change(before)
    if after == before:
        return NOTHING
    if len(after) > MOST:
        raise ReportableError("senders_many", most=MOST)

    def write(connection: Connection, value: Senders) -> None:
        desk_info.put(connection, _NAME, as_json(value))

    changes = Changes(frozenset({Topic.DESK}))
    return desk.apply(Replace("sender", before, after, write, changes, label_values={"name": name}))
