"""Entries and cases of the shop of `tests.desk.followup.making`."""

from datetime import datetime, time, timedelta
from typing import Any

from crm_desk.desk.capabilities import COMPLAINT_RULES
from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline import cases, entries
from crm_desk.desk.timeline.entries import EntryInput
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.case import Closing, Remedy
from crm_desk.domain.timeline.entry import Entry, EntryKind
from tests.desk.followup.making import START

NOON = datetime.combine(START, time(12, 0))
COMPLAINT, INQUIRY, NOTE = EntryKind.COMPLAINT, EntryKind.INQUIRY, EntryKind.NOTE
WORDS = "箱がつぶれて届いた。交換を希望"


def moment(after: int, hour: int = 12) -> datetime:
    """So many days after the start of the plans."""
    return NOON.replace(hour=hour) + timedelta(days=after)


def said(
    customer: int | None, kind: EntryKind = INQUIRY, words: str = WORDS, **more: Any
) -> EntryInput:
    known: dict[str, Any] = {"caller": "", "way": Way.PHONE, "moment": NOON}
    return EntryInput(customer, kind=kind, words=words, **(known | more))


def added(
    desk: Desk,
    customer: int | None,
    kind: EntryKind = INQUIRY,
    *,
    now: datetime = NOON,
    **more: Any,
) -> int:
    """The id of a new entry."""
    entries.add_entry(desk, said(customer, kind, moment=now, **more), now, COMPLAINT_RULES)
    found: int = desk.store.read(lambda c: c.execute("SELECT max(id) FROM entry").fetchone()[0])
    return found


def close(desk: Desk, id_: int, now: datetime = NOON, outcome: str = "交換品を送った") -> None:
    cases.close(
        desk, id_, Closing(now, outcome, frozenset({Remedy.EXCHANGE})), now, COMPLAINT_RULES
    )


def entry(desk: Desk, id_: int) -> Entry:
    return desk.store.read(lambda c: entries.entry_in(c, id_))
