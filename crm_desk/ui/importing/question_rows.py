"""Questions, each with its answers below it."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.domain.money import Money
from crm_desk.importing.answers import Answers
from crm_desk.importing.findings import Question, QuestionKind, answer_to
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace

Answered = Callable[[Question, str], None]
_YEAR_DIGITS = 4
_YEAR_WIDTH = 90


class QuestionRows(QWidget):
    """The questions about one source; statuses stand together, one row for each word.

    Args:
        name: tells the controls from those of other rows, so that the keys find them again.
        answered: called with a question and the option that was chosen.
    """

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        questions: Sequence[Question],
        answers: Answers,
        money: Money,
        answered: Answered,
    ) -> None:
        super().__init__()
        self._workspace, self._theme, self._name = workspace, workspace.theme, name
        self._answers, self._money, self._answered = answers, money, answered
        self.options: dict[tuple[QuestionKind, str], dict[str, QRadioButton]] = {}
        self.first: QWidget | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(self._theme.space(2))
        for kind, found in groupby(questions, lambda question: question.kind):
            group = list(found)
            if kind is QuestionKind.STATUS and len(group) > 1:
                self._add_words(group)
                continue
            for question in group:
                self._add(question)

    def _chosen(self, question: Question) -> str:
        answer = answer_to(question, self._answers)
        if question.options and answer not in question.options:
            answer = ""
        return answer or question.proposal

    # One question

    def _add(self, question: Question) -> None:
        from crm_desk.desk.importing.question_words import facts, sentence

        texts = self._workspace.texts
        box = QVBoxLayout()
        box.setSpacing(self._theme.px(4))
        words = sentence(question, texts)
        box.addWidget(label(words, "strong", wrap=True))
        for line in filter(None, (facts(question, texts, self._money), question.detail)):
            box.addWidget(label(line, "soft", wrap=True))
        if question.options:
            flow = Flow(self._theme.space(2))
            for choice in self._choices(question, words).values():
                flow.addWidget(choice)
            box.addWidget(Wrapped(flow))
        else:
            box.addLayout(self._year(question, words))
        self._body.addLayout(box)

    def _choices(self, question: Question, words: str) -> dict[str, QRadioButton]:
        from crm_desk.desk.importing.question_words import option_words

        texts, now = self._workspace.texts, self._chosen(question)
        group = QButtonGroup(self)
        made = {}
        for option in question.options:
            text = option_words(question, option, texts)
            if option == question.proposal:
                text = texts("ask.recommended", option=text)
            choice = made[option] = QRadioButton(text.replace("&", "&&"))
            choice.setProperty("kind", "plain")
            choice.setAccessibleName(f"{words}: {text}")
            choice.setObjectName(f"{self._name}/{question.kind}/{question.subject}/{option}")
            choice.setChecked(option == now)
            choice.clicked.connect(partial(self._take, question, option))
            group.addButton(choice)
            self._note(choice, waits=not now)
        self.options[question.kind, question.subject] = made
        return made

    def _note(self, control: QWidget, *, waits: bool) -> None:
        """The keys go first to what waits for an answer."""
        if waits and self.first is None:
            self.first = control

    def _take(self, question: Question, option: str) -> None:
        self._answered(question, option)

    def _year(self, question: Question, words: str) -> QHBoxLayout:
        from PySide6.QtCore import Qt

        texts, now = self._workspace.texts, self._chosen(question)
        field = QLineEdit(now)
        field.setValidator(QIntValidator(1, 9999, field))
        field.setMaxLength(_YEAR_DIGITS)
        field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.setFixedWidth(self._theme.px(_YEAR_WIDTH))
        field.setAccessibleName(f"{words}: {texts('ask.year_field')}")
        field.setObjectName(f"{self._name}/{question.kind}/{question.subject}")
        self._note(field, waits=not now)

        def typed(text: str) -> None:
            if len(text) == _YEAR_DIGITS:
                self._answered(question, text)

        field.textEdited.connect(typed)
        row = QHBoxLayout()
        row.setSpacing(self._theme.space())
        row.addWidget(field)
        row.addWidget(label(texts("ask.year_field"), "soft"))
        row.addStretch(1)
        return row

    # Several words of one column

    def _add_words(self, questions: Sequence[Question]) -> None:
        from crm_desk.desk.importing.question_words import facts, sentence

        texts = self._workspace.texts
        self._body.addWidget(label(texts("ask.status_group"), "strong", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space(1.5))
        grid.setVerticalSpacing(self._theme.space(1))
        for row, question in enumerate(questions):
            word = texts("ask.status_word", value=question.value)
            amount = facts(question, texts, self._money)
            grid.addWidget(label(f"{word}  {amount}".strip(), wrap=True), row, 0)
            choices = self._choices(question, sentence(question, texts))
            for column, choice in enumerate(choices.values(), 1):
                grid.addWidget(choice, row, column)
        grid.setColumnStretch(0, 1)
        self._body.addLayout(grid)
