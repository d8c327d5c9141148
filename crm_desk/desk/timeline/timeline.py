"""Entries and their cases in the time line."""

from collections.abc import Iterator

from crm_desk.desk.timeline_rows import (
    Record,
    RowGroup,
    RowMark,
    TimelineRequest,
    TimelineRow,
    TimelineSource,
)
from crm_desk.domain.timeline.case import Case
from crm_desk.domain.timeline.entry import Entry, EntryKind
from crm_desk.store.timeline import entries as rows

ENTRY = "entry"
"""Kind of record."""


def _rows(asked: TimelineRequest) -> Iterator[TimelineRow]:
    ids = rows.entries_of(asked.connection, tuple(asked.persons))
    for entry in rows.entries(asked.connection, ids).values():
        yield _row(entry, asked)


def _row(entry: Entry, asked: TimelineRequest) -> TimelineRow:
    texts, case = asked.texts, entry.case
    complaint = entry.kind is EntryKind.COMPLAINT
    return TimelineRow(
        day=entry.moment.date(),
        group=RowGroup.INQUIRY,
        mark=RowMark.COMPLAINT if complaint else RowMark.ENTRY,
        title=texts(f"cases.kind_{entry.kind.value}"),
        words=entry.words,
        customer=asked.persons[entry.person or 0],
        record=Record(ENTRY, entry.id),
        moment=f"{entry.moment:%H:%M}",
        state=_state(case, asked) if case is not None else "",
        is_waiting=case is not None and case.closing is None,
    )


def _state(case: Case, asked: TimelineRequest) -> str:
    """対応中・佐藤・期限 11/25; 済み・交換しました."""
    texts, state = asked.texts, case.state(asked.today)
    said = texts(f"cases.state_{state.value}")
    if case.closing is not None:
        parts = [said, case.closing.outcome]
    else:
        day = texts("time_line.day", month=case.due.month, day=case.due.day)
        parts = [said, case.owner, texts("cases.due_on", day=day)]
    return texts("time_line.between").join(part for part in parts if part)


TIMELINE = (TimelineSource(frozenset({RowGroup.INQUIRY}), _rows),)
"""What entries yield."""
