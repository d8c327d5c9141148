"""電話メモ: who rings, and what they say, from any page and in ten seconds."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desk.desk.desk import local_time
from crm_desk.desk.route import Route
from crm_desk.desk.timeline.callers import NextStep
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.caller_picker import CallerPicker
from crm_desk.ui.timeline.entry_form import EntryForm, blank
from crm_desk.ui.timeline.note_keeper import NoteKeeper
from crm_desk.ui.timeline.note_keys import NoteKeys
from crm_desk.ui.timeline.note_words import what_will_happen

_WIDTH, _TOP, _MARGIN = 600, 72, 16


class PhoneNote(QFrame):
    """A sheet over the window; what lies behind it goes on as it is.

    Attributes:
        workspace: whose desk the notes are kept in.

    Signals:
        closed: it is out of sight.
    """

    closed = Signal()

    def __init__(
        self, workspace: Workspace, window: QWidget, rules: ComplaintRules, next_step: NextStep
    ) -> None:
        super().__init__(window)
        self.workspace, self._window = workspace, window
        self._before: QWidget | None = None
        self.setProperty("surface", "popup")
        self.setAccessibleName(self.tr("Phone note"))
        self.picker = CallerPicker(workspace, next_step)
        self.form = EntryForm(workspace)
        self.keeper = NoteKeeper(workspace, rules, self.typed, self)
        self.keeper.saved.connect(workspace.notified)
        self._lay_out()
        self.picker.changed.connect(self._changed)
        self.picker.settled.connect(self.form.text.setFocus)
        self.form.changed.connect(self._changed)
        self.form.entered.connect(lambda: self.save())
        NoteKeys(self)
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        theme = self.workspace.theme
        column = QVBoxLayout(self)
        space = theme.space(2)
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(theme.space())
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Phone note"), "heading"))
        self.others = button("", self.show_next_draft, "link")
        head.addWidget(self.others)
        head.addStretch(1)
        head.addWidget(label(self.tr("Esc closes, the draft stays"), "soft"))
        column.addLayout(head)
        column.addWidget(self.picker)
        column.addWidget(self.form)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space())
        foot.addWidget(self.form.needs)
        self.words = label("", "soft", wrap=True)
        foot.addWidget(self.words, 1)
        self.keep = button(self.tr("Save  Enter"), self.save, "primary")
        foot.addWidget(self.keep)
        column.addLayout(foot)

    # Opening and closing

    def open_note(self) -> None:
        """Come into sight with the last draft; while one is being typed, begin another."""
        if self.isVisible() and self.typed() is not None:
            self.keeper.keep()
            self._begin(None)
        elif not self.isVisible():
            self._before = QApplication.focusWidget()
            if self.typed() is None:
                self._begin(0 if self.keeper.drafts() else None)
        self.place()
        self.show()
        self.raise_()
        (self.form.text if self.picker.words else self.picker.field).setFocus()

    def _begin(self, draft: int | None) -> None:
        """Show one of the other drafts by its place, or None for a new note."""
        drafts = self.keeper.drafts()
        found = drafts[draft] if draft is not None and draft < len(drafts) else None
        self.keeper.begin(found)
        given = found.draft if found is not None else blank(local_time())
        self.form.show_input(given)
        self.picker.show_caller(given.caller, given.customer)
        left = len(self.keeper.drafts())
        self.others.setText(self.workspace.texts("phone_note.drafts", n=left))
        self.others.setVisible(left > 0)
        self._say("")

    def show_next_draft(self) -> None:
        """Go on with another draft; this one is kept."""
        self.keeper.keep()
        count = len(self.keeper.drafts())
        if count:
            # The one begun first: with each click the next one, and round again.
            self._begin(count - 1)

    def leave(self) -> None:
        """Out of sight; what is typed stays for the next time."""
        self.keeper.keep()
        self._hide()

    def _hide(self) -> None:
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.closed.emit()

    def place(self) -> None:
        """Stand in the middle of the window, below its top."""
        theme, margin = self.workspace.theme, self.workspace.theme.px(_MARGIN)
        room = self._window.width() - 2 * margin
        width = min(theme.px(_WIDTH), room)
        width, layout = max(width, 1), self.layout()
        height = self.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(width)
        self.resize(width, height)
        top = min(theme.px(_TOP), max(self._window.height() - self.height() - margin, 0))
        self.move((self._window.width() - width) // 2, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return done

    def step_focus(self, *, forward: bool) -> None:
        """Tab stays within the sheet."""
        stops = self._stops()
        focused = QApplication.focusWidget()
        at = stops.index(focused) if focused in stops else -1
        reasons = Qt.FocusReason
        reason = reasons.TabFocusReason if forward else reasons.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)

    def _stops(self) -> list[QWidget]:
        form, moment = self.form, self.form.moment
        row: list[QWidget] = [self.picker.field, self.picker.list, *form.kinds.chips.values()]
        row += [form.way, moment.button, moment.day.line, moment.time, form.text]
        row += [form.needs, self.keep, self.others]
        return [each for each in row if each.isVisible() and each.isEnabled()]

    # What is typed

    def typed(self) -> EntryInput | None:
        """What stands in the fields; None where nothing is typed."""
        made = self._made()
        return made if made.words.strip() or made.caller else None

    def _made(self) -> EntryInput:
        who = self.picker
        return replace(self.form.made(who.customer, who.words), customer_key=who.customer_key)

    def _changed(self) -> None:
        self.keeper.keep_later()
        self._say("")

    def _say(self, refused: str) -> None:
        """What will happen, or why it can't be."""
        made = self._made()
        today = local_time().date()
        will = what_will_happen(made, self.picker.name, today, self.workspace.texts)
        if self.picker.undecided:
            will = self._asks_whom()
        self.words.setText(refused or will)
        self.words.setProperty("role", "warn" if refused else "soft")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)

    def _asks_whom(self) -> str:
        return self.workspace.texts("phone_note.choose", n=f"{self.picker.undecided:,}")

    def save(self, *, then_open: bool = False) -> None:
        """Save the note, and perhaps go to the customer; where it can't be, say why."""
        texts = self.workspace.texts
        if not self.picker.is_settled:
            return
        if self.picker.undecided:
            self._say(self._asks_whom())
            self.picker.list.setFocus()
            return
        if not self.form.moment.is_read:
            self.form.moment.editor.show()
            self._say(texts("phone_note.time_unread"))
            return
        made = self._made()
        name = self.picker.name
        said = texts("phone_note.saved", name=name) if name else texts("phone_note.saved_nameless")
        try:
            is_saved = self.keeper.save(made, said)
        except ReportableError as error:
            self._say(texts.error(error))
            return
        self._begin(None)
        self._hide()
        self.workspace.notified.emit(said if is_saved else texts("phone_note.waiting"))
        if then_open:
            to = Route("customers", "one", made.customer) if made.customer else _CASES
            self.workspace.go(to)

    @property
    def is_composing(self) -> bool:
        """Words are being composed: no key is a shortcut now."""
        return self.picker.field.is_composing or self.form.text.is_composing

    def choose_kind(self, place: int) -> None:
        """The kind by its place, from 0."""
        self.form.kinds.kind = tuple(EntryKind)[place]


_CASES = Route("customers", "cases")
