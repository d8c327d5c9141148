"""One order taken by telephone, fax or card, entered by hand."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.desk.money import money_of
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.handles import email_key, phone_digits, postcode_digits
from crm_desk.domain.customers.key import customer_key
from crm_desk.domain.customers.people import Facts
from crm_desk.domain.typed_day import UnreadDayError, read_day
from crm_desk.importing.amounts import line_amount, parse_amount, parse_quantity, to_minor
from crm_desk.importing.issues import CleaningError
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import shop_contacts
from crm_desk.store.customers import hand_orders as rows
from crm_desk.store.customers import lists

CHANGED = Changes(frozenset({Topic.ORDERS, Topic.CUSTOMERS}))
THOUSANDTHS = 1000
PRODUCTS_OFFERED = 500
NOBODY = 0
"""Instead of a customer's id: one is still to be chosen."""

ASKED_FIELDS = ("name", "kana", "phone", "email", "postcode", "address")
"""What is asked of a new customer."""
_READ_BY: dict[str, Callable[[str], str]] = {
    "phone": phone_digits,
    "email": email_key,
    "postcode": postcode_digits,
}

T = TypeVar("T")


@dataclass(frozen=True)
class TypedLine:
    """One line as typed."""

    product: str = ""
    quantity: str = ""
    price: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing is in it."""
        return not (self.product.strip() or self.quantity.strip() or self.price.strip())


@dataclass(frozen=True)
class TypedOrder:
    """An order as typed.

    Attributes:
        customer: id of the customer chosen, or `NOBODY`; None for a new one, who `name` and the
            rest are of.
        lines: where there are none, `amount` says what the goods come to.
        note: how it came.
    """

    day: str
    customer: int | None = None
    name: str = ""
    kana: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    address: str = ""
    lines: tuple[TypedLine, ...] = ()
    amount: str = ""
    discount: str = ""
    shipping: str = ""
    subscription: bool = False
    note: str = ""


class Problem(NamedTuple):
    """Something typed that can't be kept.

    Attributes:
        field: of `TypedOrder`; `quantity`, `price` and `product` with the number of their line;
            `contact` for all that tells who somebody is.
        reason: key of the sentence, `hand_order.<reason>`.
        line: number of the line, from 0.
    """

    field: str
    reason: str
    line: int = 0


class Sums(NamedTuple):
    """The amounts of an order, in minor units."""

    goods: int
    total: int
    discount: int
    shipping: int
    lines: tuple[rows.HandLine, ...]


class OrderReading:
    """What the form says, as far as it can be read.

    Args:
        shared: contacts of the shop itself or of a mall: they tell nobody apart.

    Attributes:
        problems: what can't be, in the order of the form.
        amounts: of each line by its number, in minor units.
    """

    def __init__(
        self, typed: TypedOrder, today: date, digits: int, shared: frozenset[str] = frozenset()
    ) -> None:
        self.problems: list[Problem] = []
        self._shared = shared
        self.amounts: dict[int, int] = {}
        self._typed, self._today, self._digits = typed, today, digits
        self.day = self._day()
        self.person = self._person() if typed.customer is None else None
        if typed.customer == NOBODY:
            self._note("customer", "customer_missing")
        self.sums = self._sums()

    def _day(self) -> date | None:
        try:
            found = read_day(self._typed.day)
        except UnreadDayError:
            self._note("day", "day_unread")
            return None
        if found > self._today:
            self._note("day", "day_ahead")
            return None
        return found

    def _person(self) -> Facts | None:
        typed, before = self._typed, len(self.problems)
        said = {name: clean_line(getattr(typed, name)) for name in ASKED_FIELDS}
        if not said["name"]:
            self._note("name", "name_missing")
        for field, read_by in _READ_BY.items():
            if said[field] and not read_by(said[field]):
                self._note(field, f"{field}_odd")
        email = "" if email_key(said["email"]) in self._shared else said["email"]
        phone = "" if phone_digits(said["phone"]) in self._shared else said["phone"]
        key = customer_key("", email, phone, said["name"], said["postcode"], said["address"])
        if len(self.problems) == before and key is None:
            self._note("contact", "contact_missing")
        if len(self.problems) > before or key is None:
            return None
        return Facts(key, values=said)

    def _sums(self) -> Sums | None:
        before = len(self.problems)
        typed = [(n, line) for n, line in enumerate(self._typed.lines) if not line.is_blank]
        found = [self._line(number, line) for number, line in typed]
        lines = tuple(line for line in found if line is not None)
        if typed:
            goods = sum(line.amount for line in lines)
        else:
            goods = self._money("amount", "amount_missing")
        discount, shipping = self._extra("discount"), self._extra("shipping")
        if len(self.problems) == before and discount > max(goods, 0):
            self._note("discount", "discount_large")
        if len(self.problems) > before:
            return None
        goods -= discount
        return Sums(goods, goods + shipping, discount, shipping, lines)

    def _line(self, number: int, typed: TypedLine) -> rows.HandLine | None:
        def quantity() -> Decimal:
            found = parse_quantity(typed.quantity) if typed.quantity.strip() else Decimal(1)
            if found <= 0 or found * THOUSANDTHS != int(found * THOUSANDTHS):
                raise CleaningError("not_a_number")
            return found

        def amount() -> int:
            if not typed.price.strip():
                raise CleaningError("price_missing")
            price = parse_amount(typed.price).value
            return line_amount(how_many or Decimal(1), price, self._digits)

        product = clean_line(typed.product)
        if not product:
            self._note("product", "product_missing", number)
        how_many = self._try("quantity", quantity, number)
        comes_to = self._try("price", amount, number)
        if how_many is None or comes_to is None:
            return None
        self.amounts[number] = comes_to
        return rows.HandLine(product, int(how_many * THOUSANDTHS), comes_to)

    def _extra(self, field: str) -> int:
        """Discount or shipping; nothing typed is nothing."""
        amount = self._money(field)
        if amount < 0:
            self._note(field, "negative")
        return amount

    def _money(self, field: str, missing: str = "") -> int:
        """Minor units; 0 for what can't be read, which is noted.

        Args:
            missing: the reason where nothing is typed; "" takes that for 0.
        """

        def amount() -> int:
            text = getattr(self._typed, field)
            if not text.strip():
                if missing:
                    raise CleaningError(missing)
                return 0
            return to_minor(parse_amount(text).value, self._digits)

        return self._try(field, amount) or 0

    def _try(self, field: str, read: Callable[[], T], line: int = 0) -> T | None:
        try:
            return read()
        except CleaningError as error:
            self._note(field, error.reason, line)
            return None

    def _note(self, field: str, reason: str, line: int = 0) -> None:
        self.problems.append(Problem(field, reason, line))


def read(desk: Desk, typed: TypedOrder, today: date) -> OrderReading:
    """What the form says; nothing is kept."""
    return OrderReading(typed, today, money_of(desk).digits, desk.store.read(shop_contacts))


def enter(desk: Desk, typed: TypedOrder, source: str, now: datetime) -> tuple[int, Changes]:
    """Keep an order; returns the customer's id and what changed.

    Args:
        source: the label that such orders stand under.
        now: the shop's clock.

    Raises:
        ValueError: `read` has problems with it.
    """
    reading = read(desk, typed, now.date())
    day, sums = reading.day, reading.sums
    if reading.problems or day is None or sums is None:
        raise ValueError("the form is not filled in")
    entry = rows.HandOrder(
        order_id=0,
        batch_id=0,
        source_id=0,
        customer_id=typed.customer or 0,
        source=source,
        key=f"hand:{uuid.uuid4()}",
        entered_at=now,
        day=day.toordinal(),
        goods=sums.goods,
        total=sums.total,
        discount=sums.discount,
        shipping=sums.shipping,
        subscription=typed.subscription,
        note=clean_line(typed.note),
        lines=sums.lines,
        person=reading.person,
        is_new_customer=False,
        is_new_source=False,
        new_products=(),
    )
    entry = desk.store.read(lambda connection: rows.numbered(connection, entry))
    return entry.customer_id, desk.apply(_insert(entry))


def _insert(entry: rows.HandOrder) -> Replace[rows.HandOrder | None]:
    """The edit that keeps an order."""

    def write(connection: Connection, kept: rows.HandOrder | None) -> None:
        if kept is None:
            rows.remove(connection, entry)
        else:
            rows.insert(connection, kept)

    return Replace("hand_order", None, entry, write, CHANGED, until_import=True)


def known_products(desk: Desk) -> tuple[str, ...]:
    """Products to choose from while typing."""
    return desk.store.read(lambda c: lists.products(c, PRODUCTS_OFFERED))
