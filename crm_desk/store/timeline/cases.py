"""Cases as the list shows them, and what is proposed of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm_desk.domain.timeline.case import MANY_COMPLAINTS, MANY_DAYS, ProductName
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.store.connection import Connection
from crm_desk.store.persons import OF_ROOT, ROOT
from crm_desk.store.rows import day_of, marks, portions

_FIRST_SIGNS = 200
"""Of the words; a line of the list has room for fewer."""


class CaseRow(NamedTuple):
    """A line of the list.

    Attributes:
        customer: the one that stands for the person; None where nobody was found, or they are gone.
        name: theirs, or the one that they had; "" where nobody was found.
        due: None where no answer is waited for: an entry of nobody that is known.
        closed: day; None while it is open.
        match: the only customer with the caller's number, with their name; None without one.
    """

    id: int
    customer: int | None
    name: str
    caller: str
    kind: EntryKind
    day: date
    words: str
    owner: str
    due: date | None
    closed: date | None
    product: str
    match: "Match | None" = None


class Match(NamedTuple):
    """A customer who has the number that a caller left."""

    customer: int
    name: str


_COLUMNS = f"""
    SELECT
        e.id, r.id, coalesce(nullif(r.name, ''), person.former_name, ''), e.caller, e.kind, e.day,
        substr(e.words, 1, {_FIRST_SIGNS}), coalesce(w.owner, ''), w.due, w.closed_day,
        coalesce(w.product_name, '')
"""
_WHO = """
    LEFT JOIN person ON person.id = e.person_id
    LEFT JOIN customer c ON c.id = person.customer_id
    LEFT JOIN customer r ON r.id = coalesce(c.joined_to, c.id)
"""


def open_cases(connection: Connection) -> list[CaseRow]:
    """Open cases, those that are due first before the others."""
    return _rows(
        connection,
        f"""
        {_COLUMNS}
        FROM case_work w
        JOIN entry e ON e.id = w.entry_id
        {_WHO}
        WHERE w.closed_day IS NULL
        ORDER BY w.due, e.day, e.minute, e.id
        """,
    )


def closed_cases(connection: Connection, most: int) -> list[CaseRow]:
    """So many closed cases, the last one closed first."""
    return _rows(
        connection,
        f"""
        {_COLUMNS}
        FROM case_work w
        JOIN entry e ON e.id = w.entry_id
        {_WHO}
        WHERE w.closed_day IS NOT NULL
        ORDER BY w.closed_day DESC, w.closed_minute DESC, w.entry_id DESC
        LIMIT ?
        """,
        (most,),
    )


def nameless(connection: Connection) -> list[CaseRow]:
    """Entries of nobody that is known, and for which no answer is waited, the newest first."""
    return _rows(
        connection,
        f"""
        {_COLUMNS}
        FROM entry e
        LEFT JOIN case_work w ON w.entry_id = e.id
        {_WHO}
        WHERE e.person_id IS NULL AND w.entry_id IS NULL
        ORDER BY e.day DESC, e.minute DESC, e.id DESC
        """,
    )


def _rows(connection: Connection, sql: str, values: Sequence[object] = ()) -> list[CaseRow]:
    found = [_row(row) for row in connection.execute(sql, values)]
    unknown = [row.id for row in found if not row.name and row.customer is None]
    matches = matches_of(connection, unknown)
    return [row._replace(match=matches.get(row.id)) for row in found]


def _row(row: Sequence[Any]) -> CaseRow:
    id_, customer, name, caller, kind, day, words, owner, due, closed, product = row
    return CaseRow(
        id_,
        customer,
        name,
        caller,
        EntryKind(kind),
        date.fromordinal(day),
        words,
        owner,
        day_of(due),
        day_of(closed),
        product,
    )


def matches_of(connection: Connection, ids: Sequence[int]) -> dict[int, Match]:
    """Of entries of nobody: the person with the caller's number, where exactly one has it.

    A second number of somebody is theirs, too.
    """
    found: dict[int, Match] = {}
    for some in portions(ids):
        rows = connection.execute(
            f"""
            WITH asked AS (
                SELECT id, caller_digits AS digits
                FROM entry
                WHERE person_id IS NULL AND caller_digits <> '' AND id IN ({marks(some)})
            ),
            having_it AS (
                SELECT e.id, c.id AS customer
                FROM asked e
                JOIN customer c ON c.phone_digits = e.digits AND c.phone_digits <> ''
                UNION
                SELECT e.id, a.customer_id
                FROM asked e
                JOIN other_address a ON a.kind = 'phone' AND a.handle = e.digits
                WHERE a.customer_id IS NOT NULL AND NOT a.is_former
            )
            SELECT h.id, min({ROOT}), r.name
            FROM having_it h
            JOIN customer c ON c.id = h.customer
            JOIN customer r ON r.id = {ROOT}
            GROUP BY h.id
            HAVING min({ROOT}) = max({ROOT})
            """,
            some,
        )
        found |= {id_: Match(customer, name) for id_, customer, name in rows}
    return found


def closed_count(connection: Connection) -> int:
    """How many cases are closed."""
    row = connection.execute("SELECT count(*) FROM case_work WHERE closed_day IS NOT NULL")
    return int(row.fetchone()[0])


def due_counts(connection: Connection, today: date) -> tuple[int, int]:
    """(overdue, due today) of the open cases."""
    row = connection.execute(
        """
        SELECT coalesce(sum(due < :today), 0), coalesce(sum(due = :today), 0)
        FROM case_work
        WHERE closed_day IS NULL AND due <= :today
        """,
        {"today": today.toordinal()},
    ).fetchone()
    return int(row[0]), int(row[1])


def often_complained(connection: Connection, today: date) -> list[tuple[ProductName, int]]:
    """Products of which so many complained lately that it is said, the most first."""
    rows = connection.execute(
        """
        SELECT w.product_code, w.product_name, count(*) AS complaints
        FROM case_work w
        JOIN entry e ON e.id = w.entry_id
        WHERE e.kind = 'complaint' AND e.day > ?
            AND (w.product_name <> '' OR w.product_code <> '')
        GROUP BY w.product_code, w.product_name
        HAVING complaints >= ?
        ORDER BY complaints DESC, w.product_name
        """,
        ((today - timedelta(days=MANY_DAYS)).toordinal(), MANY_COMPLAINTS),
    )
    return [(ProductName(code, name), count) for code, name, count in rows]


class RecentOrder(NamedTuple):
    """An order that is offered for a case, with its products."""

    number: str
    day: date
    products: tuple[ProductName, ...]


def recent_orders(connection: Connection, customer: int, most: int) -> list[RecentOrder]:
    """The last orders of a person under all their names, the newest first.

    Args:
        customer: the one that stands for the person.
    """
    rows = connection.execute(
        f"""
        SELECT o.id, o.number, o.day
        FROM customer c
        JOIN shop_order o ON o.customer_id = c.id
        WHERE {OF_ROOT} AND o.current
        ORDER BY o.day DESC, o.id DESC
        LIMIT :most
        """,
        {"root": customer, "most": most},
    ).fetchall()
    return [
        RecentOrder(number, date.fromordinal(day), tuple(_products(connection, id_)))
        for id_, number, day in rows
    ]


def _products(connection: Connection, order: int) -> Iterator[ProductName]:
    rows = connection.execute(
        """
        SELECT p.code, p.name
        FROM order_line l
        JOIN product p ON p.id = l.product_id
        WHERE l.order_id = ?
        ORDER BY l.line
        """,
        (order,),
    )
    yield from dict.fromkeys(ProductName(code, name) for code, name in rows)
