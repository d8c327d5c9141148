"""Edits of what people said and of approaches outside of plans.

They name persons by ids that outlive imports, and so stay valid when customers come and go.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, consent_events, consents
from crm_desk.store.contacts.consent_events import ConsentEvent
from crm_desk.store.persons import PersonLink, put_persons
from crm_desk.store.rows import next_id

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
OutsideChange = tuple[approaches.Outside | None, approaches.Outside | None]
ConsentChange = tuple[int, ConsentNote | None, ConsentNote | None]
"""(person, before, after); one of the notes tells the medium."""


@dataclass(frozen=True)
class ContactsEdit(Edit):
    """Approaches outside of plans and consents: each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
        events: what the consents changed from and to, kept with them; `is_taken_back` removes
            them again.
    """

    new_persons: tuple[PersonLink, ...] = ()
    outside: tuple[OutsideChange, ...] = ()
    consents: tuple[ConsentChange, ...] = ()
    events: tuple[ConsentEvent, ...] = ()
    is_taken_back: bool = False

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        put_persons(connection, self.new_persons)
        approaches.remove_outside(
            connection, (b.approach.id for b, after in self.outside if b and not after)
        )
        approaches.put_outside(connection, (after for _, after in self.outside if after))
        for person, before, note in self.consents:
            if note is not None:
                consents.put_consent(connection, person, note)
            elif before is not None:
                consents.remove_consent(connection, person, before.medium)
        if self.is_taken_back:
            consent_events.remove_events(connection, self.events)
        else:
            consent_events.put_events(connection, self.events)
        return CHANGED

    def inverse(self) -> "ContactsEdit":
        """See Edit."""
        return replace(
            self,
            outside=tuple((after, before) for before, after in self.outside),
            consents=tuple((person, after, before) for person, before, after in self.consents),
            is_taken_back=not self.is_taken_back,
        )


_NOTHING_SAID: Mapping[int, Consent] = {}


def events_of(
    connection: Connection,
    changes: Iterable[ConsentChange],
    noted: date,
    held: Mapping[int, Consent] = _NOTHING_SAID,
) -> tuple[ConsentEvent, ...]:
    """What these consents change from and to; one that says the same again is no change.

    Args:
        noted: the shop's today.
        held: by person, what held before where the shop itself had noted nothing (a file's word).
    """
    found: list[ConsentEvent] = []
    first = next_id(connection, "consent_event")
    for person, before, note in changes:
        if note is None:
            continue
        was = before.consent if before else held.get(person, "unknown")
        if was != note.consent:
            number = first + len(found)
            said = (note.medium, was, note.consent, note.day, note.source, noted)
            found.append(ConsentEvent(number, person, *said))
    return tuple(found)
