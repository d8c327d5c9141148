"""Persons: the ids that outlive imports, which consents, approaches and plans hang on."""

from collections.abc import Iterable

from crm_desk.store.connection import Connection
from crm_desk.store.persons import PersonLink, person_ids
from crm_desk.store.rows import next_id


def persons_for(
    connection: Connection, customers: Iterable[int]
) -> tuple[dict[int, int], tuple[PersonLink, ...]]:
    """The person of each customer, and those of the links that are still to be kept.

    Returns:
        ids of persons by customer, and the links that are new.
    """
    customers = list(dict.fromkeys(customers))
    known = person_ids(connection, customers)
    missing = [customer for customer in customers if customer not in known]
    new = tuple(
        (person, customer)
        for person, customer in enumerate(missing, start=next_id(connection, "person"))
    )
    return known | {customer: person for person, customer in new}, new
