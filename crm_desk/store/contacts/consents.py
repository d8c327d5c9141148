"""What people said of media, as the shop noted it."""

from collections.abc import Sequence
from typing import Any

from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.media import Medium
from crm_desk.store.connection import Connection
from crm_desk.store.rows import _gathered, day_of, marks, ordinal


def consents(connection: Connection, followed: Sequence[int]) -> dict[int, list[ConsentNote]]:
    """What these said, by their numbers."""
    rows = connection.execute(
        "SELECT followed_id, medium, consent, day, source FROM consent"
        f" WHERE followed_id IN ({marks(followed)}) ORDER BY followed_id, medium",
        tuple(followed),
    )
    return _gathered(rows, consent_note)


def put_consent(connection: Connection, followed: int, note: ConsentNote) -> None:
    """Keep what somebody said of a medium, in the place of what they said before."""
    connection.execute(
        "INSERT OR REPLACE INTO consent (followed_id, medium, consent, day, source)"
        " VALUES (?, ?, ?, ?, ?)",
        (followed, _medium(note.medium), note.consent, ordinal(note.day), note.source),
    )


def remove_consent(connection: Connection, followed: int, medium: Medium | None) -> None:
    """As if somebody had said nothing of a medium."""
    connection.execute(
        "DELETE FROM consent WHERE followed_id = ? AND medium = ?", (followed, _medium(medium))
    )


def consent_note(row: Sequence[Any]) -> ConsentNote:
    """From (medium, consent, day, source)."""
    return ConsentNote(Medium(row[0]) if row[0] else None, row[1], day_of(row[2]), row[3])


def _medium(medium: Medium | None) -> str:
    return "" if medium is None else medium.value
