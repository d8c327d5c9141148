"""What contacts hold of a person."""

import json

from crm_desk.store.connection import Connection
from crm_desk.store.person_data import (
    A_NAME,
    OF_CUSTOMERS,
    OF_PERSONS,
    WHOSE_NAME,
    FreeText,
    PersonTable,
    Subject,
    nothing,
    running,
    selecting,
)

_OTHER = f"customer_id {OF_CUSTOMERS} OR person_id {OF_PERSONS}"


def _unused(table: str, column: str) -> PersonTable:
    """Contacts that were the shop's, or many people's, and that nobody has any more."""

    def erase(connection: Connection, subject: Subject) -> None:
        connection.execute(
            f"""
            DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))
                AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.email_key = {column})
                AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.phone_digits = {column})
                AND NOT EXISTS (SELECT 1 FROM other_address a WHERE a.handle = {column})
            """,
            (json.dumps(subject.contacts),),
        )

    return PersonTable(table, nothing, erase)


PERSON_TABLES = (
    PersonTable(
        "consent",
        selecting(f"SELECT medium, consent, day, source FROM consent WHERE person_id {OF_PERSONS}"),
        running(f"DELETE FROM consent WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "person_mark",
        selecting(f"SELECT kind, day, source, year FROM person_mark WHERE person_id {OF_PERSONS}"),
        running(f"DELETE FROM person_mark WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "mark_answer",
        selecting(f"SELECT kind, is_right FROM mark_answer WHERE person_id {OF_PERSONS}"),
        running(f"DELETE FROM mark_answer WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "mark_proposal",
        selecting(f"SELECT kind, field, words FROM mark_proposal WHERE customer_id {OF_CUSTOMERS}"),
        running(f"DELETE FROM mark_proposal WHERE customer_id {OF_CUSTOMERS}"),
    ),
    PersonTable(
        "consent_event",
        selecting(
            f"""
            SELECT day, medium, before, after, source, noted_day FROM consent_event
            WHERE person_id {OF_PERSONS} ORDER BY id
            """
        ),
        running(f"DELETE FROM consent_event WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "export_note_person",
        selecting(
            f"""
            SELECT n.made_at, n.kind, n.purpose FROM export_note n
            WHERE n.id IN (SELECT note_id FROM export_note_person WHERE person_id {OF_PERSONS})
            ORDER BY n.made_at
            """
        ),
        # The note itself says when, what and how many others; it names nobody.
        running(f"DELETE FROM export_note_person WHERE person_id {OF_PERSONS}"),
    ),
    PersonTable(
        "other_address",
        selecting(f"SELECT kind, handle, postcode FROM other_address WHERE {_OTHER}"),
        running(f"DELETE FROM other_address WHERE {_OTHER}"),
    ),
    PersonTable(
        "person",
        selecting(f"SELECT former_name FROM person WHERE id {OF_PERSONS} AND former_name <> ''"),
        running(f"DELETE FROM person WHERE id {OF_PERSONS}"),
    ),
)
"""A person's rows; `person` last, the others hang on it."""

SHARED_CONTACTS = (_unused("shared_contact", "contact"), _unused("shared_refusal", "phone"))
"""Once the customers are gone."""

FREE_TEXTS = (
    FreeText(
        "consent",
        f"SELECT {A_NAME}, n.source FROM consent n {WHOSE_NAME.format('n')} WHERE n.source <> ''",
    ),
    FreeText(
        "consent",
        f"SELECT {A_NAME}, e.source FROM consent_event e {WHOSE_NAME.format('e')}"
        " WHERE e.source <> ''",
    ),
    FreeText(
        "mark",
        f"SELECT {A_NAME}, m.source FROM person_mark m {WHOSE_NAME.format('m')}"
        " WHERE m.source <> ''",
    ),
    FreeText("export", "SELECT date(made_at), purpose FROM export_note WHERE purpose <> ''"),
)
