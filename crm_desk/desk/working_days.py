"""The shop's days off, as it sets them."""

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.working_days import AS_IT_COMES, WEEKDAYS, WorkingDays
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection

_NAME, _HOLIDAYS = "days_off", "holidays"
"""Where they are kept: numbers of weekdays (Monday is 0), and a word for the holidays."""
_NONE = "none"
CHANGED = Changes(frozenset({Topic.DESK, Topic.FOLLOWUP}))


def working_days(desk: Desk) -> WorkingDays:
    """On which days the shop works; on the thread that opened the desk."""
    return desk.store.read(working_days_in)


def working_days_in(connection: Connection) -> WorkingDays:
    """As `working_days`, on any connection."""
    kept = desk_info.get(connection, _NAME).split()
    if not kept:
        return AS_IT_COMES
    closed = frozenset(day for day in WEEKDAYS if str(day) in kept)
    return WorkingDays(closed, holidays=_HOLIDAYS in kept)


def set_working_days(desk: Desk, wanted: WorkingDays) -> Changes:
    """Change the days off; plans that are made stay as they are.

    Raises:
        ReportableError: `no_working_day`: the shop would never work.
    """
    if wanted.closed >= set(WEEKDAYS):
        raise ReportableError("no_working_day")
    names = [str(day) for day in sorted(wanted.closed)]
    after = " ".join(names + [_HOLIDAYS] * wanted.holidays) or _NONE
    before = desk.store.read(lambda connection: desk_info.get(connection, _NAME))
    if wanted == desk.store.read(working_days_in):
        return NOTHING
    return desk.apply(Replace("days_off", before, after, _write, CHANGED))


def _write(connection: Connection, value: str) -> None:
    if value:
        desk_info.put(connection, _NAME, value)
    else:
        desk_info.remove(connection, _NAME)
