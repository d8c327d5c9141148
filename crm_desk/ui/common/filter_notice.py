"""The line over a list that says that it is filtered, with one click to see everything again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme


class FilterNotice(QWidget):
    """Hidden while nothing is filtered.

    Args:
        is_short: only the click; what the list is filtered by stands beside it.

    Signals:
        clear_asked: the list is to be shown without filters.
    """

    clear_asked = Signal()

    def __init__(self, theme: Theme, *, is_short: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space())
        self.words: QLabel | None = None
        self.clear = button(self.tr("Show everything"), self.clear_asked.emit, "link")
        if not is_short:
            self.words = label("", "soft", wrap=True)
            row.addWidget(self.words, 1)
        row.addWidget(self.clear)
        self.hide()

    def show_filters(self, filters: str) -> None:
        """Say what the list is filtered by; "" for nothing."""
        if self.words is not None:
            self.words.setText(self.tr("Filtered by: {filters}").format(filters=filters))
        self.setVisible(bool(filters))
