"""What only the shop knows about its files, asked in one place."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from crm_desk.domain.money import Money
from crm_desk.importing.answers import UNANSWERED
from crm_desk.importing.findings import Question
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.question_rows import QuestionRows
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import SheetOffer


class QuestionCard(Card):
    """One question after another; hidden where there is none.

    It is drawn again only when there is something else to ask, so that nothing moves under the
    pointer while answers are given.
    """

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace.theme, padding=3)
        self.body.setSpacing(workspace.theme.space(2))
        self._workspace, self._session = workspace, session
        self._shown: tuple[Hashable, ...] = ()
        self._answering = False
        self.rows: dict[str, QuestionRows] = {}
        self.hide()

    @property
    def first(self) -> QWidget | None:
        """The control of the first question that waits for an answer."""
        return next((rows.first for rows in self.rows.values() if rows.first is not None), None)

    def show_state(self, money: Money) -> None:
        """Ask what the session's files leave open."""
        state = self._session.state
        asked = {name: found.questions for name, found in state.findings.items() if found.questions}
        answers = tuple(state.answers.get(source, UNANSWERED) for source in asked)
        shown = (*self._key(asked, money), answers)
        known, self._shown = self._shown, shown
        # What was just chosen, the controls show already.
        if shown == known or (self._answering and shown[:-1] == known[:-1]):
            return
        clear_layout(self.body)
        self.rows = {}
        self.setVisible(bool(asked or state.offers))
        if not (asked or state.offers):
            return
        texts = self._workspace.texts
        self.body.addWidget(label(texts("ask.heading"), "heading"))
        for offer in state.offers:
            self.body.addLayout(self._sheet(offer))
        for source, questions in asked.items():
            if len(asked) > 1:
                name = texts("ask.of_source", source=state.sources.get(source, source))
                self.body.addWidget(label(name, "soft", wrap=True))
            given = state.answers.get(source, UNANSWERED)
            answered = partial(self._answer, source)
            rows = QuestionRows(self._workspace, source, questions, given, money, answered)
            self.rows[source] = rows
            self.body.addWidget(rows)

    def _key(self, asked: "dict[str, tuple[Question, ...]]", money: Money) -> tuple[Hashable, ...]:
        state = self._session.state
        return (
            tuple(asked.items()),
            tuple((offer.plan.path, offer.sheet) for offer in state.offers),
            tuple(state.sources.get(source) for source in asked) if len(asked) > 1 else (),
            money,
        )

    def _answer(self, source: str, question: Question, option: str) -> None:
        self._answering = True
        try:
            self._session.checks.answer(source, question, option)
        finally:
            self._answering = False

    def _sheet(self, offer: SheetOffer) -> QVBoxLayout:
        texts = self._workspace.texts
        box = QVBoxLayout()
        box.setSpacing(self._workspace.theme.px(4))
        words = texts("ask.sheet", file=offer.plan.path.name, sheet=offer.sheet)
        box.addWidget(label(words, "strong", wrap=True))
        box.addWidget(label(texts("ask.sheet_facts", n=f"{offer.rows:,}"), "soft"))
        flow = Flow(self._workspace.theme.space(2))
        for wanted in (True, False):
            text = texts("ask.sheet_yes" if wanted else "ask.sheet_no")
            if wanted:
                text = texts("ask.recommended", option=text)
            choice = QRadioButton(text)
            choice.setProperty("kind", "plain")
            choice.setAccessibleName(f"{words}: {text}")
            choice.setObjectName(f"{offer.plan.path}/{offer.sheet}/{wanted}")
            choice.setChecked(wanted is offer.wanted)
            choice.clicked.connect(partial(self._session.take_sheet, offer, wanted=wanted))
            flow.addWidget(choice)
        box.addWidget(Wrapped(flow))
        return box
