"""Persons whom the shop adds without an order; everything about them is typed."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits
from crm_desk.domain.contacts.phones import phone_numbers
from crm_desk.domain.contacts.shared import family_name
from crm_desk.domain.customers.people import Facts
from crm_desk.domain.customers.typed_facts import TypedFact
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.customers import corrections, facts, sums, typed_facts
from crm_desk.store.persons import ROOT
from crm_desk.store.rows import next_id

PRESET = "person"
"""What keeps an added person in the desk is an import of its own, by hand, with this preset."""


class AddedPerson(NamedTuple):
    """A new person with all that comes and goes with them; the ids are fixed beforehand.

    Attributes:
        person: who they are already, where one with this key was here before.
        before: what was typed of that person then.
    """

    batch_id: int
    source_id: int
    customer_id: int
    person: int
    source: str
    key: str
    entered_at: datetime
    before: tuple[TypedFact, ...]
    typed: tuple[TypedFact, ...]
    is_new_source: bool
    is_new_person: bool


class Alike(NamedTuple):
    """Somebody who is here already, and may be the one to be added.

    Attributes:
        reason: of `customers.reason_*`.
    """

    customer: int
    reason: str


def alike(connection: Connection, values: dict[str, str]) -> list[Alike]:
    """Persons with the same e-mail address, telephone, or address and family name."""
    shops = shop_contacts(connection)
    found: dict[int, str] = {}

    def note(rows: Sequence[tuple[int, str]], reason: str, family: str = "") -> None:
        for root, name in rows:
            if not family or family_name(name) == family:
                found.setdefault(root, reason)

    email = email_key(values.get("email", ""))
    if email and email not in shops:
        note(_sharing(connection, "email_key", "email", email), "email")
    for number in phone_numbers(values.get("phone", "")):
        digits = phone_digits(number)
        if digits and digits not in shops:
            note(_sharing(connection, "phone_digits", "phone", digits), "phone")
    place, family = fold_address(values.get("address", "")), family_name(values.get("name", ""))
    if place and family:
        note(_sharing(connection, "folded_address", "place", place), "name_address", family)
    return [Alike(*one) for one in found.items()]


def _sharing(connection: Connection, column: str, kind: str, handle: str) -> list[tuple[int, str]]:
    return connection.execute(
        f"""
        SELECT {ROOT}, c.name FROM customer c WHERE c.{column} = :handle AND c.{column} <> ''
        UNION
        SELECT {ROOT}, c.name FROM other_address a JOIN customer c ON c.id = a.customer_id
        WHERE a.handle = :handle AND a.kind = :kind AND NOT a.is_former
        """,
        {"handle": handle, "kind": kind},
    ).fetchall()


def is_taken(connection: Connection, key: str) -> bool:
    """Whether a customer has this key."""
    row = connection.execute("SELECT 1 FROM customer WHERE key = ?", (key,)).fetchone()
    return row is not None


def numbered(connection: Connection, entry: AddedPerson) -> AddedPerson:
    """The entry with the ids that it gets, and with what is new with it."""
    source = _one(connection, "SELECT id FROM source WHERE label = ?", entry.source)
    last = _one(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'import_batch'")
    person = _one(connection, "SELECT id FROM person WHERE former_key = ?", entry.key)
    return entry._replace(
        batch_id=(last or 0) + 1,
        source_id=source or next_id(connection, "source"),
        customer_id=next_id(connection, "customer"),
        person=person or next_id(connection, "person"),
        before=typed_facts.of_person(connection, person) if person else (),
        is_new_source=source is None,
        is_new_person=person is None,
    )


def insert(connection: Connection, entry: AddedPerson) -> None:
    """Keep the person."""
    if entry.is_new_source:
        connection.execute(
            "INSERT INTO source (id, label) VALUES (?, ?)", (entry.source_id, entry.source)
        )
    connection.execute(
        """
        INSERT INTO import_batch (
            id, source_id, kind, preset, files, imported_at, rows_accepted, rows_rejected,
            rows_skipped, rows_unchanged
        ) VALUES (?, ?, 'hand', ?, '', ?, 1, 0, 0, 0)
        """,
        (
            *(entry.batch_id, entry.source_id, PRESET),
            entry.entered_at.isoformat(" ", "seconds"),
        ),
    )
    connection.execute(
        "INSERT INTO customer (id, key) VALUES (?, ?)", (entry.customer_id, entry.key)
    )
    day = entry.entered_at.date().toordinal()
    facts.insert(connection, entry.customer_id, entry.batch_id, Facts(entry.key, day))
    link = (entry.person, entry.customer_id)
    corrections.put(connection, [link], entry.person, entry.typed)
    # Carried out again, the person is there already, and let go of.
    connection.execute(
        "UPDATE person SET customer_id = ?2, former_key = '', former_name = '' WHERE id = ?1", link
    )
    corrections.show(connection, entry.customer_id)
    sums.refresh(connection, [entry.customer_id])


def remove(connection: Connection, entry: AddedPerson) -> None:
    """Take the person back; nothing of them stays."""
    root = _one(connection, "SELECT joined_to FROM customer WHERE id = ?", entry.customer_id)
    connection.execute("DELETE FROM customer_facts WHERE batch_id = ?", (entry.batch_id,))
    connection.execute("DELETE FROM import_batch WHERE id = ?", (entry.batch_id,))
    connection.execute("DELETE FROM customer WHERE id = ?", (entry.customer_id,))
    typed_facts.replace_all(connection, entry.person, entry.before)
    if entry.is_new_person:
        connection.execute(
            "UPDATE person SET former_key = '', former_name = '' WHERE id = ?", (entry.person,)
        )
    if root is not None:
        sums.refresh(connection, [root])
    if entry.is_new_source:
        connection.execute("DELETE FROM source WHERE id = ?", (entry.source_id,))


def _one(connection: Connection, sql: str, *values: object) -> int | None:
    row = connection.execute(sql, values).fetchone()
    return None if row is None or row[0] is None else int(row[0])
