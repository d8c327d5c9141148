"""The day that the matrix counts from."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme


class DayChoice(QWidget):
    """The as-of date: that of the newest order, unless another is chosen.

    Signals:
        changed: another day was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.as_of: date | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        name = self.tr("As-of date")
        self.day = DateField(name, theme, EARLIEST, LATEST)
        self.latest = button(self.tr("Latest"), self._go_latest, "link")
        self.latest.hide()
        for widget in (label(name, "soft"), self.day, self.latest):
            row.addWidget(widget)
        row.addStretch(1)
        self.day.day_changed.connect(self._take)

    def _take(self, chosen: date) -> None:
        self.as_of = chosen
        self.changed.emit()

    def _go_latest(self) -> None:
        self.as_of = None
        self.day.revert()
        self.changed.emit()

    def show_day(self, day: date | None) -> None:
        """Show the day that is counted from; None: there are no orders."""
        self.setVisible(day is not None)
        self.latest.setVisible(self.as_of is not None)
        if day is not None:
            self.day.follow_day(day)
