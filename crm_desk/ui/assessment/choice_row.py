"""One of the four choices of an item: a radio button with its justification."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton

from crm_desk.ui.common.widgets import label, restyle
from crm_desk.ui.theme import Theme

CHOICE_WIDTH = 172
"""Room for 「完全に達成している」 at 100 %, so that the criteria stand below one another."""


class ChoiceRow(QFrame):
    """A level; a click anywhere on the row chooses it.

    Signals:
        chosen: the level, when the person chose it (also when it was chosen already).
    """

    chosen = Signal(int)

    def __init__(self, level: int, theme: Theme) -> None:
        super().__init__()
        self.level = level
        self.setProperty("surface", "choice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.radio = QRadioButton()
        self.radio.setAutoExclusive(False)
        self.radio.clicked.connect(lambda: self.chosen.emit(self.level))
        self.radio.installEventFilter(self)
        self._name = label(role="strong", wrap=True)
        self._name.setFixedWidth(theme.px(CHOICE_WIDTH))
        self._criterion = label(wrap=True)
        number = label(str(level), "level")
        number.setFixedWidth(theme.px(18))
        layout = QGridLayout(self)
        layout.setContentsMargins(theme.space(1.75), theme.px(9), theme.space(1.75), theme.px(9))
        layout.setHorizontalSpacing(theme.space(1.25))
        for column, widget in enumerate((self.radio, number, self._name, self._criterion)):
            layout.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignVCenter)
        layout.setColumnStretch(3, 1)

    def set_words(self, name: str, criterion: str) -> None:
        """What the level is called and what justifies it."""
        self._name.setText(name)
        self._criterion.setText(criterion)
        self.radio.setAccessibleName(f"{self.level} {name}")
        self.radio.setAccessibleDescription(criterion)

    def set_chosen(self, chosen: bool) -> None:
        """Show whether this level stands."""
        self.radio.setChecked(chosen)
        if self.property("chosen") != chosen:
            self.setProperty("chosen", chosen)
            restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.radio.setFocus()
            self.chosen.emit(self.level)
        super().mouseReleaseEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            restyle(self)
        return super().eventFilter(watched, event)
