"""The results of one assessment: how much, where strong, where weak, what next, what changed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QScrollBar, QVBoxLayout, QWidget

from crm_desk.desk.assessment import assessments
from crm_desk.domain.assessment.comparison import Comparison
from crm_desk.domain.assessment.rate_chart import category_rates, last_time_note
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.assessment.result_changes import ChangesCard
from crm_desk.ui.assessment.result_items import (
    NextStepsCard,
    OpenItemsCard,
    StrengthsCard,
    open_items,
)
from crm_desk.ui.assessment.result_overview import RadarCard, RatesCard, TotalCard
from crm_desk.ui.common.widgets import (
    Card,
    PageHead,
    button,
    clear_layout,
    page_layout,
    scrolling,
)
from crm_desk.ui.common.workspace import Workspace

_ONE_COLUMN, _THREE_CARDS = 680, 1080
"""Widths at 100 % from which two and three cards stand side by side."""


class Results(QWidget):
    """Shows one assessment, beside an earlier one of the person's choice.

    Signals:
        answered: the person wants to the wizard, at this item.
        targeted: targets are to be set.
        printed: preview and print.
        listed: back to the list.
    """

    answered = Signal(str)
    targeted = Signal()
    printed = Signal()
    listed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = workspace.theme
        self._id: int | None = None
        self._compared_with: int | None = None
        self._narrow = self._medium = False
        self.summary: Summary | None = None
        layout = page_layout(self, self._theme)
        self._head = PageHead(self._theme)
        self._head.side.addWidget(button(self.tr("All assessments"), self.listed.emit))
        self._head.side.addWidget(button(self.tr("Answers"), lambda: self.answered.emit("")))
        self._head.side.addWidget(button(self.tr("Print / PDF"), self.printed.emit, "primary"))
        layout.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, self._theme.px(4), 0)
        self._column.setSpacing(self._theme.space(2))
        self._area = scrolling(content)
        layout.addWidget(self._area, 1)

    @property
    def assessment_id(self) -> int | None:
        """The assessment on screen."""
        return self._id

    @property
    def scroll_bar(self) -> QScrollBar:
        """Moves through the page."""
        return self._area.verticalScrollBar()

    @property
    def compared_with(self) -> int | None:
        """The earlier assessment that was chosen; None for the one before."""
        return self._compared_with

    def open(self, assessment_id: int) -> bool:
        """Show an assessment beside the one before it; False when it is gone."""
        self._id, self._compared_with = assessment_id, None
        self.scroll_bar.setValue(0)
        return self.refresh()

    def refresh(self) -> bool:
        """Show what the desk now holds; False when the assessment is gone."""
        if self._id is None:
            return False
        try:
            self.summary = assessments.summary(
                self._workspace.desk, self._id, self._workspace.language, self._compared_with
            )
        except ReportableError as error:
            if error.key != "assessment_gone":
                raise
            self.summary = None
            return False
        self._fill(self.summary)
        return True

    def _fill(self, summary: Summary) -> None:
        texts, details = self._workspace.texts, summary.assessment.details
        line = [
            texts("report.number", n=summary.number),
            texts("report.version", n=summary.questionnaire.version),
        ]
        if details.participants:
            line.append(texts("report.participants", names=details.participants))
        self._head.set_words(
            self.tr("Results of {day}").format(day=texts.date(details.held_on)),
            texts("result.separator").join(line),
        )
        clear_layout(self._column)
        self._column.addLayout(self._overview(summary))
        self._column.addWidget(NextStepsCard(self._theme, texts, summary, self.answered.emit))
        self._column.addLayout(self._items(summary))
        if summary.comparison is not None:
            self._column.addWidget(self._changes(summary, summary.comparison))
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = (
            self.width() < self._theme.px(_ONE_COLUMN),
            self.width() < self._theme.px(_THREE_CARDS),
        )
        if shape != (self._narrow, self._medium):
            self._narrow, self._medium = shape
            if self.summary is not None:
                self._fill(self.summary)

    def _overview(self, summary: Summary) -> QGridLayout:
        """Total, bars and radar, beside one another as far as there is room."""
        theme, texts, grid = self._theme, self._workspace.texts, QGridLayout()
        grid.setSpacing(theme.space(2))
        rates = category_rates(summary, texts)
        note = last_time_note(summary, rates, texts)
        total = TotalCard(theme, texts, summary)
        bars = RatesCard(theme, texts, rates, note, self.targeted.emit)
        radar = RadarCard(theme, rates)
        if self._narrow:
            for place, card in enumerate((total, bars, radar)):
                grid.addWidget(card, place, 0)
        elif self._medium:
            grid.addWidget(total, 0, 0)
            grid.addWidget(radar, 0, 1)
            grid.addWidget(bars, 1, 0, 1, 2)
            grid.setColumnStretch(0, 1)
        else:
            for column, card in enumerate((total, bars, radar)):
                grid.addWidget(card, 0, column)
            grid.setColumnStretch(0, 6)
            grid.setColumnStretch(1, 10)
        return grid

    def _items(self, summary: Summary) -> QBoxLayout:
        """Strengths, and what is open."""
        theme, texts, direction = self._theme, self._workspace.texts, QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if self._medium else direction.LeftToRight)
        row.setSpacing(theme.space(2))
        row.addWidget(StrengthsCard(theme, texts, summary), 1)
        items = open_items(summary)
        if items:
            row.addWidget(OpenItemsCard(theme, texts, summary, items, self.answered.emit), 1)
        return row

    def _changes(self, summary: Summary, comparison: Comparison) -> Card:
        card = ChangesCard(
            self._theme,
            self._workspace.texts,
            comparison,
            assessments.earlier_than(self._workspace.desk, summary.assessment),
            self.answered.emit,
            columns=1 if self._narrow else 2,
        )
        card.compared.connect(self.compare)
        return card

    def compare(self, earlier_id: int) -> None:
        """Show the changes since another earlier assessment."""
        place = self.scroll_bar.value()
        self._compared_with = earlier_id
        self.refresh()
        self.scroll_bar.setValue(place)
