"""Persons as letters name them."""

from collections.abc import Iterable

from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.places import NOTHING_TYPED, DatedContact, contact_of
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import shared
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import marks, portions


def whose(connection: Connection, persons: Iterable[int]) -> dict[int, Contact]:
    """Who these persons are, by id; of those who are gone the name that they had."""
    meant: dict[int, tuple[int | None, str]] = {}
    for some in portions(persons):
        rows = connection.execute(
            f"""
            SELECT person.id, {ROOT}, person.former_name
            FROM person
            LEFT JOIN customer c ON c.id = person.customer_id
            WHERE person.id IN ({marks(some)})
            """,
            some,
        )
        meant |= {id_: (root, name) for id_, root, name in rows}
    known = people(connection, {root for root, _ in meant.values() if root is not None})
    return {
        id_: Contact(None, name) if root is None else known[root]
        for id_, (root, name) in meant.items()
    }


def people(connection: Connection, customers: Iterable[int]) -> dict[int, Contact]:
    """Persons by the customer that stands for them.

    E-mail addresses of malls, and contacts that are nobody's, are left out.

    Of several names as `domain.contacts.places` says.
    """
    found: dict[int, list[tuple[int, Contact]]] = {}
    for some in portions(customers):
        within = f"IN ({marks(some)})"
        rows = connection.execute(
            f"""
            SELECT
                c.id, c.name, c.kana, c.member_no, c.postcode, c.address,
                {shared.phone_out("c")},
                CASE WHEN c.mall_email THEN '' ELSE {shared.email_out("c")} END,
                CASE WHEN {shared.email_shared("c")} THEN c.email ELSE '' END,
                CASE WHEN {shared.phone_shared("c")} THEN c.phone ELSE '' END,
                c.company,
                coalesce(c.joined_to, c.id)
            FROM customer c
            WHERE c.id {within} OR c.joined_to {within}
            ORDER BY c.joined_to IS NOT NULL, c.id
            """,
            some * 2,
        )
        for id_, *own, root in rows:
            found.setdefault(root, []).append((id_, Contact(root, *own)))
    several = [id_ for names in found.values() if len(names) > 1 for id_, _ in names]
    said, corrected = _said_last(connection, several), _corrected(connection, several)
    return {
        root: contact_of(
            [
                DatedContact(who, *said.get(id_, _NEVER), corrected.get(id_, NOTHING_TYPED))
                for id_, who in names
            ]
        )
        for root, names in found.items()
    }


def _corrected(connection: Connection, customers: Iterable[int]) -> dict[int, dict[str, int]]:
    """What the shop typed of these, by field the day."""
    found: dict[int, dict[str, int]] = {}
    for some in portions(customers):
        rows = connection.execute(
            f"""
            SELECT person.customer_id, t.field, t.day
            FROM person
            CROSS JOIN typed_fact t ON t.person_id = person.id AND t.is_current
            WHERE person.customer_id IN ({marks(some)})
            """,
            some,
        )
        for id_, field, day in rows:
            found.setdefault(id_, {})[field] = day
    return found


_NEVER = (0, False)


def _said_last(connection: Connection, customers: Iterable[int]) -> dict[int, tuple[int, bool]]:
    """When the address of each of these was last said, and whether it was typed here then."""
    found: dict[int, tuple[int, bool]] = {}
    for some in portions(customers):
        rows = connection.execute(
            f"""
            SELECT c.id, f.seen_day, b.kind = 'hand'
            FROM customer c
            CROSS JOIN customer_facts f ON f.customer_id = c.id AND f.address = c.address
            CROSS JOIN import_batch b ON b.id = f.batch_id
            WHERE c.id IN ({marks(some)}) AND c.address <> ''
            """,
            some,
        )
        for id_, day, typed in rows:
            found[id_] = max(found.get(id_, _NEVER), (day, bool(typed)))
    return found
