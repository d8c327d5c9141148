"""What was typed of a customer takes hold: shown, searched, compared, and joined by."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desk.domain.contacts.handles import email_key
from crm_desk.domain.customers.people import Facts
from crm_desk.domain.customers.typed_facts import TypedFact
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts, sums, typed_facts
from crm_desk.store.persons import PersonLink, put_persons
from crm_desk.store.rows import marks


class KnownFacts(NamedTuple):
    """What is typed of one customer, and what imports say.

    Attributes:
        typed: everything, former entries too.
    """

    typed: tuple[TypedFact, ...]
    said: Facts


def known(connection: Connection, customer: int) -> KnownFacts:
    """What is typed of a customer, under this name, and what imports say."""
    typed = typed_facts.of_customers(connection, [customer]).get(customer, [])
    return KnownFacts(tuple(typed), facts.said_by_imports(connection, customer))


def put(
    connection: Connection, links: Sequence[PersonLink], person: int, typed: Sequence[TypedFact]
) -> None:
    """Let this be what is typed of a person; their customer, if there is one, shows it.

    Args:
        links: persons that are linked from now on.
    """
    put_persons(connection, links)
    typed_facts.replace_all(connection, person, typed)
    row = connection.execute("SELECT customer_id FROM person WHERE id = ?", (person,)).fetchone()
    if row is not None and row[0] is not None:
        show(connection, int(row[0]))


def show(connection: Connection, customer: int) -> None:
    """Show what is known of a customer; a guest whose e-mail address it is may be joined."""
    before = _email(connection, customer)
    facts.refresh(connection, [customer])
    after = _email(connection, customer)
    if before != after:
        join_by_email(connection, {before, after})


def join_by_email(connection: Connection, emails: set[str]) -> None:
    """Join guests with these addresses to members anew, as an import would; sums follow."""
    keys = [f"e:{email}" for email in sorted(emails - {""})]
    touched = _with_roots(connection, keys)
    facts.join_guests(connection, emails - {""})
    sums.refresh(connection, touched | _with_roots(connection, keys))


def _with_roots(connection: Connection, keys: Sequence[str]) -> set[int]:
    rows = connection.execute(
        f"SELECT id, coalesce(joined_to, id) FROM customer WHERE key IN ({marks(keys)})", keys
    )
    return {id_ for row in rows for id_ in row}


def _email(connection: Connection, customer: int) -> str:
    row = connection.execute("SELECT email FROM customer WHERE id = ?", (customer,)).fetchone()
    return email_key(row[0]) if row else ""
