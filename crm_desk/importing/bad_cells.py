"""Cells of a chunk that can't be used, and whether they cost their rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crm_desk.domain.customers.fields import FieldKind, file_fields
from crm_desk.importing.cell_rules import CellRules
from crm_desk.importing.issues import SHOWN, Issue, Severity
from crm_desk.importing.layout_cells import LayoutCells
from crm_desk.importing.memo import Memo

AMOUNT_PARTS = ("line_amount", "quantity", "unit_price")
"""What a row's amount is made from."""

_COSTS_NO_ROW = ("tax_rate", "tax", *file_fields(FieldKind.DAY))
_FREE = ("unit_price", "line_amount")
_BROKEN = ("name", "product", "address")
_ROUNDED = ("order_no", "customer", "product_code", "phone", "postcode", "referrer")


class BadCell(NamedTuple):
    """A cell that can't be used as it is; `at` counts rows of the chunk from 0."""

    at: int
    column: str
    value: str
    reason: str
    severity: Severity


def bad_cell_issues(file: str, bad: Iterable[BadCell], numbers: Sequence[int]) -> list[Issue]:
    """The issues of bad cells.

    Args:
        numbers: of the chunk's rows in the file.
    """
    return [
        Issue(file, numbers[at], column, value[:SHOWN], reason, severity)
        for at, column, value, reason, severity in bad
    ]


def rejected_rows(bad: Iterable[BadCell]) -> set[int]:
    """Rows of the chunk that bad cells cost."""
    return {cell.at for cell in bad if cell.severity is Severity.REJECTED}


class BadCellFinder:
    """Finds the bad cells of a chunk that has been cleaned.

    Args:
        cells: as written.
        rules: what was met while cleaning.
        memos: what cleaned each field.
        amounts: what made each row's amount.
    """

    def __init__(
        self,
        cells: LayoutCells,
        rules: CellRules,
        memos: Mapping[str, Memo[str, Any]],
        amounts: Memo[tuple[str, str, str], int],
    ) -> None:
        self._cells, self._rules, self._memos, self._amounts = cells, rules, memos, amounts

    def find(self, void: Sequence[bool] | None) -> list[BadCell]:
        """Every bad cell, and rows without an amount.

        Args:
            void: rows of void orders: carts leave their amounts empty.
        """
        found: list[BadCell] = []
        for field, memo in self._memos.items():
            severity = Severity.NOTICE if field in _COSTS_NO_ROW else Severity.REJECTED
            found += self._each(field, memo.bad, severity)
        unreadable = {cell.at for cell in found}
        found += [
            cell
            for cell in self._without_amount(unreadable)
            if not (void and void[cell.at] and cell.reason == "amount_missing")
        ]
        found += self._notices(_FREE, self._rules.free, "free")
        found += self._notices(_BROKEN, self._rules.broken, "unreadable_character")
        found += self._notices(("customer",), self._rules.nobody, "nobody_key")
        found += self._notices(_ROUNDED, self._rules.rounded, "rounded_by_excel")
        found += self._notices(self._memos, self._rules.errors, "error_value")
        return found

    def _notices(self, fields: Iterable[str], cells: set[str], reason: str) -> list[BadCell]:
        reasons = dict.fromkeys(cells, reason)
        return [
            notice for field in fields for notice in self._each(field, reasons, Severity.NOTICE)
        ]

    def _each(self, field: str, reasons: dict[str, str], severity: Severity) -> list[BadCell]:
        if not reasons:
            return []
        header = self._cells.header(field)
        return [
            BadCell(at, header, cell, reasons[cell], severity)
            for at, cell in enumerate(self._cells.of(field))
            if cell in reasons
        ]

    def _without_amount(self, unreadable: set[int]) -> list[BadCell]:
        if not self._amounts.bad:
            return []
        parts = zip(*map(self._cells.of, AMOUNT_PARTS), strict=True)
        return [
            self._bad_amount(at, cells)
            for at, cells in enumerate(parts)
            if at not in unreadable and cells in self._amounts.bad
        ]

    def _bad_amount(self, at: int, cells: tuple[str, str, str]) -> BadCell:
        """Which of a row's cells keeps it from having an amount."""
        for field, cell in zip(AMOUNT_PARTS, cells, strict=True):
            memo = self._memos.get(field)
            if memo is not None and memo[cell] is None and cell in memo.bad:
                header = self._cells.header(field)
                return BadCell(at, header, cell, memo.bad[cell], Severity.REJECTED)
        header = " ".join(filter(None, map(self._cells.header, AMOUNT_PARTS)))
        value, reason = " ".join(cells).strip(), self._amounts.bad[cells]
        return BadCell(at, header, value, reason, Severity.REJECTED)
