"""Persons: the identity that outlives imports, and which customers are one of them.

A row of `person` is linked to one customer for as long as that is in the desk. Customers who are
joined are one person to the shop, but each keeps a row of its own: once parted, everyone has what
was theirs.
"""

from collections.abc import Iterable

from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

PersonLink = tuple[int, int]
"""(id of a person, customer)."""

ROOT = "coalesce(c.joined_to, c.id)"
"""SQL for the customer that stands for a customer `c`, often itself."""
OF_ROOT = "(c.id = :root OR c.joined_to = :root)"
"""The condition on customers `c` that they are one person, whom `:root` stands for."""


def person_ids(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """The person that each customer is linked to; customers without one are left out."""
    found: dict[int, int] = {}
    for some in portions(customers):
        found |= connection.execute(
            f"SELECT customer_id, id FROM person WHERE customer_id IN ({marks(some)})",
            some,
        ).fetchall()
    return found


def customer_of(connection: Connection, person: int) -> int | None:
    """The customer that stands for a person; None when no customer is left of them."""
    row = connection.execute(
        f"""
        SELECT {ROOT}
        FROM person
        JOIN customer c ON c.id = person.customer_id
        WHERE person.id = ?
        """,
        (person,),
    ).fetchone()
    return None if row is None else int(row[0])


def persons_of(connection: Connection, customer: int) -> tuple[int, ...]:
    """Ids of the persons linked to a customer and to those who are joined to it.

    Args:
        customer: one that is joined to nobody.
    """
    rows = connection.execute(
        f"""
        SELECT person.id
        FROM customer c
        JOIN person ON person.customer_id = c.id
        WHERE {OF_ROOT}
        ORDER BY person.id
        """,
        {"root": customer},
    )
    return tuple(id_ for (id_,) in rows)


def put_persons(connection: Connection, links: Iterable[PersonLink]) -> None:
    """Make persons of customers; they stay so, nothing of the customer is kept in it."""
    connection.executemany("INSERT OR IGNORE INTO person (id, customer_id) VALUES (?, ?)", links)


def roots(connection: Connection, customers: Iterable[int]) -> dict[int, int]:
    """The person that each of these customers is, in their order; who is gone is left out."""
    found: dict[int, int] = {}
    for some in portions(customers):
        by_id = dict(
            connection.execute(
                f"SELECT c.id, {ROOT} FROM customer c WHERE c.id IN ({marks(some)})", some
            ).fetchall()
        )
        found |= {id_: by_id[id_] for id_ in some if id_ in by_id}
    return found


def keys(connection: Connection, customers: Iterable[int]) -> dict[int, str]:
    """The key of each customer, which is theirs whenever they are in the desk."""
    found: dict[int, str] = {}
    for some in portions(customers):
        sql = f"SELECT id, key FROM customer WHERE id IN ({marks(some)})"
        found |= connection.execute(sql, some).fetchall()
    return found


def with_key(connection: Connection, key: str) -> int | None:
    """The customer that has a key; None while there is none."""
    row = connection.execute("SELECT id FROM customer WHERE key = ?", (key,)).fetchone()
    return None if row is None else int(row[0])


def group(connection: Connection, root: int) -> set[int]:
    """A customer with everyone who is joined to it."""
    rows = connection.execute("SELECT id FROM customer WHERE joined_to = ?", (root,))
    return {root, *(id_ for (id_,) in rows)}
