"""Step 2: the file's first rows, which column is what, and how the file is read."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from crm_desk.ui.common.tables import Cell, CellsModel, Table
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.encodings import DELIMITERS, ENCODINGS
from crm_desk.ui.importing.pairs import PairGrid
from crm_desk.ui.importing.session import ImportSession, with_options
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import LAYOUT, LOOKING

if TYPE_CHECKING:
    from crm_desk.desk.importing.file_plan import FilePlan

_FIRST = {
    "orders": (
        "date",
        "order_no",
        "name",
        "customer",
        "email",
        "phone",
        "product",
        "quantity",
        "unit_price",
        "line_amount",
        "order_total",
    ),
    "customers": ("customer", "name", "email", "phone", "kana", "postcode", "address"),
}
_SHOWN_ROWS = 3
_SHOWN_COLUMNS = 200
_LONGEST = 200
_EXAMPLE = 16


class LayoutStep(WizardStep):
    """The file's first rows above, what its columns are below, how it is read at the foot."""

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace, session)
        self._cards = [Card(self.theme, padding=3) for _ in range(3)]
        self._rows, self._fields, self._reading = self._cards
        for card in self._cards:
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.buttons.addWidget(button(self.tr("Other files"), session.restart))
        self._busy = label("", "soft")
        self.buttons.addWidget(self._busy)
        self.cancel = button(self.tr("Cancel"), session.call_off)
        self.buttons.addWidget(self.cancel)
        self.buttons.addStretch(1)
        self._missing = label("", "warn")
        self.buttons.addWidget(self._missing)
        self.go = button(self.tr("Go on"), session.show_check, "primary")
        self.buttons.addWidget(self.go)
        self.boxes: dict[str, QComboBox] = {}

    def show_state(self) -> None:
        state = self.state
        looking = state.step == LOOKING and state.again is not None
        self._busy.setText(self.tr("The file is being read anew…") if looking else "")
        self.cancel.setVisible(looking)
        self.setEnabled(not looking)
        if looking:
            self.go.setEnabled(False)
            return
        for card in self._cards:
            clear_layout(card.body)
        self.boxes = {}
        if state.step != LAYOUT:
            return
        plan = self._plan
        texts = self.workspace.texts
        missing = [texts(f"field.{name}") for name in plan.missing]
        self._missing.setText(self.tr("Not all is chosen yet") if missing else "")
        self.go.setEnabled(not missing)
        self._show_rows(plan, missing)
        self._show_fields(plan)
        self._show_reading(plan)

    def take_focus(self) -> None:
        for box in self.boxes.values():
            if box.currentIndex() == 0 and self._plan.missing:
                box.setFocus()
                return
        self.go.setFocus()

    def leave(self) -> bool:
        if self.state.step != LOOKING:
            return False
        self.session.call_off()
        return True

    @property
    def _plan(self) -> "FilePlan":
        return self.state.plans[self.state.current]

    # The rows as they are

    def _show_rows(self, plan: "FilePlan", missing: list[str]) -> None:
        texts, body = self.workspace.texts, self._rows.body
        body.addWidget(
            label(texts("import.which_columns", file=plan.path.name), "heading", wrap=True)
        )
        # The line stays when all is there: what is below it must not move under the pointer.
        line = texts("import.missing", fields=texts("result.comma").join(missing))
        if missing:
            body.addWidget(label(line, "warn", wrap=True))
        else:
            body.addWidget(label(texts("import.none_missing"), "soft", wrap=True))
        fields = {
            place: texts(f"field.{name}")
            for name, places in plan.layout.columns.items()
            for place in places
        }
        headers = [
            f"{_one_line(name)}\n{'→ ' + fields[at] if at in fields else ''}"
            for at, name in enumerate(plan.look.headers[:_SHOWN_COLUMNS])
        ]
        rows = [row for row in plan.first_rows if any(map(str.strip, row))][:_SHOWN_ROWS]
        cells = [
            [Cell(text, "", text) for text in map(_one_line, row[:_SHOWN_COLUMNS])] for row in rows
        ]
        table = Table(self.theme, self.tr("The first rows of the file"))
        model = CellsModel(self.theme, headers, cells)
        model.setParent(table)
        table.setModel(model)
        metrics = table.fontMetrics()
        for at, words in enumerate(headers):
            column = [*words.split("\n"), *(row[at].text for row in cells if at < len(row))]
            wanted = max(map(metrics.horizontalAdvance, column)) + self.theme.px(28)
            table.setColumnWidth(at, min(wanted, self.theme.px(260)))
        row_height = table.verticalHeader().defaultSectionSize()
        header_height = table.horizontalHeader().sizeHint().height()
        scroll_bar = self.theme.px(16)
        table.setFixedHeight(header_height + row_height * max(1, len(rows)) + scroll_bar)
        body.addWidget(table)

    # Which column is what

    def _show_fields(self, plan: "FilePlan") -> None:
        body = self._fields.body
        body.addWidget(label(self.tr("Which column is what"), "heading"))
        pairs = PairGrid(self.theme)
        first = _FIRST[plan.layout.kind.value]
        mapped = [name for name in plan.field_names if name in plan.layout.columns]
        # What was shown once stays in its place.
        before = self.state.fields_shown.get(plan.path, ())
        shown = dict.fromkeys(
            name for name in (*before, *first, *mapped) if name in plan.field_names
        )
        if self.state.all_fields:
            shown = dict.fromkeys((*first, *plan.field_names))
        self.state.fields_shown[plan.path] = tuple(shown)
        columns = QStringListModel([self.tr("(none)"), *self._entries(plan)], pairs)
        body.addWidget(pairs)
        for name in shown:
            self._add_field(pairs, plan, name, columns)
        if not self.state.all_fields and len(shown) < len(plan.field_names):
            body.addWidget(button(self.tr("Show all fields"), self._show_all, "link"))

    def _entries(self, plan: "FilePlan") -> list[str]:
        """The columns, each with what stands in it first: headers alone may say nothing."""
        rows = plan.first_rows
        found = []
        for at, header in enumerate(plan.look.headers):
            cells = (row[at].strip() for row in rows if at < len(row))
            example = _one_line(next(filter(None, cells), ""))
            if len(example) > _EXAMPLE:
                example = f"{example[:_EXAMPLE]}…"
            name = _one_line(header)
            words = self.tr("{column} (e.g. {example})")
            found.append(words.format(column=name, example=example) if example else name)
        return found

    def _add_field(
        self, pairs: PairGrid, plan: "FilePlan", name: str, columns: QStringListModel
    ) -> None:
        text = self.workspace.texts(f"field.{name}")
        words = label(text, "strong" if name in plan.layout.columns else "body")
        box = _box(text)
        # Before it has entries: dressing a box takes the longer the more of them there are.
        pairs.add(words, box)
        places = tuple(plan.layout.columns.get(name, ()))
        choices: list[tuple[int, ...]] = [(), *((at,) for at in range(len(plan.look.headers)))]
        if len(places) > 1:
            joined = " + ".join(_one_line(plan.look.headers[at]) for at in places)
            box.addItems([*columns.stringList(), joined])
            choices.append(places)
        else:
            # One list for all boxes: a file may have two thousand columns.
            box.setModel(columns)
        box.setCurrentIndex(choices.index(places))

        def chosen(index: int) -> None:
            from crm_desk.desk.importing.file_plan import with_column

            self.session.replace_plan(with_column(self._plan, name, choices[index]))

        box.activated.connect(chosen)
        self.boxes[name] = box

    def _show_all(self) -> None:
        self.state.all_fields = True
        self.session.changed.emit()

    # How it is read

    def _show_reading(self, plan: "FilePlan") -> None:
        body, texts = self._reading.body, self.workspace.texts
        if not plan.missing:
            self._add_keep(plan)
        if plan.saved:
            words = texts("import.forget", name=plan.saved)
            body.addWidget(button(words, partial(self._forget, plan.saved), "link"))
        if not self.state.reading_shown:
            text = self.tr("The rows above look wrong?")
            body.addWidget(button(text, self._open_reading, "link"))
            return
        body.addWidget(label(self.tr("How the file is read"), "heading"))
        self._pairs = PairGrid(self.theme)
        body.addWidget(self._pairs)
        self._add_reading(plan)

    def _open_reading(self) -> None:
        self.state.reading_shown = True
        self.session.changed.emit()
        for box in self._reading.findChildren(QComboBox):
            if not box.isHidden():
                box.setFocus()
                return

    def _add_reading(self, plan: "FilePlan") -> None:
        from crm_desk.desk.importing.file_plan import preset_choices

        options = plan.look.options
        language = self.workspace.language
        presets = [(preset.label[language], preset.id) for preset in preset_choices(plan)]
        self._add(self.tr("Cart"), presets, plan.layout.preset.id, self._take_preset)
        heads = list(dict.fromkeys((*plan.look.header_candidates, options.header_row)))
        rows: list[tuple[str, object]] = [
            (self._header_row_text(plan, row), row) for row in sorted(filter(None, heads))
        ]
        rows.append((self.tr("The file has no headers"), 0))
        self._add(self.tr("Headers"), rows, options.header_row, partial(self._take, "header_row"))
        if plan.look.sheets:
            sheets: list[tuple[str, object]] = [(name, (name,)) for name in plan.look.sheets]
            self._add(self.tr("Sheet"), sheets, options.sheets, partial(self._take, "sheets"))
        else:
            known = dict(ENCODINGS)
            if options.encoding:
                known.setdefault(options.encoding, options.encoding)
            names = [(text, name) for name, text in known.items()]
            take = partial(self._take, "encoding")
            self._add(self.tr("Characters"), names, options.encoding, take)
            signs = [
                (self.tr("Tab") if sign == "\t" else text, sign)
                for sign, text in DELIMITERS.items()
            ]
            take = partial(self._take, "delimiter")
            self._add(self.tr("Separator"), signs, options.delimiter, take)

    def _header_row_text(self, plan: "FilePlan", row: int) -> str:
        cells = plan.look.rows[row - 1] if row <= len(plan.look.rows) else ()
        words = " ".join(filter(None, map(_one_line, cells)))[:40]
        return self.tr("Row {n}: {words}").format(n=row, words=words)

    def _add(
        self,
        text: str,
        entries: "list[tuple[str, object]] | list[tuple[str, str]]",
        now: object,
        chosen: Callable[[object], None],
    ) -> None:
        field = _box(text)
        for words, value in entries:
            field.addItem(words, value)
        field.setCurrentIndex(max(0, field.findData(now)))
        field.activated.connect(lambda _: chosen(field.currentData()))
        self._pairs.add(label(text, "strong"), field)

    def _take_preset(self, preset: object) -> None:
        from crm_desk.desk.importing.file_plan import with_preset

        self.session.replace_plan(with_preset(self._plan, str(preset)))

    def _take(self, option: str, value: object) -> None:
        """Read the file another way; but for the header row, that is looked for again, too."""
        changes = {option: value} if option == "header_row" else {option: value, "header_row": None}
        self.session.look_again(with_options(self._plan.look.options, **changes))

    # Keep it for the next time

    def _add_keep(self, plan: "FilePlan") -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        row.addWidget(label(self.tr("Keep these columns for the next time as"), wrap=True), 1)
        typed = self.state.keep_as
        field = QLineEdit(plan.saved if typed is None else typed)
        field.setAccessibleName(self.tr("Name of the layout"))
        field.setPlaceholderText(self.tr("For example: our fax orders"))
        field.setMaxLength(60)
        field.textEdited.connect(self._note_name)
        field.returnPressed.connect(partial(self._keep, field))
        row.addWidget(field, 1)
        row.addWidget(button(self.tr("Keep"), partial(self._keep, field)))
        self._reading.body.addLayout(row)

    def _note_name(self, text: str) -> None:
        self.state.keep_as = text

    def _keep(self, field: QLineEdit) -> None:
        from crm_desk.desk.importing import file_plan

        workspace, name = self.workspace, field.text().strip()
        if not name:
            field.setFocus()
            return

        def keep() -> None:
            file_plan.keep_mapping(workspace.desk, name, self._plan)
            workspace.notified.emit(workspace.texts("import.kept", name=name))

        workspace.attempt(keep)

    def _forget(self, name: str) -> None:
        from crm_desk.desk.importing import file_plan

        workspace, plan = self.workspace, self._plan

        def forget() -> None:
            file_plan.forget_mapping(workspace.desk, name)
            self.state.fields_shown.pop(plan.path, None)
            self.session.replace_plan(file_plan.plan(workspace.desk, plan.path, plan.look))
            workspace.notified.emit(workspace.texts("import.forgotten", name=name))

        workspace.attempt(forget)


def _box(name: str) -> QComboBox:
    """A box that is as wide as there is room, not as its longest entry."""
    box = calm(QComboBox())
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
