"""Entries as records: read whole, put whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from crm_desk.domain.contacts.handles import phone_digits
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.case import (
    Case,
    Closing,
    OrderName,
    ProductName,
    Remedy,
    in_order,
)
from crm_desk.domain.timeline.entry import Entry, EntryKind, EntryLine
from crm_desk.store.connection import Connection
from crm_desk.store.rows import day_of, grouped, marks, ordinal, portions

_HOUR = 60


def entries(connection: Connection, ids: Iterable[int]) -> dict[int, Entry]:
    """Whole entries by id, in the order asked for; those that are gone are left out."""
    ids = list(ids)
    found: dict[int, Entry] = {}
    for some in portions(ids):
        lines = grouped(
            connection.execute(
                f"""
                SELECT entry_id, id, day, minute, words, staff
                FROM entry_line
                WHERE entry_id IN ({marks(some)})
                ORDER BY entry_id, day, minute, id
                """,
                some,
            ),
            _line,
        )
        rows = connection.execute(
            f"""
            SELECT {_ENTRY}, {_CASE}
            FROM entry e
            LEFT JOIN case_work w ON w.entry_id = e.id
            WHERE e.id IN ({marks(some)})
            """,
            some,
        )
        found |= {row[0]: _entry(row, lines) for row in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def entries_of(connection: Connection, persons: Sequence[int]) -> tuple[int, ...]:
    """Ids of the entries of these persons, the newest first."""
    rows = connection.execute(
        f"""
        SELECT id FROM entry WHERE person_id IN ({marks(persons)})
        ORDER BY day DESC, minute DESC NULLS LAST, id DESC
        """,
        tuple(persons),
    )
    return tuple(id_ for (id_,) in rows)


def open_complaints(connection: Connection, persons: Sequence[int]) -> set[int]:
    """Ids of the open complaints of these persons."""
    rows = connection.execute(
        f"""
        SELECT e.id
        FROM entry e
        JOIN case_work w ON w.entry_id = e.id
        WHERE e.person_id IN ({marks(persons)}) AND e.kind = 'complaint' AND w.closed_day IS NULL
        """,
        tuple(persons),
    )
    return {id_ for (id_,) in rows}


def put_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Insert these entries, or put them in the place of those with the same ids."""
    names = [name.removeprefix("e.") for name in _ENTRY.split(", ")]
    changed = ", ".join(f"{name} = excluded.{name}" for name in (*names[1:], "caller_digits"))
    connection.executemany(
        f"""
        INSERT INTO entry ({", ".join(names)}, caller_digits) VALUES ({marks(names)}, ?)
        ON CONFLICT (id) DO UPDATE SET {changed}
        """,
        (_entry_row(entry) for entry in entries),
    )
    ids = [(entry.id,) for entry in entries]
    connection.executemany("DELETE FROM entry_line WHERE entry_id = ?", ids)
    connection.executemany("DELETE FROM case_work WHERE entry_id = ?", ids)
    connection.executemany(
        """
        INSERT INTO entry_line (id, entry_id, day, minute, words, staff)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (
            (line.id, entry.id, *moment_row(line.moment), line.words, line.staff)
            for entry in entries
            for line in entry.lines
        ),
    )
    columns = [name.removeprefix("w.") for name in _CASE.split(", ")]
    connection.executemany(
        f"INSERT INTO case_work (entry_id, {', '.join(columns)}) VALUES (?, {marks(columns)})",
        ((entry.id, *_case_row(entry.case)) for entry in entries if entry.case is not None),
    )


def remove_entries(connection: Connection, ids: Iterable[int]) -> None:
    """Take entries away whole, with their cases and lines."""
    connection.executemany("DELETE FROM entry WHERE id = ?", ((id_,) for id_ in ids))


_ENTRY = "e.id, e.person_id, e.caller, e.kind, e.way, e.day, e.minute, e.words, e.staff"
_CASE = (
    "w.owner, w.due, w.product_code, w.product_name, w.order_number, w.order_day, w.closed_day,"
    " w.closed_minute, w.closed_by, w.outcome, w.remedies, w.amount"
)


def _entry(row: Sequence[Any], lines: Mapping[int, Sequence[EntryLine]]) -> Entry:
    id_, person, caller, kind, way, day, minute, words, staff, *case = row
    return Entry(
        id=id_,
        person=person,
        kind=EntryKind(kind),
        way=Way(way),
        moment=moment_of(day, minute),
        words=words,
        caller=caller,
        staff=staff,
        case=_case(case),
        lines=tuple(lines.get(id_, ())),
    )


def _entry_row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.id,
        entry.person,
        entry.caller,
        entry.kind.value,
        entry.way.value,
        *moment_row(entry.moment),
        entry.words,
        entry.staff,
        phone_digits(entry.caller),
    )


def _case(row: Sequence[Any]) -> Case | None:
    owner, due, code, product, number, order_day, *closing = row
    if due is None:
        return None
    day, minute, staff, outcome, remedies, amount = closing
    end = None
    if day is not None:
        done = frozenset(Remedy(word) for word in remedies.split())
        end = Closing(moment_of(day, minute), outcome, done, amount, staff)
    return Case(
        owner=owner,
        due=date.fromordinal(due),
        product=ProductName(code, product) if code or product else None,
        order=OrderName(number, day_of(order_day)) if number or order_day else None,
        closing=end,
    )


def _case_row(case: Case) -> tuple[object, ...]:
    product, order, end = case.product, case.order, case.closing
    return (
        case.owner,
        case.due.toordinal(),
        product.code if product else "",
        product.name if product else "",
        order.number if order else "",
        ordinal(order.day) if order else None,
        *(moment_row(end.moment) if end else (None, None)),
        end.staff if end else "",
        end.outcome if end else "",
        " ".join(remedy.value for remedy in in_order(end.remedies)) if end else "",
        end.amount if end else None,
    )


def moment_row(moment: datetime) -> tuple[int, int]:
    """A moment as it is kept: the day's ordinal, and the minute of the day."""
    return moment.toordinal(), moment.hour * _HOUR + moment.minute


def moment_of(day: int, minute: int | None) -> datetime:
    """A moment that was kept; where only the day is known, its beginning."""
    return datetime.combine(date.fromordinal(day), time(*divmod(minute or 0, _HOUR)))


def _line(row: Sequence[Any]) -> EntryLine:
    id_, day, minute, words, staff = row
    return EntryLine(id_, moment_of(day, minute), words, staff)
