"""The fields of one layout, cleaned column by column."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Any, NamedTuple

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.consent_words import parse_consent
from crm_desk.domain.customers.key import clean_id
from crm_desk.domain.customers.subscriptions import is_subscription
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.amounts import (
    line_amount,
    parse_amount,
    parse_quantity,
    parse_rate,
    to_minor,
)
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import parse_day
from crm_desk.importing.issues import CleaningError, Severity
from crm_desk.importing.layout import JOINED_BY, FileKind, Layout
from crm_desk.importing.memo import Memo

TEXTS = (
    "order_no",
    "customer",
    "email",
    "phone",
    "name",
    "kana",
    "postcode",
    "address",
    "product_code",
    "product",
    "status",
    "referrer",
    "note",
    "consent_source",
)
IDS = ("order_no", "customer", "product_code")
AMOUNTS = (
    "line_amount",
    "subtotal",
    "discount",
    "refund",
    "shipping",
    "fee",
    "order_total",
    "paid_total",
    "opening_amount",
)
WITHOUT_SIGN = ("discount", "refund")
DAYS = {
    "day": "date",
    "birthday": "birthday",
    "consent_day": "consent_date",
    "opening_first": "opening_first",
    "opening_last": "opening_last",
}
AMOUNT_PARTS = ("line_amount", "quantity", "unit_price")
"""What a row's amount is made from."""

_CLEANED = {field: name for name, field in DAYS.items()} | {"kind": "subscription"}

NOTICED = ("tax_rate", "birthday", "consent_day", "opening_first", "opening_last")
"""Where an unreadable cell costs no row."""

LARGEST_AMOUNT = 10**13
"""Minor units of one line."""

BROKEN = "\N{REPLACEMENT CHARACTER}"


class BadCell(NamedTuple):
    """A cell that can't be taken as it is; `at` counts rows of the chunk from 0."""

    at: int
    column: str
    value: str
    reason: str
    severity: Severity


