"""Approaches outside of plans, and what left the desk, in the time line."""

from collections.abc import Iterator
from datetime import date

from crm_desk.desk.timeline_rows import (
    Record,
    RowGroup,
    RowMark,
    TimelineRequest,
    TimelineRow,
    TimelineSource,
)
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.consent import FROM_FOLLOWUP, ConsentNote
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.texts import Texts
from crm_desk.store.contacts import approaches, consent_events, consents, exports

APPROACH = "approach"
"""Kind of record."""
EXPORT = "export"
"""Kind of record."""
CONSENT, CONSENT_BEFORE = "consent", "consent_before"
"""Kinds of records: a change, and the last word from before changes were kept."""
_MEDIA = 1 + len(Medium)


def approach_row(approach: Approach, customer: int, about: str, texts: Texts) -> TimelineRow:
    """An approach, of a plan or not.

    Args:
        about: what it was for; "" where nobody said.
    """
    parts = (texts(f"followup.way_{approach.way.value}"), about, approach.note)
    words = texts("result.separator").join(part for part in parts if part)
    if approach.result is not Result.NONE:
        result = texts(f"followup.result_{approach.result.value}")
        words = texts("time_line.with_result", words=words, result=result)
    return TimelineRow(
        day=approach.day,
        group=RowGroup.APPROACH,
        mark=RowMark.APPROACH,
        title=texts("time_line.approach"),
        words=words,
        customer=customer,
        record=Record(APPROACH, approach.id),
        medium=approach.way.medium.value,
    )


def _approaches(asked: TimelineRequest) -> Iterator[TimelineRow]:
    for each in approaches.outside(asked.connection, tuple(asked.persons)):
        yield approach_row(each.approach, asked.persons[each.person], "", asked.texts)


def _exports(asked: TimelineRequest) -> Iterator[TimelineRow]:
    texts = asked.texts
    for person, note, export in exports.exports(asked.connection, tuple(asked.persons)):
        kind = texts.sentences.get(f"personal.kind_{export.kind}", export.kind)
        yield TimelineRow(
            day=export.made_at.date(),
            group=RowGroup.APPROACH,
            mark=RowMark.EXPORT,
            title=texts("time_line.export"),
            words=texts("result.separator").join(part for part in (kind, export.purpose) if part),
            customer=asked.persons[person],
            record=Record(EXPORT, note),
            moment=f"{export.made_at:%H:%M}",
        )


def _consents(asked: TimelineRequest) -> Iterator[TimelineRow]:
    """What changed, and what was said before changes were kept; of all names together once."""
    persons = tuple(asked.persons)
    events = consent_events.of_persons(asked.connection, persons)
    told: set[tuple[object, ...]] = set()
    for event in events:
        same = (event.medium, event.after, event.day, event.source, event.noted)
        if same not in told:
            told.add(same)
            change = (event.before, event.after)
            note = ConsentNote(event.medium, event.after, event.day or event.noted, event.source)
            yield _noted(asked, event.person, note, change, Record(CONSENT, event.id))
    changed = {(event.person, event.medium) for event in events}
    kept = consents.consents(asked.connection, persons)
    for person, notes in kept.items():
        for place, note in enumerate(notes):
            said = (note.medium, note.consent, note.day, note.source)
            if note.day is not None and (person, note.medium) not in changed and said not in told:
                told.add(said)
                record = Record(CONSENT_BEFORE, person * _MEDIA + place)
                yield _noted(asked, person, note, ("unknown", note.consent), record)


def _noted(
    asked: TimelineRequest,
    person: int,
    note: ConsentNote,
    change: tuple[Consent, Consent],
    record: Record,
) -> TimelineRow:
    from_followup = asked.texts("followup.consent_followup")
    return consent_row(
        day=note.day or asked.today,
        medium=note.medium.value if note.medium else "",
        change=change,
        source=from_followup if note.source == FROM_FOLLOWUP else note.source,
        customer=asked.persons[person],
        record=record,
        texts=asked.texts,
    )


def consent_row(
    *,
    day: date,
    medium: str,
    change: tuple[Consent, Consent],
    source: str,
    customer: int,
    record: Record,
    texts: Texts,
) -> TimelineRow:
    """What somebody said of a medium, from what to what, and how the shop knows.

    Args:
        medium: "" = 連絡不可.
    """
    before, after = change
    key = "consent_change" if source else "consent_change_only"
    if medium:
        about = texts(f"followup.medium_{medium}")
        said = [texts(f"customers.consent_{each}") for each in (before, after)]
    else:
        about = texts("time_line.no_contact")
        said = [texts(f"time_line.no_contact_{each}") for each in (before, after)]
    return TimelineRow(
        day=day,
        group=RowGroup.OTHER,
        mark=RowMark.CONSENT,
        title=texts("time_line.consent"),
        words=texts(f"time_line.{key}", about=about, before=said[0], after=said[1], source=source),
        customer=customer,
        record=record,
    )


TIMELINE = (
    TimelineSource(frozenset({RowGroup.APPROACH}), _approaches),
    TimelineSource(frozenset({RowGroup.APPROACH}), _exports),
    TimelineSource(frozenset({RowGroup.OTHER}), _consents),
)
"""What contacts yield."""
