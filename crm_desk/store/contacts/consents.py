"""What people said of media, as the shop noted it."""

from collections.abc import Sequence
from typing import Any

from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.consent_words import kept_consent
from crm_desk.domain.contacts.media import Medium
from crm_desk.store.connection import Connection
from crm_desk.store.rows import day_of, grouped, marks, ordinal


def consents(connection: Connection, persons: Sequence[int]) -> dict[int, list[ConsentNote]]:
    """What these persons said."""
    rows = connection.execute(
        f"""
        SELECT person_id, medium, consent, day, source
        FROM consent
        WHERE person_id IN ({marks(persons)})
        ORDER BY person_id, medium
        """,
        tuple(persons),
    )
    return grouped(rows, consent_note)


def put_consent(connection: Connection, person: int, note: ConsentNote) -> None:
    """Keep what a person said of a medium, in the place of what they said before."""
    connection.execute(
        """
        INSERT OR REPLACE INTO consent (person_id, medium, consent, day, source)
        VALUES (?, ?, ?, ?, ?)
        """,
        (person, _medium(note.medium), note.consent, ordinal(note.day), note.source),
    )


def remove_consent(connection: Connection, person: int, medium: Medium | None) -> None:
    """As if a person had said nothing of a medium."""
    connection.execute(
        "DELETE FROM consent WHERE person_id = ? AND medium = ?", (person, _medium(medium))
    )


def consent_note(row: Sequence[Any]) -> ConsentNote:
    """From (medium, consent, day, source)."""
    return ConsentNote(
        Medium(row[0]) if row[0] else None, kept_consent(row[1]), day_of(row[2]), row[3]
    )


def _medium(medium: Medium | None) -> str:
    return "" if medium is None else medium.value
