"""Cells that stand for the one above: ditto marks, and the blanks of an order's further rows.

Rules 16 and 18 of the import's page; how to read cells that are merged stands there, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm_desk.importing.layout import FileKind, Layout
from crm_desk.importing.table import Chunk

DITTO_MARKS = frozenset(
    (
        *("〃", "〃〃", "〃〃〃", "同上", "(同上)", "（同上）", "〃(同上)", "仝", "々", "々々"),
        *('"', '""', "”", "“", "″", "〝", "〟", "＂", "''", "’’", "ditto", "Ditto", "DITTO"),
    )
)
"""A cell that is one of these means the cell above."""

_OF_THE_ORDER = frozenset(
    (
        *("order_no", "date", "time", "customer", "email", "phone", "name", "kana"),
        *("postcode", "address"),
    )
)
_PRODUCT = frozenset(("product", "product_code"))
_SUMS = frozenset(
    (
        *("line_amount", "subtotal", "discount", "refund", "shipping", "fee", "tax", "points"),
        *("order_total", "paid_total"),
    )
)
_AMOUNTS = _SUMS | {"quantity", "unit_price"}


class FilledDown:
    """Fills the columns of one file down, chunk by chunk.

    A row whose order columns (number, day, customer …) are all blank while its product goes on
    belongs to the order above; only in files of no known cart, whose blanks may mean something
    else. An amount alone may be a total without a word. Rows that are no sale (totals with one)
    must be taken out before.

    Args:
        ditto_amounts: ditto marks repeat amounts, prices and quantities, too.

    Attributes:
        by_ditto: cells filled so far.
        by_blank: rows filled so far.
        first_ditto: (place in the columns given last, column) of the first mark that was filled
            there; None where none was.
        first_blank: place in the columns given last of the first row that was filled there.
    """

    def __init__(self, layout: Layout, *, ditto_amounts: bool = False) -> None:
        mapped = layout.columns
        amounts = set(_places(layout, _AMOUNTS))
        everything = {place for places in mapped.values() for place in places}
        everything |= set(layout.rule_columns.values())
        self._dittos = sorted(everything if ditto_amounts else everything - amounts)
        self._order = sorted(set(_places(layout, _OF_THE_ORDER)) - amounts)
        self._products = sorted(set(_places(layout, _PRODUCT)))
        self._fills_blanks = bool(
            layout.kind is FileKind.ORDERS
            and not layout.preset.signature
            and self._products
            and mapped.get("date")
        )
        self._day = mapped["date"][0] if self._fills_blanks else 0
        self._above: dict[int, str] = {}
        self._sheet = 0
        self.by_ditto = 0
        self.by_blank = 0
        self.first_ditto: tuple[int, int] | None = None
        self.first_blank: int | None = None

    def fill(self, columns: Sequence[Sequence[str]], sheet: int = 0) -> list[Sequence[str]]:
        """The columns, filled down; the same objects where nothing was to fill.

        Args:
            sheet: number of the sheet that the rows are of; nothing is filled from one to the next.
        """
        filled = list(columns)
        self.first_ditto = self.first_blank = None
        if not columns or not len(columns[0]):
            return filled
        if sheet != self._sheet:
            self._sheet = sheet
            self._above = {}
        for column in self._dittos:
            if not DITTO_MARKS.isdisjoint(filled[column]):
                filled[column] = self._without_dittos(filled[column], column)
        if self._fills_blanks and "" in filled[self._day]:
            self._fill_blanks(filled)
        self._above = {column: filled[column][-1] for column in {*self._dittos, *self._order}}
        return filled

    def _without_dittos(self, cells: Sequence[str], column: int) -> list[str]:
        above = self._above.get(column)
        found = list(cells)
        for place, cell in enumerate(cells):
            if cell in DITTO_MARKS and above is not None:
                found[place] = above
                self.by_ditto += 1
                if self.first_ditto is None or place < self.first_ditto[0]:
                    self.first_ditto = place, column
            else:
                above = cell
        return found

    def _fill_blanks(self, columns: list[Sequence[str]]) -> None:
        """Give the rows that go on the order's columns of the row above."""
        order = [list(columns[column]) for column in self._order]
        above = [self._above.get(column, "") for column in self._order]
        for place, day in enumerate(columns[self._day]):
            own = [cells[place] for cells in order]
            if (
                day == ""
                and any(above)
                and not any(map(str.strip, own))
                and self._goes_on(columns, place)
            ):
                for cells, text in zip(order, above, strict=True):
                    cells[place] = text
                self.by_blank += 1
                self.first_blank = place if self.first_blank is None else self.first_blank
            else:
                above = own
        for column, cells in zip(self._order, order, strict=True):
            columns[column] = cells

    def _goes_on(self, columns: Sequence[Sequence[str]], place: int) -> bool:
        return any(columns[column][place].strip() for column in self._products)


def without_merged_sums(chunk: Chunk, layout: Layout) -> Chunk:
    """A chunk in which a sum of money that is merged over several rows stands in the first only.

    A merged day or customer says the same of all its rows; a merged amount is one amount.
    """
    sums = set(_places(layout, _SUMS))
    merged: Mapping[int, Sequence[int]] = {
        column: places for column, places in chunk.merged_on.items() if column in sums
    }
    if not merged:
        return chunk
    columns = list(chunk.columns)
    for column, places in merged.items():
        cells = list(columns[column])
        for place in places:
            cells[place] = ""
        columns[column] = cells
    return replace(chunk, columns=columns)


def _places(layout: Layout, fields: frozenset[str]) -> list[int]:
    return [place for field in fields for place in layout.columns.get(field, ())]
