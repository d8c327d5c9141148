"""What the time line holds of a person."""

import json

from crm_desk.domain.contacts.handles import phone_digits
from crm_desk.store.connection import Connection
from crm_desk.store.person_data import (
    A_NAME,
    OF_CUSTOMERS,
    OF_PERSONS,
    WHOSE_NAME,
    FreeText,
    PersonTable,
    Subject,
    running,
    selecting,
)
from crm_desk.store.timeline.drafts import drafts, remove_draft

_ENTRIES = f"entry_id IN (SELECT id FROM entry WHERE person_id {OF_PERSONS})"
_OF_NOBODY = "person_id IS NULL AND caller_digits IN (SELECT value FROM json_each(:contacts))"


def _of_their_number(connection: Connection, subject: Subject) -> None:
    """Notes of nobody that is known, from a number that nobody else has."""
    connection.execute(
        f"""
        DELETE FROM entry
        WHERE {_OF_NOBODY} AND NOT EXISTS (
            SELECT 1 FROM customer c
            WHERE c.phone_digits = caller_digits AND c.id NOT {OF_CUSTOMERS}
        ) AND NOT EXISTS (
            SELECT 1 FROM other_address a
            WHERE a.kind = 'phone' AND a.handle = caller_digits AND a.customer_id NOT {OF_CUSTOMERS}
        )
        """,
        {**subject.values, "contacts": json.dumps(subject.contacts)},
    )


def _erase_entries(connection: Connection, subject: Subject) -> None:
    connection.execute(f"DELETE FROM entry WHERE person_id {OF_PERSONS}", subject.values)
    _of_their_number(connection, subject)


def _erase_drafts(connection: Connection, subject: Subject) -> None:
    for kept in drafts(connection):
        draft = kept.draft
        if draft.customer in subject.customers or phone_digits(draft.caller) in subject.contacts:
            remove_draft(connection, kept.id)


PERSON_TABLES = (
    PersonTable(
        "entry_line",
        selecting(
            f"""
            SELECT l.day, l.words, l.staff
            FROM entry_line l
            JOIN entry e ON e.id = l.entry_id
            WHERE e.person_id {OF_PERSONS}
            ORDER BY l.day, l.minute, l.id
            """
        ),
        running(f"DELETE FROM entry_line WHERE {_ENTRIES}"),
    ),
    PersonTable(
        "case_work",
        selecting(
            f"""
            SELECT e.day, w.owner, w.due, w.product_name AS product, w.order_number AS number,
                w.closed_day, w.outcome, w.remedies, w.amount
            FROM case_work w
            JOIN entry e ON e.id = w.entry_id
            WHERE e.person_id {OF_PERSONS}
            ORDER BY e.day, e.minute, e.id
            """
        ),
        running(f"DELETE FROM case_work WHERE {_ENTRIES}"),
    ),
    PersonTable(
        "entry",
        selecting(
            f"""
            SELECT day, kind, way, caller, words, staff
            FROM entry
            WHERE person_id {OF_PERSONS}
            ORDER BY day, minute, id
            """
        ),
        _erase_entries,
    ),
    PersonTable(
        "entry_draft",
        selecting(
            f"""
            SELECT day, kind, way, caller, words
            FROM entry_draft
            WHERE customer_id {OF_CUSTOMERS}
            ORDER BY id
            """
        ),
        _erase_drafts,
    ),
)
"""Lines and cases hang on entries."""

_WHO = f"coalesce(nullif({A_NAME}, ''), e.caller)"

FREE_TEXTS = (
    FreeText(
        "entry",
        f"SELECT {_WHO}, e.caller || char(10) || e.words FROM entry e {WHOSE_NAME.format('e')}",
    ),
    FreeText(
        "entry",
        f"""
        SELECT {_WHO}, l.words FROM entry_line l
        JOIN entry e ON e.id = l.entry_id {WHOSE_NAME.format("e")}
        """,
    ),
    FreeText(
        "case",
        f"""
        SELECT {_WHO}, w.outcome || char(10) || w.product_name
        FROM case_work w JOIN entry e ON e.id = w.entry_id {WHOSE_NAME.format("e")}
        """,
    ),
    FreeText(
        "draft",
        """
        SELECT coalesce(nullif(c.name, ''), d.caller), d.caller || char(10) || d.words
        FROM entry_draft d LEFT JOIN customer c ON c.id = d.customer_id
        """,
    ),
)