class SourceColumns:
    """Cleaned fields of the chunk that `begin` was given."""

    def __init__(self, layout: Layout, choices: Choices) -> None:
        self._layout, self._choices = layout, choices
        self._cells: Sequence[Sequence[str]] = ()
        self._rows = 0
        self._free: set[str] = set()
        self._broken: set[str] = set()
        self._memos: dict[str, Memo[str, Any]] = {
            name: Memo(rule) for name, rule in self._rules().items() if self._has(name)
        }
        self._amounts: Memo[tuple[str, str, str], int] = Memo(self._amount)
        self._products: Memo[tuple[str, str], tuple[str, str]] = Memo(self._product)
        # Cleaned together with others, not by themselves, unless tax is to be added.
        self._together = {"product_code", "product", "line_amount"}
        if not self._has("tax_rate"):
            self._together.add("unit_price")
        self._cleaned: dict[str, list[Any]] = {}
        self._row_amounts: list[int | None] | None = None
        self._dated: tuple[Sequence[Sequence[str]], list[Any]] | None = None
        self._states_totals = layout.kind is FileKind.CUSTOMERS or any(
            self._has(name) for name in ("subtotal", "order_total", "paid_total")
        )

    def begin(self, cells: Sequence[Sequence[str]], rows: int) -> None:
        """Clean a chunk's fields.

        Raises:
            ReportableError: `date_order_needed`.
        """
        self._cells, self._rows = cells, rows
        self._amounts.begin()
        self._products.begin()
        self._cleaned = {}
        self._row_amounts = None
        for name, memo in self._memos.items():
            if name in self._together:
                continue
            if name == "day" and self._dated is not None and self._dated[0] is cells:
                # Cleaned already, to find rows without a date.
                self._cleaned[name] = self._dated[1]
            else:
                memo.begin()
                self._cleaned[name] = memo.column(self._joined(name))
            self._ask_for_order(name, memo)

    def header(self, field: str) -> str:
        """What the file calls a field; "" where it lacks it."""
        return " ".join(self._layout.headers[at] for at in self._positions(field))

    def row(self, at: int) -> list[str]:
        """All cells of one row, as written."""
        return [column[at] for column in self._cells]

    def values(self, field: str) -> list[Any]:
        """The cleaned field; None where a cell is empty or unreadable."""
        found = self._cleaned.get(field)
        return [None] * self._rows if found is None else found

    def texts(self, field: str) -> list[str]:
        """The cleaned field as text; "" where a cell is empty."""
        found = self._cleaned.get(field)
        return [""] * self._rows if found is None else found

    def states(self, field: str) -> bool:
        """The file has the field."""
        return self._has("order_no" if field == "number" else field)

    def said(self, field: str) -> Iterable[Any]:
        """The field as one says it of an order: None where a cell is empty."""
        name = "order_no" if field == "number" else field
        found = self._cleaned.get(name)
        if found is None:
            return repeat(None, self._rows)
        return [cell or None for cell in found] if name in TEXTS else found

    def amounts(self) -> list[int | None]:
        """Each row's amount: as stated, else quantity x unit price, rounded half away from zero."""
        if self._row_amounts is None:
            cells = zip(*(self._joined(name) for name in AMOUNT_PARTS), strict=True)
            self._row_amounts = self._amounts.column(list(cells))
        return self._row_amounts

    def products(self) -> list[tuple[str, str]]:
        """Each row's (code, name); both are "" where the file has no products."""
        cells = zip(self._joined("product_code"), self._joined("product"), strict=True)
        return [product or ("", "") for product in self._products.column(list(cells))]

    def _product(self, cells: tuple[str, str]) -> tuple[str, str]:
        return clean_id(cells[0]), self._text(cells[1])

    def examples(
        self, field: str, cells: Sequence[Sequence[str]], rows: int
    ) -> list[tuple[str, Any, str]]:
        """(as written, cleaned, reason why not) of a field's cells; an undecided date is told."""
        self._rows = rows
        name = _CLEANED.get(field, field)
        memo = self._memos.get(name)
        joined = self._joined(name, cells)
        if memo is None:
            return [(cell, cell.strip(), "") for cell in joined]
        memo.begin()
        return [(cell, memo[cell], memo.bad.get(cell, "")) for cell in joined]

    def undated(self, cells: Sequence[Sequence[str]]) -> list[int]:
        """Rows of a chunk whose date is empty or no date: they may be no rows of orders."""
        memo = self._memos.get("day")
        if memo is None:
            return []
        memo.begin()
        days = memo.column(self._joined("day", cells))
        self._dated = cells, days
        return [at for at, day in enumerate(days) if day is None] if None in days else []

    def bad_cells(self, void: Sequence[bool] | None = None) -> list[BadCell]:
        """Every cell of the chunk that can't be taken as it is, and rows without an amount.

        Args:
            void: rows of void orders: carts leave their amounts empty.
        """
        found: list[BadCell] = []
        for name, memo in self._memos.items():
            if memo.bad:
                severity = Severity.NOTICE if name in NOTICED else Severity.REJECTED
                found += self._each(name, memo.bad, severity)
        amounts = self.amounts()
        unreadable = {cell.at for cell in found}
        if self._amounts.bad and amounts:
            found += [
                cell
                for cell in self._without_amount(unreadable)
                if not (void and void[cell.at] and cell.reason == "amount_missing")
            ]
        if self._free:
            found += self._each("unit_price", dict.fromkeys(self._free, "free"), Severity.NOTICE)
            found += self._each("line_amount", dict.fromkeys(self._free, "free"), Severity.NOTICE)
        if self._broken:
            for name in ("name", "product", "address"):
                reasons = dict.fromkeys(self._broken, "unreadable_character")
                found += self._each(name, reasons, Severity.NOTICE)
        return found

    def _each(self, name: str, reasons: dict[str, str], severity: Severity) -> list[BadCell]:
        header = self.header(_field(name))
        return [
            BadCell(at, header, cell, reasons[cell], severity)
            for at, cell in enumerate(self._joined(name))
            if cell in reasons
        ]

    def _without_amount(self, unreadable: set[int]) -> list[BadCell]:
        return [
            self._bad_amount(at, cells)
            for at, cells in enumerate(zip(*map(self._joined, AMOUNT_PARTS), strict=True))
            if at not in unreadable and cells in self._amounts.bad
        ]

    def _bad_amount(self, at: int, cells: tuple[str, str, str]) -> BadCell:
        """Which of a row's cells keeps it from having an amount."""
        for name, cell in zip(AMOUNT_PARTS, cells, strict=True):
            memo = self._memos.get(name)
            if memo is not None and memo[cell] is None and cell in memo.bad:
                return BadCell(at, self.header(name), cell, memo.bad[cell], Severity.REJECTED)
        header = " ".join(filter(None, map(self.header, AMOUNT_PARTS)))
        value, reason = " ".join(cells).strip(), self._amounts.bad[cells]
        return BadCell(at, header, value, reason, Severity.REJECTED)

    def _ask_for_order(self, name: str, memo: Memo[str, Any]) -> None:
        for cell, reason in memo.bad.items():
            if reason == "date_undecided":
                raise ReportableError(
                    "date_order_needed", column=self.header(_field(name)), value=cell
                )

    def _positions(self, name: str) -> tuple[int, ...]:
        return tuple(self._layout.columns.get(_field(name), ()))

    def _has(self, name: str) -> bool:
        return bool(self._positions(name))

    def _joined(self, name: str, cells: Sequence[Sequence[str]] | None = None) -> Sequence[str]:
        columns = self._cells if cells is None else cells
        positions = self._positions(name)
        if not positions:
            return [""] * self._rows
        if len(positions) == 1:
            return columns[positions[0]]
        between = JOINED_BY.get(_field(name), " ")
        parts = zip(*(columns[at] for at in positions), strict=True)
        return [between.join(filter(None, map(str.strip, part))) for part in parts]

    def _amount(self, cells: tuple[str, str, str]) -> int | None:
        stated, quantity, price = cells
        digits = self._choices.digits
        if stated.strip():
            return _fitting(to_minor(self._price(stated), digits))
        if quantity.strip() and price.strip():
            return _fitting(line_amount(parse_quantity(quantity), self._price(price), digits))
        if self._states_totals:
            return None
        raise CleaningError("amount_missing")

    def _rules(self) -> dict[str, Callable[[str], Any]]:
        rules: dict[str, Callable[[str], Any]] = dict.fromkeys(TEXTS, self._text)
        rules |= dict.fromkeys(IDS, clean_id)
        rules["customer"] = self._member
        rules |= {name: _unless_empty(self._minor) for name in AMOUNTS}
        rules |= {name: _unless_empty(lambda cell: abs(self._minor(cell))) for name in WITHOUT_SIGN}
        if self._layout.preset.signed_discount:
            # A surcharge is no discount, and no goods either.
            rules["discount"] = _unless_empty(lambda cell: max(0, -self._minor(cell)))
        rules |= {name: _unless_empty(self._day) for name in DAYS}
        rules["unit_price"] = _unless_empty(self._price)
        rules["quantity"] = _unless_empty(_thousandths)
        rules["opening_purchases"] = _unless_empty(lambda cell: int(parse_quantity(cell)))
        rules["tax_rate"] = _unless_empty(parse_rate)
        rules["subscription"] = is_subscription
        rules["consent"] = _consent
        rules["currency"] = _unless_empty(self._currency)
        return rules

    def _text(self, cell: str) -> str:
        if BROKEN in cell:
            self._broken.add(cell)
        return clean_line(cell)

    def _member(self, cell: str) -> str:
        member = clean_id(cell)
        return "" if member in self._layout.preset.nobody else member

    def _price(self, cell: str) -> Decimal:
        amount = parse_amount(cell)
        if amount.notice:
            self._free.add(cell)
        known = "" if self._layout.preset.any_currency_sign else amount.currency
        if known not in ("", self._choices.currency):
            raise CleaningError("other_currency")
        return amount.value

    def _minor(self, cell: str) -> int:
        return to_minor(self._price(cell), self._choices.digits)

    def _day(self, cell: str) -> int:
        return parse_day(cell, self._choices.date_order).toordinal()

    def _currency(self, cell: str) -> None:
        if cell.strip().upper() != self._choices.currency:
            raise CleaningError("other_currency")


def _fitting(amount: int) -> int:
    """So small that no order's sum of them leaves 64 bits."""
    if abs(amount) > LARGEST_AMOUNT:
        raise CleaningError("too_large")
    return amount


def _field(name: str) -> str:
    """The layout's name of a cleaned column."""
    return {**DAYS, "subscription": "kind"}.get(name, name)


def _unless_empty(rule: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: rule(cell) if cell.strip() else None


def _thousandths(cell: str) -> int:
    return int((parse_quantity(cell) * 1000).to_integral_value())


def _consent(cell: str) -> str | None:
    return parse_consent(cell) if cell.strip() else None
