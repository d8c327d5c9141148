"""The shop's rule for those who were never asked about e-mail."""

from crm_desk.domain.contacts.consent import EMAIL_IF_UNKNOWN
from crm_desk.store.connection import Connection


def email_if_unknown(connection: Connection) -> bool:
    """Whether e-mail may go to people whose consent nobody knows."""
    row = connection.execute(
        "SELECT value FROM followup_limit WHERE name = 'email_if_unknown'"
    ).fetchone()
    return EMAIL_IF_UNKNOWN if row is None else bool(row[0])
