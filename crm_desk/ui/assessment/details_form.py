"""Date, participants, next date and targets: small forms shown in the page, not over it."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.assessment.assessments import FIRST_YEAR, LAST_YEAR
from crm_desk.desk.desk import today
from crm_desk.domain.assessment.assessment import FULL_TARGET, Details
from crm_desk.domain.assessment.questionnaire import Questionnaire
from crm_desk.domain.assessment.scoring import Score
from crm_desk.ui.common.date_field import DateField, show_date, to_date
from crm_desk.ui.common.fields import Toggler
from crm_desk.ui.common.widgets import Card, PageHead, button, label, page_layout, scrolling
from crm_desk.ui.common.workspace import Workspace

_MONTHS_AHEAD = timedelta(days=91)
_UNUSUAL = timedelta(days=366)


class DetailsForm(QWidget):
    """Before a new assessment: what CRM means here, the day, and who takes part.

    For one that exists, also the day of the next one, and without the introduction.

    Signals:
        confirmed: the `Details` as filled in; targets are handed through.
        left: nothing is to change.
    """

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = workspace.theme
        self._details: Details | None = None
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
        self.held_on = DateField(self.tr("Date"), theme, FIRST_YEAR, LAST_YEAR)
        self.participants = QLineEdit()
        self.participants.returnPressed.connect(self._confirm)
        self._warning = label(role="warn", wrap=True)
        self._warning.hide()
        self.held_on.dateChanged.connect(self._date_changed)
        self.participants.setAccessibleName(self.tr("Participants"))
        self.participants.setPlaceholderText(self.tr("For example: Sato, Takahashi, Yoshida"))
        self.has_next = QCheckBox(self.tr("Next assessment on"))
        self.next_on = DateField(self.tr("Next assessment on"), theme, FIRST_YEAR, LAST_YEAR)
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

    def show_new(self, questionnaire: Questionnaire, today: date) -> None:
        """Ask for what a new assessment needs."""
        self._details = None
        self._head.set_words(
            self.tr("New assessment"),
            self.tr("33 items, about 40 minutes. You can stop at any time and go on later."),
        )
        self._set_button(self.tr("Start with the first item"))
        self._paragraphs.setText(f"{questionnaire.introduction}\n\n{questionnaire.origin_note}")
        self._introduction.show()
        show_date(self.held_on, today)
        self.participants.clear()
        self._show_next(None, today)
        self.has_next.hide()
        self.next_on.hide()
        self.confirm.setFocus()

    def show_details(self, details: Details) -> None:
        """Ask for changes to an assessment."""
        self._details = details
        self._head.set_words(
            self.tr("Date and participants"),
            self.tr("What is said of the assessment as a whole."),
        )
        self._set_button(self.tr("Keep"))
        self._introduction.hide()
        show_date(self.held_on, details.held_on)
        self.participants.setText(details.participants)
        self.has_next.show()
        self.next_on.show()
        self._show_next(details.next_on, details.held_on)
        self.has_next.setFocus()

    def _date_changed(self) -> None:
        """Say it when the day is unusual; look the next one up again where none was chosen."""
        day, now = to_date(self.held_on), today()
        unusual = day > now or (now - day) > _UNUSUAL
        if unusual:
            self._warning.setText(
                self.tr("The date is {day}. Is that right?").format(day=f"{day:%Y/%m/%d}")
            )
        self._warning.setVisible(unusual)
        if not self.has_next.isChecked():
            show_date(self.next_on, day + _MONTHS_AHEAD)

    def _show_next(self, day: date | None, start: date) -> None:
        self.has_next.setChecked(day is not None)
        self.next_on.setEnabled(day is not None)
        show_date(self.next_on, day or start + _MONTHS_AHEAD)

    def _set_button(self, text: str) -> None:
        self.confirm.setText(text)
        self.confirm.setAccessibleName(text)

    def _confirm(self) -> None:
        targets = self._details.targets if self._details else {}
        next_on = to_date(self.next_on) if self.has_next.isChecked() else None
        self.confirmed.emit(
            Details(to_date(self.held_on), self.participants.text(), next_on, targets)
        )


class TargetsForm(QWidget):
    """The target rate of each category.

    Signals:
        confirmed: category id to percent, categories without a target left out.
        left: nothing is to change.
    """

    confirmed = Signal(dict)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = self._theme = workspace.theme
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

    def show_targets(self, questionnaire: Questionnaire, score: Score, details: Details) -> None:
        """Ask for the targets of an assessment; an unticked category has none."""
        if not self._fields:
            heads = (self.tr("Category"), self.tr("Now"), self.tr("Target"))
            for column, head in enumerate(heads, start=1):
                self._grid.addWidget(label(head, "soft"), 0, column)
            for row, category in enumerate(questionnaire.categories, start=1):
                self._add_row(row, category.id, category.name)
        for category_id, (check, field) in self._fields.items():
            target = details.targets.get(category_id)
            field.setValue(FULL_TARGET if target is None else target)
            check.setChecked(target is not None)
            self._rates[category_id].setText(self._texts.percent(score.rate_of(category_id)))

    def _add_row(self, row: int, category_id: str, name: str) -> None:
        check = QCheckBox()
        check.setAccessibleName(name)
        words = label(name, wrap=True)
        words.installEventFilter(Toggler(check))
        field = QSpinBox()
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
        self.confirmed.emit(
            {
                category_id: field.value()
                for category_id, (check, field) in self._fields.items()
                if check.isChecked()
            }
        )
