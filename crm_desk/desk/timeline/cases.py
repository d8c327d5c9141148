"""Cases (対応): the list, and what is done with one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from crm_desk.desk import staff
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.money import money_of
from crm_desk.desk.timeline.complaints import ComplaintRules, Offer
from crm_desk.desk.timeline.edits import EntryEdit
from crm_desk.desk.timeline.entries import edit_in, entry_in, put, to_minute
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline import case as cases
from crm_desk.domain.timeline.case import (
    Case,
    CaseGroup,
    Closing,
    OrderName,
    ProductName,
)
from crm_desk.domain.timeline.entry import Entry, EntryLine, check_moment, checked_words
from crm_desk.importing.amounts import parse_amount, to_minor
from crm_desk.importing.issues import CleaningError
from crm_desk.store import persons
from crm_desk.store import staff as staff_rows
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people
from crm_desk.store.rows import next_id
from crm_desk.store.timeline import cases as rows
from crm_desk.store.timeline import entries as entry_rows
from crm_desk.store.timeline.cases import CaseRow as CaseRow
from crm_desk.store.timeline.cases import Match as Match
from crm_desk.store.timeline.cases import RecentOrder as RecentOrder
from crm_desk.store.versions import snapshot

CLOSED_SHOWN = 200
"""Of the closed cases; the older ones stand in the customers' time lines."""
OFFERED = 3
"""Orders that a case may be about."""


@dataclass(frozen=True)
class CaseList:
    """What the list shows.

    Attributes:
        groups: the cases of each, in order; empty ones are left out.
        nameless: entries of nobody that is known, for which no answer is waited.
        closed: how many there are in all, those that are not shown included.
        often: products of which many complained lately.
    """

    groups: dict[CaseGroup, list[CaseRow]]
    nameless: list[CaseRow]
    closed: int
    often: list[tuple[ProductName, int]]

    @property
    def is_empty(self) -> bool:
        """Nothing was written down as yet."""
        return not self.groups and not self.nameless


@dataclass(frozen=True)
class CaseDetail:
    """One case, or an entry of nobody.

    Attributes:
        who: None where nobody was found; without a `customer_id` where they are gone.
        match: whom the desk proposes.
        orders: the last ones.
        owners: who may be chosen; the owner is among them, whatever became of them since.
    """

    entry: Entry
    who: Contact | None
    match: Match | None
    orders: tuple[RecentOrder, ...]
    owners: tuple[str, ...]


def case_list(desk: Desk, today: date) -> CaseList:
    """All open cases and the last closed ones; on any thread."""

    def work(connection: Connection) -> CaseList:
        with snapshot(connection):
            groups: dict[CaseGroup, list[CaseRow]] = {}
            for row in rows.open_cases(connection):
                groups.setdefault(_group(row, today), []).append(row)
            if closed := rows.closed_cases(connection, CLOSED_SHOWN):
                groups[CaseGroup.CLOSED] = closed
            return CaseList(
                {group: groups[group] for group in CaseGroup if group in groups},
                rows.nameless(connection),
                rows.closed_count(connection),
                rows.often_complained(connection, today),
            )

    return desk.store.read_in_worker(work)


def _group(row: CaseRow, today: date) -> CaseGroup:
    return Case(row.owner, row.due or today).group(today)


def find_detail(desk: Desk, id_: int) -> CaseDetail | None:
    """One case; None when it is gone. On any thread."""

    def work(connection: Connection) -> CaseDetail | None:
        with snapshot(connection):
            entry = entry_rows.entries(connection, [id_]).get(id_)
            if entry is None:
                return None
            who = None
            if entry.person is not None:
                who = people.whose(connection, [entry.person]).get(entry.person)
            root = who.customer_id if who is not None else None
            orders = () if root is None else rows.recent_orders(connection, root, OFFERED)
            names = [one.name for one in staff_rows.staff(connection)]
            owner = entry.case.owner if entry.case is not None else ""
            return CaseDetail(
                entry,
                who,
                rows.matches_of(connection, [id_]).get(id_),
                tuple(orders),
                tuple(dict.fromkeys([*names, *filter(None, [owner])])),
            )

    return desk.store.read_in_worker(work)


def due_counts(desk: Desk, today: date) -> dict[str, int]:
    """Open cases that are `overdue`, and due `today`; on any thread."""
    late, now = desk.store.read_in_worker(lambda c: rows.due_counts(c, today))
    return {"overdue": late, "today": now}


def pressing_in(connection: Connection, today: date) -> dict[CaseGroup, list[CaseRow]]:
    """Cases whose day has passed, and those of today; those that wait longest first."""
    found = rows.open_cases(connection)
    return {
        group: [row for row in found if _group(row, today) is group]
        for group in (CaseGroup.OVERDUE, CaseGroup.TODAY)
    }


def add_line(desk: Desk, id_: int, words: str, moment: datetime, now: datetime) -> Changes:
    """Write down a further answer; to a closed case, too: they may write once more.

    Raises:
        ReportableError: `entry_gone`, `entry_empty`, `entry_long`, `entry_ahead`, `date_far`.
    """
    words = checked_words(words)
    check_moment(moment, now)

    def work(connection: Connection, before: Entry) -> Entry:
        line = EntryLine(
            next_id(connection, "entry_line"),
            to_minute(moment),
            words,
            staff.current_name(connection),
        )
        lines = sorted((*before.lines, line), key=lambda each: (each.moment, each.id))
        return replace(before, lines=tuple(lines))

    return _change(desk, id_, "case_line", work, now)


