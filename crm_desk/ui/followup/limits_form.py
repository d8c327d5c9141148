"""What the shop can do, what postage costs, and whom it may write to: changed in place."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSpinBox

from crm_desk.desk.changes import Changes
from crm_desk.desk.followup import design as use_case
from crm_desk.desk.money import money_of
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import APPROACHES
from crm_desk.domain.money import Money
from crm_desk.ui.common.fields import Toggler
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, label
from crm_desk.ui.common.workspace import Workspace

_WIDTH, _MOST, _DEAREST = 120, 999, 99_999


class NumberField(QSpinBox):
    """A whole number; scrolling the page past it changes nothing."""

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        calm(self)


class PriceField(NumberField):
    """An amount of money, in minor units."""

    def __init__(self, name: str, money: Money) -> None:
        self._money = money
        super().__init__(name, 0, _DEAREST)

    def textFromValue(self, value: int) -> str:  # noqa: N802
        return self._money.text(value)

    def valueFromText(self, text: str) -> int:  # noqa: N802
        return self._read(text) or 0

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        states = QValidator.State
        value = self._read(text)
        known = value is not None and self.minimum() <= value <= self.maximum()
        return (states.Acceptable if known else states.Intermediate), text, place

    def _read(self, text: str) -> int | None:
        sign = self._money.text(0).rstrip("0.")
        plain = text.replace(sign, "").replace(",", "").strip("¥円 ")
        try:
            return int(Decimal(plain).scaleb(self._money.digits))
        except (InvalidOperation, ValueError, OverflowError):
            return None


def attempt(workspace: Workspace, problem: QLabel, action: Callable[[], Changes]) -> bool:
    """Run a use case; why it was refused is said in place."""
    try:
        changes = action()
    except ReportableError as error:
        problem.setText(workspace.texts.error(error))
        problem.show()
        return False
    problem.hide()
    return workspace.perform(lambda: changes)


class LimitsForm(Card):
    """One line each; a number counts when its field is left or Enter is pressed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self.fields: dict[str, NumberField] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(workspace.theme.space(2))
        self._grid.setVerticalSpacing(workspace.theme.space())
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(label(self.tr("What the shop can do"), "heading", wrap=True))
        self.body.addLayout(self._grid)
        money = money_of(workspace.desk)
        self._number("calls", self.tr("Telephone calls a week, at most"), 0)
        self._number("cards", self.tr("Handwritten cards a week, at most"), 0)
        self._number(
            "per_customer",
            self.tr("Approaches to one customer in 90 days, at most (a plan alone is three)"),
            APPROACHES,
        )
        for name, words in (
            ("card_price", self.tr("Postage of a card")),
            ("letter_price", self.tr("Postage of a letter")),
        ):
            self._add(name, words, PriceField(words, money))
        self._add_email()
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)

    def _number(self, name: str, words: str, least: int) -> None:
        self._add(name, words, NumberField(words, least, _MOST))

    def _add(self, name: str, words: str, field: NumberField) -> None:
        row = self._grid.rowCount()
        field.setMinimumWidth(self._workspace.theme.px(_WIDTH))
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.valueChanged.connect(lambda value: self._change(name, value))
        self.fields[name] = field
        self._grid.addWidget(label(words, wrap=True), row, 0)
        self._grid.addWidget(field, row, 1)

    def _add_email(self) -> None:
        row = QGridLayout()
        row.setColumnStretch(1, 1)
        row.setHorizontalSpacing(self._workspace.theme.space())
        said = self.tr("E-mail to customers who were never asked, too")
        self.email = QCheckBox()
        self.email.setAccessibleName(said)
        words = label(said, wrap=True)
        words.installEventFilter(Toggler(self.email))
        row.addWidget(self.email, 0, 0)
        row.addWidget(words, 0, 1)
        explained = self.tr(
            "Whoever has bought from you may be written to without having agreed (existing "
            "business relation). It is better to ask at the next occasion and note the answer; "
            "whoever refuses is never written to."
        )
        row.addWidget(label(explained, "soft", wrap=True), 1, 1)
        self.body.addLayout(row)
        self.email.toggled.connect(lambda on: self._change("email_if_unknown", on))

    def show_limits(self) -> None:
        """Show what holds."""
        found = use_case.limits(self._workspace.desk)
        for name, field in self.fields.items():
            field.blockSignals(True)
            field.setValue(getattr(found, name))
            field.blockSignals(False)
        self.email.blockSignals(True)
        self.email.setChecked(found.email_if_unknown)
        self.email.blockSignals(False)

    def _change(self, name: str, value: int) -> None:
        desk = self._workspace.desk
        wanted = replace(use_case.limits(desk), **{name: value})  # type: ignore[arg-type]
        attempt(self._workspace, self.problem, lambda: use_case.set_limits(desk, wanted))

    def flush(self) -> None:
        """What is typed counts."""
        for field in self.fields.values():
            field.interpretText()
