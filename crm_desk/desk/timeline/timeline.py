"""Entries and their cases in the time line."""

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
from crm_desk.domain.texts import Texts
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
        state=case_words(case, asked.today, texts) if case is not None else "",
        is_waiting=case is not None and case.closing is None,
    )


def case_words(case: Case, today: date, texts: Texts) -> str:
    """How a case stands: 対応中・佐藤・期限 11/25; 済み・新しい箱をお送りしました."""
    said = texts(f"cases.state_{case.state(today).value}")
    if case.closing is not None:
        parts = [said, case.closing.outcome]
    else:
        parts = [said, case.owner, texts("cases.due_on", day=short_day(case.due, texts))]
    return texts("time_line.between").join(part for part in parts if part)


def short_day(day: date, texts: Texts) -> str:
    """11/25: where the year is known."""
    return texts("time_line.day", month=day.month, day=day.day)


def day_in_year(day: date, today: date, texts: Texts) -> str:
    """11/25, and 2025/03/02 for a day of another year."""
    return short_day(day, texts) if day.year == today.year else texts.date(day)


TIMELINE = (TimelineSource(frozenset({RowGroup.INQUIRY}), _rows),)
"""What entries yield."""
