"""Persons: who is meant whatever imports come and go, and which customers are one of them."""

from collections.abc import Iterable

from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

Followed = tuple[int, int]
"""(number of somebody who is followed up, customer)."""


def followed_ids(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """The number of each customer among those who are followed up; those without are left out."""
    found: dict[int, int] = {}
    for some in portions(customers):
        found |= connection.execute(
            f"SELECT customer_id, id FROM followed_customer WHERE customer_id IN ({marks(some)})",
            some,
        ).fetchall()
    return found


def customer_of(connection: Connection, followed: int) -> int | None:
    """The customer that stands for somebody who is followed up; None when they are gone."""
    row = connection.execute(
        "SELECT coalesce(c.joined_to, c.id) FROM followed_customer f"
        " JOIN customer c ON c.id = f.customer_id WHERE f.id = ?",
        (followed,),
    ).fetchone()
    return None if row is None else int(row[0])


def group_of(connection: Connection, customer: int) -> tuple[int, ...]:
    """Everyone followed up who is this person, under whatever name.

    Args:
        customer: the one that stands for the person.
    """
    rows = connection.execute(
        "SELECT f.id FROM customer c JOIN followed_customer f ON f.customer_id = c.id"
        " WHERE c.id = ?1 OR c.joined_to = ?1 ORDER BY f.id",
        (customer,),
    )
    return tuple(id_ for (id_,) in rows)


def put_followed(connection: Connection, followed: Iterable[Followed]) -> None:
    """Note customers as followed up; they stay so, nothing of them is in it."""
    connection.executemany(
        "INSERT OR IGNORE INTO followed_customer (id, customer_id) VALUES (?, ?)", followed
    )


_ROOT = "coalesce(c.joined_to, c.id)"


_PERSON = "(c.id = ? OR c.joined_to = ?)"


def roots(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """The person that each of these customers is, in their order; who is gone is left out."""
    found: dict[int, int] = {}
    for some in portions(customers):
        by_id = dict(
            connection.execute(
                f"SELECT c.id, {_ROOT} FROM customer c WHERE c.id IN ({marks(some)})", some
            ).fetchall()
        )
        found |= {id_: by_id[id_] for id_ in some if id_ in by_id}
    return found


def group(connection: Connection, root: int) -> set[int]:
    """A customer with everyone who is joined to it."""
    rows = connection.execute("SELECT id FROM customer WHERE joined_to = ?", (root,))
    return {root, *(id_ for (id_,) in rows)}
