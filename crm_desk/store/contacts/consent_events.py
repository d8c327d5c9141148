"""Every change of what people said of a medium: from what to what, since when, by what source."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crm_desk.domain.contacts.consent_words import Consent, kept_consent
from crm_desk.domain.contacts.media import Medium
from crm_desk.store.connection import Connection
from crm_desk.store.rows import day_of, marks, ordinal


class ConsentEvent(NamedTuple):
    """One change.

    Attributes:
        medium: None = 連絡不可.
        day: when it was said; None where nobody knows.
        noted: when it was written down here.
    """

    id: int
    person: int
    medium: Medium | None
    before: Consent
    after: Consent
    day: date | None
    source: str
    noted: date


def of_persons(connection: Connection, persons: Sequence[int]) -> tuple[ConsentEvent, ...]:
    """What changed of these persons, the oldest first."""
    rows = connection.execute(
        f"""
        SELECT id, person_id, medium, before, after, day, source, noted_day
        FROM consent_event
        WHERE person_id IN ({marks(persons)})
        ORDER BY id
        """,
        tuple(persons),
    )
    return tuple(
        ConsentEvent(
            id_,
            person,
            Medium(medium) if medium else None,
            kept_consent(before),
            kept_consent(after),
            day_of(day),
            source,
            date.fromordinal(noted),
        )
        for id_, person, medium, before, after, day, source, noted in rows
    )


def put_events(connection: Connection, events: Iterable[ConsentEvent]) -> None:
    """Keep changes."""
    connection.executemany(
        """
        INSERT INTO consent_event (id, person_id, medium, before, after, day, source, noted_day)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                each.id,
                each.person,
                each.medium.value if each.medium else "",
                each.before,
                each.after,
                ordinal(each.day),
                each.source,
                ordinal(each.noted),
            )
            for each in events
        ),
    )


def remove_events(connection: Connection, events: Iterable[ConsentEvent]) -> None:
    """As if these changes had never been."""
    connection.executemany(
        "DELETE FROM consent_event WHERE id = ?", ((each.id,) for each in events)
    )
