"""Date, participants and next date: a small form shown in the page, not over it."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.assessment import assessments, questionnaires
from crm_desk.desk.assessment.assessments import FIRST_YEAR, LAST_YEAR
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import today
from crm_desk.domain.assessment.assessment import Details
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.widgets import Card, PageHead, button, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace

_MONTHS_AHEAD = timedelta(days=91)
_UNUSUAL = timedelta(days=366)
_DAYS = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


class DetailsForm(QWidget):
    """Before a new assessment: what CRM means here, the day, and who takes part.

    For one that exists, also the day of the next one, and without the introduction.

    Signals:
        started: the id of the new assessment.
        kept: what was changed of one that exists is in the desk.
        left: nothing is to change.
    """

    started = Signal(int)
    kept = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._assessment_id: int | None = None
        self._targets: Mapping[str, int] = {}
        layout = page_layout(self, theme)
        self._head = PageHead(theme)
        layout.addWidget(self._head)
        self._introduction = Card(theme, padding=2.5)
        self._paragraphs = label(wrap=True)
        self._introduction.body.addWidget(self._paragraphs)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self._make_form(workspace))
        column.addWidget(self._introduction)
        column.addStretch(1)
        layout.addWidget(scrolling(content), 1)

    def _make_form(self, workspace: Workspace) -> QWidget:
        theme = workspace.theme
        card = Card(theme, padding=2.5)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1.5))
        self.held_on = DateField(self.tr("Date"), theme, *_DAYS)
        self.participants = QLineEdit()
        self.participants.returnPressed.connect(self._confirm)
        self._warning = label(role="warn", wrap=True)
        self._warning.hide()
        self.held_on.day_changed.connect(self._warn_of)
        self.participants.setAccessibleName(self.tr("Participants"))
        self.participants.setPlaceholderText(self.tr("For example: Sato, Takahashi, Yoshida"))
        self.has_next = QCheckBox(self.tr("Next assessment on"))
        self.next_on = DateField(self.tr("Next assessment on"), theme, *_DAYS)
        self.has_next.toggled.connect(self.next_on.setEnabled)
        grid.addWidget(label(self.tr("Date")), 0, 0)
        grid.addWidget(self.held_on, 0, 1)
        grid.addWidget(label(self.tr("Participants")), 1, 0)
        grid.addWidget(self.participants, 1, 1, 1, 2)
        grid.addWidget(self.has_next, 2, 0)
        grid.addWidget(self.next_on, 2, 1)
        grid.setColumnStretch(2, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._warning)
        row = QHBoxLayout()
        self.confirm = button("", self._confirm, "primary")
        row.addWidget(self.confirm)
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        card.body.addSpacing(theme.space())
        card.body.addLayout(row)
        return card

    @property
    def assessment_id(self) -> int | None:
        """The assessment that is changed; None for a new one."""
        return self._assessment_id

    def begin(self) -> None:
        """Ask for what a new assessment needs."""
        self._assessment_id, self._targets = None, {}
        questionnaire = questionnaires.questionnaire(
            questionnaires.LATEST_QUESTIONNAIRE, self._workspace.language
        )
        self._head.set_words(
            self.tr("New assessment"),
            self.tr("33 items, about 40 minutes. You can stop at any time and go on later."),
        )
        self._set_button(self.tr("Start with the first item"))
        self._paragraphs.setText(f"{questionnaire.introduction}\n\n{questionnaire.origin_note}")
        self._introduction.show()
        self._show_day(today())
        self.participants.clear()
        self._show_next(None, today())
        self.has_next.hide()
        self.next_on.hide()
        self.confirm.setFocus()

    def describe(self, assessment_id: int) -> bool:
        """Ask for changes to an assessment; False when it is gone."""
        assessment = assessments.find(self._workspace.desk, assessment_id)
        if assessment is None:
            return False
        details = assessment.details
        self._assessment_id, self._targets = assessment_id, details.targets
        self._head.set_words(
            self.tr("Date and participants"),
            self.tr("What is said of the assessment as a whole."),
        )
        self._set_button(self.tr("Keep"))
        self._introduction.hide()
        self._show_day(details.held_on)
        self.participants.setText(details.participants)
        self.has_next.show()
        self.next_on.show()
        self._show_next(details.next_on, details.held_on)
        self.has_next.setFocus()
        return True

    def _show_day(self, day: date) -> None:
        self.held_on.show_day(day)
        self._warn_of(day)

    def _warn_of(self, day: date) -> None:
        """Say it when the day is unusual; look the next one up again where none was chosen."""
        now = today()
        unusual = day > now or (now - day) > _UNUSUAL
        if unusual:
            self._warning.setText(
                self.tr("The date is {day}. Is that right?").format(day=f"{day:%Y/%m/%d}")
            )
        self._warning.setVisible(unusual)
        if not self.has_next.isChecked():
            self.next_on.show_day(day + _MONTHS_AHEAD)

    def _show_next(self, day: date | None, start: date) -> None:
        self.has_next.setChecked(day is not None)
        self.next_on.setEnabled(day is not None)
        self.next_on.show_day(day or start + _MONTHS_AHEAD)

    def _set_button(self, text: str) -> None:
        self.confirm.setText(text)
        self.confirm.setAccessibleName(text)

    def _confirm(self) -> None:
        if not all_read((self.held_on, self.next_on)):
            return
        next_on = self.next_on.day if self.has_next.isChecked() else None
        details = Details(self.held_on.day, self.participants.text(), next_on, self._targets)
        if self._assessment_id is None:
            self._start(details)
        else:
            self._change(self._assessment_id, details)

    def _start(self, details: Details) -> None:
        started: list[int] = []

        def start() -> Changes:
            new_id, changes = assessments.start(
                self._workspace.desk, details.held_on, details.participants
            )
            started.append(new_id)
            return changes

        if self._workspace.perform(start):
            self.started.emit(started[0])

    def _change(self, assessment_id: int, details: Details) -> None:
        desk = self._workspace.desk
        if self._workspace.perform(
            lambda: assessments.change_details(desk, assessment_id, details)
        ):
            self.kept.emit()
