"""The shop's assessments, newest first."""

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from crm_desk.desk.assessment import assessments, questionnaires
from crm_desk.desk.assessment.assessments import Overview
from crm_desk.domain.assessment import wording
from crm_desk.ui.common.widgets import (
    NARROW,
    Card,
    PageHead,
    button,
    clear_layout,
    label,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace


class AssessmentListView(QWidget):
    """Begin a new assessment, go on with one, or look at its results.

    Signals:
        begun: a new one is wanted.
        resumed, read, described, printed, tabled, exported: what is wanted of the
            one with this id.
    """

    begun = Signal()
    resumed = Signal(int)
    read = Signal(int)
    described = Signal(int)
    printed = Signal(int)
    tabled = Signal(int)
    exported = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._narrow = False
        theme = workspace.theme
        layout = page_layout(self, theme)
        head = PageHead(
            theme,
            self.tr("CRM assessment"),
            self.tr("See how well your shop looks after its customers, and what to do next."),
        )
        head.side.addWidget(button(self.tr("New assessment"), self.begun.emit, "primary"))
        layout.addWidget(head)
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.space(1.5))
        layout.addWidget(scrolling(content), 1)

    def refresh(self) -> None:
        """Show what the desk now holds."""
        clear_layout(self._rows)
        found = assessments.overviews(self._workspace.desk, self._workspace.language)
        for overview in reversed(found):
            self._rows.addWidget(self._row(overview))
        if not found:
            self._rows.addWidget(self._empty())
        self._rows.addStretch(1)

    def _empty(self) -> QWidget:
        theme = self._workspace.theme
        card = Card(theme, padding=3)
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, self._workspace.language
        )
        card.body.addWidget(label(self.tr("There is no assessment yet"), "heading"))
        for paragraph in questionnaire.introduction.split("\n\n"):
            card.body.addWidget(label(paragraph.replace("\n", " "), wrap=True))
        return card

    def _row(self, overview: Overview) -> QWidget:
        theme, texts = self._workspace.theme, self._workspace.texts
        assessment, overall = overview.assessment, overview.score.overall
        card = Card(theme)
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        day = texts.date(assessment.details.held_on)
        title = self.tr("{day} · No. {n}").format(day=day, n=overview.number)
        words.addWidget(label(title, "heading", wrap=True))
        line = wording.counts(overall, texts)
        if assessment.details.participants:
            line += texts("result.separator") + assessment.details.participants
        words.addWidget(label(line, "soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        if self._narrow:
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            card.body.addLayout(row)
        self._add_figures(row, overview)
        if self._narrow:
            row.addStretch(1)
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            card.body.addLayout(row)
        self._add_buttons(row, overview, day)
        return card

    def _add_figures(self, row: QHBoxLayout, overview: Overview) -> None:
        texts, points = self._workspace.texts, overview.points_gained
        figure, beside = wording.headline(overview.score.overall, texts)
        side = Qt.AlignmentFlag.AlignLeft if self._narrow else Qt.AlignmentFlag.AlignRight
        row.addWidget(self._column(label(figure, "number"), 92, side))
        row.addWidget(self._column(label(beside, "soft"), 120))
        gained = "" if points is None else texts("result.points", n=texts.signed(points))
        row.addWidget(self._column(label(gained, "good" if (points or 0) > 0 else "strong"), 76))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            if self._rows.count():
                self._workspace.attempt(self.refresh)

    def _column(
        self,
        words: QLabel,
        width: int,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> QLabel:
        """At least as wide in every row, so that figures stand below one another."""
        if not self._narrow:
            words.setMinimumWidth(self._workspace.theme.px(width))
        words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        return words

    def _add_buttons(self, row: QHBoxLayout, overview: Overview, day: str) -> None:
        chosen, overall = overview.assessment.id, overview.score.overall
        open_items = overall.unanswered + overall.deferred
        buttons = [
            (self.tr("Go on") if open_items else self.tr("Answers"), self.resumed),
            (self.tr("Results"), self.read),
        ]
        for text, signal in buttons:
            made = button(text, partial(signal.emit, chosen))
            made.setAccessibleName(f"{text} {day}")
            made.setMinimumWidth(self._workspace.theme.px(84))
            row.addWidget(made)
        if self._narrow:
            row.addStretch(1)
        more = button(self.tr("More"), lambda: None, "link")
        more.setAccessibleName(self.tr("More for {day}").format(day=day))
        more.setMenu(self._menu(more, chosen))
        row.addWidget(more)

    def _menu(self, parent: QPushButton, chosen: int) -> QMenu:
        menu = QMenu(parent)
        for text, signal in (
            (self.tr("Date and participants…"), self.described),
            (self.tr("Print / PDF…"), self.printed),
            (self.tr("Save as Excel workbook…"), self.tabled),
            (self.tr("Save as JSON…"), self.exported),
        ):
            menu.addAction(text).triggered.connect(partial(_emit, signal, chosen))
        menu.addAction(self.tr("Delete")).triggered.connect(lambda: self._delete(chosen))
        return menu

    def _delete(self, assessment_id: int) -> None:
        # No question: it can be undone, and that is said.
        workspace = self._workspace
        if workspace.perform(lambda: assessments.delete(workspace.desk, assessment_id)):
            workspace.notified.emit(workspace.texts("said.deleted"))


def _emit(signal: SignalInstance, chosen: int, _checked: bool = False) -> None:
    signal.emit(chosen)
