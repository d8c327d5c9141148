"""Contacts that are the shop's own or a mall's: known, and left out of whatever leaves the desk.

Import-doubts.md, rule 7: such a contact is nobody's key, and never printed or exported. Whoever
reads e-mail addresses or telephones for paper or files asks `email_out` and `phone_out`.
"""

from collections.abc import Iterable

from crm_desk.store.connection import Connection

SHOP_CONTACTS = "(SELECT contact FROM shop_contact)"
"""SQL for all of them: e-mail addresses as compared, and digits of telephones."""


def email_shared(customer: str) -> str:
    """A condition: the e-mail address of this customer is nobody's.

    Args:
        customer: how the statement calls the table `customer`.
    """
    return f"({customer}.email_key <> '' AND {customer}.email_key IN {SHOP_CONTACTS})"


def phone_shared(customer: str) -> str:
    """As `email_shared`, of the telephone."""
    return f"({customer}.phone_digits <> '' AND {customer}.phone_digits IN {SHOP_CONTACTS})"


def email_out(customer: str) -> str:
    """SQL for the e-mail address as it may be printed and exported; '' where it is nobody's."""
    return f"CASE WHEN {email_shared(customer)} THEN '' ELSE {customer}.email END"


def phone_out(customer: str) -> str:
    """As `email_out`, of the telephone."""
    return f"CASE WHEN {phone_shared(customer)} THEN '' ELSE {customer}.phone END"


def shop_contacts(connection: Connection) -> frozenset[str]:
    """All contacts that are nobody's, as compared."""
    return frozenset(contact for (contact,) in connection.execute(SHOP_CONTACTS[1:-1]))


def put_shared(connection: Connection, batch_id: int, contacts: Iterable[str]) -> None:
    """Note what an import knows to be nobody's."""
    connection.executemany(
        "INSERT OR IGNORE INTO shared_contact (contact, batch_id) VALUES (?, ?)",
        ((contact, batch_id) for contact in contacts),
    )
