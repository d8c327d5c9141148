"""When it was: 今日 14:05, and behind a click another day and another time."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm_desk.desk.desk import latest_today, today
from crm_desk.desk.timeline.timeline import day_in_year
from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.typed_time import read_time, shown_time
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.widgets import button, restyle
from crm_desk.ui.theme import Theme

_TIME_WIDTH = 80


class MomentEditor(QWidget):
    """Day and time, side by side."""


class MomentField(QObject):
    """A button that says the moment, and an editor; both are placed by whoever has the field.

    Attributes:
        button: opens the editor, and closes it again.
        editor: day and time; hidden until the button is clicked.

    Signals:
        changed: another moment was taken.
    """

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts
        self._moment = datetime.combine(today(), datetime.min.time())
        self.button = button("", self._toggle, "link")
        self.editor = MomentEditor()
        line = QHBoxLayout(self.editor)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space())
        self.day = DateField(self.tr("Day"), theme, EARLIEST, LATEST)
        self.day.day_changed.connect(lambda _day: self._take())
        self.time = QLineEdit()
        self.time.setAccessibleName(self.tr("Time"))
        self.time.setFixedWidth(theme.px(_TIME_WIDTH))
        self.time.editingFinished.connect(self._take)
        line.addStretch(1)
        line.addWidget(self.day)
        line.addWidget(self.time)
        self.editor.hide()

    def show_moment(self, moment: datetime) -> None:
        """Show a moment; local time."""
        self._moment = moment
        self.day.show_day(moment.date())
        self.time.setText(shown_time(moment.time()))
        self._mark(unread=False)
        self._say()

    @property
    def moment(self) -> datetime:
        """The last one that was read."""
        return self._moment

    @property
    def is_read(self) -> bool:
        """Day and time are ones; else they are marked, and what to type is said."""
        self._mark(unread=read_time(self.time.text()) is None)
        return all_read((self.day,)) and read_time(self.time.text()) is not None

    def _toggle(self) -> None:
        shown = not self.editor.isVisibleTo(self.editor.parentWidget() or self.editor)
        self.editor.setVisible(shown)
        if shown:
            self.day.setFocus()

    def _take(self) -> None:
        typed = read_time(self.time.text())
        self._mark(unread=typed is None)
        if typed is not None:
            moment = datetime.combine(self.day.day, typed)
            if moment != self._moment:
                self._moment = moment
                self._say()
                self.changed.emit()

    def _mark(self, *, unread: bool) -> None:
        if bool(self.time.property("unread")) is not unread:
            self.time.setProperty("unread", unread)
            restyle(self.time)

    def _say(self) -> None:
        texts, day = self._texts, self._moment.date()
        time = shown_time(self._moment.time())
        if day == today():
            said = texts("phone_note.today", time=time)
        else:
            said = texts("phone_note.day", day=day_in_year(day, latest_today(), texts), time=time)
        self.button.setText(f"{said} ▼")
        self.button.setAccessibleName(said)
