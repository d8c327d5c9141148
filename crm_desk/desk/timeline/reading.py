"""One customer's time line: put together from what capabilities yield, nothing kept twice."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline_rows import RowGroup, TimelineQuestion, TimelineRow, rows_in
from crm_desk.store.connection import Connection
from crm_desk.store.customers import lists
from crm_desk.store.versions import snapshot


class Timeline(NamedTuple):
    """What happened with one person, under all their names.

    Attributes:
        rows: open cases first, then the newest first.
        names: by customer, where they differ; empty for a person with one name.
    """

    rows: tuple[TimelineRow, ...]
    names: dict[int, str]


class Month(NamedTuple):
    """The rows of one month; year and month are None for the open cases that stand on top."""

    year: int | None
    month: int | None
    rows: tuple[TimelineRow, ...]


NO_TIMELINE = Timeline((), {})


def timeline(desk: Desk, asked: TimelineQuestion) -> Timeline:
    """Everything that happened with a person; empty when the customer is gone. Any thread."""
    return desk.store.read_in_worker(lambda connection: timeline_in(connection, asked))


def timeline_in(connection: Connection, asked: TimelineQuestion) -> Timeline:
    """As `timeline`, on any connection."""
    with snapshot(connection):
        customers, rows = rows_in(connection, asked)
        listed = lists.listed(connection, customers) if len(customers) > 1 else {}
    names = {customer: who.name for customer, who in listed.items()}
    if len(set(names.values())) < 2:
        # Two records of one name: nothing is told by saying it.
        names = {}
    return Timeline(tuple(sorted(rows, key=_place, reverse=True)), names)


def _place(row: TimelineRow) -> tuple[bool, date, str, str, int]:
    return row.is_waiting, row.day, row.moment, row.record.kind, row.record.id


def by_month(rows: Sequence[TimelineRow], group: RowGroup | None = None) -> tuple[Month, ...]:
    """Rows of a time line under their months, in their order; open cases on top of all.

    Args:
        group: only these; None = all.
    """
    months: list[tuple[tuple[int | None, int | None], list[TimelineRow]]] = []
    for row in rows:
        if group is not None and row.group is not group:
            continue
        under = (None, None) if row.is_waiting else (row.day.year, row.day.month)
        if not months or months[-1][0] != under:
            months.append((under, []))
        months[-1][1].append(row)
    return tuple(Month(*under, tuple(found)) for under, found in months)
