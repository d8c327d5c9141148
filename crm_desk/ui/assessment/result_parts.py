"""What several cards of the results are made of."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desk.domain.assessment.questionnaire import Item
from crm_desk.ui.common.widgets import button, label, rule
from crm_desk.ui.theme import Theme


def item_link(item: Item, open_item: Callable[[str], object]) -> QWidget:
    """The item's number, which leads to its card."""
    link = button(item.id, lambda: open_item(item.id), "link")
    link.setAccessibleName(f"{item.id} {item.title}")
    link.setToolTip(item.title)
    return link


def ruled_table(
    theme: Theme,
    heads: Sequence[str],
    rows: Sequence[Sequence[QWidget]],
    stretch: Sequence[int],
) -> QGridLayout:
    """Rows of widgets below their heads, a thin line above each.

    Args:
        stretch: the share of each column in the room that is left.
    """
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(2))
    grid.setVerticalSpacing(theme.px(5))
    for column, (head, share) in enumerate(zip(heads, stretch, strict=True)):
        grid.addWidget(label(head, "soft"), 0, column)
        grid.setColumnStretch(column, share)
    for index, row in enumerate(rows):
        grid.addWidget(rule(), 2 * index + 1, 0, 1, len(heads))
        for column, widget in enumerate(row):
            grid.addWidget(widget, 2 * index + 2, column, Qt.AlignmentFlag.AlignVCenter)
    return grid
