"""Rows that are left out by a rule, and products that are none.

Source of the rules: import-doubts.md, "Rows that are no goods".
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from crm_desk.domain.customers.key import member_id
from crm_desk.importing.layout import Layout
from crm_desk.importing.layout_cells import LayoutCells
from crm_desk.importing.memo import Memo
from crm_desk.importing.presets import GENERIC, preset_by_id
from crm_desk.importing.row_filter import RuleColumn, any_of, fold, is_total_row
from crm_desk.importing.row_words import (
    is_account_entry,
    is_discount_product,
    is_fee_product,
    is_total_word,
)

ProductKind = Literal["", "fee", "discount", "account"]

_FEWEST_HEADERS = 3
_MOST_ARE = 0.6
"""Such a part of a row's filled cells are known headers."""

_BUYER = ("customer", "email", "phone", "name")


class RowSorter:
    """Sorts rows by what their cells say they are.

    Attributes:
        by_words: the names of products tell which are none.
    """

    def __init__(self, layout: Layout) -> None:
        preset = layout.preset
        self._layout = layout
        self._cells = LayoutCells(layout)
        self._skip = [(reason, RuleColumn(rule, layout)) for reason, rule in preset.skip]
        self._discount = [RuleColumn(rule, layout) for rule in preset.discount_rows]
        # A cart that tells its rows apart by a column of its own needs no words.
        self.by_words = self._cells.has("product") and not (preset.skip or preset.discount_rows)
        self._products: Memo[str, ProductKind] = Memo(_product_kind)
        self._no_products: dict[str, ProductKind] = {}
        self._bare: Memo[str, bool] = Memo(_is_bare)
        self._nobody: Memo[str, bool] = Memo(_is_nobody)
        self._other_table = False

    def begin_sheet(self) -> None:
        """Another sheet: its first table is of the file's headers again."""
        self._other_table = False

    def left_out(
        self, columns: Sequence[Sequence[str]], rows: int, undated: Sequence[int]
    ) -> dict[int, str]:
        """Row of the chunk -> why it is not read.

        Args:
            undated: rows whose date is empty or no date.
        """
        why: dict[int, str] = {}
        for reason, rule in self._skip:
            met = rule.over(columns, rows) if rule.is_there else ()
            why.update((at, reason) for at, is_met in enumerate(met) if is_met)
        if self.by_words:
            self._begin_products(columns)
            why.update((at, "fee_product") for at in self._products_of("fee", columns))
            why.update((at, "account_entry") for at in self._products_of("account", columns))
        why.update((at, "account_entry") for at in self._payments(columns))
        for at in (*undated, *self._of_nobody(columns, rows)):
            if is_total_row([column[at] for column in columns]):
                why[at] = "total_row"
        headers = self._headers(columns)
        why.update((at, "header_again") for at in headers)
        if not self._layout.preset.signature:
            why.update(self._of_other_tables(columns, rows, undated, headers))
        return why

    def _of_other_tables(
        self,
        columns: Sequence[Sequence[str]],
        rows: int,
        undated: Sequence[int],
        headers: Sequence[int],
    ) -> Iterator[tuple[int, str]]:
        """Rows from another table's headers on, until the file's own come again."""
        own = set(headers)
        changes = dict.fromkeys(headers, False)
        for at in undated:
            if at not in own and _are_headers([column[at] for column in columns]):
                changes[at] = True
        begin = 0
        for at in (*sorted(changes), rows):
            if self._other_table:
                yield from ((row, "other_table") for row in range(begin, at))
            begin, self._other_table = at, changes.get(at, self._other_table)

    def _payments(self, columns: Sequence[Sequence[str]]) -> list[int]:
        """Rows of a ledger that state nothing but what was paid: its sales are other rows."""
        cells, preset = self._cells, self._layout.preset
        if preset.signature or cells.has("order_no") or not cells.has("paid_total"):
            return []
        if not cells.has("line_amount"):
            return []
        stated = [name for name in ("line_amount", "unit_price", "order_total") if cells.has(name)]
        found = [at for at, cell in enumerate(cells.among("paid_total", columns)) if cell.strip()]
        for name in stated:
            of_field = cells.among(name, columns)
            found = [at for at in found if not of_field[at].strip()]
        return found

    def discounts(self, columns: Sequence[Sequence[str]], rows: int) -> list[bool]:
        """True where a row's amount lowers its order."""
        by_rule = any_of(self._discount, columns, rows)
        if not self.by_words:
            return by_rule
        for at in self._products_of("discount", columns):
            by_rule[at] = True
        return by_rule

    def _begin_products(self, columns: Sequence[Sequence[str]]) -> None:
        """Sort the products of a chunk: few are none."""
        self._products.begin()
        self._no_products = {
            cell: kind
            for cell in set(self._cells.among("product", columns))
            if (kind := self._products[cell])
        }

    def _products_of(self, kind: ProductKind, columns: Sequence[Sequence[str]]) -> list[int]:
        """Rows whose product is no product but of this kind."""
        wanted = {cell for cell, found in self._no_products.items() if found == kind}
        return _places(self._cells.among("product", columns), wanted) if wanted else []

    def _of_nobody(self, columns: Sequence[Sequence[str]], rows: int) -> list[int]:
        """Rows without customer and product, a word for a total not counting as either."""
        fields = [name for name in ("product", *_BUYER) if self._cells.has(name)]
        if not any(name in _BUYER for name in fields):
            return []
        found: Sequence[int] = range(rows)
        self._bare.begin()
        self._nobody.begin()
        for name in fields:
            memo = self._nobody if name == "customer" else self._bare
            cells = self._cells.among(name, columns)
            if len(found) == rows:
                found = _places(cells, {cell for cell in set(cells) if memo[cell]})
            else:
                found = [at for at in found if memo[cells[at]]]
            if not found:
                break
        return list(found)

    def _headers(self, columns: Sequence[Sequence[str]]) -> list[int]:
        """Rows that repeat the headers."""
        headers = self._layout.headers
        first = next((at for at, header in enumerate(headers) if header), None)
        if first is None or headers[first] not in columns[first]:
            return []
        return [
            at
            for at, cell in enumerate(columns[first])
            if cell == headers[first]
            and all(column[at] in ("", name) for column, name in zip(columns, headers, strict=True))
            and sum(column[at] == name for column, name in zip(columns, headers, strict=True)) > 1
        ]


def _are_headers(cells: Sequence[str]) -> bool:
    """A row of headers: at least three of them, and few other words."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < _FEWEST_HEADERS:
        return False
    return sum(fold(cell) in _header_words() for cell in filled) >= _MOST_ARE * len(filled)


@cache
def _header_words() -> frozenset[str]:
    """The headers that files of no known cart may have."""
    return frozenset(
        fold(name)
        for kind in GENERIC.values()
        for alternatives in preset_by_id(kind).fields.values()
        for alternative in alternatives
        for name in alternative
    )


def _places(cells: Sequence[str], wanted: set[str]) -> list[int]:
    """Where these cells stand; most files have none of them."""
    return [at for at, cell in enumerate(cells) if cell in wanted] if wanted else []


def _product_kind(name: str) -> ProductKind:
    # First: クーポン送料割引 lowers its order.
    if is_discount_product(name):
        return "discount"
    if is_account_entry(name):
        return "account"
    return "fee" if is_fee_product(name) else ""


def _is_bare(cell: str) -> bool:
    return not cell.strip() or is_total_word(cell)


def _is_nobody(cell: str) -> bool:
    return not member_id(cell) or is_total_word(cell)
