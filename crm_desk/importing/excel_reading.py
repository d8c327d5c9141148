"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS by calamine."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Self

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    WorksheetNotFound,
)

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.collecting import no_collecting
from crm_desk.importing.header_row import (
    Known,
    Reach,
    Top,
    check_header_row,
    find_header,
    head_length,
)
from crm_desk.importing.safety import MOST_COLUMNS, FileType, as_reportable_errors
from crm_desk.importing.table import Chunk, ReadOptions
from crm_desk.importing.workbook_safety import check_zip

_MOST_CELLS = 1_000_000
_EXACT = 1e21
"""Beyond this, a whole number is written with an exponent."""

Cell = int | float | str | bool | time | date | datetime | timedelta


class WorkbookTable:
    """One sheet of a workbook as a `Table`. The sheet is in memory, without the workbook's file."""

    def __init__(
        self, path: Path, kind: FileType, options: ReadOptions, known: Known | None = None
    ) -> None:
        self.path = path
        with as_reportable_errors(path), _refusing_damage(path):
            self.size = path.stat().st_size
            with path.open("rb") as file:
                self._book = _open(file, kind, path.name, options.password)
            self.sheets = tuple(
                sheet.name
                for sheet in self._book.sheets_metadata
                if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
            )
            self._sheet = self._chosen(options.sheets[0] if options.sheets else None)
            self._first_column = (self._sheet.start or (0, 0))[1]
            length = head_length(options.header_row)
            self.head = [[text_of(cell) for cell in row] for row in self._rows(0, length)]
        self._find_header(options, known)

    def _find_header(self, options: ReadOptions, known: Known | None) -> None:
        check_header_row(self.path, options.header_row, len(self.head))
        top = Top(self.head, known, self._merged(), self._first_column)
        header = find_header(top, options.header_row)
        self.options = replace(
            options,
            sheets=(self._sheet.name,),
            header_row=header.row,
            encoding=None,
            delimiter=None,
        )
        self.headers = header.names
        self.header_candidates = header.candidates
        if len(self.headers) > MOST_COLUMNS:
            raise ReportableError("import_columns", file=self.path.name, limit=MOST_COLUMNS)
        if not self.headers:
            raise ReportableError("import_empty", file=self.path.name)

    def close(self) -> None:
        """Give the workbook's memory back."""
        self._book.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def chunks(self, size: int = 50_000) -> Iterator[Chunk]:
        """Every row below the header that is not empty.

        Raises:
            ReportableError: there is not enough memory.
        """
        first = (self.options.header_row or 0) + 1
        total = max(1, (self._sheet.end or (0, 0))[0] + 1)
        size = max(1, min(size, _MOST_CELLS // len(self.headers)))
        with as_reportable_errors(self.path), _refusing_damage(self.path):
            rows = self._rows(first - 1, None)
            while True:
                with no_collecting():
                    part = list(islice(rows, size))
                    columns = [texts_of(cells) for cells in zip(*part, strict=True)]
                    numbers, columns = _without_empty(range(first, first + len(part)), columns)
                if not part:
                    return
                first += len(part)
                if numbers:
                    yield Chunk(numbers, columns, (), min(1.0, (first - 1) / total))

    def _rows(self, start: int, stop: int | None) -> Iterator[list[Cell]]:
        """Rows as a spreadsheet counts them: calamine hands out those above the data, too."""
        return islice(self._sheet.iter_rows(), start, stop)

    def _merged(self) -> Reach | None:
        """Merged cells, by their place in the rows as they are read."""
        ranges = self._sheet.merged_cell_ranges
        if ranges is None:
            return None
        left = self._first_column
        return {(first[0], first[1] - left): last[1] - left for first, last in ranges}

    def _chosen(self, name: str | None) -> CalamineSheet:
        """The named sheet, or the first that has rows.

        Raises:
            ReportableError: `import_sheet`, `import_empty`.
        """
        if name is not None:
            if name not in self.sheets:
                known = "、".join(self.sheets)
                raise ReportableError("import_sheet", file=self.path.name, sheet=name, known=known)
            return self._book.get_sheet_by_name(name)
        for sheet in map(self._book.get_sheet_by_name, self.sheets):
            if sheet.height:
                return sheet
        raise ReportableError("import_empty", file=self.path.name)


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """A workbook that calamine can't read is damaged, whatever it says."""
    try:
        yield
    except (CalamineError, WorksheetNotFound, ValueError) as error:
        raise ReportableError("workbook_damaged", file=path.name) from error
    except BaseException as error:
        # What calamine did not expect arrives as a class that is no Exception and has no module.
        if type(error).__name__ != "PanicException":
            raise
        raise ReportableError("workbook_damaged", file=path.name) from error


def _open(file: BinaryIO, kind: FileType, name: str, password: str | None) -> CalamineWorkbook:
    if kind is FileType.OLE_WORKBOOK:
        file = _decrypted(file, name, password)
    if file.read(4) == b"PK\x03\x04":
        check_zip(file, name)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def _decrypted(file: BinaryIO, name: str, password: str | None) -> BinaryIO:
    """The workbook inside an encrypted one; others as they are.

    Raises:
        ReportableError: `password_needed`, `password_wrong`, `workbook_damaged`.
    """
    # Loads a cryptography library, for files that few have.
    import msoffcrypto  # type: ignore[import-untyped]
    from msoffcrypto import exceptions

    try:
        office = msoffcrypto.OfficeFile(file)
        encrypted = office.is_encrypted()
    except exceptions.FileFormatError:
        # Older than encryption, or no workbook at all: calamine will tell.
        encrypted = False
    except Exception as error:  # it indexes and unpacks whatever the file says
        raise ReportableError("workbook_damaged", file=name) from error
    if not encrypted:
        file.seek(0)
        return file
    if not password:
        raise ReportableError("password_needed", file=name)
    plain = BytesIO()
    try:
        # Only the newer format can tell a wrong password from a damaged file beforehand.
        check = {"verify_password": True} if office.format == "ooxml" else {}
        office.load_key(password=password, **check)
        office.decrypt(plain)
    except exceptions.InvalidKeyError as error:
        raise ReportableError("password_wrong", file=name) from error
    except Exception as error:  # as above
        raise ReportableError("workbook_damaged", file=name) from error
    plain.seek(0)
    return plain


def _without_empty(
    numbers: range, columns: list[Sequence[str]]
) -> tuple[Sequence[int], list[Sequence[str]]]:
    """Leave rows out whose cells are all empty."""
    if not columns or "" not in columns[0]:
        return numbers, columns
    keep = [at for at in range(len(numbers)) if any(column[at] for column in columns)]
    if len(keep) == len(numbers):
        return numbers, columns
    return [numbers[at] for at in keep], [[column[at] for at in keep] for column in columns]


def texts_of(cells: Sequence[Cell]) -> Sequence[str]:
    """A column as texts; each distinct value is written once."""
    kinds = set(map(type, cells)) - {str}
    if not kinds:
        return cells  # type: ignore[return-value]  # all are texts
    if bool in kinds and len(kinds) > 1:
        # True == 1: they would share an entry.
        return [text_of(cell) for cell in cells]
    written = {cell: text_of(cell) for cell in set(cells)}
    return [written[cell] for cell in cells]


def text_of(cell: Cell) -> str:
    """A cell as the text that a file would hold: ISO dates, numbers without a needless `.0`."""
    return _WRITERS[type(cell)](cell)


def _number(number: float) -> str:
    if number.is_integer() and abs(number) < _EXACT:
        return str(int(number))
    if not math.isfinite(number):
        return ""
    # Excel keeps 15 digits; what follows is noise of the binary number.
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e-" in text else text


def _moment(moment: datetime) -> str:
    rounded = moment + timedelta(milliseconds=500) if moment.microsecond else moment
    return rounded.isoformat(" ", "seconds")


def _clock(clock: time) -> str:
    return clock.isoformat("seconds")


def _duration(duration: timedelta) -> str:
    seconds = round(duration.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hour:02}:{minute:02}:{second:02}"


def _text(text: str) -> str:
    return text


def _truth(truth: bool) -> str:
    return "TRUE" if truth else "FALSE"


_WRITERS: dict[type, Callable[..., str]] = {
    str: _text,
    int: str,
    float: _number,
    bool: _truth,
    date: date.isoformat,
    datetime: _moment,
    time: _clock,
    timedelta: _duration,
}
