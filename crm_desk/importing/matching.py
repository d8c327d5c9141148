"""Which cart a file is from, and which of its columns are which field.

Headers are compared after NFKC, without white space, in lower case, and found by position, so that
one that stands twice keeps both its columns (`送料`, `送料#2`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.layout import CUSTOMER_FIELDS, ORDER_FIELDS, FileKind, Layout, Preset
from crm_desk.importing.presets import GENERIC, load_presets
from crm_desk.importing.recipients import CONTACT_FIELDS, recipient_columns
from crm_desk.importing.row_filter import fold

Column = str | int
"""A header, also as `header#2`; as text also the number from 1, or the letter where the file has no
headers (列A); as int the position from 0."""

KEYS = (("customer",), ("email",), ("phone",), ("postcode", "address", "name"))
"""What tells who a customer is: one of these, with all its fields."""
_KEYS_OF_LISTS = (*KEYS, ("address", "name"))
"""Of a list of customers, in which a person stands once."""

AMOUNTS = (
    ("line_amount",),
    ("quantity", "unit_price"),
    ("order_total",),
    ("subtotal",),
    ("paid_total",),
)
_TELL_ORDERS = ("order_no", "product", "product_code")
_TELL_ORDERS_BUT_FOR_BALANCES = (
    "quantity",
    "unit_price",
    "line_amount",
    "subtotal",
    "order_total",
    "paid_total",
)
"""Lists of customers have such columns, too, beside how often and when a customer bought."""
_ORDER_STATUS = re.compile("注文|受注|発送|出荷|配送|入金|決済|対応|処理|order|payment|ship|fulfil")
_ORDER_SUMS = ("subtotal", "order_total", "paid_total")
_SHOWN = 60
"""So many headers at most are listed in an error."""

_FIELDS = {FileKind.ORDERS: ORDER_FIELDS, FileKind.CUSTOMERS: CUSTOMER_FIELDS}


class Headers:
    """The headers of one file, to be looked up."""

    def __init__(self, headers: Sequence[str]) -> None:
        self.written = tuple(headers)
        self._places: dict[str, list[int]] = {}
        for place, header in enumerate(self.written):
            self._places.setdefault(fold(header), []).append(place)

    def find(self, name: str) -> int | None:
        """The position of a header; `#2` behind it asks for its second occurrence."""
        whole = self._places.get(fold(name))
        if whole:
            return whole[0]
        numbered = re.fullmatch(r"(.+)#([1-9][0-9]{0,3})", name.strip(), re.DOTALL)
        if not numbered:
            return None
        places = self._places.get(fold(numbered[1]), [])
        number = int(numbered[2])
        return places[number - 1] if number <= len(places) else None

    def find_all(self, names: Sequence[str]) -> tuple[int, ...] | None:
        """The positions of several headers; None where one is missing."""
        places = [place for name in names if (place := self.find(name)) is not None]
        return tuple(places) if len(places) == len(names) else None

    def name(self, place: int) -> str:
        """What finds the header at a position again, in this file and in others like it."""
        header = self.written[place]
        number = self._places[fold(header)].index(place) + 1
        return header if number == 1 else f"{header}#{number}"


def propose(headers: Sequence[str]) -> tuple[Preset, ...]:
    """The presets that a file may be read with, the best first.

    Carts whose signature is there come first, those with more matching columns before others. The
    two for any other file stand at the end, that for customers only where it fits and the one for
    orders does not; `missing_fields` tells what is still to be mapped by hand.
    """
    return _proposed(tuple(headers))


@lru_cache(maxsize=64)
def _proposed(headers: tuple[str, ...]) -> tuple[Preset, ...]:
    # A file's headers are asked for again at every step of its way.
    found = Headers(headers)
    ranked = sorted(
        ((score(preset, headers), preset) for preset in load_presets() if _fits(preset, found)),
        key=lambda entry: (-entry[0], entry[1].id),
    )
    generic = {preset.id: preset for preset in load_presets() if _is_generic(preset)}
    orders, customers = (generic[GENERIC[kind]] for kind in FileKind)
    last: tuple[Preset, ...] = (orders,)
    of_orders, of_people = layout_for(orders, headers), layout_for(customers, headers)
    if (
        missing_fields(of_orders)
        and not missing_fields(of_people)
        and not tells_orders(of_orders, of_people)
    ):
        last = (customers, orders)
    return (*(preset for _, preset in ranked), *last)


def tells_orders(of_orders: Layout, of_people: Layout) -> bool:
    """Some column of a file says that its rows are orders, whatever else is missing.

    Args:
        of_orders, of_people: the file's layouts as one or the other.
    """
    balances = any(field.startswith("opening_") for field in of_people.columns)
    wanted = _TELL_ORDERS if balances else (*_TELL_ORDERS, *_TELL_ORDERS_BUT_FOR_BALANCES)
    known = {place for places in of_people.columns.values() for place in places}
    found = {
        name
        for name, places in of_orders.columns.items()
        if known.isdisjoint(places)
        and (name != "status" or _ORDER_STATUS.search(fold(of_orders.headers[places[0]])))
    }
    return not found.isdisjoint((*wanted, "status"))


def best_preset(headers: Sequence[str], mapping: Iterable[str] = ()) -> Preset:
    """The preset that a file is read with where nobody chooses one.

    Args:
        mapping: fields that are mapped by hand; one that only orders have makes it an order file.
    """
    presets = propose(headers)
    if set(mapping) & (set(ORDER_FIELDS) - set(CUSTOMER_FIELDS)):
        return next(preset for preset in presets if preset.kind is FileKind.ORDERS)
    return presets[0]


def score(preset: Preset, headers: Sequence[str]) -> int:
    """How much of a file a preset explains: its columns for fields, rules and the signature.

    0 where the signature is not there; those for any other file have none, and never compete.
    """
    found = Headers(headers)
    if not _fits(preset, found):
        return 0
    layout = layout_for(preset, headers)
    used = {place for places in layout.columns.values() for place in places}
    used |= set(layout.rule_columns.values())
    used |= {
        place
        for entry in preset.signature
        for name in entry
        if (place := found.find(name)) is not None
    }
    return len(used) + len(preset.signature)


def is_known(headers: Sequence[str]) -> bool:
    """The file is of a known cart, and needs nothing mapped by hand."""
    best = propose(headers)[0]
    return not _is_generic(best) and not missing_fields(layout_for(best, headers))


def layout_for(preset: Preset, headers: Sequence[str]) -> Layout:
    """The columns of a file as a preset has them; fields that the file lacks are left out."""
    found = Headers(headers)
    hidden = recipient_columns(headers) if _is_generic(preset) else frozenset()
    columns = {}
    for name, alternatives in preset.fields.items():
        others = hidden if name in CONTACT_FIELDS else frozenset()
        for alternative in alternatives:
            places = found.find_all(alternative)
            if places and others.isdisjoint(places):
                columns[name] = places
                break
    layout = Layout(found.written, columns, preset, _rule_columns(preset, found))
    return _each_row_an_order(layout) if _is_generic(preset) else layout


def layout_by_hand(
    preset: Preset, headers: Sequence[str], mapping: Mapping[str, Sequence[Column] | Column]
) -> Layout:
    """A preset's layout with some fields mapped by hand.

    Args:
        preset: where the other fields and the rules come from.
        headers: of the file; where it has none, those that the table gave its columns (列A).
        mapping: field -> column or columns, joined in this order; none at all unmaps the field.

    Raises:
        ReportableError: `column_unknown` or `field_unknown`, with those that there are.
    """
    found = Headers(headers)
    layout = layout_for(preset, headers)
    columns = dict(layout.columns)
    for name, wanted in mapping.items():
        if name not in _FIELDS[preset.kind]:
            raise ReportableError(
                "field_unknown", field=name, known=", ".join(_FIELDS[preset.kind])
            )
        several = (wanted,) if isinstance(wanted, str | int) else tuple(wanted)
        places = tuple(_place(column, found) for column in several)
        columns.pop(name, None)
        if places:
            columns[name] = places
    layout = replace(layout, columns=columns)
    # What a row of a known cart is, its preset says.
    return _each_row_an_order(layout) if _is_generic(preset) else layout


def parse_mapping(words: Sequence[str]) -> dict[str, list[str]]:
    """`field=column` of the command line; a field named twice joins its columns.

    Raises:
        ReportableError: `mapping_unreadable`.
    """
    mapping: dict[str, list[str]] = {}
    for word in words:
        name, sign, column = word.partition("=")
        if not (name.strip() and sign and column.strip()):
            raise ReportableError("mapping_unreadable", text=word)
        mapping.setdefault(name.strip(), []).append(column)
    return mapping


def missing_fields(layout: Layout) -> tuple[str, ...]:
    """What must still be mapped: `date`, `customer` (any key), `amount` (any of `AMOUNTS`)."""
    missing = []
    has = layout.columns.keys()
    is_orders = layout.kind is FileKind.ORDERS
    if is_orders and "date" not in has:
        missing.append("date")
    keys = KEYS if is_orders else _KEYS_OF_LISTS
    if (layout.preset.identifies or not is_orders) and not _one_of(keys, has):
        missing.append("customer")
    if is_orders and not _one_of(AMOUNTS, has):
        missing.append("amount")
    return tuple(missing)


def _one_of(choices: Sequence[Sequence[str]], has: Iterable[str]) -> bool:
    there = set(has)
    return any(there.issuperset(fields) for fields in choices)


def _is_generic(preset: Preset) -> bool:
    return preset.id in GENERIC.values()


def _fits(preset: Preset, headers: Headers) -> bool:
    """All of the signature is there, and nothing that speaks against it."""
    return (
        bool(preset.signature)
        and all(any(headers.find(name) is not None for name in entry) for entry in preset.signature)
        and all(headers.find(name) is None for name in preset.absent)
    )


def _rule_columns(preset: Preset, headers: Headers) -> dict[str, int]:
    rules = (*preset.void, *preset.discount_rows, *(rule for _, rule in preset.skip))
    names = {rule.column for rule in rules if rule.column}
    return {name: place for name in sorted(names) if (place := headers.find(name)) is not None}


def _each_row_an_order(layout: Layout) -> Layout:
    """Without order numbers each row is an order, and its total an amount to add up.

    Such rows of one customer on one day become one order; of a sum that is the order's, only the
    first would count. Where shipping or fees are known too, the sum must stay what it is.
    """
    columns = dict(layout.columns)
    if "subtotal" in columns and "product" in columns and not _one_of(AMOUNTS[:2], columns):
        # 小計 beside a product is the line's.
        columns["line_amount"] = columns.pop("subtotal")
        return replace(layout, columns=columns)
    if (
        layout.kind is not FileKind.ORDERS
        or columns.keys() & {"order_no", "shipping", "fee"}
        or _one_of(AMOUNTS[:2], columns.keys())
    ):
        return layout
    for name in _ORDER_SUMS:
        if name in columns:
            columns["line_amount"] = columns.pop(name)
            return replace(layout, columns=columns)
    return layout


def _place(column: Column, headers: Headers) -> int:
    """The position of a column that a person named."""
    place = column if isinstance(column, int) else _named(column, headers)
    if place is None or not 0 <= place < len(headers.written):
        shown = headers.written[:_SHOWN]
        known = ", ".join(shown) + (" …" if len(headers.written) > _SHOWN else "")
        raise ReportableError("column_unknown", column=column, known=known)
    return place


def _named(column: str, headers: Headers) -> int | None:
    found = headers.find(column)
    if found is None:
        found = headers.find(f"列{column}")
    if found is None and re.fullmatch(r"[1-9][0-9]{0,5}", column.strip()):
        found = int(column) - 1
    return found
