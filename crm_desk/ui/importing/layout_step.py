"""Step 2: how the file is read, and which column is what."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.encodings import DELIMITERS, ENCODINGS
from crm_desk.ui.importing.session import LAYOUT, Session, with_options
from crm_desk.ui.importing.step import Step

if TYPE_CHECKING:
    from crm_desk.desk.import_plan import Plan

_FIRST = {
    "orders": (
        "date",
        "customer",
        "email",
        "phone",
        "name",
        "order_no",
        "product",
        "quantity",
        "unit_price",
        "line_amount",
        "order_total",
    ),
    "customers": ("customer", "email", "phone", "name", "kana", "postcode", "address"),
}
_SHOWN_ROWS = 8


class LayoutStep(Step):
    """The file's first rows above, its columns below."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        self._all_fields = False
        self._words = label("", "heading", wrap=True)
        self._missing = label("", "warn", wrap=True)
        top = Card(self.theme, padding=2)
        top.body.addWidget(self._words)
        top.body.addWidget(self._missing)
        self._reading = QGridLayout()
        self._reading.setHorizontalSpacing(self.theme.space(2))
        self._reading.setVerticalSpacing(self.theme.space(1))
        top.body.addLayout(self._reading)
        self.column.addWidget(top)
        self._rows = Card(self.theme, padding=2)
        self.column.addWidget(self._rows)
        self._fields = Card(self.theme, padding=2)
        self.column.addWidget(self._fields)
        self._keep = Card(self.theme, padding=2)
        self.column.addWidget(self._keep)
        self.column.addStretch(1)
        self.buttons.addWidget(button(self.tr("Other files"), session.begin_anew))
        self.buttons.addStretch(1)
        self.go = button(self.tr("Go on"), session.show_check, "primary")
        self.buttons.addWidget(self.go)
        self.boxes: dict[str, QComboBox] = {}

    def show_state(self) -> None:
        clear_layout(self._reading)
        for card in (self._rows, self._fields, self._keep):
            clear_layout(card.body)
        self.boxes = {}
        if self.state.step != LAYOUT:
            return
        plan = self._plan
        texts = self.workspace.texts
        self._words.setText(texts("import.which_columns", file=plan.path.name))
        missing = [texts(f"field.{name}") for name in plan.missing]
        self._missing.setText(
            texts("import.missing", fields=texts("result.comma").join(missing)) if missing else ""
        )
        self._missing.setVisible(bool(missing))
        self.go.setEnabled(not missing)
        self._show_reading(plan)
        self._show_rows(plan)
        self._show_fields(plan)
        self._show_keep(plan)

    def take_focus(self) -> None:
        for box in self.boxes.values():
            if box.currentData() is None:
                box.setFocus()
                return
        self.go.setFocus()

    @property
    def _plan(self) -> "Plan":
        return self.state.plans[self.state.current]

    # How it is read

    def _show_reading(self, plan: "Plan") -> None:
        from crm_desk.desk.import_plan import preset_choices

        options = plan.look.options
        language = self.workspace.language
        presets = [(preset.label[language], preset.id) for preset in preset_choices(plan)]
        self._add(self.tr("Cart"), presets, plan.layout.preset.id, self._take_preset)
        heads = list(dict.fromkeys((*plan.look.header_candidates, options.header_row)))
        rows: list[tuple[str, object]] = [
            (self._header_row_text(plan, row), row) for row in sorted(filter(None, heads))
        ]
        rows.append((self.tr("The file has no headers"), 0))
        self._add(self.tr("Headers"), rows, options.header_row, self._take_header_row)
        if plan.look.sheets:
            sheets = [(name, name) for name in plan.look.sheets]
            self._add(self.tr("Sheet"), sheets, options.sheet, self._take_sheet)
        else:
            encodings = {
                **ENCODINGS,
                **(
                    {options.encoding: options.encoding}
                    if options.encoding and options.encoding not in ENCODINGS
                    else {}
                ),
            }
            names = [(text, name) for name, text in encodings.items()]
            self._add(self.tr("Characters"), names, options.encoding, self._take_encoding)
            signs = [(text, sign) for sign, text in DELIMITERS.items()]
            self._add(self.tr("Separator"), signs, options.delimiter, self._take_delimiter)

    def _header_row_text(self, plan: "Plan", row: int) -> str:
        cells = plan.look.rows[row - 1] if row <= len(plan.look.rows) else ()
        words = " ".join(filter(None, map(str.strip, cells)))[:40]
        return self.tr("Row {n}: {words}").format(n=row, words=words)

    def _add(
        self,
        text: str,
        entries: "list[tuple[str, object]] | list[tuple[str, str]]",
        now: object,
        chosen: Callable[[object], None],
    ) -> None:
        place = self._reading.count() // 2
        field = QComboBox()
        for words, value in entries:
            field.addItem(words, value)
        field.setCurrentIndex(max(0, field.findData(now)))
        field.setAccessibleName(text)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(18)
        field.activated.connect(lambda _: chosen(field.currentData()))
        row, column = divmod(place, 2)
        self._reading.addWidget(label(text, "strong"), row, column * 2)
        self._reading.addWidget(field, row, column * 2 + 1)
        self._reading.setColumnStretch(column * 2 + 1, 1)

    def _take_preset(self, preset: object) -> None:
        from crm_desk.desk.import_plan import with_preset

        self.session.replace_plan(with_preset(self._plan, str(preset)))

    def _take_header_row(self, row: object) -> None:
        if isinstance(row, int):
            self.session.look_again(with_options(self._plan.look.options, header_row=row))

    def _take_sheet(self, sheet: object) -> None:
        options = with_options(self._plan.look.options, sheet=sheet, header_row=None)
        self.session.look_again(options)

    def _take_encoding(self, name: object) -> None:
        options = with_options(self._plan.look.options, encoding=name, header_row=None)
        self.session.look_again(options)

    def _take_delimiter(self, sign: object) -> None:
        options = with_options(self._plan.look.options, delimiter=sign, header_row=None)
        self.session.look_again(options)

    # The rows as they are

    def _show_rows(self, plan: "Plan") -> None:
        body = self._rows.body
        body.addWidget(label(self.tr("The first rows of the file"), "heading"))
        shown, headers = plan.first_rows[:_SHOWN_ROWS], plan.look.headers
        table = QTableWidget(len(shown), len(headers))
        table.setAccessibleName(self.tr("The first rows of the file"))
        table.setHorizontalHeaderLabels([name.replace("\n", " ") for name in headers])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(self.theme.px(30))
        for row, cells in enumerate(shown):
            for column, cell in enumerate(cells[: len(headers)]):
                item = QTableWidgetItem(cell[:200].replace("\n", " "))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
        table.setFixedHeight(self.theme.px(60) + self.theme.px(30) * max(1, len(shown)))
        body.addWidget(table)

    # Which column is what

    def _show_fields(self, plan: "Plan") -> None:
        body = self._fields.body
        body.addWidget(label(self.tr("Which column is what"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space(2))
        grid.setVerticalSpacing(self.theme.space(1))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        first = _FIRST[plan.layout.kind.value]
        mapped = [name for name in plan.field_names if name in plan.layout.columns]
        shown = plan.field_names if self._all_fields else tuple(dict.fromkeys((*first, *mapped)))
        for at, name in enumerate(shown):
            row, column = divmod(at, 2)
            words, box = self._field(plan, name)
            grid.addWidget(words, row, column * 2)
            grid.addWidget(box, row, column * 2 + 1)
        body.addLayout(grid)
        if not self._all_fields:
            body.addWidget(button(self.tr("Show all fields"), self._show_all, "link"))

    def _field(self, plan: "Plan", name: str) -> tuple[QLabel, QWidget]:
        text = self.workspace.texts(f"field.{name}")
        words = label(text, "strong" if name in plan.layout.columns else "body")
        box = QComboBox()
        box.setAccessibleName(text)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        box.addItem(self.tr("(none)"), None)
        places = tuple(plan.layout.columns.get(name, ()))
        if len(places) > 1:
            box.addItem(" + ".join(plan.look.headers[at] for at in places), places)
        for at, header in enumerate(plan.look.headers):
            box.addItem(header.replace("\n", " "), (at,))
        box.setCurrentIndex(max(0, _place_of(box, places)))

        def chosen(index: int) -> None:
            from crm_desk.desk.import_plan import with_column

            picked = box.itemData(index)
            self.session.replace_plan(with_column(self._plan, name, picked or ()))

        box.activated.connect(chosen)
        self.boxes[name] = box
        return words, box

    def _show_all(self) -> None:
        self._all_fields = True
        self.show_state()

    # Keep it for the next time

    def _show_keep(self, plan: "Plan") -> None:
        body = self._keep.body
        self._keep.setVisible(not plan.missing)
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        row.addWidget(label(self.tr("Keep these columns for the next time as"), wrap=True))
        field = QLineEdit(plan.saved)
        field.setAccessibleName(self.tr("Name of the layout"))
        field.setPlaceholderText(self.tr("For example: our fax orders"))
        field.setMaxLength(60)
        row.addWidget(field, 1)

        def keep() -> None:
            from crm_desk.desk import import_plan

            name = field.text().strip()
            if not name:
                field.setFocus()
                return
            self.workspace.attempt(
                lambda: import_plan.keep_mapping(self.workspace.desk, name, self._plan)
            )
            self.workspace.told.emit(self.workspace.texts("import.kept", name=name))

        row.addWidget(button(self.tr("Keep"), keep))
        body.addLayout(row)


def _place_of(box: QComboBox, places: tuple[int, ...]) -> int:
    for index in range(1, box.count()):
        if tuple(box.itemData(index)) == places:
            return index
    return 0
