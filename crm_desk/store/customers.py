"""Customers: the newest facts of each, who is joined to whom, search."""

from collections.abc import Iterable, Sequence
from typing import Any

from crm_desk.domain.people import Facts, handles, newest
from crm_desk.store.connection import Connection

_FACTS = (
    "name, kana, email, phone, postcode, address, birthday, consent, consent_day, consent_source,"
    " referrer, note, opening_purchases, opening_amount, opening_first, opening_last,"
    " opening_lifetime"
)
_NAMES = tuple(name.strip() for name in _FACTS.split(","))


def refresh(connection: Connection, ids: Iterable[int]) -> None:
    """Show the newest facts of these customers, field by field."""
    connection.execute("DROP TABLE IF EXISTS temp.touched")
    connection.execute("CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.touched VALUES (?)", ((customer,) for customer in ids)
    )
    rows = connection.execute(
        f"SELECT c.id, c.key, c.member_no, c.mall_email, f.seen_day, {_FACTS_OF_F}"
        " FROM temp.touched t JOIN customer c ON c.id = t.id"
        " JOIN customer_facts f ON f.customer_id = c.id"
        " ORDER BY c.id, f.seen_day, f.batch_id"
    ).fetchall()
    connection.execute("DROP TABLE temp.touched")
    updates, said = [], []
    for at, row in enumerate(rows):
        said.append(_facts(row))
        if at + 1 == len(rows) or rows[at + 1][0] != row[0]:
            updates.append(_shown(newest(said), row[0], mall=bool(row[3])))
            said = []
    settings = ", ".join(f"{name} = ?" for name in (*_NAMES, *_HANDLES))
    connection.executemany(f"UPDATE customer SET {settings} WHERE id = ?", updates)


_FACTS_OF_F = ", ".join(f"f.{name}" for name in _NAMES)
_HANDLES = ("email_key", "phone_digits", "folded_name", "search")


def _facts(row: Sequence[Any]) -> Facts:
    _, key, member_no, _, seen_day, *facts = row
    return Facts(key, seen_day, member_no, **dict(zip(_NAMES, facts, strict=True)))


def _shown(facts: Facts, customer: int, *, mall: bool) -> tuple[Any, ...]:
    found = handles(
        member_no=facts.member_no,
        name=facts.name,
        kana=facts.kana,
        email=facts.email,
        phone=facts.phone,
        mall=mall,
    )
    values = {name: getattr(facts, name) for name in _NAMES}
    values["consent"] = facts.consent or "unknown"
    values["opening_purchases"] = facts.opening_purchases or 0
    values["opening_amount"] = facts.opening_amount or 0
    values["opening_lifetime"] = facts.opening_lifetime or 0
    handled = (found.email_key, found.phone_digits, found.folded_name, found.search)
    return (*values.values(), *handled, customer)


def remove_unsaid(connection: Connection, ids: Iterable[int]) -> None:
    """Remove those of these customers of whom no import says anything any more."""
    connection.executemany(
        "DELETE FROM customer WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM customer_facts f WHERE f.customer_id = customer.id)"
        " AND NOT EXISTS (SELECT 1 FROM shop_order o WHERE o.customer_id = customer.id)",
        ((customer,) for customer in ids),
    )


def join_guests(connection: Connection) -> list[tuple[int, int]]:
    """Join every guest whose e-mail is exactly one member's; returns (guest, member) ids.

    Worked out anew from all customers, so that it never depends on the order of imports. A
    pair that a person has parted stays parted.
    """
    connection.execute(
        "UPDATE customer SET joined_to = NULL, joined_by = '' WHERE joined_by = 'email'"
    )
    connection.execute(
        "WITH one_member AS (SELECT email_key, min(id) AS id, min(joined_to) AS joined_to"
        "  FROM customer WHERE source_id IS NOT NULL AND email_key <> ''"
        "  GROUP BY email_key HAVING count(*) = 1),"
        " guest AS (SELECT g.id, coalesce(m.joined_to, m.id) AS member FROM customer g"
        "  JOIN one_member m ON m.email_key = substr(g.key, 3)"
        "  WHERE g.key >= 'e:' AND g.key < 'e;' AND g.joined_to IS NULL"
        "  AND NOT EXISTS (SELECT 1 FROM customer f WHERE f.joined_to = g.id)"
        "  AND NOT EXISTS (SELECT 1 FROM parted p WHERE p.one = min(g.id, m.id)"
        "   AND p.other = max(g.id, m.id)))"
        " UPDATE customer SET joined_by = 'email',"
        " joined_to = (SELECT member FROM guest WHERE guest.id = customer.id)"
        " WHERE id IN (SELECT id FROM guest WHERE member <> guest.id)"
    )
    return connection.execute(
        "SELECT id, joined_to FROM customer WHERE joined_by = 'email' ORDER BY id"
    ).fetchall()


def differing_people(names: str) -> str:
    """A condition: person `p` of a staging file says something that customer `c` does not show."""
    return (
        "("
        + " OR ".join(
            f"(coalesce(p.{name.strip()}, '') <> '' AND p.{name.strip()} IS NOT c.{name.strip()})"
            for name in names.split(",")
        )
        + ")"
    )
