"""What the rows of a file say of their orders."""

from typing import Any

HEAD_FIELDS = (
    "number",
    "day",
    "customer",
    "email",
    "phone",
    "name",
    "kana",
    "postcode",
    "address",
    "status",
    "referrer",
    "consent",
    "subscription",
    "void",
    "subtotal",
    "discount",
    "refund",
    "shipping",
    "fee",
    "order_total",
    "paid_total",
)
"""What a row says of its order, in this order in every head; None where it says nothing.

The fingerprints that desks keep are made from a head's values: any change here makes every order
of theirs look changed."""

_MAPPED_AS = {"number": "order_no", "day": "date", "subscription": "kind"}
_AT = {name: place for place, name in enumerate(HEAD_FIELDS)}
_BUYER = (_AT["customer"], _AT["email"], _AT["phone"], _AT["name"])

ORDER_AMOUNTS = HEAD_FIELDS[_AT["subtotal"] :]
ADDED = " +"
"""Begins the key of an order whose rows' amounts are added up."""

Head = tuple[Any, ...]


def mapped_field(name: str) -> str:
    """The layout's field that a part of the head comes from; `void` comes from none."""
    return _MAPPED_AS.get(name, name)


def names_another_buyer(one: Head, other: Head) -> bool:
    """Two rows of one order name different people."""
    return any(one[at] and other[at] and one[at] != other[at] for at in _BUYER)


def merged(one: Head, other: Head, *, add: bool = False) -> Head:
    """What both rows say of one order: the first that says something counts.

    The day is the earliest and void stays void, whatever the order of the rows.

    Args:
        add: amounts are added up instead: each row is a purchase of the same day.
    """
    both = [mine if mine is not None else its for mine, its in zip(one, other, strict=True)]
    if add:
        for name in ORDER_AMOUNTS:
            amounts = [head[_AT[name]] for head in (one, other) if head[_AT[name]] is not None]
            both[_AT[name]] = sum(amounts) if amounts else None
    days = [head[_AT["day"]] for head in (one, other) if head[_AT["day"]] is not None]
    both[_AT["day"]] = min(days, default=None)
    both[_AT["void"]] = bool(one[_AT["void"]] or other[_AT["void"]])
    return tuple(both)
