"""A file of rows, read as text, chunk by chunk."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

SHEET_ROWS = 1 << 21
"""Numbers of rows from one sheet to the next that is read; no spreadsheet has so many."""


def place_of(number: int, sheets: Sequence[str]) -> tuple[str, int]:
    """(sheet, row) of a row's number; the sheet is "" where not several are read."""
    if len(sheets) < 2:
        return "", number
    at, row = divmod(number, SHEET_ROWS)
    return sheets[at], row


@dataclass(frozen=True)
class ReadOptions:
    """What a person has decided about a file; None lets the program find it.

    Attributes:
        header_row: number of the file row with the headers, from 1; 0 means that there is none.
        sheets: names of the sheets of a workbook that are read as one table.
        checked: state of a workbook (`workbook_safety.state_of`) that was looked through and is
            harmless: as long as it stays so, it is not looked through again. Nobody decides that.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    sheets: tuple[str, ...] | None = None
    password: str | None = None
    checked: tuple[int, ...] | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True)
class Chunk:
    """Some rows, column by column.

    Attributes:
        numbers: of the rows in the file, from 1, as a spreadsheet counts them; those of the
            second sheet that is read follow behind `SHEET_ROWS`, and so on (`place_of`).
        columns: one sequence of texts per header, each as long as `numbers`.
        too_long: (row number, row as text) of rows with more cells than headers; not in `columns`.
        position: how much of the file has been read, 0.0 to 1.0.
        year: of days that are written without one, as the sheet's name, a title above the headers,
            or the file's name tells it; None where they tell none or several. All rows of a chunk
            are of one sheet.
        open_quotes: (row number, text from the mark on) of rows with a quotation mark that was
            never closed; it is read as text.
        merged_on: column -> places in `numbers` where a cell further up is merged with this one,
            so that it says the same.
    """

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    too_long: Sequence[tuple[int, str]]
    position: float
    year: int | None = None
    open_quotes: Sequence[tuple[int, str]] = ()
    merged_on: Mapping[int, Sequence[int]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class SheetLook:
    """What a sheet of a workbook looks like.

    Attributes:
        is_read: its rows are read; those of all such sheets as one table.
        headers: as written; empty where there are none.
        rows: below the headers that hold something; of a long sheet up to the last.
        looks_like: `orders`, `customers`, `other` or `empty`.
    """

    name: str
    is_read: bool
    headers: tuple[str, ...]
    rows: int
    looks_like: str


def options_from_json(data: Mapping[str, Any]) -> ReadOptions:
    """Options from their plain data."""
    lists = {name: tuple(data.get(name) or ()) or None for name in ("sheets", "checked")}
    return ReadOptions(**{**data, **lists})


class SourceTable(Protocol):
    """An opened file: what was found out about it, and its rows.

    Attributes:
        options: as used, nothing left open (for text: encoding, delimiter, header_row;
            for a workbook: sheets, header_row).
        headers: as written; a column without one is called by its letter, as `列C`.
        sheets: names of a workbook's sheets; empty for text.
        sheet_looks: what they look like, as far as they were looked at.
    """

    path: Path
    options: ReadOptions
    headers: tuple[str, ...]
    sheets: tuple[str, ...]
    sheet_looks: tuple[SheetLook, ...]

    @property
    def head(self) -> Sequence[Sequence[str]]:
        """The first rows, from the top of the file or sheet on."""
        ...

    def chunks(self, size: int = 50_000) -> Iterator[Chunk]:
        """Every row below the header that is not empty.

        Raises:
            ReportableError: the file turned out unreadable further down.
        """
