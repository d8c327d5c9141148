"""How the cells of each field are cleaned."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.consent_words import parse_consent
from crm_desk.domain.customers.fields import FieldKind, file_fields
from crm_desk.domain.customers.key import clean_id, member_id
from crm_desk.domain.customers.subscriptions import is_subscription
from crm_desk.domain.names import without_form_of_address
from crm_desk.importing.amounts import (
    Separators,
    line_amount,
    parse_amount,
    parse_quantity,
    parse_rate,
    separators_of,
    to_minor,
)
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import parse_day
from crm_desk.importing.error_values import ERROR_VALUE, is_error_value
from crm_desk.importing.issues import CleaningError
from crm_desk.importing.layout import AMOUNT_FIELDS, FileKind, Layout

CellRule = Callable[[str], Any]
"""From a cell as written to its value; raises `CleaningError`."""

_IDS = ("order_no", "product_code")
_NAMES = ("name", "kana")
_IDS_AS_WRITTEN = (*_IDS, "customer")
_IDS_OF_ANY_KIND = (*_IDS_AS_WRITTEN, "phone", "postcode", "referrer")
TEXTS = (
    *_IDS,
    "product",
    "status",
    *file_fields(FieldKind.MEMBER_NO, FieldKind.TEXT),
)
"""Fields whose value is a text."""
_WITHOUT_SIGN = ("discount", "refund", "points")
_TOTALS = ("subtotal", "order_total", "paid_total")
DAYS = ("date", *file_fields(FieldKind.DAY))

LARGEST_AMOUNT = 10**13
"""Minor units of one line."""

BROKEN = "\N{REPLACEMENT CHARACTER}"


# Of several columns that are joined, some may be errors and others not.
_ERRORS_WITHIN = re.compile(rf"[\s-]*{ERROR_VALUE}", re.IGNORECASE)
_ROUNDED = re.compile(r"'?\d(?:\.\d+)?E\+\d{2,3}|'?\d\.\d+E\d{1,3}", re.IGNORECASE | re.ASCII)
"""4.51E+11: a spreadsheet kept only some of the digits."""


class CellRules:
    """The rules of one layout.

    Attributes:
        free: cells met so far that name an amount of zero in words (無料).
        broken: texts met so far with characters that could not be read.
        nobody: member ids met so far that stand for nobody (ゲスト, 0.0).
        errors: cells met so far that hold what a spreadsheet could not work out (#N/A).
        rounded: ids and telephone numbers met so far of which a spreadsheet rounded digits away.
    """

    def __init__(self, layout: Layout, choices: Choices) -> None:
        self._preset, self._choices = layout.preset, choices
        self.free: set[str] = set()
        self.broken: set[str] = set()
        self.nobody: set[str] = set()
        self.errors: set[str] = set()
        self.rounded: set[str] = set()
        self._joined = {field for field, places in layout.columns.items() if len(places) > 1}
        self._joined -= set(self._preset.first_filled)
        self._conventions = choices.conventions
        self._states_totals = layout.kind is FileKind.CUSTOMERS or any(
            layout.columns.get(field) for field in _TOTALS
        )

    def by_field(self) -> dict[str, CellRule]:
        """The rule of each field, in the order in which bad cells are listed."""
        rules: dict[str, CellRule] = dict.fromkeys(TEXTS, self._text)
        rules |= dict.fromkeys(_NAMES, self._name)
        rules |= {field: self._id_of(field) for field in _IDS_OF_ANY_KIND if field in rules}
        rules |= {field: _unless_empty(self._minor_of(field)) for field in AMOUNT_FIELDS}
        rules |= {field: _unsigned(self._minor_of(field)) for field in _WITHOUT_SIGN}
        if self._preset.signed_discount:
            # A surcharge is no discount, and no goods either.
            rules["discount"] = _unless_empty(lambda cell: max(0, -self._minor(cell, "discount")))
        rules |= dict.fromkeys(DAYS, _unless_empty(self._day))
        rules["date"] = _unless_empty(self._order_day)
        rules["unit_price"] = _unless_empty(lambda cell: self._price(cell, "unit_price"))
        rules["quantity"] = _unless_empty(self._thousandths)
        rules |= dict.fromkeys(file_fields(FieldKind.COUNT), _unless_empty(_count))
        rules["tax_rate"] = _unless_empty(parse_rate)
        rules["kind"] = _is_numbered if self._preset.kind_if_filled else is_subscription
        rules |= dict.fromkeys(file_fields(FieldKind.CONSENT), _unless_empty(parse_consent))
        rules["currency"] = _unless_empty(self._currency)
        return {field: self._without_errors(rule, field) for field, rule in rules.items()}

    def amount(self, cells: tuple[str, str, str]) -> int | None:
        """A row's amount, from its amount, quantity and unit price.

        Returns:
            Minor units: as stated, else quantity x unit price, rounded half away from zero. None
            where there is neither, but the file states totals.

        Raises:
            CleaningError: a cell is unreadable, or there is no amount (`amount_missing`).
        """
        stated, quantity, price = map(self._unless_error, cells)
        if stated.strip():
            return _within_limit(self._minor(stated, "line_amount"))
        if quantity.strip() and price.strip():
            many, each = self._quantity(quantity), self._price(price, "unit_price")
            return _within_limit(line_amount(many, each, self._choices.digits))
        if self._states_totals:
            return None
        raise CleaningError("amount_missing")

    def product(self, cells: tuple[str, str]) -> tuple[str, str]:
        """A product from its code and its name."""
        code, name = map(self._unless_error, cells)
        return self._id(code, "product_code"), self._text(name)

    def _without_errors(self, rule: CellRule, field: str) -> CellRule:
        """The rule for a field whose cells may hold error values of a spreadsheet."""
        joined = field in self._joined
        return lambda cell: rule(self._unless_error(cell, joined=joined) if "#" in cell else cell)

    def _unless_error(self, cell: str, *, joined: bool = False) -> str:
        if is_error_value(cell):
            self.errors.add(cell)
            return ""
        if not joined or not _ERRORS_WITHIN.search(cell):
            return cell
        self.errors.add(cell)
        return _ERRORS_WITHIN.sub("", cell)

    def _text(self, cell: str) -> str:
        if BROKEN in cell:
            self.broken.add(cell)
        return clean_line(cell)

    def _name(self, cell: str) -> str:
        return without_form_of_address(self._text(cell))

    def _id_of(self, field: str) -> CellRule:
        if field == "customer":
            return self._member_no
        return lambda cell: self._id(cell, field)

    def _id(self, cell: str, field: str) -> str:
        """A number or code: as written, but for digits that a spreadsheet took or added."""
        text = clean_id(cell) if field in _IDS_AS_WRITTEN else self._text(cell)
        if ("E" in text or "e" in text) and _ROUNDED.fullmatch(text):
            self.rounded.add(cell)
            return ""
        return text.rpartition(".")[0] if field in self._conventions.whole_ids and text else text

    def _member_no(self, cell: str) -> str:
        member_no = self._id(cell, "customer")
        if member_no in self._preset.nobody:
            return ""
        known = member_id(member_no)
        if member_no and not known:
            self.nobody.add(cell)
        return known

    def _price(self, cell: str, field: str) -> Decimal:
        conventions = self._conventions
        if field in conventions.mixed and separators_of(cell) is Separators.EITHER_DOT:
            raise CleaningError("separators_differ")
        amount = parse_amount(cell, decimal_comma=field in conventions.decimal_commas)
        if amount.notice:
            self.free.add(cell)
        known = "" if self._preset.any_currency_sign else amount.currency
        if known not in ("", self._choices.currency):
            raise CleaningError("other_currency")
        return amount.value

    def _minor(self, cell: str, field: str) -> int:
        return to_minor(self._price(cell, field), self._choices.digits)

    def _minor_of(self, field: str) -> CellRule:
        return lambda cell: self._minor(cell, field)

    def _quantity(self, cell: str) -> Decimal:
        return parse_quantity(cell, decimal_comma="quantity" in self._conventions.decimal_commas)

    def _thousandths(self, cell: str) -> int:
        return int((self._quantity(cell) * 1000).to_integral_value())

    def _day(self, cell: str) -> int:
        return parse_day(cell, self._choices.date_order).toordinal()

    def _order_day(self, cell: str) -> int:
        choices, conventions = self._choices, self._conventions
        year = choices.answers.year if conventions.year is None else conventions.year
        day = parse_day(cell, choices.date_order, year=year, zone=conventions.zone).toordinal()
        if choices.today is not None and day > choices.today and not choices.answers.keep_future:
            raise CleaningError("date_ahead")
        return day

    def _currency(self, cell: str) -> None:
        if cell.strip().upper() != self._choices.currency:
            raise CleaningError("other_currency")


def _within_limit(amount: int) -> int:
    """So small that no order's sum of them leaves 64 bits."""
    if abs(amount) > LARGEST_AMOUNT:
        raise CleaningError("too_large")
    return amount


def _unsigned(rule: CellRule) -> CellRule:
    return lambda cell: abs(rule(cell)) if cell.strip() else None


def _unless_empty(rule: CellRule) -> CellRule:
    return lambda cell: rule(cell) if cell.strip() else None


def _is_numbered(cell: str) -> bool:
    """Whether a cell holds the number of something."""
    return bool(member_id(cell))


def _count(cell: str) -> int:
    return int(parse_quantity(cell))
