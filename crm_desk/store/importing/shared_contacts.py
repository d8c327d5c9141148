"""Contacts that are no one's, counted over a staging file and the desk together."""

from collections.abc import Sequence
from pathlib import Path

from crm_desk.domain.contacts.shared import FAMILIES, Said, shared_among
from crm_desk.store.connection import Connection
from crm_desk.store.importing.attached import Staged, looked_into
from crm_desk.store.rows import marks, portions

_SAID = ", ".join(f"coalesce({name}, '')" for name in Said._fields)
_OF_CUSTOMER = ", ".join(f"coalesce(c.{name}, '')" for name in Said._fields)
_OF_FACTS = ", ".join(f"f.{name}" for name in Said._fields)


def _digits(column: str) -> str:
    """SQL for a telephone without what stands between its digits."""
    for sign in " -()‐−ー－.":
        column = f"replace({column}, '{sign}', '')"
    return column


_AS_WRITTEN = {"email": "lower(trim(email))", "phone": _digits("phone")}
"""How a contact of a file is roughly compared; exactly, only where there may be something to it."""
_KEPT = {"email": "email_key", "phone": "phone_digits"}


def shared_contacts(connection: Connection, staging: Path) -> tuple[str, ...]:
    """E-mail keys and telephone digits of a finished staging file that are no one's, sorted.

    Args:
        connection: of the desk, outside of a transaction; reading is enough.
    """
    with looked_into(connection, staging) as staged:
        found: set[str] = set()
        for field in _AS_WRITTEN:
            candidates = _candidates(staged, field)
            # Their other contacts are not counted wholly, but enough is enough.
            found |= shared_among(_said(staged, field, candidates))
        return tuple(sorted(found))


def said_under(connection: Connection, staging: Path, contacts: Sequence[str]) -> list[Said]:
    """What a finished staging file and the desk say of these contacts."""
    with looked_into(connection, staging) as staged:
        return [said for field in _AS_WRITTEN for said in _said(staged, field, contacts)]


def _candidates(staged: Staged, field: str) -> list[str]:
    """Contacts, roughly, with names enough in file and desk together."""
    written, kept = _AS_WRITTEN[field], _KEPT[field]
    filled = f"{field} <> '' AND name <> ''"
    # A member is counted once, as in `_said`. What other people of a file of orders say stands in
    # its heads; a list has people only.
    has_heads = staged.execute("SELECT 1 FROM staging.head LIMIT 1").fetchone()
    people = "AND member_no <> ''" if has_heads else ""
    rows = staged.execute(
        f"""
        WITH said AS (
            SELECT {written} AS contact, name FROM staging.head
            WHERE {filled} AND coalesce(customer, '') = ''
            UNION ALL
            SELECT {written}, name FROM staging.person WHERE {filled} {people}),
        in_file AS (SELECT contact, count(DISTINCT name) AS names FROM said GROUP BY contact),
        -- Few: only orders that name several people under one address have names of their own.
        in_orders AS MATERIALIZED (
            SELECT c.{kept} AS contact, count(DISTINCT n.name) AS names
            FROM order_name n
            CROSS JOIN shop_order o ON o.id = n.order_id
            CROSS JOIN customer c ON c.id = o.customer_id
            WHERE c.{kept} <> '' GROUP BY 1)
        SELECT in_file.contact FROM in_file
        LEFT JOIN in_orders ON in_orders.contact = in_file.contact
        WHERE in_file.names + coalesce(in_orders.names, 0) + (
            SELECT count(DISTINCT f.name) FROM customer c
            CROSS JOIN customer_facts f ON f.customer_id = c.id
            WHERE c.{kept} <> '' AND c.{kept} = in_file.contact) >= {FAMILIES}
        """
    )
    return [contact for (contact,) in rows]


def _said(staged: Staged, field: str, candidates: Sequence[str]) -> list[Said]:
    """Everything that file and desk say under these contacts."""
    found: list[Said] = []
    for some in portions(candidates):
        in_file = f"{_AS_WRITTEN[field]} IN ({marks(some)})"
        kept = f"c.{_KEPT[field]} <> '' AND c.{_KEPT[field]} IN ({marks(some)})"
        for sql in (
            f"SELECT DISTINCT {_SAID} FROM staging.head"
            f" WHERE {in_file} AND coalesce(customer, '') = ''",
            f"SELECT DISTINCT {_SAID} FROM staging.person"
            f" WHERE {in_file} AND coalesce(member_no, '') = ''",
            f"SELECT DISTINCT {_OF_FACTS} FROM customer c"
            " CROSS JOIN customer_facts f ON f.customer_id = c.id"
            f" WHERE {kept} AND c.source_id IS NULL",
            "SELECT DISTINCT coalesce(c.email, ''), n.phone, n.name, n.postcode, n.address"
            " FROM customer c CROSS JOIN shop_order o ON o.customer_id = c.id"
            " CROSS JOIN order_name n ON n.order_id = o.id"
            f" WHERE {kept} AND c.source_id IS NULL",
            # A member is one person, whatever names the files had for them over the years.
            f"SELECT {_SAID} FROM staging.person WHERE {in_file} AND member_no <> ''",
            f"SELECT {_OF_CUSTOMER} FROM customer c WHERE {kept} AND c.source_id IS NOT NULL",
        ):
            found += map(Said._make, staged.execute(sql, some))
    return found
