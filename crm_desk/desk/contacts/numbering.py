"""Numbers of people that outlive imports."""

from collections.abc import Iterable

from crm_desk.store import persons
from crm_desk.store import rows as store_rows
from crm_desk.store.connection import Connection


def numbered(
    connection: Connection, customers: Iterable[int]
) -> tuple[dict[int, int], tuple[persons.Followed, ...]]:
    """Numbers of customers among those who are followed up, and those of them that are new."""
    customers = list(dict.fromkeys(customers))
    found = persons.followed_ids(connection, customers)
    first = store_rows.next_id(connection, "followed_customer")
    new = [customer for customer in customers if customer not in found]
    pairs = tuple((number, customer) for number, customer in enumerate(new, start=first))
    return found | {customer: number for number, customer in pairs}, pairs
