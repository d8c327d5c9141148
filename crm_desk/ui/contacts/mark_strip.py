"""Note and marks at the head of a customer: seen, set, answered and removed by a click."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from crm_desk.desk.contacts import marks
from crm_desk.desk.contacts.marks import NO_REMARKS, MarkEffect, Remarks, mark_words, source_of
from crm_desk.desk.desk import today
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.mark_form import MarkForm
from crm_desk.ui.contacts.mark_question import MarkQuestion
from crm_desk.ui.contacts.remarks_view import RemarksView


class MarkStrip(CustomerSection):
    """What is to be known before somebody is contacted.

    Attributes:
        questions: what words propose, by mark.
        chips: the marks that are set; a click opens the form.
        add: beside the name; its menu sets and removes marks.
        form: a mark being put right, else None.
    """

    def __init__(self, workspace: Workspace, effects: Sequence[MarkEffect]) -> None:
        super().__init__()
        self._workspace, self._effects = workspace, effects
        self._customer = 0
        self._remarks = NO_REMARKS
        self.questions: dict[MarkKind, MarkQuestion] = {}
        self.chips: dict[MarkKind, QPushButton] = {}
        self.form: MarkForm | None = None
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._note = RemarksView(theme, workspace.texts)
        column.addWidget(self._note)
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.px(6))
        column.addLayout(self._place)
        self._is_drawn = False
        self.add = self.command = button(self.tr("Marks…"), self._pop_up, "chip")
        self.add.setAccessibleDescription(self.tr("Set marks, or take them away"))
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.actions_of = {kind: self._make_action(kind) for kind in MarkKind}

    def _make_action(self, kind: MarkKind) -> QAction:
        texts = self._workspace.texts
        made = QAction(texts(f"marks.kind_{kind.value}"), self.menu)
        made.setCheckable(True)
        made.setToolTip(escape(texts(f"marks.means_{kind.value}")))
        made.triggered.connect(partial(self._toggle, kind))
        self.menu.addAction(made)
        return made

    # Showing

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; a form that is open for the same customer stays as it is."""
        found = marks.marks_and_note(self._workspace.desk, [customer], today()) if customer else {}
        remarks = found.get(customer, NO_REMARKS)
        if (customer, remarks) == (self._customer, self._remarks) and self._is_drawn:
            # Drawn again, it would take the focus from whoever has just used it.
            return
        if customer != self._customer:
            self.form = None
        self._customer, self._remarks = customer, remarks
        self._show()

    def _show(self) -> None:
        remarks, theme = self._remarks, self._workspace.theme
        clear_layout(self._place)
        self.chips, self.questions = {}, {}
        self._note.show_remarks(Remarks(note=remarks.note))
        for proposal in remarks.proposals:
            sheet = frame("banner")
            inner = QVBoxLayout(sheet)
            space, narrow = theme.space(1.5), theme.px(6)
            inner.setContentsMargins(space, narrow, space, narrow)
            asked = MarkQuestion(theme, self._workspace.texts, proposal, today().year, keys=False)
            asked.answered.connect(partial(self._answer, asked))
            inner.addWidget(asked)
            self.questions[proposal.kind] = asked
            self._place.addWidget(sheet)
        if remarks.marks:
            self._place.addWidget(self._make_chips())
        origins = filter(None, map(self._origin, remarks.marks))
        if said := "   ".join(origins):
            self._place.addWidget(label(said, "soft", wrap=True))
        if self.form is not None:
            self._place.addWidget(self.form)
        # Nothing to say takes no line.
        self.setVisible(bool(remarks) or self.form is not None)
        self._is_drawn = True

    def _make_chips(self) -> Wrapped:
        flow = Flow(self._workspace.theme.px(4))
        for mark in self._remarks.marks:
            chip = button(
                mark_words(mark, self._workspace.texts), partial(self._open, mark), "mark"
            )
            chip.setAccessibleDescription(self._origin(mark))
            chip.setToolTip(self.tr("Change or take away"))
            self.chips[mark.kind] = chip
            flow.addWidget(chip)
        return Wrapped(flow)

    def _origin(self, mark: Mark) -> str:
        """DM不要: 2026/11/29・お電話で."""
        texts = self._workspace.texts
        day = texts.date(mark.day) if mark.day is not None else ""
        origin = texts("result.separator").join(part for part in (day, mark.source) if part)
        kind = texts(f"marks.kind_{mark.kind.value}")
        return texts("marks.origin", mark=kind, origin=origin) if origin else ""

    def _pop_up(self) -> None:
        for kind, action in self.actions_of.items():
            action.setChecked(kind in self.chips)
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    # Changing

    def _toggle(self, kind: MarkKind, _checked: bool = False) -> None:
        if kind in self.chips:
            self._remove(kind)
        else:
            self._set(marks.usual_mark(kind, today()))
        self._focus(kind)

    def _answer(self, asked: MarkQuestion, right: bool) -> None:
        proposal, customer = asked.proposal, self._customer
        desk, day = self._workspace.desk, today()
        if not right:
            self._workspace.perform(lambda: marks.decline(desk, customer, proposal.kind, day))
        else:
            year = asked.year.value() if asked.year is not None else None
            source = source_of(proposal, self._workspace.document_texts)
            self._set(marks.usual_mark(proposal.kind, day, source, year))
        self._focus(proposal.kind)

    def _set(self, mark: Mark) -> bool:
        return set_and_say(self._workspace, self._customer, mark, self._effects)

    def _remove(self, kind: MarkKind) -> bool:
        desk, customer = self._workspace.desk, self._customer
        return self._workspace.perform(lambda: marks.remove_mark(desk, customer, kind, today()))

    def _open(self, mark: Mark) -> None:
        self.form = form = MarkForm(self._workspace, mark)
        form.keep.clicked.connect(self._keep)
        form.remove.clicked.connect(self._take_away)
        form.leave.clicked.connect(self._leave)
        form.source.returnPressed.connect(self._keep)
        self._show()
        QTimer.singleShot(0, form.source, form.source.setFocus)

    def _keep(self) -> None:
        form = self.form
        mark = None if form is None else form.typed()
        if mark is not None and self._set(mark):
            self._leave()

    def _take_away(self) -> None:
        form = self.form
        if form is not None and self._remove(form.mark.kind):
            self._leave()

    def _leave(self) -> None:
        kind = self.form.mark.kind if self.form is not None else None
        self.form = None
        self._show()
        if kind is not None:
            self._focus(kind)

    def _focus(self, kind: MarkKind) -> None:
        """Whoever goes on by keys is where the mark is, or the next question."""
        question = next(iter(self.questions.values()), None)
        place = self.chips.get(kind) or (question.yes if question is not None else self.add)
        place.setFocus(Qt.FocusReason.OtherFocusReason)


def set_and_say(
    workspace: Workspace, customer: int, mark: Mark, effects: Sequence[MarkEffect]
) -> bool:
    """Set a mark, and say what else it changed; False where it was refused."""
    desk, day = workspace.desk, today()
    try:
        found = marks.marking(desk, customer, mark, day, workspace.texts, effects)
    except ReportableError as error:
        workspace.show_error(error)
        return False
    edit = found.edit
    if edit is None:
        return True
    done = workspace.perform(lambda: desk.apply(edit))
    if done:
        for sentence in found.said:
            workspace.notified.emit(sentence)
    return done
