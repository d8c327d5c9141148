"""Edits of what people said, of their marks and of approaches outside of plans.

They name persons by ids that outlive imports, and so stay valid when customers come and go.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.marks import Mark
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, consent_events, consents, marks
from crm_desk.store.contacts.consent_events import ConsentEvent
from crm_desk.store.contacts.marks import MarkAnswer
from crm_desk.store.persons import PersonLink, put_persons
from crm_desk.store.rows import next_id

CHANGED = Changes(frozenset({Topic.FOLLOWUP}))
OutsideChange = tuple[approaches.Outside | None, approaches.Outside | None]
ConsentChange = tuple[int, ConsentNote | None, ConsentNote | None]
"""(person, before, after); one of the notes tells the medium."""
MarkChange = tuple[int, Mark | None, Mark | None]
"""(person, before, after); one of the marks tells the kind."""
AnswerChange = tuple[int, MarkAnswer | None, MarkAnswer | None]
"""(person, before, after); one of the answers tells the words."""


@dataclass(frozen=True)
class ContactsEdit(Edit):
    """Approaches outside of plans, consents, marks: each (before, after), None where none is.

    Attributes:
        new_persons: who is linked from now on; that stays when the edit is taken back.
        events: what the consents changed from and to, kept with them; `is_taken_back` removes
            them again.
    """

    new_persons: tuple[PersonLink, ...] = ()
    outside: tuple[OutsideChange, ...] = ()
    consents: tuple[ConsentChange, ...] = ()
    marks: tuple[MarkChange, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
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
        self._apply_marks(connection)
        if self.is_taken_back:
            consent_events.remove_events(connection, self.events)
        else:
            consent_events.put_events(connection, self.events)
        return CHANGED

    def _apply_marks(self, connection: Connection) -> None:
        for person, before, mark in self.marks:
            if mark is not None:
                marks.put_mark(connection, person, mark)
            elif before is not None:
                marks.remove_mark(connection, person, before.kind)
        for person, was, answer in self.answers:
            if answer is not None:
                marks.put_answer(connection, person, answer)
            elif was is not None:
                marks.remove_answer(connection, person, was)

    def inverse(self) -> "ContactsEdit":
        """See Edit."""
        return replace(
            self,
            outside=tuple((after, before) for before, after in self.outside),
            consents=tuple((person, after, before) for person, before, after in self.consents),
            marks=tuple((person, after, before) for person, before, after in self.marks),
            answers=tuple((person, after, before) for person, before, after in self.answers),
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
