"""Tables that are text: CSV, TSV and what calls itself so."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Self

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.collecting import no_collecting
from crm_desk.importing.encodings import encoding_of
from crm_desk.importing.header_row import (
    HeaderWords,
    Top,
    check_header_row,
    find_header,
    head_length,
)
from crm_desk.importing.lines import Lines, UnreadableLineError
from crm_desk.importing.records import Record, Records
from crm_desk.importing.safety import MOST_COLUMNS, as_reportable_errors
from crm_desk.importing.table import Chunk, ReadOptions, SheetLook
from crm_desk.importing.year_context import year_of

DELIMITERS = (",", "\t", ";", "|")
_HEAD = 50
_PART = 1_000
"""So many rows are turned into columns at once, while the processor's cache still holds them."""
_MOST_CELLS = 1_000_000
_LONGEST_TOLD = 500
_TAB_BONUS = 0.5


class TextTable:
    """A text file as a `SourceTable`; opened again for every pass over its rows."""

    sheets: tuple[str, ...] = ()
    sheet_looks: tuple[SheetLook, ...] = ()

    def __init__(self, path: Path, options: ReadOptions, words: HeaderWords | None = None) -> None:
        self.path = path
        with as_reportable_errors(path):
            self.size = path.stat().st_size
            encoding = encoding_of(path, options.encoding)
            delimiter = options.delimiter or self._best_delimiter(encoding)
            self.options = replace(options, encoding=encoding, delimiter=delimiter)
            row = options.header_row
            with self._rows_counted():
                self.head = self._first_records(head_length(row), delimiter, encoding)
        check_header_row(path.name, row, len(self.head))
        header = find_header(Top(self.head, words.is_known if words else None), row)
        self.options = replace(self.options, header_row=header.row)
        self.headers = header.names
        self.header_candidates = header.candidates
        if not self.headers:
            raise ReportableError("import_empty", file=path.name)
        if len(self.head) < head_length(row) and not any(map(any, self.head[header.row :])):
            raise ReportableError("import_no_rows", file=path.name, row=header.row)
        self._refuse_width(max(map(len, [self.headers, *self.head])))

    def close(self) -> None:
        """Nothing is held open; workbooks are."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def chunks(self, size: int = 50_000) -> Iterator[Chunk]:
        """Every row below the header that is not empty; fewer at a time where rows are wide.

        Raises:
            ReportableError: the file turned out unreadable further down, or has changed meanwhile.
        """
        width = len(self.headers)
        size = max(1, min(size, _MOST_CELLS // width))
        with as_reportable_errors(self.path), Lines(self.path, self._encoding, self.size) as lines:
            records = Records(lines, self._delimiter, width, self.path.name)
            titles = self._passed(records)
            year = year_of((titles, [self.path.stem]))
            while not records.ended:
                rows = _Rows(width, self._delimiter)
                with self._rows_counted(), no_collecting():
                    while not records.ended and len(rows.numbers) < size:
                        first = records.number
                        part = records.take(min(_PART, size - len(rows.numbers)))
                        rows.add(part, first)
                if rows.numbers or rows.too_long:
                    yield rows.chunk(lines.position, year, records.open_quotes)
                    records.open_quotes = []

    def _passed(self, records: Records) -> list[str]:
        """Go past the headers; the cells above them."""
        above: list[Record] = []
        last = self.options.header_row or 0
        with self._rows_counted():
            while records.number <= last and not records.ended:
                above += records.take(last + 1 - records.number)
        return list(chain.from_iterable(above[: max(0, last - 1)]))

    @property
    def _encoding(self) -> str:
        return str(self.options.encoding)

    @property
    def _delimiter(self) -> str:
        return str(self.options.delimiter)

    @contextmanager
    def _rows_counted(self) -> Iterator[None]:
        """Name the record in which reading stopped; rows are not counted while all is well."""
        try:
            yield
        except UnreadableLineError as error:
            row = self._stopping_record()
            if error.is_wide:
                raise self._too_wide() from error
            raise ReportableError("import_long_line", file=self.path.name, row=row) from error

    def _stopping_record(self) -> int:
        count = 1
        with Lines(self.path, self._encoding, self.size) as lines:
            try:
                for _ in csv.reader(lines, delimiter=self._delimiter):
                    count += 1
            except (csv.Error, UnreadableLineError):
                return count
        return count

    def _first_records(self, count: int, delimiter: str, encoding: str) -> list[Record]:
        """The first records as they are."""
        found: list[Record] = []
        with Lines(self.path, encoding, self.size) as lines:
            records = Records(lines, delimiter, None, self.path.name)
            while not records.ended and len(found) < count:
                found += records.take(1)
                if found and len(found[-1]) > MOST_COLUMNS:
                    break
        return found

    def _best_delimiter(self, encoding: str) -> str:
        """The delimiter under which the first records are wide, and equally so."""
        tabbed = self.path.suffix.lower() in (".tsv", ".tab")
        best, best_score = "\t" if tabbed else ",", 0.0
        for delimiter in DELIMITERS:
            try:
                records = self._first_records(_HEAD, delimiter, encoding)
            except (UnreadableLineError, ReportableError):
                continue
            score = _evenness(records)
            if score and tabbed and delimiter == "\t":
                score += _TAB_BONUS
            if score > best_score:
                best, best_score = delimiter, score
        return best

    def _refuse_width(self, width: int) -> None:
        if width > MOST_COLUMNS:
            raise self._too_wide()

    def _too_wide(self) -> ReportableError:
        return ReportableError("import_columns", file=self.path.name, limit=MOST_COLUMNS)


def _evenness(records: Sequence[Record]) -> float:
    """0 for one column; near 1 where many records have the same, great number of cells."""
    widths = Counter(len(record) for record in records if any(record))
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0.0
    count, width = max(wide)
    return count / widths.total() * (1 - 1 / width)


class _Rows:
    """Rows on their way into a chunk, all as wide as the headers."""

    def __init__(self, width: int, delimiter: str) -> None:
        self._width = width
        self._delimiter = delimiter
        self._columns: list[list[str]] = [[] for _ in range(width)]
        self.numbers: list[int] = []
        self.too_long: list[tuple[int, str]] = []

    def add(self, part: list[Record], first: int) -> None:
        """Take records over; the first has this number."""
        numbers: Sequence[int] = range(first, first + len(part))
        # The common case runs no Python per row.
        if set(map(len, part)) != {self._width} or "" in map(itemgetter(0), part):
            even = [
                (number, record)
                for number, odd in zip(numbers, part, strict=True)
                if (record := self._evened(number, odd)) is not None
            ]
            numbers, part = [number for number, _ in even], [record for _, record in even]
        self.numbers += numbers
        for column, cells in zip(self._columns, zip(*part, strict=True), strict=bool(part)):
            column += cells

    def _evened(self, number: int, record: Record) -> Record | None:
        """The record as wide as the headers; None where it is empty or too long."""
        if not any(record):
            return None
        lacking = self._width - len(record)
        if lacking >= 0:
            return record + [""] * lacking
        if any(record[self._width :]):
            self.too_long.append((number, self._delimiter.join(record)[:_LONGEST_TOLD]))
            return None
        return record[: self._width]

    def chunk(
        self, position: float, year: int | None, open_quotes: Sequence[tuple[int, str]]
    ) -> Chunk:
        """The rows, column by column."""
        return Chunk(self.numbers, self._columns, self.too_long, position, year, open_quotes)
