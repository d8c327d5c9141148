"""A day to choose, in the window's language."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QDateEdit

from crm_desk.ui.common.wheel import calm
from crm_desk.ui.theme import Theme


class DateField(QDateEdit):
    """A date with a calendar to choose from, in the window's language.

    A click on year, month or day selects it, so that typing replaces it.
    """

    def __init__(self, name: str, theme: Theme, first_year: int, last_year: int) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy/MM/dd")
        self.setDateRange(QDate(first_year, 1, 1), QDate(last_year, 12, 31))
        self.setAccessibleName(name)
        calm(self)
        self.setLocale(QLocale())
        calendar = self.calendarWidget()
        calendar.setLocale(QLocale())
        for day, token in ((Qt.DayOfWeek.Saturday, "accent"), (Qt.DayOfWeek.Sunday, "warn")):
            look = QTextCharFormat()
            look.setForeground(theme.qcolour(token))
            calendar.setWeekdayTextFormat(day, look)
        self.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.setSelectedSection(self.currentSection())
        return super().eventFilter(watched, event)


def to_date(field: QDateEdit) -> date:
    """The chosen day."""
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def show_date(field: QDateEdit, day: date) -> None:
    """Show a day."""
    field.setDate(QDate(day.year, day.month, day.day))
