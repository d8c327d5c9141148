"""Which customers are one person: joined, parted, and likely to be the same.

`joined_to` is always a customer that is joined to nobody itself: the root of its group.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from typing import NamedTuple, TypeVar

from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import SHOP_CONTACTS
from crm_desk.store.customers import sums
from crm_desk.store.customers.facts import join_guests
from crm_desk.store.persons import group

T = TypeVar("T")
Join = tuple[int | None, str]
"""(joined to, joined by) of a customer; (None, "") where it stands for itself."""
ALONE: Join = (None, "")
Pair = tuple[int, int]
"""Ids of two customers, the smaller one first."""

MOST_ALIKE = 12
"""More customers than that with one telephone or address are no person, but a firm or a dummy."""


class Joins(NamedTuple):
    """Who is joined and who is parted.

    Attributes:
        joined: those that are joined to another.
        excluded: customers left out of the figures, of those asked for.
    """

    joined: Mapping[int, Join]
    parted: frozenset[Pair]
    excluded: frozenset[int]


def joins(connection: Connection) -> Joins:
    """Everything as it stands."""
    joined = connection.execute(
        "SELECT id, joined_to, joined_by FROM customer WHERE joined_to IS NOT NULL"
    )
    parted = connection.execute("SELECT one, other FROM parted")
    excluded = connection.execute("SELECT id FROM customer WHERE excluded = 1")
    return Joins(
        {id_: (to, by) for id_, to, by in joined},
        frozenset(parted.fetchall()),
        frozenset(id_ for (id_,) in excluded),
    )


def rehearse(connection: Connection, change: Callable[[Connection], T]) -> tuple[Joins, Joins, T]:
    """What is before and what would be after a change, which is taken back at once; what it found.

    So an edit knows both sides, and the rules stand in one place.
    """
    before = joins(connection)
    with rehearsal(connection):
        found = change(connection)
        return before, joins(connection), found


@contextmanager
def rehearsal(connection: Connection) -> Iterator[None]:
    """What is written within is taken back at its end: only what it comes to is wanted."""
    connection.execute("SAVEPOINT rehearsal")
    try:
        yield
    finally:
        connection.execute("ROLLBACK TO rehearsal")
        connection.execute("RELEASE rehearsal")


def put(
    connection: Connection,
    joined: Iterable[tuple[int, Join]],
    parted: Iterable[Pair],
    together: Iterable[Pair],
    excluded: Iterable[tuple[int, bool]],
) -> None:
    """Set these joins and flags; note these pairs as parted, and these not any more."""
    joined, excluded = list(joined), list(excluded)
    touched = _with_roots(connection, [id_ for id_, _ in joined])
    connection.executemany(
        "UPDATE customer SET joined_to = ?, joined_by = ? WHERE id = ?",
        ((to, by, id_) for id_, (to, by) in joined),
    )
    connection.executemany("INSERT OR IGNORE INTO parted (one, other) VALUES (?, ?)", parted)
    connection.executemany("DELETE FROM parted WHERE one = ? AND other = ?", together)
    connection.executemany(
        "UPDATE customer SET excluded = ? WHERE id = ?", ((on, id_) for id_, on in excluded)
    )
    sums.refresh(connection, touched)


def keep_in(connection: Connection, ids: Iterable[int], *, on: bool) -> None:
    """Note that a person wants these to count, or take that back."""
    connection.executemany(
        "UPDATE customer SET kept_in = ? WHERE id = ?", ((on, id_) for id_ in ids)
    )


def kept_in(connection: Connection) -> frozenset[int]:
    """Who is not proposed for leaving out any more."""
    return frozenset(id_ for (id_,) in connection.execute("SELECT id FROM customer WHERE kept_in"))


def merge(connection: Connection, root: int, other: int) -> None:
    """Join one group to another; whoever was joined to `other` moves along.

    What keeps two persons apart is forgotten: the click says more.
    """
    mine, its = group(connection, root), group(connection, other)
    _unpart(connection, mine, its)
    connection.execute("UPDATE customer SET joined_to = ?1 WHERE joined_to = ?2", (root, other))
    connection.execute(
        "UPDATE customer SET joined_to = ?, joined_by = 'hand' WHERE id = ?", (root, other)
    )
    # Whoever is left out of the figures is so under every name.
    connection.execute(
        """
        UPDATE customer SET excluded = 1
        WHERE id = :root AND EXISTS (SELECT 1 FROM customer o WHERE o.id = :other AND o.excluded)
        """,
        {"root": root, "other": other},
    )
    join_guests(connection, _emails(connection, mine | its))


def part(connection: Connection, customer: int) -> None:
    """Let a joined customer stand for itself again; guests of its own e-mail go with it."""
    root = root_of(connection, customer)
    if root in (None, customer):
        return
    whole = group(connection, int(root or 0))
    mine = {customer} | {
        id_
        for (id_,) in connection.execute(
            """
            SELECT g.id
            FROM customer g
            JOIN customer c ON c.id = ? AND c.source_id IS NOT NULL
            WHERE g.key = 'e:' || c.email_key AND g.joined_by = 'email'
            """,
            (customer,),
        )
    }
    connection.executemany(
        "UPDATE customer SET joined_to = NULL, joined_by = '' WHERE id = ?",
        ((id_,) for id_ in mine),
    )
    keep_apart(connection, mine, whole - mine)
    join_guests(connection, _emails(connection, whole))


def keep_apart(connection: Connection, some: Iterable[int], others: Iterable[int]) -> None:
    """Never join or suggest any of these with any of those."""
    others = list(others)
    connection.executemany(
        "INSERT OR IGNORE INTO parted (one, other) VALUES (min(?1, ?2), max(?1, ?2))",
        ((one, other) for one in some for other in others),
    )


def alike(connection: Connection) -> dict[str, set[Pair]]:
    """Pairs of persons that share something, by what it is; parted ones are left out.

    A contact of the shop itself or of a mall is nothing that they share.

    Keys: `phone`, `email`, `name_postcode`, `name_address`.
    """
    apart = _parted_roots(connection)
    return {
        "phone": _sharing(connection, ("phone_digits",), apart, _NOT_SHOPS.format("phone_digits")),
        "email": _sharing(connection, ("email_key",), apart, _NOT_SHOPS.format("email_key")),
        "name_postcode": _sharing(connection, ("folded_name", "postcode_digits"), apart),
        "name_address": _sharing(connection, ("folded_name", "folded_address"), apart),
    }


_NOT_SHOPS = f"{{}} NOT IN {SHOP_CONTACTS}"


def _sharing(
    connection: Connection, columns: tuple[str, ...], apart: frozenset[Pair], chosen: str = "TRUE"
) -> set[Pair]:
    names = ", ".join(columns)
    filled = " AND ".join(f"{column} <> ''" for column in columns)
    root = "coalesce(joined_to, id)"
    # One scan and a sort are quicker than an index that has to look every customer up.
    rows = connection.execute(
        f"""
        SELECT group_concat({root})
        FROM customer NOT INDEXED
        WHERE {filled} AND {chosen}
        GROUP BY {names}
        HAVING min({root}) <> max({root})
        """
    )
    found: set[Pair] = set()
    for (same,) in rows:
        roots = sorted(set(map(int, same.split(","))))
        if len(roots) <= MOST_ALIKE:
            found.update(combinations(roots, 2))
    return found - apart


def _parted_roots(connection: Connection) -> frozenset[Pair]:
    rows = connection.execute(
        """
        SELECT coalesce(a.joined_to, a.id), coalesce(b.joined_to, b.id)
        FROM parted p
        JOIN customer a ON a.id = p.one
        JOIN customer b ON b.id = p.other
        """
    )
    return frozenset((min(pair), max(pair)) for pair in rows)


def root_of(connection: Connection, customer: int) -> int | None:
    """The customer that stands for this one, often itself; None when it is gone."""
    row = connection.execute(
        "SELECT coalesce(joined_to, id) FROM customer WHERE id = ?", (customer,)
    ).fetchone()
    return None if row is None else int(row[0])


def _with_roots(connection: Connection, customers: list[int]) -> set[int]:
    """These, and those that they are joined to as yet."""
    roots = (root_of(connection, customer) for customer in customers)
    return {*customers, *(root for root in roots if root is not None)}


def _emails(connection: Connection, customers: Iterable[int]) -> list[str]:
    found: set[str] = set()
    for customer in customers:
        found.update(
            email
            for (email,) in connection.execute(
                """
                SELECT email_key FROM customer WHERE id = :id AND email_key <> ''
                UNION
                SELECT substr(key, 3) FROM customer WHERE id = :id AND key >= 'e:' AND key < 'e;'
                """,
                {"id": customer},
            )
        )
    return sorted(found)


def _unpart(connection: Connection, some: Iterable[int], others: Iterable[int]) -> None:
    others = list(others)
    connection.executemany(
        "DELETE FROM parted WHERE one = min(?1, ?2) AND other = max(?1, ?2)",
        ((one, other) for one in some for other in others),
    )
