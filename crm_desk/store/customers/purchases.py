"""What persons bought, opening balances included."""

from collections.abc import Iterable

from crm_desk.domain.customers.purchases import Bought
from crm_desk.store.connection import Connection
from crm_desk.store.rows import day_of, marks, portions


def bought(connection: Connection, customers: Iterable[int]) -> dict[int, Bought]:
    """What persons bought, by the customer that stands for each."""
    found: dict[int, Bought] = {}
    for some in portions(customers):
        rows = connection.execute(
            f"""
            SELECT customer_id, purchases, amount, first_day, last_day
            FROM customer_sums
            WHERE customer_id IN ({marks(some)})
            """,
            some,
        )
        found |= {row[0]: Bought(row[1], row[2], day_of(row[3]), day_of(row[4])) for row in rows}
    return found
