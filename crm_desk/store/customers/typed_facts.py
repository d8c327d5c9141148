"""What was typed of customers here, as it is kept: by person, so that it outlives imports."""

from collections.abc import Iterable, Sequence
from typing import Any

from crm_desk.domain.customers.typed_facts import TypedFact
from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

_COLUMNS = ", ".join(f"t.{name}" for name in TypedFact._fields)
TYPED_CUSTOMERS = """
    (SELECT person.customer_id FROM typed_fact JOIN person ON person.id = typed_fact.person_id
    WHERE person.customer_id IS NOT NULL)"""
"""SQL for the customers of whom something was typed."""


def of_touched(connection: Connection) -> dict[int, list[TypedFact]]:
    """Everything typed of the customers in `temp.touched`, in the order in which it was typed."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM typed_fact)").fetchone()[0]:
        return {}
    return _by_customer(connection, "temp.touched x", "TRUE")


def of_customers(connection: Connection, customers: Iterable[int]) -> dict[int, list[TypedFact]]:
    """As `of_touched`, of these customers."""
    found: dict[int, list[TypedFact]] = {}
    for some in portions(customers):
        chosen = f"x.id IN ({marks(some)})"
        found |= _by_customer(connection, "customer x", chosen, some)
    return found


def _by_customer(
    connection: Connection, customers: str, chosen: str, values: tuple[int, ...] = ()
) -> dict[int, list[TypedFact]]:
    rows = connection.execute(
        f"""
        SELECT x.id, {_COLUMNS}
        FROM {customers}
        CROSS JOIN person ON person.customer_id = x.id
        CROSS JOIN typed_fact t ON t.person_id = person.id
        WHERE {chosen}
        ORDER BY x.id, t.number, t.field
        """,
        values,
    )
    found: dict[int, list[TypedFact]] = {}
    for customer, *fact in rows:
        found.setdefault(customer, []).append(_fact(fact))
    return found


def of_person(connection: Connection, person: int) -> tuple[TypedFact, ...]:
    """Everything typed of one person."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM typed_fact t WHERE t.person_id = ? ORDER BY t.number, t.field",
        (person,),
    )
    return tuple(map(_fact, rows))


def _fact(row: Sequence[Any]) -> TypedFact:
    return TypedFact(*row)._replace(is_current=bool(row[-1]))


def replace_all(connection: Connection, person: int, typed: Iterable[TypedFact]) -> None:
    """Keep this of a person, and nothing else that was typed."""
    connection.execute("DELETE FROM typed_fact WHERE person_id = ?", (person,))
    connection.executemany(
        "INSERT INTO typed_fact (person_id, number, field, value, said, day, is_current)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((person, *fact) for fact in typed),
    )
