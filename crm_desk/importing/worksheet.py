"""One sheet of a workbook: its first rows, its headers, and its rows as columns of texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import NamedTuple

from python_calamine import CalamineSheet

from crm_desk.importing.collecting import no_collecting
from crm_desk.importing.header_row import Header, Known, Reach, Top, find_header
from crm_desk.importing.workbook_cells import Cell, text_of, texts_of

_COUNTED = 5_000
"""Up to so many rows the filled ones are counted; beyond, the last row's number is taken."""


class _Merged(NamedTuple):
    """Cells merged downwards, by the place of the first in the rows as they are read."""

    top: int
    bottom: int
    column: int


@dataclass(frozen=True)
class SheetPart:
    """Some rows of a sheet.

    Attributes:
        numbers: of the rows in the sheet, from 1.
        columns: all of the sheet's, each as long as `numbers`.
        merged_on: column -> rows (positions in `numbers`) whose text a cell further up says that
            is merged with this one.
        position: how much of the sheet has been read, 0.0 to 1.0.
    """

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    merged_on: Mapping[int, Sequence[int]]
    position: float


class Worksheet:
    """A sheet in memory. A cell that is merged downwards says its text in all its rows.

    Args:
        head: so many of its first rows are kept as texts.
    """

    def __init__(self, sheet: CalamineSheet, head: int) -> None:
        self._sheet = sheet
        self.name = sheet.name
        self._left = (sheet.start or (0, 0))[1]
        ranges = sheet.merged_cell_ranges
        self._reach: Reach | None = None
        self._merged: list[_Merged] = []
        if ranges is not None:
            self._reach = {
                (top, left - self._left): right - self._left for (top, left), (_, right) in ranges
            }
            self._merged = sorted(
                _Merged(top, bottom, left - self._left)
                for (top, left), (bottom, _) in ranges
                if bottom > top and left >= self._left
            )
        rows = [[text_of(cell) for cell in row] for row in self._rows(0, head)]
        self.head = _filled_head(rows, self._merged)

    @property
    def is_empty(self) -> bool:
        """There is not one cell."""
        return not self._sheet.height

    def find_header(self, known: Known | None, wanted: int | None) -> Header:
        """The header row that a person wants, or the likeliest one."""
        return find_header(self._top(known), wanted)

    def filled_rows(self, header_row: int) -> int:
        """How many rows below the header hold something."""
        rows = max(0, self._end - header_row)
        if rows > _COUNTED:
            return rows
        return sum(1 for row in self._rows(header_row, None) if any(cell != "" for cell in row))

    def parts(self, header_row: int, size: int) -> Iterator[SheetPart]:
        """Every row below the header that is not empty, so many at a time at most."""
        first = header_row
        rows = self._rows(first, None)
        merged = _MergedDown(self._merged, self.head, first)
        while True:
            with no_collecting():
                read = list(islice(rows, size))
                columns: list[Sequence[str]] = [texts_of(c) for c in zip(*read, strict=True)]
            if not read:
                return
            keep = _filled(columns)
            columns, merged_on = merged.over(columns, first)
            numbers: Sequence[int] = range(first + 1, first + 1 + len(read))
            if keep is not None:
                numbers = list(compress(numbers, keep))
                columns = [list(compress(column, keep)) for column in columns]
                merged_on = _kept_places(merged_on, keep)
            first += len(read)
            if numbers:
                yield SheetPart(numbers, columns, merged_on, min(1.0, first / max(1, self._end)))

    @property
    def _end(self) -> int:
        return (self._sheet.end or (-1, 0))[0] + 1

    def _top(self, known: Known | None) -> Top:
        return Top(self.head, known, self._reach, self._left)

    def _rows(self, start: int, stop: int | None) -> Iterator[list[Cell]]:
        """Rows as a spreadsheet counts them: calamine hands out those above the data, too."""
        return islice(self._sheet.iter_rows(), start, stop)


class _MergedDown:
    """Fills merged cells down, part by part."""

    def __init__(
        self, merged: Sequence[_Merged], head: Sequence[Sequence[str]], first: int
    ) -> None:
        self._left = [cells for cells in merged if cells.bottom >= first]
        # Those that begin above the first row that is read.
        self._open = {
            cells: head[cells.top][cells.column]
            for cells in self._left
            if cells.top < first and cells.top < len(head)
        }

    def over(
        self, columns: list[Sequence[str]], first: int
    ) -> tuple[list[Sequence[str]], dict[int, list[int]]]:
        """The columns filled down, and the places that were filled by column."""
        if not self._left:
            return columns, {}
        end = first + (len(columns[0]) if columns else 0)
        filled: dict[int, list[str]] = {}
        places: dict[int, list[int]] = {}
        for cells in self._left:
            if cells.top >= end:
                break
            if cells.column >= len(columns):
                continue
            column = filled.setdefault(cells.column, list(columns[cells.column]))
            text = self._open.get(cells)
            if text is None:
                text = self._open[cells] = column[cells.top - first]
            for at in range(max(cells.top + 1, first) - first, min(cells.bottom + 1, end) - first):
                if text and not column[at]:
                    column[at] = text
                    places.setdefault(cells.column, []).append(at)
        self._left = [cells for cells in self._left if cells.bottom >= end]
        return [filled.get(at, column) for at, column in enumerate(columns)], places


def _filled_head(rows: list[list[str]], merged: Sequence[_Merged]) -> list[list[str]]:
    for cells in merged:
        if cells.top < len(rows) and cells.column < len(rows[cells.top]):
            for row in rows[cells.top + 1 : cells.bottom + 1]:
                row[cells.column] = row[cells.column] or rows[cells.top][cells.column]
    return rows


def _filled(columns: Sequence[Sequence[str]]) -> list[bool] | None:
    """Which rows hold something; None where all do."""
    if not columns or "" not in columns[0]:
        return None
    keep = [any(row) for row in zip(*columns, strict=True)]
    return None if all(keep) else keep


def _kept_places(places: Mapping[int, Sequence[int]], keep: Sequence[bool]) -> dict[int, list[int]]:
    """Places among the rows that are kept."""
    if not places:
        return {}
    now = dict(zip(compress(range(len(keep)), keep), range(len(keep)), strict=False))
    return {column: [now[at] for at in at_rows if at in now] for column, at_rows in places.items()}
