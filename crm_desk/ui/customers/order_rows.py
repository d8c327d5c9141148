"""One order of a customer, as a line of the purchase history."""

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.customers.people import Order
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace

_LINES = 6
"""Products named; what a large order has more is counted."""


def order_row(workspace: Workspace, money: Money, order: Order) -> QWidget:
    """Day and amount, what was bought, and what is to be known of the order."""
    theme, texts = workspace.theme, workspace.texts
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.px(2), 0, theme.px(2))
    column.setSpacing(theme.px(1))
    head = QHBoxLayout()
    day, amount = texts.date(order.day), money.text(order.goods)
    head.addWidget(label(day, "soft" if order.void else "strong"))
    marks = marks_of(order, texts)
    head.addWidget(label(marks, "warn", wrap=True), 1)
    head.addWidget(label(amount, "soft" if order.void else "strong"))
    column.addLayout(head)
    products = products_of(order, texts)
    if products:
        column.addWidget(label(products, wrap=True))
    said = said_of(order, money, texts)
    column.addWidget(label(said, "soft", wrap=True))
    whole.setAccessibleName(
        ", ".join(part for part in (day, amount, marks, products, said) if part)
    )
    return whole


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
    named = [
        name
        if quantity in (None, 1000)
        else texts("customers.times", product=name, n=_quantity(quantity))
        for name, quantity, _ in order.lines[:_LINES]
    ]
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
