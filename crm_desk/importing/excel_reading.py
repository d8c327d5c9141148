"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS by calamine."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Self

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetTypeEnum,
    WorksheetNotFound,
)

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.header_row import HeaderWords, head_length
from crm_desk.importing.safety import MOST_COLUMNS, FileType, as_reportable_errors, refusing_damage
from crm_desk.importing.sheet_choice import SheetChoice, SheetChooser
from crm_desk.importing.sheet_names import is_aside
from crm_desk.importing.table import SHEET_ROWS, Chunk, ReadOptions
from crm_desk.importing.workbook_safety import check_zip, state_of
from crm_desk.importing.worksheet import Worksheet
from crm_desk.importing.year_context import year_of

_MOST_CELLS = 1_000_000


class WorkbookTable:
    """Sheets of a workbook as one `SourceTable`; in memory, without the workbook's file.

    Args:
        words: what is known about headers; finds the sheets with orders.
        look_at_all: every sheet is looked at, also where a person has named those that are read.
    """

    def __init__(
        self,
        path: Path,
        kind: FileType,
        options: ReadOptions,
        words: HeaderWords | None = None,
        *,
        look_at_all: bool = False,
    ) -> None:
        self.path = path
        with as_reportable_errors(path), _refusing_damage(path):
            self.size = path.stat().st_size
            with path.open("rb") as file:
                state = state_of(file)
                is_checked = options.checked == state
                plain = _decrypted(file, kind, path.name, options.password)
                self._book = _open(plain, path.name, is_checked=is_checked)
            self.sheets = tuple(
                sheet.name
                for sheet in self._book.sheets_metadata
                if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)
            )
            self._aside = set(filter(is_aside, self.sheets))
            chosen = self._choose(options, words, look_at_all=look_at_all)
        self._read = chosen.read
        self.head = chosen.read[0].sheet.head
        self.headers = chosen.header.names
        self.header_candidates = chosen.header.candidates
        self.sheet_looks = chosen.looks
        self.options = replace(
            options,
            sheets=tuple(one.sheet.name for one in chosen.read),
            header_row=chosen.header.row,
            encoding=None,
            delimiter=None,
            checked=state,
        )
        if len(self.headers) > MOST_COLUMNS:
            raise ReportableError("import_columns", file=self.path.name, limit=MOST_COLUMNS)
        if not self.headers:
            raise ReportableError("import_empty", file=self.path.name)
        if not any(look.rows for look in self.sheet_looks if look.is_read):
            raise ReportableError("import_no_rows", file=path.name, row=chosen.header.row)

    def _choose(
        self, options: ReadOptions, words: HeaderWords | None, *, look_at_all: bool
    ) -> SheetChoice:
        length = head_length(options.header_row)

        def load(name: str) -> Worksheet:
            return Worksheet(self._book.get_sheet_by_name(name), length)

        chooser = SheetChooser(
            self.path.name, self.sheets, load, words, options.header_row, self._aside
        )
        if options.sheets:
            return chooser.named(options.sheets, look_at_all=look_at_all)
        return chooser.found()

    def close(self) -> None:
        """Give the workbook's memory back."""
        self._book.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def chunks(self, size: int = 50_000) -> Iterator[Chunk]:
        """Every row below the headers that is not empty.

        Raises:
            ReportableError: there is not enough memory.
        """
        size = max(1, min(size, _MOST_CELLS // len(self.headers)))
        with as_reportable_errors(self.path), _refusing_damage(self.path):
            for place in range(len(self._read)):
                yield from self._chunks_of(place, size)

    def _chunks_of(self, place: int, size: int) -> Iterator[Chunk]:
        """The rows of one of the sheets that are read."""
        sheet, header_row, places = self._read[place]
        titles = chain.from_iterable(sheet.head[: max(0, header_row - 1)])
        year = year_of(([sheet.name], titles, [self.path.stem]))
        for part in sheet.parts(header_row, size):
            numbers = part.numbers
            if place:
                numbers = [place * SHEET_ROWS + number for number in numbers]
            blank = [""] * len(numbers)
            yield Chunk(
                numbers,
                [blank if at is None else part.columns[at] for at in places],
                (),
                (place + part.position) / len(self._read),
                year,
                merged_on={
                    column: part.merged_on[at]
                    for column, at in enumerate(places)
                    if at is not None and at in part.merged_on
                },
            )


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """A workbook that calamine can't read is damaged, whatever it says."""
    try:
        with refusing_damage(path):
            yield
    except (CalamineError, WorksheetNotFound) as error:
        raise ReportableError("workbook_damaged", file=path.name) from error
    except BaseException as error:
        # What calamine did not expect arrives as a class that is no Exception and has no module.
        if type(error).__name__ != "PanicException":
            raise
        raise ReportableError("workbook_damaged", file=path.name) from error


def _open(file: BinaryIO, name: str, *, is_checked: bool) -> CalamineWorkbook:
    if file.read(4) == b"PK\x03\x04" and not is_checked:
        check_zip(file, name)
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def _decrypted(file: BinaryIO, kind: FileType, name: str, password: str | None) -> BinaryIO:
    """The workbook inside an encrypted one; others as they are.

    Raises:
        ReportableError: `password_needed`, `password_wrong`, `workbook_damaged`.
    """
    if kind is not FileType.OLE_WORKBOOK:
        return file
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
