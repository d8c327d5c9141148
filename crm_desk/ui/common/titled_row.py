"""A title, and what it names beside it; titles below one another take the same room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desk.ui.common.widgets import label
from crm_desk.ui.theme import Theme

TITLE = 74
"""The room of a title at 100 %."""
_DOWN = 4
"""Pixels by which a title is lower than the frame of what stands beside it."""


def titled_row(theme: Theme, title: str, content: QWidget) -> QHBoxLayout:
    """One line, or several where the content takes more."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space())
    said = label(title, "soft", wrap=True)
    said.setContentsMargins(0, theme.px(_DOWN), 0, 0)
    said.setFixedWidth(max(theme.px(TITLE), said.sizeHint().width()))
    row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(content, 1)
    return row
