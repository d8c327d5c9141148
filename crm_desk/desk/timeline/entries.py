"""Entries (記録): what a customer did, written down, put right, taken away, joined to somebody."""

from dataclasses import replace
from datetime import datetime

from crm_desk.desk import staff
from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline.complaints import ComplaintRules, consequences
from crm_desk.desk.timeline.edits import EntryEdit
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import Case, due_day
from crm_desk.domain.timeline.entry import Entry, EntryKind, check_moment, checked_words
from crm_desk.domain.timeline.entry_input import EntryInput as EntryInput
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.persons import PersonLink
from crm_desk.store.rows import next_id
from crm_desk.store.timeline import drafts as draft_rows
from crm_desk.store.timeline import entries as rows
from crm_desk.store.timeline.drafts import KeptDraft as KeptDraft


def add_entry(desk: Desk, made: EntryInput, now: datetime, rules: ComplaintRules) -> Changes:
    """Write down what a customer did; a complaint is always a case.

    Args:
        now: local time.
        rules: of the capabilities above (`desk.capabilities.COMPLAINT_RULES`).

    Returns:
        Changes whose place is the case, where there is one.

    Raises:
        ReportableError: `entry_empty`, `entry_long`, `entry_ahead`, `date_far`; `customer_gone`.
            Nothing is kept then.
    """
    words = checked_words(made.words)
    check_moment(made.moment, now)

    def work(connection: Connection) -> EntryEdit:
        person, new = _person(connection, _meant(connection, made))
        who = staff.current_name(connection)
        entry = Entry(
            id=next_id(connection, "entry"),
            person=person,
            kind=made.kind,
            way=made.way,
            moment=to_minute(made.moment),
            words=words,
            caller=clean_line(made.caller),
            staff=who,
            case=_case(made.kind, who, now, needs_answer=made.needs_answer),
        )
        return edit_in(connection, "entry_add", (None, entry), now, rules, new)

    return desk.apply(desk.store.read(work))


def change_entry(
    desk: Desk, id_: int, made: EntryInput, now: datetime, rules: ComplaintRules
) -> Changes:
    """Put an entry right: kind, way, moment or words; whose it is stays (`join_entry`).

    A case stays one, whatever the kind becomes; `needs_answer` and クレーム make one.

    Raises:
        ReportableError: as `add_entry`; `entry_gone`.
    """
    words = checked_words(made.words)
    check_moment(made.moment, now)

    def work(connection: Connection) -> EntryEdit:
        before = entry_in(connection, id_)
        new_case = _case(made.kind, before.staff, now, needs_answer=made.needs_answer)
        after = replace(
            before,
            kind=made.kind,
            way=made.way,
            moment=to_minute(made.moment),
            words=words,
            caller=clean_line(made.caller),
            case=before.case or new_case,
        )
        return edit_in(connection, "entry_change", (before, after), now, rules)

    return put(desk, desk.store.read(work))


def remove_entry(desk: Desk, id_: int, now: datetime, rules: ComplaintRules) -> Changes:
    """Take an entry away, with its case and the lines of it.

    Raises:
        ReportableError: `entry_gone`.
    """

    def work(connection: Connection) -> EntryEdit:
        before = entry_in(connection, id_)
        return edit_in(connection, "entry_remove", (before, None), now, rules)

    return desk.apply(desk.store.read(work))


def join_entry(
    desk: Desk, id_: int, customer: int | None, now: datetime, rules: ComplaintRules
) -> Changes:
    """Say whose an entry is; None: of nobody that is known.

    Raises:
        ReportableError: `entry_gone`, `customer_gone`.
    """

    def work(connection: Connection) -> EntryEdit:
        before = entry_in(connection, id_)
        person, new = _person(connection, customer)
        after = replace(before, person=person)
        return edit_in(connection, "entry_join", (before, after), now, rules, new)

    return put(desk, desk.store.read(work))


def entries_of(desk: Desk, customer: int) -> tuple[Entry, ...]:
    """The entries of a person under all their names, the newest first.

    Raises:
        ReportableError: `customer_gone`.
    """
    return desk.store.read(lambda connection: entries_of_in(connection, customer))


def entries_of_in(connection: Connection, customer: int) -> tuple[Entry, ...]:
    """As `entries_of`, on any connection."""
    root = _root(connection, customer)
    ids = rows.entries_of(connection, persons.persons_of(connection, root))
    return tuple(rows.entries(connection, ids).values())


def drafts(desk: Desk) -> tuple[KeptDraft, ...]:
    """Notes that were typed and not saved, the last one begun first."""
    return desk.store.read(draft_rows.drafts)


def keep_draft(desk: Desk, draft: EntryInput, id_: int | None = None) -> int:
    """Keep what is typed, so that a crash or another call loses nothing; no step of undo.

    Args:
        id_: of the draft whose place it takes; None for a new one.

    Returns:
        The id to keep it by from now on.
    """

    def work(connection: Connection) -> int:
        number = id_ or next_id(connection, "entry_draft")
        draft_rows.put_draft(connection, number, draft)
        return number

    return desk.store.write(work, lambda _: False)


def drop_draft(desk: Desk, id_: int) -> None:
    """Forget a draft: it was saved, or is not wanted any more."""
    desk.store.write(lambda connection: draft_rows.remove_draft(connection, id_), lambda _: False)


def edit_in(
    connection: Connection,
    label_key: str,
    change: tuple[Entry | None, Entry | None],
    now: datetime,
    rules: ComplaintRules,
    new_persons: tuple[PersonLink, ...] = (),
) -> EntryEdit:
    """The edit of one entry with all that follows from it."""
    linked = dict(new_persons)
    following = consequences(connection, [change], linked, rules, now.date())
    return EntryEdit(label_key, new_persons=new_persons, entries=(change,), following=following)


def put(desk: Desk, edit: EntryEdit) -> Changes:
    """Carry an edit out, unless it changes nothing."""
    return NOTHING if all(before == after for before, after in edit.entries) else desk.apply(edit)


def entry_in(connection: Connection, id_: int) -> Entry:
    """An entry.

    Raises:
        ReportableError: `entry_gone`.
    """
    found = rows.entries(connection, [id_]).get(id_)
    if found is None:
        raise ReportableError("entry_gone")
    return found


def to_minute(moment: datetime) -> datetime:
    """A moment as it is kept."""
    return moment.replace(second=0, microsecond=0)


def _case(kind: EntryKind, owner: str, now: datetime, *, needs_answer: bool) -> Case | None:
    is_complaint = kind is EntryKind.COMPLAINT
    if not (is_complaint or needs_answer):
        return None
    # From the day it is written down: a letter found a week late is not overdue at once.
    return Case(owner, due_day(now.date(), is_complaint=is_complaint))


def _meant(connection: Connection, made: EntryInput) -> int | None:
    """The id that the customer has now, whom somebody was heard for."""
    if made.customer is None or not made.customer_key:
        return made.customer
    found = persons.with_key(connection, made.customer_key)
    if found is None:
        raise ReportableError("customer_gone")
    return found


def _person(
    connection: Connection, customer: int | None
) -> tuple[int | None, tuple[PersonLink, ...]]:
    if customer is None:
        return None, ()
    _root(connection, customer)
    ids, new = persons_for(connection, [customer])
    return ids[customer], new


def _root(connection: Connection, customer: int) -> int:
    root = persons.roots(connection, [customer]).get(customer)
    if root is None:
        raise ReportableError("customer_gone")
    return root
