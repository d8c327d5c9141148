"""Words and their fields, two pairs side by side where there is room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desk.ui.common.widgets import NARROW
from crm_desk.ui.theme import Theme

_NARROWEST = 320


class PairGrid(QWidget):
    """A grid of pairs that becomes one column where the page is narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pairs: list[tuple[QWidget, QWidget]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(1))
        self._across = 2

    def add(self, words: QWidget, field: QWidget) -> None:
        """Add a pair; Tab goes from one field to the next as the eye reads."""
        self._pairs.append((words, field))
        self._place(len(self._pairs) - 1)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be told to become one column."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.px(_NARROWEST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 1 if self.width() < self._theme.px(NARROW) else 2
        if across == self._across:
            return
        self._across = across
        for words, field in self._pairs:
            self._grid.removeWidget(words)
            self._grid.removeWidget(field)
        for at in range(len(self._pairs)):
            self._place(at)
        self._grid.setColumnStretch(3, 1 if across > 1 else 0)
        self.updateGeometry()

    def _place(self, at: int) -> None:
        row, column = divmod(at, self._across)
        words, field = self._pairs[at]
        self._grid.addWidget(words, row, column * 2)
        self._grid.addWidget(field, row, column * 2 + 1)
        self._grid.setColumnStretch(column * 2 + 1, 1)