def remove_line(desk: Desk, id_: int, line: int, now: datetime) -> Changes:
    """Take a further answer away.

    Raises:
        ReportableError: `entry_gone`.
    """

    def work(_: Connection, before: Entry) -> Entry:
        return replace(before, lines=tuple(each for each in before.lines if each.id != line))

    return _change(desk, id_, "case_line_remove", work, now)


def set_owner(desk: Desk, id_: int, owner: str, now: datetime) -> Changes:
    """Say who answers; "" for nobody. Errors as `set_due`."""
    return _change_case(
        desk, id_, "case_owner", lambda case: replace(case, owner=clean_line(owner)), now
    )


def set_due(desk: Desk, id_: int, due: date, now: datetime) -> Changes:
    """Say until when.

    Raises:
        ReportableError: `entry_gone`, `case_closed`, `date_far`.
    """
    return _change_case(desk, id_, "case_due", lambda case: cases.with_due(case, due), now)


def set_product(desk: Desk, id_: int, product: ProductName | None, now: datetime) -> Changes:
    """Say what it is about; errors as `set_due`, but that a closed case takes it, too."""
    return _change_case(
        desk, id_, "case_product", lambda case: replace(case, product=product), now, closed=True
    )


def set_order(desk: Desk, id_: int, order: OrderName | None, now: datetime) -> Changes:
    """Say which order it is about; errors as `set_product`."""
    return _change_case(
        desk, id_, "case_order", lambda case: replace(case, order=order), now, closed=True
    )


def close(desk: Desk, id_: int, closing: Closing, now: datetime, rules: ComplaintRules) -> Changes:
    """Note how a case ended; the last complaint of a customer lets their plan go on.

    Args:
        closing: `staff` is filled by who is there now.

    Raises:
        ReportableError: `entry_gone`, `case_closed`, `outcome_missing`, `case_amount`,
            `entry_ahead`.
    """
    check_moment(closing.moment, now)

    def work(connection: Connection, before: Entry) -> Entry:
        who = staff.current_name(connection)
        end = replace(closing, moment=to_minute(closing.moment), staff=who)
        return replace(before, case=cases.closed(_case_of(before), end))

    return _change(desk, id_, "case_close", work, now, rules)


def read_amount(desk: Desk, typed: str) -> int | None:
    """An amount as typed, in minor units; None where nothing was.

    Raises:
        ReportableError: `case_amount`: it is none.
    """
    if not typed.strip():
        return None
    try:
        return to_minor(parse_amount(typed).value, money_of(desk).digits)
    except CleaningError as error:
        raise ReportableError("case_amount") from error


def reopen(desk: Desk, id_: int, now: datetime, rules: ComplaintRules) -> Changes:
    """Take up a closed case again; what was noted of its end goes.

    Raises:
        ReportableError: `entry_gone`.
    """

    def work(_: Connection, before: Entry) -> Entry:
        return replace(before, case=replace(_case_of(before), closing=None))

    return _change(desk, id_, "case_reopen", work, now, rules)


def make_case(desk: Desk, id_: int, now: datetime, rules: ComplaintRules) -> Changes:
    """Wait for an answer to an entry (要対応).

    Raises:
        ReportableError: `entry_gone`.
    """

    def work(connection: Connection, before: Entry) -> Entry:
        if before.case is not None:
            return before
        due = cases.due_day(now.date(), is_complaint=False)
        return replace(before, case=Case(staff.current_name(connection), due))

    return _change(desk, id_, "case_make", work, now, rules)


def offers(desk: Desk, id_: int, today: date, rules: ComplaintRules) -> tuple[Offer, ...]:
    """What the shop may want to do now that a complaint is closed: 中止 of a plan out of time."""

    def work(connection: Connection) -> Sequence[int]:
        entry = entry_in(connection, id_)
        if entry.person is None or entry.is_open_complaint:
            return ()
        root = persons.customer_of(connection, entry.person)
        return () if root is None else persons.persons_of(connection, root)

    group = desk.store.read(work)
    found = (rule.offer(desk, group, today) for rule in rules) if group else iter(())
    return tuple(offer for offer in found if offer is not None)


def _change_case(
    desk: Desk,
    id_: int,
    label_key: str,
    change: Callable[[Case], Case],
    now: datetime,
    *,
    closed: bool = False,
) -> Changes:
    def work(_: Connection, before: Entry) -> Entry:
        case = _case_of(before)
        if not closed:
            cases.refuse_closed(case)
        return replace(before, case=change(case))

    return _change(desk, id_, label_key, work, now)


def _change(
    desk: Desk,
    id_: int,
    label_key: str,
    change: Callable[[Connection, Entry], Entry],
    now: datetime,
    rules: ComplaintRules = (),
) -> Changes:
    def work(connection: Connection) -> EntryEdit:
        before = entry_in(connection, id_)
        return edit_in(connection, label_key, (before, change(connection, before)), now, rules)

    return put(desk, desk.store.read(work))


def _case_of(entry: Entry) -> Case:
    if entry.case is None:
        raise ReportableError("entry_gone")
    return entry.case
