"""The head of the wizard: which assessment it is, how far it is, and the ways out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.scoring import tally
from crm_desk.domain.texts import Texts
from crm_desk.ui.assessment.open_assessment import OpenAssessment
from crm_desk.ui.common.widgets import PageHead, button, label
from crm_desk.ui.theme import Theme


class WizardHead(PageHead):
    """Title, progress and buttons.

    Signals:
        left: back to the list.
        finished: to the results.
    """

    left = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        self._count = label()
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(theme.px(150))
        self._progress.setAccessibleName(self.tr("Answered items"))
        column.addStretch(1)
        column.addWidget(self._count)
        column.addWidget(self._progress)
        column.addStretch(1)
        self.side.addWidget(button(self.tr("All assessments"), self.left.emit))
        self.side.addWidget(button(self.tr("See results"), self.finished.emit))
        self.side.addSpacing(theme.space())
        self.side.addLayout(column)

    def show_assessment(self, opened: OpenAssessment, texts: Texts) -> None:
        """Say which one it is and how many items are decided."""
        overall = tally(opened.questionnaire.items, opened.assessment)
        day = texts.date(opened.assessment.details.held_on)
        self.set_words(
            self.tr("CRM assessment {day}").format(day=day),
            self.tr("No. {n} · saved by itself, answer by answer").format(n=opened.number),
        )
        self._count.setText(texts("result.answered", n=overall.answered, of=overall.items))
        self._count.setToolTip(wording.counts(overall, texts))
        self._progress.setMaximum(overall.items)
        self._progress.setValue(overall.answered + overall.not_applicable)
