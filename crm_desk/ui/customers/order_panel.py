"""One order of a customer in full, opened in the time line."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.customers import order_words, people
from crm_desk.desk.money import money_of
from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace


def order_panel(workspace: Workspace, row: TimelineRow) -> QWidget | None:
    """What was bought and what is to be known of the order; None when it is gone."""
    order = people.order(workspace.desk, row.record.id)
    if order is None:
        return None
    theme, texts, money = workspace.theme, workspace.texts, money_of(workspace.desk)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    lines = [
        (order_words.marks_of(order, texts), "warn"),
        (order_words.lines_of(order, money, texts), "body"),
        (order_words.said_of(order, money, texts), "soft"),
    ]
    for words, role in lines:
        if words:
            column.addWidget(label(words, role, wrap=True))
    return whole
