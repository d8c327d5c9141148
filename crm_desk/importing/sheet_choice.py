"""Which sheets of a workbook are read together, and what the others look like."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.header_row import KNOWING_NOTHING, Header, HeaderWords, check_header_row
from crm_desk.importing.row_filter import fold
from crm_desk.importing.table import SheetLook
from crm_desk.importing.worksheet import Worksheet

EMPTY = "empty"
ORDERS = "orders"

Load = Callable[[str], Worksheet]


class ReadSheet(NamedTuple):
    """A sheet that is read.

    Attributes:
        places: for each column of the table the sheet's own; None where it lacks one that has no
            header.
    """

    sheet: Worksheet
    header_row: int
    places: Sequence[int | None]


@dataclass(frozen=True)
class SheetChoice:
    """The sheets that are read, and a look at each of the workbook that was looked at."""

    read: tuple[ReadSheet, ...]
    header: Header
    looks: tuple[SheetLook, ...]


class SheetChooser:
    """Chooses among the sheets of one workbook, and keeps only those that are read in memory.

    Args:
        file: the workbook's name.
        names: of all its sheets, in its order.
        load: reads one.
        header_row: that of the first sheet, as a person wants it.
        aside: sheets that are read only where a person names them, or no other holds orders.
    """

    def __init__(
        self,
        file: str,
        names: Sequence[str],
        load: Load,
        words: HeaderWords | None,
        header_row: int | None,
        aside: Collection[str] = (),
    ) -> None:
        self._aside = aside
        self._file = file
        self._names = names
        self._load = load
        self._words = words or KNOWING_NOTHING
        self._wanted = header_row
        self._looks: dict[str, SheetLook] = {}

    def named(self, wanted: Sequence[str], *, look_at_all: bool) -> SheetChoice:
        """The sheets that a person has named.

        Raises:
            ReportableError: `import_sheet`, `import_empty`; `import_sheets_differ` where they have
                other headers than the first.
        """
        for name in wanted:
            if name not in self._names:
                known = "、".join(self._names)
                raise ReportableError("import_sheet", file=self._file, sheet=name, known=known)
        sheets = [sheet for name in wanted if not (sheet := self._load(name)).is_empty]
        if not sheets:
            raise ReportableError("import_empty", file=self._file)
        header = self._header(sheets[0], checked=True)
        read = [_alone(sheets[0], header)]
        for sheet in sheets[1:]:
            also = self._like(header, sheet)
            if also is None:
                raise ReportableError(
                    "import_sheets_differ", file=self._file, sheet=sheet.name, first=sheets[0].name
                )
            read.append(also)
        if look_at_all:
            for name in self._names:
                if name not in wanted:
                    self._look(self._load(name))
        return self._chosen(read, header)

    def found(self) -> SheetChoice:
        """The first sheet that holds orders and those with its headers; else the first with rows.

        Raises:
            ReportableError: `import_empty`.
        """
        first: tuple[Worksheet, Header] | None = None
        read: list[ReadSheet] = []
        orders: Header | None = None
        # Sorting keeps the workbook's order otherwise.
        for name in sorted(self._names, key=lambda name: name in self._aside):
            sheet = self._load(name)
            if orders is not None and name in self._aside:
                self._look(sheet)
                continue
            if orders is not None:
                also = None if sheet.is_empty else self._like(orders, sheet)
                if also is None:
                    self._look(sheet)
                else:
                    read.append(also)
                continue
            header = self._look(sheet)
            if header is not None and self._looks[name].looks_like == ORDERS:
                orders, read = header, [_alone(sheet, header)]
            elif header is not None and first is None:
                first = sheet, header
        if orders is not None:
            return self._chosen(read, orders)
        if first is None:
            raise ReportableError("import_empty", file=self._file)
        sheet, header = first[0], self._header(first[0], checked=True)
        return self._chosen([_alone(sheet, header)], header)

    def _header(self, sheet: Worksheet, *, checked: bool = False) -> Header:
        wanted = self._wanted
        if checked:
            check_header_row(self._file, wanted, len(sheet.head))
        elif wanted is not None and wanted > len(sheet.head):
            wanted = None
        return sheet.find_header(self._words.is_known, wanted)

    def _like(self, header: Header, sheet: Worksheet) -> ReadSheet | None:
        """The sheet as part of a table with these headers; None where it has others."""
        rows = [header.row, *(row for row in range(len(sheet.head) + 1) if row != header.row)]
        for row in rows:
            if not 0 <= row <= len(sheet.head) or bool(row) is not bool(header.row):
                continue
            own = sheet.find_header(self._words.is_known, row)
            places = _matched(header, own)
            if places is not None:
                return ReadSheet(sheet, row, places)
        return None

    def _look(self, sheet: Worksheet) -> Header | None:
        """Keep what a sheet looks like that is not read, or not yet; None for an empty one."""
        if sheet.is_empty:
            self._looks[sheet.name] = SheetLook(sheet.name, False, (), 0, EMPTY)
            return None
        header = self._header(sheet)
        rows = sheet.filled_rows(header.row)
        looks_like = self._words.looks_like(header.names)
        headers = header.names if header.row else ()
        self._looks[sheet.name] = SheetLook(sheet.name, False, headers, rows, looks_like)
        return header

    def _chosen(self, read: Sequence[ReadSheet], header: Header) -> SheetChoice:
        by_name: Mapping[str, ReadSheet] = {one.sheet.name: one for one in read}
        looks_like = self._words.looks_like(header.names)
        for name, one in by_name.items():
            rows = one.sheet.filled_rows(one.header_row)
            self._looks[name] = SheetLook(name, True, header.names, rows, looks_like)
        looks = tuple(self._looks[name] for name in self._names if name in self._looks)
        return SheetChoice(tuple(read), header, looks)


def _alone(sheet: Worksheet, header: Header) -> ReadSheet:
    return ReadSheet(sheet, header.row, range(len(header.names)))


def _matched(wanted: Header, own: Header) -> list[int | None] | None:
    """Where the wanted columns are; None unless both have the same headers, in whatever order.

    Headers that stand twice must stand in the same order. What has no header on either side is no
    difference: notes beside a table.
    """
    first = [fold(name) for name in wanted.written]
    second = [fold(name) for name in own.written]
    named = [name for name in second if name]
    if [name for name in first if name] != named and (
        sorted(name for name in first if name) != sorted(named) or len(set(named)) < len(named)
    ):
        return None
    if not named and len(first) != len(second):
        return None
    places: dict[str, list[int]] = {}
    for place, name in enumerate(second):
        places.setdefault(name, []).append(place)
    return [
        places[name].pop(0) if name else _unnamed(place, second) for place, name in enumerate(first)
    ]


def _unnamed(place: int, names: Sequence[str]) -> int | None:
    return place if place < len(names) and not names[place] else None
