"""Step 3: what each column will become, and the few things that only the shop can decide."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QHeaderView, QSizePolicy, QWidget

from crm_desk.domain.money import Money
from crm_desk.importing.choices import MINOR_DIGITS
from crm_desk.importing.dates import DateOrder
from crm_desk.ui.common.tables import BeforeAfter, CellsModel, Table
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.checking import date_doubt, doubtful_date, unanswered
from crm_desk.ui.importing.notice_card import NoticeCard
from crm_desk.ui.importing.plans import unread_sheets
from crm_desk.ui.importing.preview_cells import PreviewCells
from crm_desk.ui.importing.question_card import QuestionCard
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
        self.questions = QuestionCard(workspace, session)
        self.column.addWidget(self.questions)
        self.notices = NoticeCard(workspace)
        self.column.addWidget(self.notices)
        self._preview = Card(self.theme, padding=3)
        self.column.addWidget(self._preview)
        self.column.addStretch(1)
        self.buttons.addWidget(button(self.tr("Other files"), session.restart))
        self.buttons.addStretch(1)
        self.columns = button(self.tr("Columns…"), lambda: session.show_layout(self.state.current))
        self.buttons.addWidget(self.columns)
        self.go_unbacked = button(
            self.tr("Bring it in without a backup"), lambda: session.start(without_backup=True)
        )
        self.go_unbacked.hide()
        self.buttons.addWidget(self.go_unbacked)
        self.go = button(self.tr("Bring it in"), lambda: session.start(), "primary")
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
        self.questions.show_state(self._money)
        self._show_notices()
        self._show_preview()
        self._show_readiness()

    def take_focus(self) -> None:
        if self.go.isEnabled():
            self.go.setFocus()
        else:
            (self.order or self.questions.first or self.columns).setFocus()

    @property
    def _plan(self) -> "FilePlan":
        return self.state.plans[self.state.current]

    @property
    def _money(self) -> Money:
        return Money(self.state.currency, MINOR_DIGITS[self.state.currency])

    def _undecided(self) -> bool:
        return date_doubt(self.state) is not None

    # Whether it can go on

    def _show_readiness(self) -> None:
        reason = self._obstacle()
        self.go.setEnabled(not reason)
        self.go_unbacked.setVisible(self.state.unbacked and not reason)
        busy = bool(self.state.to_check) and not self.state.check_error
        words = reason or (self.workspace.texts("ask.checking") if busy else "")
        self.say_at_foot(words, "warn" if reason else "soft")

    def _obstacle(self) -> str:
        """Why nothing can be imported yet; "" where it can."""
        from crm_desk.desk.importing.file_plan import unreadable

        state, texts = self.state, self.workspace.texts
        if self._undecided():
            return texts("ask.choose_order")
        for plan in state.plans:
            wrong = unreadable(plan, self.session.choices_for(plan))
            if wrong is not None:
                column, reason = wrong
                words = texts(f"issue.{reason}", detail="").partition("。")[0]
                why = words.partition(". ")[0].rstrip(".")
                return texts("ask.column_unreadable", column=" ".join(column.split()), why=why)
        if waiting := unanswered(state):
            return texts("ask.to_answer", n=waiting)
        # The sentence stands above; here is no room for it.
        return texts("ask.not_read") if state.check_error is not None else ""

    def _show_notices(self) -> None:
        from crm_desk.desk.importing.question_words import listed
        from crm_desk.importing.issues import Severity

        state, texts = self.state, self.workspace.texts
        found = [
            notice
            for each in state.findings.values()
            for notice in each.notices
            # These are told below, with what they look like.
            if notice.reason != "sheet_unread"
        ]
        # What a rule leaves out asks for nothing: it comes last.
        found.sort(key=lambda notice: notice.severity is Severity.SKIPPED)
        sheets = [
            texts(
                "notice.sheet_like", sheet=look.name, looks=texts(f"notice.sheet_{look.looks_like}")
            )
            for look in unread_sheets(state)
        ]
        words = texts("notice.sheets_unread", sheets=listed(sheets, texts)) if sheets else ""
        self.notices.show_all(found, words)

    # What is read

    def _show_words(self) -> None:
        from crm_desk.desk.importing.question_words import listed

        body, state, texts = self._words.body, self.state, self.workspace.texts
        if len(state.plans) > 1:
            row = QHBoxLayout()
            row.setSpacing(self.theme.space())
            field = calm(QComboBox())
            field.setAccessibleName(self.tr("File"))
            field.addItems([file_name(plan, state.plans) for plan in state.plans])
            field.setCurrentIndex(state.current)
            field.activated.connect(self.session.show_file)
            row.addWidget(label(self.tr("Files: {n}").format(n=len(state.plans)), "strong"))
            row.addWidget(field)
            row.addStretch(1)
            body.addLayout(row)
        plan = self._plan
        preset = plan.layout.preset
        cart = plan.saved or preset.label[self.workspace.language]
        if plan.saved:
            key = "import.reads_saved"
        elif plan.by_hand or not (plan.is_known or plan.preset_chosen):
            key = "import.reads_table"
        elif preset.kind.value == "customers":
            key = "import.reads_people"
        else:
            key = "import.reads_orders"
        words = texts(key, file=file_name(plan, state.plans), cart=cart, name=cart)
        body.addWidget(label(words, "heading", wrap=True))
        line = self._estimate(plan)
        count = len(state.plans)
        several = self.tr("Bring in {n} files").format(n=count) if count > 1 else ""
        self.go.setText(several or self.tr("Bring it in"))
        self.go.setAccessibleName(self.go.text())
        if line:
            body.addWidget(label(line, wrap=True))
        sheets = plan.look.options.sheets or ()
        if len(sheets) > 1:
            body.addWidget(
                label(texts("notice.sheets_read", sheets=listed(sheets, texts)), wrap=True)
            )
        if state.check_error is not None:
            body.addWidget(label(texts.error(state.check_error), "warn", wrap=True))
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

        field.currentTextChanged.connect(partial(self.session.name_source, preset.source))
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
            self.session.decide(currency=str(value))

        entries: list[tuple[str, object]] = [(name, name) for name in MINOR_DIGITS]
        return self._choice(entries, self.state.currency, chosen)

    def _add_date_order(self, grid: QGridLayout) -> None:
        doubt = doubtful_date(self.state)
        if doubt is None:
            return

        def chosen(value: object) -> None:
            self.session.decide(date_order=DateOrder(str(value)) if value else None)

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
        fields = preview(self._plan, self.session.choices_for(self._plan))
        filled = [field for field in fields if any(e.before.strip() for e in field.examples)]
        headers = [
            self.tr("Becomes"),
            self.tr("Column of the file"),
            *(self.tr("Row {n}").format(n=number) for number in example_numbers(self._plan)),
        ]
        cells = PreviewCells(texts, self._money)
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
        self._show_unread()

    def _show_unread(self) -> None:
        """Columns that are not read, by name; open where one of them is told of above."""
        from crm_desk.desk.importing.question_words import listed

        found = self.state.findings.get(self._plan.layout.preset.source)
        if found is None or not found.unread:
            return
        texts, body = self.workspace.texts, self._preview.body
        spoken_of = {text for notice in found.notices for text in (notice.place, notice.value)}
        if self.state.unread_shown or not spoken_of.isdisjoint(found.unread):
            words = texts("notice.unread_columns", columns=listed(found.unread, texts))
            body.addWidget(label(words, "soft", wrap=True))
            return
        words = texts("notice.unread", n=len(found.unread))
        body.addWidget(button(words, self._open_unread, "link"))

    def _open_unread(self) -> None:
        self.state.unread_shown = True
        self.session.changed.emit()


def file_name(plan: "FilePlan", plans: "list[FilePlan]") -> str:
    """A file's name, with its sheet where another one of the same file comes in, too."""
    sheets = plan.look.options.sheets
    if sheets and sum(each.path == plan.path for each in plans) > 1:
        return f"{plan.path.name} ({sheets[0]})"
    return plan.path.name


def _box() -> QComboBox:
    """A box that may be narrower than its longest entry."""
    box = calm(QComboBox())
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
