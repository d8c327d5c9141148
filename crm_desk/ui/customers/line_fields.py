"""What was ordered: product by product, or just what it came to."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.customers.hand_orders import OrderReading, Problem, TypedLine, TypedOrder
from crm_desk.domain.money import Money
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.mode_switch import ModeSwitch

_LINES, _MOST = 2, 40
_QUANTITY, _PRICE, _SUM = 56, 96, 84


class _Row(NamedTuple):
    product: QLineEdit
    quantity: QLineEdit
    price: QLineEdit
    amount: QLabel
    warning: QLabel

    @property
    def typed(self) -> TypedLine:
        """The line as typed."""
        return TypedLine(self.product.text(), self.quantity.text(), self.price.text())


class LineFields(QWidget):
    """Products with quantity and unit price, or one amount.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, money: Money) -> None:
        super().__init__()
        self._workspace, self._money, theme = workspace, money, workspace.theme
        self.rows: list[_Row] = []
        self._products: Sequence[str] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._modes = ModeSwitch(
            theme,
            (
                (self.tr("By product"), self._make_lines()),
                (self.tr("Just the amount"), self._make_amount()),
            ),
        )
        self._modes.clicked.connect(self._switch)
        column.addWidget(self._modes)
        self._choose_mode(0)

    def _make_lines(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space())
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(0, 1)
        for place, (title, width) in enumerate(
            (
                (self.tr("Product"), 0),
                (self.tr("Quantity"), _QUANTITY),
                (self.tr("Unit price"), _PRICE),
                (self.tr("Amount"), _SUM),
            )
        ):
            self._grid.addWidget(label(title, "soft"), 0, place)
            self._grid.setColumnMinimumWidth(place, theme.px(width))
        column.addLayout(self._grid)
        self._add = button(self.tr("+ Another product"), self._add_and_focus, "link")
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _make_amount(self) -> QWidget:
        theme, whole = self._workspace.theme, QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        self.amount = QLineEdit()
        self.amount.setMaxLength(60)
        self.amount.setFixedWidth(theme.px(160))
        self.amount.setAccessibleName(self.tr("Amount of the goods, tax included"))
        self.amount.textChanged.connect(self.changed)
        row.addWidget(self.amount)
        self._warning = label("", "warn", wrap=True)
        row.addWidget(self._warning, 1)
        return whole

    def begin(self, products: Sequence[str]) -> None:
        """Empty, with products to choose from."""
        self._products = products
        while self.rows:
            for widget in self.rows.pop():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for _ in range(_LINES):
            self._add_row()
        self.amount.clear()
        self._choose_mode(0)

    @property
    def typed_lines(self) -> tuple[TypedLine, ...]:
        """The lines, where lines are wanted."""
        return () if self._modes.mode else tuple(row.typed for row in self.rows)

    @property
    def typed_amount(self) -> str:
        """The amount, where only that is wanted."""
        return self.amount.text() if self._modes.mode else ""

    def restore(self, typed: TypedOrder) -> None:
        """As it was typed before."""
        while len(self.rows) < len(typed.lines):
            self._add_row()
        for row, line in zip(self.rows, typed.lines, strict=False):
            for field, text in zip(row[:3], (line.product, line.quantity, line.price), strict=True):
                field.setText(text)
        self.amount.setText(typed.amount)
        self._choose_mode(0 if typed.lines else 1)

    def _switch(self, mode: int) -> None:
        self._choose_mode(mode)
        (self.amount if mode else self.rows[0].product).setFocus()

    def _choose_mode(self, mode: int) -> None:
        self._modes.show_mode(mode)
        self.changed.emit()

    def _add_row(self) -> None:
        theme, number = self._workspace.theme, len(self.rows) + 1
        fields = []
        for name, width in (
            (self.tr("Product {n}"), 0),
            (self.tr("Quantity {n}"), _QUANTITY),
            (self.tr("Unit price {n}"), _PRICE),
        ):
            field = QLineEdit()
            field.setMaxLength(200)
            field.setAccessibleName(name.format(n=number))
            field.textChanged.connect(self.changed)
            if width:
                field.setFixedWidth(theme.px(width))
                field.setAlignment(Qt.AlignmentFlag.AlignRight)
            fields.append(field)
        fields[1].setPlaceholderText("1")
        completer = QCompleter(list(self._products), fields[0])
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        fields[0].setCompleter(completer)
        amount, warning = label(""), label("", "warn", wrap=True)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        warning.hide()
        row = _Row(fields[0], fields[1], fields[2], amount, warning)
        line = 2 * number
        for place, widget in enumerate(row[:4]):
            self._grid.addWidget(widget, line, place)
        self._grid.addWidget(warning, line + 1, 0, 1, 4)
        self.rows.append(row)
        self._add.setEnabled(len(self.rows) < _MOST)

    def _add_and_focus(self) -> None:
        self._add_row()
        self.rows[-1].product.setFocus()

    def show_amounts(self, reading: OrderReading) -> None:
        """What each line comes to, as far as it can be read."""
        for number, row in enumerate(self.rows):
            line = reading.amounts.get(number)
            row.amount.setText("" if line is None else self._money.text(line))

    def show_problems(self, sentences: list[tuple[Problem, str]]) -> None:
        """Mark what can't be kept."""
        for number, row in enumerate(self.rows):
            said = [
                sentence
                for problem, sentence in sentences
                if problem.field in _Row._fields
                and problem.line == number
                and not self._modes.mode
                and problem.field != "amount"
            ]
            row.warning.setText(" ".join(said))
            row.warning.setVisible(bool(said))
        missing = next((said for problem, said in sentences if problem.field == "amount"), "")
        self._warning.setText(missing)
        if missing and not self._modes.mode:
            self.rows[0].warning.setText(missing)
            self.rows[0].warning.show()

    def focus(self, problem: Problem) -> bool:
        """Go where the problem is; False where it is none of these."""
        if problem.field == "amount":
            field = self.amount if self._modes.mode else self.rows[0].product
        elif problem.field in ("product", "quantity", "price"):
            field = getattr(self.rows[problem.line], problem.field)
        else:
            return False
        field.setFocus()
        return True
