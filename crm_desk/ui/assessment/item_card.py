"""The card of one item: statement, four choices, evidence, note, and the states beside 0-3."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.domain.assessment.assessment import Answer, AnswerState
from crm_desk.domain.assessment.questionnaire import LEVELS, TOP_LEVEL, Item, Questionnaire
from crm_desk.ui.assessment.choice_row import ChoiceRow
from crm_desk.ui.common.fields import TextField
from crm_desk.ui.common.widgets import Card, button, frame, label
from crm_desk.ui.theme import Theme


class ItemCard(Card):
    """Shows one item at a time; what the person does leaves as a signal.

    Signals:
        chosen: a level 0-3.
        deferred, cleared: the state asked for.
        exempted: a reason, not blank.
        reason_left: it does apply after all.
        reason_asked: the widget that asks for it, now on screen.
        evidence_written, note_written: the text as typed.
    """

    chosen = Signal(int)
    deferred = Signal()
    cleared = Signal()
    exempted = Signal(str)
    reason_asked = Signal(QWidget)
    reason_left = Signal()
    evidence_written = Signal(str)
    note_written = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=2.5)
        self._theme = theme
        self._heading = label(role="soft")
        self._statement = label(role="heading", wrap=True)
        self._example = label(role="soft", wrap=True)
        for widget in (self._heading, self._statement, self._example):
            self.body.addWidget(widget)
        self.body.addSpacing(theme.px(2))
        self.rows = {level: ChoiceRow(level, theme) for level in reversed(LEVELS)}
        for row in self.rows.values():
            row.chosen.connect(self.chosen)
            self.body.addWidget(row)
        self.body.addWidget(self._make_state())
        self.body.addWidget(self._make_reason())
        self.body.addSpacing(theme.px(2))
        self.body.addLayout(self._make_words(), 1)
        self.body.addLayout(self._make_foot())

    @property
    def heading(self) -> str:
        """Number, title, and what a 3 is worth where that is not 3."""
        return self._heading.text()

    @property
    def last_time(self) -> str:
        """What stood here in the assessment before."""
        return self._last_time.text()

    def show_item(self, questionnaire: Questionnaire, item: Item, last_time: str) -> None:
        """Show another item; its answer follows with `show_answer`."""
        heading = f"{item.id}  {item.title}"
        if item.top_points != TOP_LEVEL:
            heading += "  " + self.tr("Choosing 3 is worth {n} points").format(n=item.top_points)
        self._heading.setText(heading)
        self._statement.setText(item.statement)
        self._example.setText(item.example)
        self._example.setVisible(bool(item.example))
        self._last_time.setText(last_time)
        for level, row in self.rows.items():
            row.set_words(questionnaire.choices[level], item.criteria[level])
        self._reason_box.hide()
        self.evidence.detach()
        self.note.detach()

    def show_answer(self, answer: Answer) -> None:
        """Show what stands for the item."""
        state = answer.state
        for level, row in self.rows.items():
            row.set_chosen(answer.choice == level)
        self.evidence.show_text(answer.evidence)
        self.note.show_text(answer.note)
        # They stay where they are: a second click must not hit what has moved below it.
        self._defer.setEnabled(state is not AnswerState.DEFERRED)
        self._exempt.setEnabled(state is not AnswerState.NOT_APPLICABLE)
        self._clear.setEnabled(state is AnswerState.ANSWERED)
        self._state.setVisible(state in (AnswerState.DEFERRED, AnswerState.NOT_APPLICABLE))
        if state is AnswerState.DEFERRED:
            self._state_words.setText(
                self.tr("Deferred: to be talked about later. It does not count as 0.")
            )
        elif state is AnswerState.NOT_APPLICABLE:
            self._state_words.setText(
                self.tr("Not applicable: {reason}").format(reason=answer.reason)
            )
            self._reason_box.hide()

    def flush(self) -> None:
        """Hand over what is typed but not yet saved."""
        self.evidence.flush()
        self.note.flush()

    @property
    def is_unsaved(self) -> bool:
        """Some text is on screen only."""
        return self.evidence.is_unsaved or self.note.is_unsaved

    def ask_reason(self) -> None:
        """Open the line for why the item does not apply."""
        self.reason.clear()
        self._reason_box.show()
        self.reason.setFocus()
        self.reason_asked.emit(self._reason_box)

    def _make_state(self) -> QWidget:
        self._state = frame("notice")
        layout = QHBoxLayout(self._state)
        layout.setContentsMargins(
            self._theme.space(1.75), self._theme.px(4), self._theme.px(6), self._theme.px(4)
        )
        self._state_words = label(wrap=True)
        layout.addWidget(self._state_words, 1)
        self._state.hide()
        return self._state

    def _make_words(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(self._theme.space(2))
        self.evidence = TextField(
            self.tr("Evidence"), self.tr("Documents, figures, where they are kept")
        )
        self.note = TextField(self.tr("Note"), self.tr("Keep what you talked about"))
        self.evidence.written.connect(self.evidence_written)
        self.note.written.connect(self.note_written)
        for title, field in (
            (self.tr("Evidence (what can you show?)"), self.evidence),
            (self.tr("Note"), self.note),
        ):
            field.setMinimumHeight(self._theme.px(50))
            column = QVBoxLayout()
            column.setSpacing(self._theme.px(4))
            column.addWidget(label(title, "soft"))
            column.addWidget(field, 1)
            layout.addLayout(column, 1)
        return layout

    def _make_foot(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(self._theme.space())
        self._defer = button(self.tr("Defer"), self.deferred.emit, "link")
        self._exempt = button(self.tr("Not applicable…"), self.ask_reason, "link")
        self._clear = button(self.tr("Back to unanswered"), self.cleared.emit, "link")
        self._last_time = label(role="soft", wrap=True)
        self._last_time.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.links = (self._defer, self._exempt, self._clear)
        for widget in self.links:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._last_time, 8)
        return layout

    def _make_reason(self) -> QWidget:
        self._reason_box = QWidget()
        layout = QHBoxLayout(self._reason_box)
        layout.setContentsMargins(0, 0, 0, 0)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setPlaceholderText(self.tr("Why does this item not apply to your shop?"))
        self.reason.setAccessibleName(self.tr("Reason for not applicable"))
        self.reason.returnPressed.connect(self._confirm_reason)
        self.confirm_reason = button(self.tr("Set as not applicable"), self._confirm_reason)
        self.confirm_reason.setEnabled(False)
        self.reason.textChanged.connect(
            lambda text: self.confirm_reason.setEnabled(bool(text.strip()))
        )
        layout.addWidget(self.reason, 1)
        layout.addWidget(self.confirm_reason)
        layout.addWidget(button(self.tr("Cancel"), self._leave_reason, "link"))
        leave = QShortcut(QKeySequence("Escape"), self._reason_box)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave_reason)
        self._reason_box.hide()
        return self._reason_box

    def _leave_reason(self) -> None:
        self._reason_box.hide()
        self.reason_left.emit()

    def _confirm_reason(self) -> None:
        if self.reason.text().strip():
            self.exempted.emit(self.reason.text())
