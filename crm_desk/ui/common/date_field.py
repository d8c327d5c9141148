"""A day to type or to choose: the one date field of the program."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from crm_desk.desk.desk import today
from crm_desk.domain.typed_day import DayProblem, UnreadDayError, in_month, read_day, shown_day
from crm_desk.ui.common.day_calendar import DayCalendar
from crm_desk.ui.common.day_line import DayLine
from crm_desk.ui.common.icons import icon
from crm_desk.ui.common.widgets import label, restyle
from crm_desk.ui.theme import Theme

_WIDEST = "令和88年12月30日"
_SENTENCE, _ICON = 210, 16
"""Width of what is said below the line, and of its sign; at 100 %."""
_EXAMPLE = date(2026, 3, 5)


class DateField(QWidget):
    """A day, typed in any form that `read_day` reads, or chosen from a calendar.

    What can't be read, or lies outside the range, stays in the line, is marked and is not taken:
    `day` is the last one that was. Before something is kept, `all_read` asks the fields.

    Signals:
        day_changed: another day was taken (`date`).
        typed: something else stands in the line.
    """

    day_changed = Signal(object)
    typed = Signal()

    def __init__(self, name: str, theme: Theme, first: date, last: date) -> None:
        """Show the first day of a range.

        Args:
            name: what the day is of, for those who hear the screen.
        """
        super().__init__()
        self._theme, self._first, self._last = theme, first, last
        self._day, self._refused = first, ""
        self.calendar: DayCalendar | None = None
        self.line = DayLine(name)
        self.line.stepped.connect(self._step)
        self.line.today_asked.connect(lambda: self._choose(today()))
        self.line.calendar_asked.connect(self.open_calendar)
        self.line.finished.connect(self.commit)
        self.line.left.connect(self.revert)
        self.line.textChanged.connect(self._text_changed)
        self.setFocusProxy(self.line)
        self._lay_out()
        self.show_day(first)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.line)
        row.addWidget(self._make_button())
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._make_sentence())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line.ensurePolished()
        widest = self.line.fontMetrics().horizontalAdvance(_WIDEST)
        self.line.setFixedWidth(widest + theme.px(24))

    def _make_button(self) -> QToolButton:
        size = self._theme.px(_ICON)
        self.button = QToolButton()
        self.button.setIcon(icon("calendar", self._theme.colour("soft"), size))
        self.button.setIconSize(QSize(size, size))
        self.button.setAccessibleName(self.tr("Choose from a calendar"))
        self.button.setToolTip(self.tr("Choose from a calendar (Alt+↓)"))
        # By keyboard it is Alt+Down; one stop of Tab a field.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        return self.button

    def _make_sentence(self) -> QWidget:
        theme, whole = self._theme, QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        sign, size = label(), theme.px(_ICON)
        sign.setPixmap(icon("unread", theme.colour("warn"), size).pixmap(size, size))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = label("", "warn", wrap=True)
        row.addWidget(self._sentence)
        row.addStretch(1)
        self._said = whole
        whole.hide()
        return whole

    # The day

    @property
    def day(self) -> date:
        """The day that was taken last."""
        return self._day

    @property
    def first(self) -> date:
        """The first day that is allowed."""
        return self._first

    @property
    def last(self) -> date:
        """The last day that is allowed."""
        return self._last

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    @property
    def is_pending(self) -> bool:
        """What is typed is not taken, or can't be."""
        return self.text != shown_day(self._day)

    @property
    def sentence(self) -> str:
        """What is said of a day that is not taken; "" where nothing is wrong."""
        return self._sentence.text()

    def show_day(self, day: date) -> None:
        """Show a day; what was typed before is gone."""
        self._day = day
        self.line.show_whole(shown_day(day), undoable=False)
        self._mark("")

    def follow_day(self, day: date) -> None:
        """As `show_day`, where the page has been read again: what is being typed stays."""
        if self.is_pending:
            self._day = day
        else:
            self.show_day(day)

    def show_text(self, text: str) -> None:
        """Show what was typed, before the window was drawn again."""
        self.line.setText(text)
        self.commit()

    def set_range(self, first: date, last: date) -> None:
        """Other days are allowed from now on."""
        self._first, self._last = first, last

    def commit(self) -> bool:
        """Take what is typed, or mark it and say why not; whether `day` now is what is typed."""
        try:
            found = self._read()
        except UnreadDayError as error:
            self._mark(self._words(error.problem))
            return False
        self._take(found)
        return True

    def revert(self) -> None:
        """Show the day that was taken last again."""
        self.line.show_whole(shown_day(self._day), undoable=True)
        self.line.selectAll()
        self._mark("")

    def refuse(self, sentence: str) -> None:
        """Mark the day: it can be read, but the form that asks can't use it."""
        self._mark(sentence)
        self._refused = self.text

    def open_calendar(self) -> None:
        """Let the person choose."""
        if self.calendar is None:
            self.calendar = DayCalendar(self.line, self._theme)
            self.calendar.chosen.connect(self._choose)
        try:
            at = self._read()
        except UnreadDayError:
            at = self._day
        self.calendar.open_at(at, self._first, self._last)

    def _read(self) -> date:
        found = self._read_whole()
        if not self._first <= found <= self._last:
            raise UnreadDayError(DayProblem.FAR)
        return found

    def _read_whole(self) -> date:
        """What stands in the line; or the whole day that was typed where a part was selected."""
        try:
            return read_day(self.text)
        except UnreadDayError:
            try:
                return read_day(self.line.typed_run)
            except UnreadDayError:
                pass
            raise

    def _take(self, day: date) -> None:
        before, self._day = self._day, day
        self.line.show_whole(shown_day(day), undoable=True)
        if self.line.hasFocus():
            self.line.selectAll()
        if self.text != self._refused:
            self._mark("")
        if day != before:
            self.day_changed.emit(day)

    def _choose(self, day: date) -> None:
        if self._first <= day <= self._last:
            self._take(day)
            self.line.setFocus()

    def _step(self, days: int, months: int) -> None:
        """Go on from what is typed; from what can't be read nothing goes on."""
        if self.commit():
            try:
                self._choose(in_month(self._day, months) + timedelta(days))
            except OverflowError:
                return

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            # Where no day is asked for, none is wrong.
            self.revert()

    # Marking

    def _text_changed(self) -> None:
        if self.sentence:
            try:
                self._read()
            except UnreadDayError:
                pass
            else:
                self._mark("")
        self.typed.emit()

    def _mark(self, sentence: str) -> None:
        self._refused = ""
        if sentence == self.sentence:
            return
        self._sentence.setText(sentence)
        width = self._theme.px(_SENTENCE)
        self._sentence.setFixedSize(width, self._sentence.heightForWidth(width))
        self._said.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.line.setProperty("unread", bool(sentence))
        restyle(self.line)

    def _words(self, problem: DayProblem) -> str:
        example = shown_day(_EXAMPLE)
        words = {
            DayProblem.EMPTY: self.tr("Type a day, like {example}."),
            DayProblem.NOT_A_DATE: self.tr("This can't be read as a date. Type it like {example}."),
            DayProblem.NO_SUCH_DAY: self.tr("There is no such day. Check the date."),
            DayProblem.NO_SUCH_ERA_DAY: self.tr(
                "The era has no such day. Check it, or type the year like {example}."
            ),
            DayProblem.SHORT_YEAR: self.tr("Type the year with four digits, like {example}."),
            DayProblem.NO_YEAR: self.tr("Type the year, too, like {example}."),
            DayProblem.FAR: self.tr("Only days from {first} to {last} can be chosen here."),
        }
        first, last = shown_day(self._first), shown_day(self._last)
        return words[problem].format(example=example, first=first, last=last)


def all_read(fields: Iterable[DateField]) -> bool:
    """Take what is typed in all fields that are enabled; the first that can't be has the keys."""
    wrong = [field for field in fields if field.isEnabled() and not field.commit()]
    if wrong:
        wrong[0].setFocus()
    return not wrong
