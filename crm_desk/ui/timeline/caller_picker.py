"""Who rings: the search of 電話メモ, its hits, and what is good to know of the one chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.analysis.thresholds import chosen as chosen_thresholds
from crm_desk.desk.desk import today
from crm_desk.desk.timeline import callers
from crm_desk.desk.timeline.callers import (
    BuyerHabits,
    Caller,
    CallerDetails,
    CallersFound,
    NextStep,
)
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.remarks_view import RemarksView
from crm_desk.ui.timeline.caller_list import CallerList
from crm_desk.ui.timeline.note_text import CallerField


class CallerPicker(QWidget):
    """Search, hits, details. A single hit is chosen by itself; of several a person chooses.

    Signals:
        changed: other words, or somebody else is chosen.
        settled: somebody is chosen, or nobody by choice: on to the words.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, workspace: Workspace, next_step: NextStep) -> None:
        super().__init__()
        self._workspace, self._next_step = workspace, next_step
        self._chosen: Caller | None = None
        self._details: CallerDetails | None = None
        self._wanted = 0
        self._is_entered = False
        self._answered = ""
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.field = CallerField(
            self.tr("Who is calling"), self.tr("Part of the phone number, kana or member ID")
        )
        self.list = CallerList(theme, workspace.texts)
        self.more = label("", "soft", wrap=True)
        self.line = label("", "soft", wrap=True)
        self.warning = label("", "warn", wrap=True)
        self.note = label("", wrap=True)
        self.remarks = RemarksView(theme, workspace.texts)
        """Marks of the one chosen: ご逝去 is seen before a word is said."""
        for widget in (self.field, self.list, self.more, self.remarks):
            column.addWidget(widget)
        for widget in (self.warning, self.note, self.line):
            column.addWidget(widget)
        self.field.textChanged.connect(lambda _words: self._search())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._take())
        self.list.clicked.connect(lambda _index: self.settled.emit())
        self.list.activated.connect(lambda _index: self.settled.emit())
        self._show_nobody()

    # Searching

    @property
    def words(self) -> str:
        """What is typed."""
        return " ".join(self.field.text().split())

    @property
    def customer(self) -> int | None:
        """Who is chosen."""
        return None if self._chosen is None else self._chosen.id

    @property
    def customer_key(self) -> str:
        """Their key."""
        return "" if self._chosen is None else self._chosen.key

    @property
    def name(self) -> str:
        """Their name."""
        return "" if self._chosen is None else self._chosen.name

    @property
    def is_settled(self) -> bool:
        """What was typed is looked up."""
        return self._answered == self.words

    @property
    def undecided(self) -> int:
        """So many were found, and nobody has said who it is; 0 once it is said."""
        found = self.list.callers.found.total
        return found if self.list.place < 0 else 0

    def show_caller(self, words: str, customer: int | None) -> None:
        """Begin with words, and perhaps with somebody who was chosen before."""
        self._wanted = customer or 0
        if self.field.text() == words:
            self._search()
        else:
            self.field.setText(words)

    def _search(self) -> None:
        desk, words = self._workspace.desk, self.words
        self.changed.emit()
        self._workspace.quick.ask(
            self,
            lambda: callers.find_callers(desk, words),
            lambda found: self._show_found(found, words),
        )

    def _show_found(self, found: CallersFound, words: str) -> None:
        self._answered = words
        self.list.callers.show_found(found, words, today())
        hidden = found.total - len(found.callers)
        self.more.setText(self._workspace.texts("phone_note.more", n=f"{hidden:,}"))
        self.more.setVisible(hidden > 0)
        self._choose_first(found)
        self._ask_habits(found)
        if self._is_entered:
            self._is_entered = False
            self._enter()

    def _choose_first(self, found: CallersFound) -> None:
        """Who was chosen stays so; a single hit is chosen, and nobody where there is none."""
        place = self.list.callers.place_of(self._wanted or self.customer or 0)
        self._wanted = 0
        if place < 0 and found.total <= 1 and self.list.callers.rowCount():
            place = 0
        self.list.choose(place)
        self._take()

    def _ask_habits(self, found: CallersFound) -> None:
        desk, ids = self._workspace.desk, [each.id for each in found.callers]
        settings = chosen_thresholds(desk)
        if ids:
            self._workspace.ask_latest(
                self, lambda: callers.habits(desk, settings, ids), self._show_habits, "habits"
            )

    def _show_habits(self, habits: Mapping[int, BuyerHabits]) -> None:
        self.list.callers.show_habits(habits)
        self._say_details()

    # Choosing

    def _step(self, rows: int) -> None:
        self.list.step(rows)

    def _enter(self) -> None:
        """On to the words, once it is said who it is; of several, first to them."""
        if not self.is_settled:
            self._is_entered = True
        elif self.undecided:
            self.list.choose(0)
            self.list.setFocus()
        else:
            self.settled.emit()

    def _take(self) -> None:
        place = self.list.place
        chosen = self.list.callers.caller(place) if place >= 0 else None
        before, self._chosen = self._chosen, chosen
        if chosen is None:
            self._show_nobody()
        elif before is None or before.id != chosen.id or self._details is None:
            self._ask_details(chosen)
        self.changed.emit()

    def _show_nobody(self) -> None:
        self._details = None
        self._workspace.quick.drop(self, "details")
        for each in (self.line, self.warning, self.note, self.remarks):
            each.hide()

    def _ask_details(self, who: Caller) -> None:
        desk, texts, step = self._workspace.desk, self._workspace.texts, self._next_step
        self._details = None
        day = today()
        self._workspace.quick.ask(
            self,
            lambda: callers.details(desk, who.id, day, texts, step),
            self._show_details,
            "details",
        )

    def _show_details(self, details: CallerDetails) -> None:
        self._details = details
        self._say_details()

    def _say_details(self) -> None:
        details, who, texts = self._details, self._chosen, self._workspace.texts
        if details is None or who is None:
            return
        habits = self.list.callers.habits_of(who.id)
        usual = ""
        if habits is not None and habits.interval is not None:
            usual = texts("phone_note.interval", n=f"{habits.interval:,}")
        line = (details.bought, usual, details.next_step)
        self.remarks.show_remarks(details.remarks)
        no_contact = [self.tr("Not to be contacted")] if details.no_contact else []
        warning = "\n".join((*no_contact, *details.cases))
        note = texts("phone_note.note", note=details.note) if details.note else ""
        for widget, words in (
            (self.line, texts("result.separator").join(part for part in line if part)),
            (self.warning, warning),
            (self.note, note),
        ):
            widget.setText(words)
            widget.setVisible(bool(words))
