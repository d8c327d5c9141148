"""メモをご確認ください: marks that words propose, person by person, answered by one key each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.desk.contacts import marks
from crm_desk.desk.contacts.marks import MarkEffect, OpenProposal, Remarks, source_of
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import Listed
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.mark_question import MarkQuestion
from crm_desk.ui.contacts.mark_strip import set_and_say
from crm_desk.ui.contacts.remarks_view import shortened
from crm_desk.ui.customers.contact_words import contact_words

_AT_ONCE = 6


class UnreadNotes(QWidget):
    """One card a person; whoever is answered goes, and the next comes up.

    Attributes:
        questions: those on screen, from the top.

    Signals:
        left: back to the list.
        came: the questions are shown.
    """

    left = Signal()
    came = Signal()

    def __init__(self, workspace: Workspace, effects: Sequence[MarkEffect]) -> None:
        super().__init__()
        self._workspace, self._effects = workspace, effects
        self._found: tuple[OpenProposal, ...] = ()
        self.questions: list[MarkQuestion] = []
        theme = workspace.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Notes to check"))
        layout = page_layout(self, theme)
        self.back = button(self.tr("← All customers"), self.left.emit, "link")
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._head = PageHead(theme, self.tr("Notes to check"), workspace.texts("marks.unread_why"))
        layout.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        layout.addWidget(scrolling(content), 1)

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return self._workspace.is_settled(self)

    def reload(self) -> None:
        """Look again, beside the window."""
        desk, day = self._workspace.desk, today()

        def show(found: tuple[OpenProposal, ...]) -> None:
            if found != self._found or not self._column.count():
                self._found = found
                self._workspace.attempt(self._show)
            self.came.emit()

        self._workspace.ask_latest(self, lambda: marks.open_proposals(desk, day), show)

    def take_focus(self) -> None:
        """Keys answer the first question."""
        (self.questions[0].yes if self.questions else self.back).setFocus()

    def _show(self) -> None:
        clear_layout(self._column)
        self.questions = []
        theme, texts, desk = self._workspace.theme, self._workspace.texts, self._workspace.desk
        by_person: dict[int, list[OpenProposal]] = {}
        for each in self._found:
            by_person.setdefault(each.root, []).append(each)
        shown = list(by_person)[:_AT_ONCE]
        people_shown = people.listed(desk, shown)
        remarks = marks.marks_and_note(desk, shown, today())
        title = texts("marks.unread", n=f"{len(by_person):,}") if by_person else ""
        self._head.set_words(title or self.tr("Notes to check"), texts("marks.unread_why"))
        for root in shown:
            if root in people_shown:
                said = remarks.get(root, marks.NO_REMARKS)
                self._column.addWidget(self._card(people_shown[root], by_person[root], said))
        if not by_person:
            card = Card(theme, padding=3)
            card.body.addWidget(label(self.tr("There are no notes to check"), "heading", wrap=True))
            self._column.addWidget(card)
        elif len(by_person) > len(shown):
            more = texts("marks.more_unread", n=f"{len(by_person) - len(shown):,}")
            self._column.addWidget(label(more, "soft", wrap=True))
        self._column.addStretch(1)

    def _card(self, who: Listed, asked: Sequence[OpenProposal], said: Remarks) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        card = Card(theme)
        name = who.name or self.tr("(no name)")
        head = QHBoxLayout()
        head.addWidget(label(name, "heading", wrap=True), 1)
        opened = button(self.tr("Open this customer"), partial(self._open, who.id), "link")
        opened.setAccessibleDescription(name)
        head.addWidget(opened)
        card.body.addLayout(head)
        gap = texts("result.separator")
        for line in (
            gap.join(part for part in (who.member_no, *contact_words(who, texts)) if part),
            " ".join(part for part in (who.postcode, who.address) if part),
        ):
            if line:
                card.body.addWidget(label(line, "soft", wrap=True))
        if said.note:
            title = self.tr("Note")
            card.body.addWidget(label(f"{title}  {shortened(said.note)}", wrap=True))
        for proposal in asked:
            question = MarkQuestion(theme, texts, proposal, today().year, keys=True)
            question.answered.connect(partial(self._answer, question))
            card.body.addWidget(question)
            self.questions.append(question)
        return card

    def _open(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer))

    def _answer(self, question: MarkQuestion, right: bool) -> None:
        proposal, workspace, day = question.proposal, self._workspace, today()
        if right:
            year = question.year.value() if question.year is not None else None
            source = source_of(proposal, workspace.document_texts)
            mark = marks.usual_mark(proposal.kind, day, source, year)
            done = set_and_say(workspace, proposal.root, mark, self._effects)
        else:
            done = workspace.perform(
                lambda: marks.decline(workspace.desk, proposal.root, proposal.kind, day)
            )
        if done:
            self._without(proposal)

    def _without(self, proposal: OpenProposal) -> None:
        """The next question is where this one was; what else was answered by it comes with it."""
        desk, day = self._workspace.desk, today()
        left = marks.marks_and_note(desk, [proposal.root], day).get(proposal.root, marks.NO_REMARKS)
        others = {each for each in self._found if each.root != proposal.root}
        stays = others | set(left.proposals)
        self._found = tuple(each for each in self._found if each in stays)
        self._show()
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answers = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False}
        right = answers.get(Qt.Key(event.key()))
        if right is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if self.questions:
            self._answer(self._with_focus(), right)

    def _with_focus(self) -> MarkQuestion:
        """The question where the focus is, else the first."""
        within = (q for q in self.questions if q.isAncestorOf(self.focusWidget() or self))
        return next(within, self.questions[0])
