"""A calendar to choose a day from, over whatever lies below."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from crm_desk.ui.theme import Theme

_WIDTH, _HEIGHT = 308, 248
"""At 100 %: seven days and eight lines, none cut."""


class DayCalendar(QWidget):
    """A calendar in the window's language; Escape or a click beside it closes it.

    Signals:
        chosen: a day (`date`).
    """

    chosen = Signal(object)

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "window")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(1),) * 4)
        self.days = QCalendarWidget()
        self.days.setLocale(QLocale())
        self.days.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        for day, token in ((Qt.DayOfWeek.Saturday, "accent"), (Qt.DayOfWeek.Sunday, "warn")):
            look = QTextCharFormat()
            look.setForeground(theme.qcolour(token))
            self.days.setWeekdayTextFormat(day, look)
        # A click chooses, Enter does; going through the days by arrows does not.
        self.days.clicked.connect(self._choose)
        self.days.activated.connect(self._choose)
        layout.addWidget(self.days)

    def open_at(self, day: date, first: date, last: date) -> None:
        """Show itself below its owner, or above it where the screen ends.

        Args:
            first: the first day that can be chosen.
            last: the last one.
        """
        self.days.setDateRange(_as_qt(first), _as_qt(last))
        self.days.setSelectedDate(_as_qt(day))
        self.adjustSize()
        screen = self._owner.screen().availableGeometry()
        at = self._owner.mapToGlobal(self._owner.rect().bottomLeft())
        if at.y() + self.height() > screen.bottom():
            at = self._owner.mapToGlobal(self._owner.rect().topLeft())
            at.setY(max(at.y() - self.height(), screen.top()))
        at.setX(max(min(at.x(), screen.right() - self.width()), screen.left()))
        self.move(at)
        self.show()
        self.days.setFocus()

    def _choose(self, chosen: QDate) -> None:
        if self.isVisible():
            self.close()
            self.chosen.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
