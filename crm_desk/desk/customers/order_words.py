"""An order of a customer in words."""

from decimal import Decimal

from crm_desk.desk.customers.people import Order
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts

_LINES = 6
"""Products named; what a large order has more is counted."""


def marks_of(order: Order, texts: Texts) -> str:
    """What is unusual: void, returned in part, incomplete."""
    marks = [
        name
        for name, there in (
            ("void", order.void),
            ("returned", order.returned and not order.void),
            ("incomplete", order.incomplete),
        )
        if there
    ]
    return texts("result.separator").join(texts(f"customers.order_{mark}") for mark in marks)


def products_of(order: Order, texts: Texts) -> str:
    """煎茶 ×2、茶筒."""
    named = [_times(name, quantity, texts) for name, quantity, _ in order.lines[:_LINES]]
    if len(order.lines) > _LINES:
        named.append(texts("customers.more_lines", n=len(order.lines) - _LINES))
    return texts("customers.comma").join(named)


def said_of(order: Order, money: Money, texts: Texts) -> str:
    """Where it comes from, its status as written, discount and shipping."""
    parts = [order.source, order.number, order.status]
    if order.subscription:
        parts.append(texts("customers.order_subscription"))
    if order.discount:
        parts.append(texts("customers.order_discount", amount=money.text(order.discount)))
    if order.shipping:
        parts.append(texts("customers.order_shipping", amount=money.text(order.shipping)))
    parts.append(order.note)
    return texts("result.separator").join(part for part in parts if part)


def _quantity(thousandths: int | None) -> str:
    return f"{Decimal(thousandths or 0) / 1000:f}".rstrip("0").rstrip(".") or "0"


def lines_of(order: Order, money: Money, texts: Texts) -> str:
    """Every line of the order, one below the other, with its amount where it is known."""
    return "\n".join(
        texts("customers.line", product=_times(name, quantity, texts), amount=money.text(amount))
        if amount is not None
        else _times(name, quantity, texts)
        for name, quantity, amount in order.lines
    )


def _times(name: str, quantity: int | None, texts: Texts) -> str:
    if quantity in (None, 1000):
        return name
    return texts("customers.times", product=name, n=_quantity(quantity))
