"""The targets of an assessment: a small form shown in the page, not over it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.assessment import assessments
from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import FULL_TARGET
from crm_desk.domain.assessment.summary import Summary
from crm_desk.ui.common.fields import Toggler
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, PageHead, button, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace


class TargetsForm(QWidget):
    """The target rate of each category.

    Signals:
        kept: the targets of the assessment with this id are in the desk.
        left: nothing is to change.
    """

    kept = Signal(int)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._assessment_id = 0
        layout = page_layout(self, theme)
        layout.addWidget(
            PageHead(
                theme,
                self.tr("Targets"),
                self.tr(
                    "Where do you want to be at the next assessment? Weak points are "
                    "ranked by the distance to these."
                ),
            )
        )
        card = Card(theme, padding=2.5)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space())
        self._texts = workspace.texts
        self._fields: dict[str, tuple[QCheckBox, QSpinBox]] = {}
        self._rates: dict[str, QLabel] = {}
        card.body.addLayout(self._grid)
        row = QHBoxLayout()
        self.confirm = button(self.tr("Keep"), self._confirm, "primary")
        row.addWidget(self.confirm)
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        card.body.addSpacing(theme.space())
        card.body.addLayout(row)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    def show_summary(self, summary: Summary) -> None:
        """Ask for the targets of an assessment; an unticked category has none."""
        self._assessment_id = summary.assessment.id
        targets = summary.assessment.details.targets
        if not self._fields:
            heads = (self.tr("Category"), self.tr("Now"), self.tr("Target"))
            for column, head in enumerate(heads, start=1):
                self._grid.addWidget(label(head, "soft"), 0, column)
            for row, category in enumerate(summary.questionnaire.categories, start=1):
                self._add_row(row, category.id, category.name)
        for category_id, (check, field) in self._fields.items():
            target = targets.get(category_id)
            field.setValue(FULL_TARGET if target is None else target)
            check.setChecked(target is not None)
        for entry in summary.score.categories:
            rate = wording.rate_or_state(entry.tally, self._texts)
            self._rates[entry.category.id].setText(rate)

    def _add_row(self, row: int, category_id: str, name: str) -> None:
        check = QCheckBox()
        check.setAccessibleName(name)
        words = label(name, wrap=True)
        words.installEventFilter(Toggler(check))
        field = calm(QSpinBox())
        field.setRange(0, FULL_TARGET)
        field.setSingleStep(5)
        field.setSuffix(" %")
        field.setAccessibleName(self.tr("Target for {name}").format(name=name))
        field.valueChanged.connect(lambda _value: check.setChecked(True))
        rate = label()
        for column, widget in enumerate((check, words, rate, field)):
            self._grid.addWidget(widget, row, column)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(4, 1)
        self._fields[category_id] = (check, field)
        self._rates[category_id] = rate

    def _confirm(self) -> None:
        desk, assessment_id = self._workspace.desk, self._assessment_id
        targets = {
            category_id: field.value()
            for category_id, (check, field) in self._fields.items()
            if check.isChecked()
        }
        if self._workspace.perform(lambda: assessments.set_targets(desk, assessment_id, targets)):
            self.kept.emit(assessment_id)
