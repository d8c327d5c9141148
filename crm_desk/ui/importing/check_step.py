"""Step 3: what each column will become, and the few things that only the shop can decide."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QHeaderView, QSizePolicy, QWidget

from crm_desk.domain.money import Money
from crm_desk.importing.choices import MINOR_DIGITS
from crm_desk.importing.dates import DateOrder
from crm_desk.ui.common.tables import BeforeAfter, CellsModel, Table
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.preview_cells import PreviewCells
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import CHECK

if TYPE_CHECKING:
    from crm_desk.desk.importing.file_plan import FilePlan

_FIELD_WIDTH = 320
_SHORTEST = 10


class CheckStep(WizardStep):
    """The preview before and after cleaning."""

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace, session)
        self._words = Card(self.theme, padding=3)
        self.column.addWidget(self._words)
        self._preview = Card(self.theme, padding=3)
        self.column.addWidget(self._preview)
        self.column.addStretch(1)
        self.buttons.addWidget(button(self.tr("Other files"), session.restart))
        self.buttons.addStretch(1)
        self.columns = button(self.tr("Columns…"), lambda: session.show_layout(self.state.current))
        self.buttons.addWidget(self.columns)
        self.go = button(self.tr("Bring it in"), session.start, "primary")
        self.buttons.addWidget(self.go)
        self.order: QComboBox | None = None

    def show_state(self) -> None:
        for card in (self._words, self._preview):
            clear_layout(card.body)
        self.order = None
        if self.state.step != CHECK:
            return
        self._show_words()
        self._show_decisions()
        self._show_preview()
        self.go.setEnabled(not self._undecided())

    def take_focus(self) -> None:
        if self.go.isEnabled():
            self.go.setFocus()
        else:
            (self.order or self.columns).setFocus()

    @property
    def _plan(self) -> "FilePlan":
        return self.state.plans[self.state.current]

    def _undecided(self) -> bool:
        return self.state.date_order is None and self._in_doubt() is not None

    def _in_doubt(self) -> tuple[str, str, str] | None:
        """(file, column, date) that can be read in more than one way."""
        from crm_desk.desk.importing.file_plan import needs_date_order

        for plan in self.state.plans:
            column, value = needs_date_order(plan)
            if column:
                return plan.path.name, column, value
        if self.state.asking is not None:
            params = self.state.asking.params
            return "", str(params["column"]), str(params["value"])
        return None

    # What is read

    def _show_words(self) -> None:
        body, state, texts = self._words.body, self.state, self.workspace.texts
        if len(state.plans) > 1:
            row = QHBoxLayout()
            row.setSpacing(self.theme.space())
            field = calm(QComboBox())
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
        cart = plan.saved or preset.label[self.workspace.language]
        if plan.by_hand or not plan.is_known:
            key = "import.reads_table"
        elif preset.kind.value == "customers":
            key = "import.reads_people"
        else:
            key = "import.reads_orders"
        body.addWidget(label(texts(key, file=plan.path.name, cart=cart), "heading", wrap=True))
        line = self._estimate(plan)
        count = len(state.plans)
        words = self.tr("Bring in {n} files").format(n=count) if count > 1 else ""
        self.go.setText(words or self.tr("Bring it in"))
        self.go.setAccessibleName(self.go.text())
        if line:
            body.addWidget(label(line, wrap=True))
        if preset.note:
            body.addWidget(label(texts(f"preset_note.{preset.note}"), "soft", wrap=True))

    def _estimate(self, plan: "FilePlan") -> str:
        """How much it is, as far as its first rows tell."""
        from crm_desk.desk.importing.estimates import estimate

        texts, state = self.workspace.texts, self.state
        seen = estimate(plan, self.session.choices, state.row_bytes.get(plan.path, 0.0))
        if not seen.rows:
            return ""
        key = "rows" if seen.whole else "rows_about"
        words = [texts(f"import.{key}", n=f"{seen.rows:,}")]
        if seen.first and seen.last:
            first, last = texts.date(seen.first), texts.date(seen.last)
            words.append(texts("import.period", first=first, last=last))
        elif seen.first:
            words.append(texts("import.first_day", day=texts.date(seen.first)))
        return texts("import.and_so").join(words)

    # What is decided

    def _show_decisions(self) -> None:
        from crm_desk.desk.importing import file_plan

        grid = QGridLayout()
        grid.setContentsMargins(0, self.theme.space(), 0, 0)
        grid.setHorizontalSpacing(self.theme.space(2))
        grid.setVerticalSpacing(self.theme.px(4))
        grid.setColumnStretch(1, 1)
        state, desk = self.state, self.workspace.desk
        self._add_date_order(grid)
        line = self.tr("Give files of one shop always the same name here.")
        self._add(grid, self.tr("Where it comes from"), self._source(), line)
        orders = any(plan.layout.kind.value == "orders" for plan in state.plans)
        first = file_plan.can_choose_currency(desk)
        if orders and (first or not file_plan.amount_basis(desk)):
            line = self.tr("Decided once; later imports follow it.")
            self._add(grid, self.tr("Amount that counts"), self._basis(), line)
        decimals = any(map(file_plan.has_decimals, state.plans))
        in_yen = state.currency == "JPY"
        line = self.tr("There are amounts with decimals, which yen do not have: they are rounded.")
        role = "warn" if in_yen else "soft"
        if first and (not in_yen or decimals):
            field = self._currency()
            self._add(grid, self.tr("Currency"), field, line if decimals else "", role)
        elif decimals and in_yen:
            grid.addWidget(label(line, role, wrap=True), grid.rowCount(), 1)
        self._words.body.addLayout(grid)

    def _add(
        self, grid: QGridLayout, text: str, field: QWidget, line: str = "", role: str = "soft"
    ) -> None:
        row = grid.rowCount()
        field.setAccessibleName(text)
        grid.addWidget(label(text, "strong"), row, 0)
        box = QHBoxLayout()
        field.setMaximumWidth(self.theme.px(_FIELD_WIDTH))
        box.addWidget(field, 1)
        box.addStretch()
        grid.addLayout(box, row, 1)
        if line:
            words = label(line, role, wrap=True)
            words.setContentsMargins(0, 0, 0, self.theme.px(6))
            grid.addWidget(words, row + 1, 1)

    def _choice(
        self, entries: list[tuple[str, object]], now: object, chosen: Callable[[object], None]
    ) -> QComboBox:
        field = _box()
        for text, value in entries:
            field.addItem(text, value)
        field.setCurrentIndex(max(0, field.findData(now)))
        field.activated.connect(lambda _: chosen(field.currentData()))
        return field

    def _source(self) -> QWidget:
        from crm_desk.desk.importing import batches

        preset = self._plan.layout.preset
        field = _box()
        field.setEditable(True)
        known = batches.sources(self.workspace.desk)
        field.addItems(list(dict.fromkeys((self.state.sources[preset.source], *known))))
        field.setCurrentText(self.state.sources[preset.source])

        def typed(text: str) -> None:
            self.state.sources[preset.source] = text.strip() or preset.source

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
        doubt = self._in_doubt()
        if doubt is None:
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
        self.order = self._choice(entries, self.state.date_order or "", chosen)
        file, column, value = doubt
        line = self.tr("“{value}” in “{column}” can be read in more than one way.").format(
            value=value, column=column
        )
        if file and len(self.state.plans) > 1:
            line = f"{file}: {line}"
        role = "warn" if self._undecided() else "soft"
        self._add(grid, self.tr("Order in dates"), self.order, line, role)

    # Before and after

    def _show_preview(self) -> None:
        from crm_desk.desk.importing.estimates import example_numbers
        from crm_desk.desk.importing.file_plan import preview

        body, texts = self._preview.body, self.workspace.texts
        body.addWidget(label(self.tr("What the first rows become"), "heading"))
        fields = preview(self._plan, self.session.choices)
        filled = [field for field in fields if any(e.before.strip() for e in field.examples)]
        headers = [
            self.tr("Becomes"),
            self.tr("Column of the file"),
            *(self.tr("Row {n}").format(n=number) for number in example_numbers(self._plan)),
        ]
        currency = self.state.currency
        cells = PreviewCells(texts, Money(currency, MINOR_DIGITS[currency]))
        rows = [cells.row(field) for field in filled]
        table = Table(self.theme, self.tr("What the first rows become"))
        table.setSelectionMode(Table.SelectionMode.NoSelection)
        delegate = BeforeAfter(self.theme, table)
        table.setItemDelegate(delegate)
        model = CellsModel(self.theme, headers, rows)
        model.setParent(table)
        table.setModel(model)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        height = 0
        for at, row in enumerate(rows):
            table.setRowHeight(at, delegate.height(max(cell.text.count("\n") + 1 for cell in row)))
            height += table.rowHeight(at)
        table.setFixedHeight(header.sizeHint().height() + height + self.theme.px(4))
        body.addWidget(table)
        for bad in cells.unreadable(fields):
            body.addWidget(label(bad, "warn", wrap=True))
        empty = [texts(f"field.{field.field}") for field in fields if field not in filled]
        if empty:
            words = texts("import.empty_columns", fields=texts("result.comma").join(empty))
            body.addWidget(label(words, "soft", wrap=True))


def _box() -> QComboBox:
    """A box that may be narrower than its longest entry."""
    box = calm(QComboBox())
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
