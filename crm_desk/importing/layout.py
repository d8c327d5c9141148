"""What the columns of a file mean: presets of known carts, and the layout of one file."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crm_desk.domain.customers.fields import FILE_FIELDS, FieldKind, file_fields

ORDER_FIELDS = (
    "order_no",
    "date",
    "time",
    "customer",
    "email",
    "phone",
    "name",
    "kana",
    "postcode",
    "address",
    "product_code",
    "product",
    "quantity",
    "unit_price",
    "line_amount",
    "tax_rate",
    "subtotal",
    "discount",
    "refund",
    "shipping",
    "fee",
    "tax",
    "points",
    "order_total",
    "paid_total",
    "status",
    "kind",
    "referrer",
    "consent",
    "currency",
)
"""Fields of an order file. `subtotal` is the cart's stated sum of goods, `order_total` the sum with
shipping and fees, `paid_total` what was charged in the end; `fee` what payment and wrapping cost,
`tax` the amount of tax, `points` what was paid by points. `discount`, `refund` and `points` are
read without their sign."""

CUSTOMER_FIELDS = tuple(
    # What identifies a customer comes first, as in an order file.
    dict.fromkeys(("customer", "email", "phone", *(field.file_field for field in FILE_FIELDS)))
)
"""Fields of a customer file (顧客マスタ)."""

ORDER_COLUMNS = (
    "subtotal",
    "discount",
    "refund",
    "shipping",
    "fee",
    "tax",
    "points",
    "order_total",
    "paid_total",
)
"""Fields that state an amount of a whole order."""

AMOUNT_FIELDS = (
    "line_amount",
    *ORDER_COLUMNS,
    *file_fields(FieldKind.AMOUNT),
)
"""Fields of money, the unit price apart, which has more digits."""

JOINED_BY = {"phone": "-", "postcode": "-", "date": " "}
"""What stands between several columns of one field; a space elsewhere."""


class FileKind(StrEnum):
    """What a file holds."""

    ORDERS = "orders"
    CUSTOMERS = "customers"


@dataclass(frozen=True)
class Rule:
    """A condition on one column of a row; compared after NFKC, without spaces, in lower case.

    Attributes:
        column: the header; `#2` behind it means its second occurrence.
        field: the columns of this field instead, whatever their headers are.
        values: true where the cell is one of these,
        contains: or contains one of these,
        words: or is a word for no sale, see `status_words`,
        filled: or holds anything at all.
        negate: the other way round; an absent column makes no rule true, this one neither.
    """

    column: str = ""
    field: str = ""
    values: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    words: bool = False
    filled: bool = False
    negate: bool = False


@dataclass(frozen=True)
class Preset:
    """The known layout of one cart's export: data, not code.

    Attributes:
        id: name of its TOML file; stable, stands on the command line and in desks.
        label: the cart's name by language.
        signature: headers that all must be there; of several in one entry, one of them.
        absent: headers of which none may be there.
        fields: field -> alternatives, the first that a file has counts; an alternative is one or
            several headers, joined in this order. `#2` behind a header means its second occurrence.
        void: an order is void when one of its rows meets one of these.
        skip: (reason, rule): rows that are no sale (`fee_row`, `no_sale_row`) and are not read.
        discount_rows: rows whose amount is a discount of their order, whatever its sign.
        encoding: which one the cart writes; a hint for the person, never used to guess.
        identifies: False where the file names no buyer, so that only sales can be counted.
        mall_email: its e-mail addresses are the mall's aliases: keys, never addresses for mail.
        subtotal_after_discount: the stated `subtotal` has order discounts taken off already.
        order_grain: one row is one order: amounts come from its totals, not from lines.
        discount_by_line: `discount` stands on each line for itself and is summed over the order;
            elsewhere it is the order's, and the first one counts.
        opening_is_lifetime: the opening balances count all orders ever, those of the shop's order
            files included, so that they must not be added to them.
        nobody: what stands as `customer` where the buyer is no member.
        cart: the source that its files belong to by default, the same for all files of one cart.
        any_currency_sign: amounts carry a sign that tells nothing of the currency.
        signed_discount: a negative `discount` lowers the goods, a positive one is a surcharge.
        sale: codes and words of its status columns that are sales, beside the known words.
        kind_if_filled: `kind` holds the number of a subscription where the order belongs to one.
        first_filled: fields of whose several columns the first that says something counts in each
            row; elsewhere they are joined.
        unneeded: headers that are known and not needed, although they speak of money or status.
        note: key of a text with what a person should know of this cart, "" without one.
    """

    id: str
    label: Mapping[str, str]
    kind: FileKind
    signature: tuple[tuple[str, ...], ...]
    fields: Mapping[str, tuple[tuple[str, ...], ...]]
    absent: tuple[str, ...] = ()
    void: tuple[Rule, ...] = ()
    skip: tuple[tuple[str, Rule], ...] = ()
    discount_rows: tuple[Rule, ...] = ()
    encoding: str = ""
    identifies: bool = True
    mall_email: bool = False
    subtotal_after_discount: bool = False
    order_grain: bool = False
    discount_by_line: bool = False
    opening_is_lifetime: bool = False
    nobody: tuple[str, ...] = ()
    cart: str = ""
    signed_discount: bool = False
    any_currency_sign: bool = False
    sale: tuple[str, ...] = ()
    kind_if_filled: bool = False
    first_filled: tuple[str, ...] = ()
    unneeded: tuple[str, ...] = ()
    note: str = ""

    @property
    def source(self) -> str:
        """The shop's label for this cart as long as it gives none; the same in every language."""
        return self.cart or self.label["en"]


@dataclass(frozen=True)
class Layout:
    """Which columns of one file are which field, by position.

    Attributes:
        headers: the file's headers as written; the position is the column.
        columns: field -> positions, joined in this order.
        preset: gives the rules for void, skipped and discount rows.
        rule_columns: column of a `Rule` -> position, for those that the file has.
        by_content: fields whose column no header told, but what stands in it.
    """

    headers: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    preset: Preset
    rule_columns: Mapping[str, int] = dataclasses.field(default_factory=dict)
    by_content: tuple[str, ...] = ()

    @property
    def kind(self) -> FileKind:
        """What the file holds."""
        return self.preset.kind

    @property
    def has_line_amounts(self) -> bool:
        """Each row states an amount, or what makes one."""
        return "line_amount" in self.columns or {"quantity", "unit_price"} <= self.columns.keys()

    def header(self, field: str) -> str:
        """What the file calls a field; "" where it lacks it."""
        return " ".join(self.headers[at] for at in self.columns.get(field, ()))

    def places(self, rule: Rule) -> tuple[int, ...]:
        """The columns that a rule looks at; empty where the file has none of them."""
        if rule.field:
            return tuple(self.columns.get(rule.field, ()))
        place = self.rule_columns.get(rule.column)
        return () if place is None else (place,)

    @property
    def status_columns(self) -> tuple[int, ...]:
        """The columns whose words or codes tell whether an order is void."""
        orders = self.columns.get("status", ())
        places = (
            place
            for rule in self.preset.void
            for place in self.places(rule)
            if rule.words or (rule.values and place in orders)
        )
        return tuple(dict.fromkeys(places))
