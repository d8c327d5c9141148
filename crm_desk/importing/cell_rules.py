"""How the cells of each field are cleaned."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.consent_words import parse_consent
from crm_desk.domain.customers.fields import FieldKind, file_fields
from crm_desk.domain.customers.key import clean_id
from crm_desk.domain.customers.subscriptions import is_subscription
from crm_desk.importing.amounts import (
    line_amount,
    parse_amount,
    parse_quantity,
    parse_rate,
    to_minor,
)
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import parse_day
from crm_desk.importing.issues import CleaningError
from crm_desk.importing.layout import FileKind, Layout

CellRule = Callable[[str], Any]
"""From a cell as written to its value; raises `CleaningError`."""

_IDS = ("order_no", "product_code")
TEXTS = (
    *_IDS,
    "product",
    "status",
    *file_fields(FieldKind.MEMBER_NO, FieldKind.TEXT),
)
"""Fields whose value is a text."""
AMOUNTS = (
    "line_amount",
    "subtotal",
    "discount",
    "refund",
    "shipping",
    "fee",
    "tax",
    "points",
    "order_total",
    "paid_total",
    *file_fields(FieldKind.AMOUNT),
)
_WITHOUT_SIGN = ("discount", "refund", "points")
_TOTALS = ("subtotal", "order_total", "paid_total")
DAYS = ("date", *file_fields(FieldKind.DAY))

LARGEST_AMOUNT = 10**13
"""Minor units of one line."""

BROKEN = "\N{REPLACEMENT CHARACTER}"


class CellRules:
    """The rules of one layout.

    Attributes:
        free: cells met so far that name an amount of zero in words (無料).
        broken: texts met so far with characters that could not be read.
    """

    def __init__(self, layout: Layout, choices: Choices) -> None:
        self._preset, self._choices = layout.preset, choices
        self.free: set[str] = set()
        self.broken: set[str] = set()
        self._states_totals = layout.kind is FileKind.CUSTOMERS or any(
            layout.columns.get(field) for field in _TOTALS
        )

    def by_field(self) -> dict[str, CellRule]:
        """The rule of each field, in the order in which bad cells are listed."""
        rules: dict[str, CellRule] = dict.fromkeys(TEXTS, self._text)
        rules |= dict.fromkeys(_IDS, clean_id)
        rules["customer"] = self._member_no
        rules |= dict.fromkeys(AMOUNTS, _unless_empty(self._minor))
        rules |= dict.fromkeys(_WITHOUT_SIGN, _unless_empty(lambda cell: abs(self._minor(cell))))
        if self._preset.signed_discount:
            # A surcharge is no discount, and no goods either.
            rules["discount"] = _unless_empty(lambda cell: max(0, -self._minor(cell)))
        rules |= dict.fromkeys(DAYS, _unless_empty(self._day))
        rules["unit_price"] = _unless_empty(self._price)
        rules["quantity"] = _unless_empty(_thousandths)
        rules |= dict.fromkeys(file_fields(FieldKind.COUNT), _unless_empty(_count))
        rules["tax_rate"] = _unless_empty(parse_rate)
        rules["kind"] = is_subscription
        rules |= dict.fromkeys(file_fields(FieldKind.CONSENT), _unless_empty(parse_consent))
        rules["currency"] = _unless_empty(self._currency)
        return rules

    def amount(self, cells: tuple[str, str, str]) -> int | None:
        """A row's amount, from its amount, quantity and unit price.

        Returns:
            Minor units: as stated, else quantity x unit price, rounded half away from zero. None
            where there is neither, but the file states totals.

        Raises:
            CleaningError: a cell is unreadable, or there is no amount (`amount_missing`).
        """
        stated, quantity, price = cells
        digits = self._choices.digits
        if stated.strip():
            return _within_limit(self._minor(stated))
        if quantity.strip() and price.strip():
            return _within_limit(line_amount(parse_quantity(quantity), self._price(price), digits))
        if self._states_totals:
            return None
        raise CleaningError("amount_missing")

    def product(self, cells: tuple[str, str]) -> tuple[str, str]:
        """A product from its code and its name."""
        return clean_id(cells[0]), self._text(cells[1])

    def _text(self, cell: str) -> str:
        if BROKEN in cell:
            self.broken.add(cell)
        return clean_line(cell)

    def _member_no(self, cell: str) -> str:
        member_no = clean_id(cell)
        return "" if member_no in self._preset.nobody else member_no

    def _price(self, cell: str) -> Decimal:
        amount = parse_amount(cell)
        if amount.notice:
            self.free.add(cell)
        known = "" if self._preset.any_currency_sign else amount.currency
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


def _within_limit(amount: int) -> int:
    """So small that no order's sum of them leaves 64 bits."""
    if abs(amount) > LARGEST_AMOUNT:
        raise CleaningError("too_large")
    return amount


def _unless_empty(rule: CellRule) -> CellRule:
    return lambda cell: rule(cell) if cell.strip() else None


def _thousandths(cell: str) -> int:
    return int((parse_quantity(cell) * 1000).to_integral_value())


def _count(cell: str) -> int:
    return int(parse_quantity(cell))
