"""The records of a text file, with quotation marks that were never closed read as text."""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, tee

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.header_row import is_value
from crm_desk.importing.lines import END

Record = list[str]

_TOLD = 120
_ALIKE = 0.8
_VALUES = 2
"""A row of orders has at least a day and an amount."""
_TEXT_MARK = "\1"
"""Before a quotation mark it makes it text; taken off again."""


class Records:
    """Takes records from lines at the parser's speed, and looks closer only at odd ones.

    A cell that holds line breaks and a row's worth of delimiters began with a quotation mark that
    was meant as text: it is read so where that gives rows with the right number of cells. Where it
    does not, the cell stays as it is if its row has the right number of cells.

    Args:
        lines: the last one is `END`.
        width: how many cells a row has; None takes the most usual one so far.
        file: its name, for refusals.

    Attributes:
        number: of the next record, from 1.
        ended: there are no more.
        open_quotes: (record number, text from the mark on) of the marks read as text.
    """

    def __init__(self, lines: Iterable[str], delimiter: str, width: int | None, file: str) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._delimiter = delimiter
        self._width = width
        self._widths: Counter[int] = Counter()
        self._file = file
        self.number = 1
        self.ended = False
        self.open_quotes: list[tuple[int, str]] = []

    def take(self, count: int) -> list[Record]:
        """The next records, so many at most; fewer where a mark is read as text, or at the end.

        Raises:
            ReportableError: `import_open_quote`: neither reading gives rows.
        """
        kept, ahead = tee(self._source())
        reader = csv.reader(ahead, delimiter=self._delimiter)
        try:
            part = list(islice(reader, count))
            # As many lines as records: nothing can be odd.
            plain = reader.line_num == len(part) and bool(part)
        except csv.Error:
            # A cell beyond csv.field_size_limit(): a mark that swallows what follows.
            plain = False
        if not plain:
            part = self._looked_at(list(islice(kept, reader.line_num)))
        if part and part[-1] == [END]:
            part.pop()
            self.ended = True
        if self._width is None:
            self._widths.update(map(len, part))
        self.number += len(part)
        return part

    def _source(self) -> Iterator[str]:
        return self._repeating() if self._again else self._lines

    def _repeating(self) -> Iterator[str]:
        while self._again:
            yield self._again.popleft()
        yield from self._lines

    def _looked_at(self, lines: list[str]) -> list[Record]:
        """The records of some lines up to the first whose mark is text, that one included."""
        records: list[Record] = []
        reader = csv.reader(lines, delimiter=self._delimiter)
        while (start := reader.line_num) < len(lines):
            try:
                record = next(reader)
            except csv.Error:
                record = []
            swallowed = lines[start + 1 : reader.line_num]
            endless = not record and start + 1 <= reader.line_num and bool(lines[start].strip())
            endless |= record != [END] and any(cell.endswith(END) for cell in record[-1:])
            if swallowed or endless:
                again = self._as_text(lines[start], swallowed, None if endless else record, records)
                if again is not None:
                    records.append(again)
                    self._again.extendleft(reversed(lines[start + 1 :]))
                    return records
            records.append(record)
        return records

    def _as_text(
        self, line: str, swallowed: Sequence[str], quoted: Record | None, before: list[Record]
    ) -> Record | None:
        """The first line's record with its open mark as text; None where the mark is a mark.

        Args:
            quoted: the record as it is with the mark; None where that never ends.
            before: records of the same part; give the width where it is not known.
        """
        width = self._usual_width(before)
        number = self.number + len(before)
        wide = width > 1 and any(row.count(self._delimiter) >= width - 1 for row in swallowed)
        if quoted is not None and not wide:
            return None
        record, text = self._first_line(line)
        if width > 1 and self._is_clean(record, swallowed, width):
            if quoted is None or not self._fits(quoted, width):
                return self._told(number, text, record)
            if not self._is_well_formed([line, *swallowed]) or self._alike(record, swallowed):
                return self._told(number, text, record)
            return None
        if quoted is not None and self._fits(quoted, width):
            return None
        raise ReportableError("import_open_quote", file=self._file, row=number)

    def _told(self, number: int, text: str, record: Record) -> Record:
        self.open_quotes.append((number, text[:_TOLD]))
        return record

    def _usual_width(self, before: list[Record]) -> int:
        if self._width is not None:
            return self._width
        widths = self._widths + Counter(map(len, before))
        return max(widths, key=lambda width: (widths[width], width), default=0)

    def _first_line(self, line: str) -> tuple[Record, str]:
        """The record of a line with every mark that it does not close as text, and that text."""
        text = ""
        while (at := _open_mark(line, self._delimiter)) is not None:
            text = text or line[at:].strip()
            line = f"{line[:at]}{_TEXT_MARK}{line[at:]}"
        record = next(csv.reader([line], delimiter=self._delimiter), [])
        return [cell.removeprefix(_TEXT_MARK) for cell in record], text

    def _is_clean(self, record: Record, swallowed: Sequence[str], width: int) -> bool:
        return all(
            self._fits(row, width) for row in (record, *self._rows_of(swallowed)) if any(row)
        )

    def _rows_of(self, lines: Sequence[str]) -> list[Record]:
        """The records of some lines; not the last one where it goes on behind them."""
        rows: list[Record] = []
        try:
            for row in csv.reader(
                [*(line for line in lines if line != END), END], delimiter=self._delimiter
            ):
                rows.append(row)
        except csv.Error:
            return rows
        return rows[:-1]

    def _fits(self, record: Record, width: int) -> bool:
        return len(record) >= width and not any(record[width:])

    def _is_well_formed(self, lines: Sequence[str]) -> bool:
        """Nothing but a delimiter stands behind each closing mark."""
        try:
            list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _alike(self, record: Record, swallowed: Sequence[str]) -> bool:
        """The lines in the cell have values where the first line has: they are rows, no note."""
        rows = [row for row in self._rows_of(swallowed) if any(row)]
        pairs = [
            (is_value(one), is_value(other))
            for row in rows
            for one, other in zip(record, row, strict=False)
            if one and other
        ]
        both = sum(one and other for one, other in pairs)
        same = sum(one is other for one, other in pairs)
        return both >= _VALUES * max(1, len(rows)) and same >= _ALIKE * len(pairs)


def _open_mark(line: str, delimiter: str) -> int | None:
    """Where the quotation mark stands that opens a cell and is not closed in the same line."""
    at = 0
    while at < len(line):
        if line[at] == '"':
            end = _closing(line, at + 1)
            if end is None:
                return at
            at = end
        following = line.find(delimiter, at)
        if following < 0:
            return None
        at = following + 1
    return None


def _closing(line: str, at: int) -> int | None:
    """The place behind the mark that closes a cell."""
    while (found := line.find('"', at)) >= 0:
        if line[found + 1 : found + 2] != '"':
            return found + 1
        at = found + 2
    return None
