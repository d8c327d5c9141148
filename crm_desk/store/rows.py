"""What modules with SQL share: many ids at a time, days as numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from crm_desk.store.connection import Connection

AT_ONCE = 500
"""Ids bound to one statement."""


T = TypeVar("T")


def next_id(connection: Connection, table: str) -> int:
    """The next number that a record of a table gets."""
    row = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
    return int(row[0])


def portions(ids: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """So many at a time as one statement takes."""
    rest = iter(ids)
    while some := tuple(islice(rest, AT_ONCE)):
        yield some


def marks(values: Sequence[object]) -> str:
    """Places for bound values."""
    return ", ".join("?" * len(values))


def ordinal(day: date | None) -> int | None:
    """A day as it is kept."""
    return None if day is None else day.toordinal()


def day_of(kept: int | None) -> date | None:
    """A day that was kept."""
    return None if kept is None else date.fromordinal(kept)


def grouped(
    rows: Iterable[Sequence[Any]], read: Callable[[Sequence[Any]], T]
) -> dict[int, list[T]]:
    """Rows by their first column."""
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(read(row[1:]))
    return found
