"""The fields of one layout, cleaned column by column."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any, cast

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.bad_cells import AMOUNT_PARTS, BadCell, BadCellFinder
from crm_desk.importing.cell_rules import TEXTS, CellRules
from crm_desk.importing.choices import Choices
from crm_desk.importing.layout import Layout
from crm_desk.importing.layout_cells import LayoutCells
from crm_desk.importing.memo import Memo


class SourceColumns:
    """Cleaned fields of the chunk that `begin` was given, by their names in the layout."""

    def __init__(self, layout: Layout, choices: Choices) -> None:
        self._layout = layout
        self._cells, rules = LayoutCells(layout), CellRules(layout, choices)
        self._memos: dict[str, Memo[str, Any]] = {
            field: Memo(rule) for field, rule in rules.by_field().items() if self._cells.has(field)
        }
        self._amounts: Memo[tuple[str, str, str], int] = Memo(rules.amount)
        self._products: Memo[tuple[str, str], tuple[str, str]] = Memo(rules.product)
        self._bad_cells = BadCellFinder(self._cells, rules, self._memos, self._amounts)
        # Cleaned together with others, not by themselves, unless tax is to be added.
        together = {"product_code", "product", "line_amount"}
        if not self._cells.has("tax_rate"):
            together.add("unit_price")
        self._by_themselves = [field for field in self._memos if field not in together]
        self._cleaned: dict[str, list[Any]] = {}
        self._row_amounts: list[int | None] | None = None
        self._row_products: list[tuple[str, str]] | None = None
        self._dated: tuple[Sequence[Sequence[str]], list[Any]] | None = None

    def begin(self, columns: Sequence[Sequence[str]], rows: int) -> None:
        """Clean a chunk's fields.

        Raises:
            ReportableError: `date_order_needed`.
        """
        self._cells.begin(columns, rows)
        self._amounts.begin()
        self._products.begin()
        self._cleaned = {}
        self._row_amounts = self._row_products = None
        for field in self._by_themselves:
            memo = self._memos[field]
            if field == "date" and self._dated is not None and self._dated[0] is columns:
                # Cleaned already, to find rows without a date.
                self._cleaned[field] = self._dated[1]
            else:
                memo.begin()
                self._cleaned[field] = memo.column(self._cells.of(field))
            self._ask_for_date_order(field, memo)

    def with_choices(self, choices: Choices) -> "SourceColumns":
        """The same columns, cleaned by other choices."""
        return SourceColumns(self._layout, choices)

    def header(self, field: str) -> str:
        """What the file calls a field; "" where it lacks it."""
        return self._cells.header(field)

    def row(self, at: int) -> list[str]:
        """All cells of one row, as written."""
        return self._cells.row(at)

    def has(self, field: str) -> bool:
        """The file has the field."""
        return self._cells.has(field)

    def values(self, field: str) -> list[Any]:
        """The cleaned field; None where a cell is empty or unreadable."""
        return self._cleaned_or(field, None)

    def texts(self, field: str) -> list[str]:
        """The cleaned field as text; "" where a cell is empty."""
        return self._cleaned_or(field, "")

    def stated(self, field: str) -> Iterable[Any]:
        """The field as something that each row states: None where a cell is empty, also of text."""
        found = self._cleaned.get(field)
        if found is None:
            return repeat(None, self._cells.rows)
        return [cell or None for cell in found] if field in TEXTS else found

    def amounts(self) -> list[int | None]:
        """Each row's amount in minor units, see `CellRules.amount`."""
        if self._row_amounts is None:
            parts = zip(*map(self._cells.of, AMOUNT_PARTS), strict=True)
            self._row_amounts = self._amounts.column(parts)
        return self._row_amounts

    def products(self) -> list[tuple[str, str]]:
        """Each row's (code, name); both are "" where the file has no products."""
        if self._row_products is None:
            cells = zip(self._cells.of("product_code"), self._cells.of("product"), strict=True)
            # Whatever the cells are, they name a product: none is None.
            self._row_products = cast(list[tuple[str, str]], self._products.column(cells))
        return self._row_products

    def examples(
        self, field: str, columns: Sequence[Sequence[str]], rows: int
    ) -> list[tuple[str, Any, str]]:
        """(as written, cleaned, reason why not) of a field's cells; no date order is asked for."""
        self._cells.begin(columns, rows)
        cells = self._cells.of(field)
        memo = self._memos.get(field)
        if memo is None:
            return [(cell, cell.strip(), "") for cell in cells]
        memo.begin()
        return [(cell, memo[cell], memo.bad.get(cell, "")) for cell in cells]

    def undated(self, columns: Sequence[Sequence[str]]) -> list[int]:
        """Rows of a chunk whose date is empty or no date: they may be no rows of orders."""
        memo = self._memos.get("date")
        if memo is None:
            return []
        memo.begin()
        days = memo.column(self._cells.among("date", columns))
        self._dated = columns, days
        return [at for at, day in enumerate(days) if day is None] if None in days else []

    def bad_cells(self, void: Sequence[bool] | None = None) -> list[BadCell]:
        """Every cell of the chunk that can't be used as it is, and rows without an amount.

        Args:
            void: rows of void orders: carts leave their amounts empty.
        """
        # These are made first: only then it shows which can't be, and what is to be noticed.
        self.amounts()
        self.products()
        return self._bad_cells.find(void)

    def _cleaned_or(self, field: str, missing: Any) -> list[Any]:
        found = self._cleaned.get(field)
        return [missing] * self._cells.rows if found is None else found

    def _ask_for_date_order(self, field: str, memo: Memo[str, Any]) -> None:
        for cell, reason in memo.bad.items():
            if reason == "date_undecided":
                raise ReportableError(
                    "date_order_needed", column=self._cells.header(field), value=cell
                )
