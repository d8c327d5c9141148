"""Step 3: what each column will become, and the few things that only the shop can decide."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from crm_desk.importing.choices import MINOR_DIGITS
from crm_desk.importing.dates import DateOrder
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.session import CHECK, Session
from crm_desk.ui.importing.step import Step

if TYPE_CHECKING:
    from crm_desk.desk.import_plan import Example, Plan


class CheckStep(Step):
    """The preview before and after cleaning."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        self._words = Card(self.theme, padding=2)
        self.column.addWidget(self._words)
        self._decisions = Card(self.theme, padding=2)
        self.column.addWidget(self._decisions)
        self._preview = Card(self.theme, padding=2)
        self.column.addWidget(self._preview)
        self.column.addStretch(1)
        self.buttons.addWidget(button(self.tr("Other files"), session.begin_anew))
        self.buttons.addStretch(1)
        self.columns = button(
            self.tr("Change the columns"), lambda: session.show_layout(self.state.current)
        )
        self.buttons.addWidget(self.columns)
        self.go = button(self.tr("Bring it in"), session.start, "primary")
        self.buttons.addWidget(self.go)

    def show_state(self) -> None:
        for card in (self._words, self._decisions, self._preview):
            clear_layout(card.body)
        if self.state.step != CHECK:
            return
        self._show_words()
        self._show_decisions()
        self._show_preview()
        self.go.setEnabled(not self._undecided())

    def take_focus(self) -> None:
        (self.go if self.go.isEnabled() else self.columns).setFocus()

    @property
    def _plan(self) -> "Plan":
        return self.state.plans[self.state.current]

    def _undecided(self) -> bool:
        from crm_desk.desk.import_plan import needs_date_order

        if self.state.date_order is not None:
            return False
        asked = self.state.asking is not None
        return asked or any(needs_date_order(plan)[0] for plan in self.state.plans)

    # What is read

    def _show_words(self) -> None:
        body, state, texts = self._words.body, self.state, self.workspace.texts
        if len(state.plans) > 1:
            row = QHBoxLayout()
            row.setSpacing(self.theme.space())
            field = QComboBox()
            field.setAccessibleName(self.tr("File"))
            field.addItems([plan.path.name for plan in state.plans])
            field.setCurrentIndex(state.current)
            field.activated.connect(self.session.show_file)
            row.addWidget(label(self.tr("Files: {n}").format(n=len(state.plans)), "strong"))
            row.addWidget(field)
            row.addStretch(1)
            body.addLayout(row)
        plan = self._plan
        preset = plan.layout.preset
        key = "import.reads_people" if preset.kind.value == "customers" else "import.reads_orders"
        cart = plan.saved or preset.label[self.workspace.language]
        body.addWidget(label(texts(key, file=plan.path.name, cart=cart), "heading", wrap=True))
        if preset.note:
            body.addWidget(label(texts(f"preset_note.{preset.note}"), "soft", wrap=True))

    # What is decided

    def _show_decisions(self) -> None:
        from crm_desk.desk import import_plan

        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space(2))
        grid.setVerticalSpacing(self.theme.space(1))
        grid.setColumnStretch(2, 1)
        state, desk = self.state, self.workspace.desk
        self._add(grid, self.tr("Where it comes from"), self._source())
        orders = any(plan.layout.kind.value == "orders" for plan in state.plans)
        if orders and not import_plan.amount_basis(desk):
            self._add(grid, self.tr("Amount that counts"), self._basis())
        if import_plan.can_choose_currency(desk) and (
            state.currency != "JPY" or any(map(import_plan.has_decimals, state.plans))
        ):
            self._add(grid, self.tr("Currency"), self._currency())
        self._add_date_order(grid)
        self._decisions.body.addLayout(grid)

    def _add(self, grid: QGridLayout, text: str, field: QWidget, line: str = "") -> None:
        row = grid.rowCount()
        field.setAccessibleName(text)
        grid.addWidget(label(text, "strong"), row, 0)
        grid.addWidget(field, row, 1)
        if line:
            grid.addWidget(label(line, "soft", wrap=True), row, 2)

    def _choice(
        self, entries: list[tuple[str, object]], now: object, chosen: Callable[[object], None]
    ) -> QComboBox:
        field = QComboBox()
        for text, value in entries:
            field.addItem(text, value)
        field.setCurrentIndex(max(0, field.findData(now)))
        field.activated.connect(lambda _: chosen(field.currentData()))
        field.setMinimumWidth(self.theme.px(280))
        return field

    def _source(self) -> QWidget:
        from crm_desk.desk import imports

        preset = self._plan.layout.preset
        field = QComboBox()
        field.setEditable(True)
        field.setMinimumWidth(self.theme.px(280))
        known = imports.sources(self.workspace.desk)
        field.addItems(list(dict.fromkeys((self.state.sources[preset.id], *known))))
        field.setCurrentText(self.state.sources[preset.id])

        def typed(text: str) -> None:
            self.state.sources[preset.id] = text.strip() or preset.label[self.workspace.language]

        field.currentTextChanged.connect(typed)
        return field

    def _basis(self) -> QWidget:
        def chosen(value: object) -> None:
            self.state.basis = str(value)

        entries: list[tuple[str, object]] = [
            (self.tr("Goods, after discounts and returns"), "goods"),
            (self.tr("What was paid, shipping included"), "total"),
        ]
        return self._choice(entries, self.state.basis, chosen)

    def _currency(self) -> QWidget:
        def chosen(value: object) -> None:
            self.state.currency = str(value)
            self.session.changed.emit()

        entries: list[tuple[str, object]] = [(name, name) for name in MINOR_DIGITS]
        return self._choice(entries, self.state.currency, chosen)

    def _add_date_order(self, grid: QGridLayout) -> None:
        from crm_desk.desk.import_plan import needs_date_order

        column, example = needs_date_order(self._plan)
        if not column and self.state.asking is not None:
            params = self.state.asking.params
            column, example = str(params["column"]), str(params["value"])
        if not column and self.state.date_order is None:
            return

        def chosen(value: object) -> None:
            self.state.date_order = DateOrder(str(value)) if value else None
            self.session.changed.emit()

        entries: list[tuple[str, object]] = [
            (self.tr("Please choose"), ""),
            (self.tr("Year, month, day"), "ymd"),
            (self.tr("Month, day, year"), "mdy"),
            (self.tr("Day, month, year"), "dmy"),
        ]
        field = self._choice(entries, self.state.date_order or "", chosen)
        line = (
            self.tr("“{value}” in “{column}” can be read in more than one way.").format(
                value=example, column=column
            )
            if column
            else ""
        )
        self._add(grid, self.tr("Order in dates"), field, line)

    # Before and after

    def _show_preview(self) -> None:
        from crm_desk.desk.import_plan import EXAMPLES, preview

        body = self._preview.body
        body.addWidget(label(self.tr("What the columns become"), "heading"))
        fields = preview(self._plan, self.session.choices)
        table = QTableWidget(len(fields), 2 + EXAMPLES)
        table.setAccessibleName(self.tr("What the columns become"))
        table.setHorizontalHeaderLabels(
            [
                self.tr("Becomes"),
                self.tr("Column of the file"),
                *(self.tr("Row {n}").format(n=n + 1) for n in range(EXAMPLES)),
            ]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        texts = self.workspace.texts
        for row, field in enumerate(fields):
            table.setItem(row, 0, _item(texts(f"field.{field.field}"), bold=True))
            table.setItem(row, 1, _item(field.header))
            for at, example in enumerate(field.examples):
                table.setItem(row, 2 + at, self._cell(example, field.kind))
        table.verticalHeader().setDefaultSectionSize(self.theme.px(34))
        height = self.theme.px(40) + self.theme.px(34) * len(fields)
        table.setFixedHeight(height)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.addWidget(table)

    def _cell(self, example: "Example", kind: str) -> QTableWidgetItem:
        texts = self.workspace.texts
        if example.reason:
            item = _item(f"{example.before} ⚠")
            item.setForeground(self.theme.qcolour("warn"))
            item.setToolTip(_plain(texts(f"issue.{example.reason}", detail="")))
            return item
        after = self._shown(example.after, kind)
        before = example.before.strip()
        if not before:
            return _item("")
        item = _item(after if after == before else f"{before} → {after}")
        item.setToolTip(_plain(item.text()))
        return item

    def _shown(self, after: object, kind: str) -> str:
        if after is None:
            return ""
        if kind == "day" and isinstance(after, int):
            return self.workspace.texts.date(date.fromordinal(after))
        if kind == "quantity" and isinstance(after, int):
            return f"{after / 1000:g}"
        if kind == "amount" and isinstance(after, int):
            digits = MINOR_DIGITS[self.state.currency]
            return f"{after / 10**digits:,.{digits}f}"
        if kind == "amount":
            return f"{after:,f}"
        return self._word(after)

    def _word(self, after: object) -> str:
        texts = self.workspace.texts
        if isinstance(after, bool):
            return texts("kind.subscription" if after else "kind.single")
        if after in ("given", "refused", "unknown"):
            return texts(f"consent.{after}")
        return str(after)


def _item(text: str, *, bold: bool = False) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    if bold:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item


def _plain(text: str) -> str:
    """A tool tip that is never taken for markup."""
    from html import escape

    return f"<span>{escape(text)}</span>"
