"""Step 1: the files, and the imports so far."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk import imports
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.encodings import ENCODINGS
from crm_desk.ui.importing.issue_list import IssueList
from crm_desk.ui.importing.session import LOOKING, Session, with_options
from crm_desk.ui.importing.step import Step

if TYPE_CHECKING:
    from crm_desk.desk.imports import Batch

ENDINGS = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsm"


class FileStep(Step):
    """Choose or drop files; below, what was imported before and how to take it back."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__(workspace, session)
        self._drop = Card(self.theme, padding=3)
        self._drop.body.addWidget(
            label(self.tr("Drop the cart's file anywhere in this window"), "heading", wrap=True)
        )
        self._drop.body.addWidget(
            label(
                self.tr(
                    "CSV or Excel, several at once if you like. Known carts need nothing more: "
                    "Shopify, BASE, STORES, Color Me Shop, MakeShop, futureshop, EC-CUBE, "
                    "Rakuten, Yahoo! Shopping, Amazon, Square, Smaregi, Next Engine. For any "
                    "other file you choose the columns yourself."
                ),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        self.choose = button(self.tr("Choose files…"), self.ask_files, "primary")
        row.addWidget(self.choose)
        self._busy = label("", "soft")
        row.addWidget(self._busy)
        row.addStretch(1)
        self._drop.body.addLayout(row)
        self.column.addWidget(self._drop)
        self._question = Card(self.theme, padding=2)
        self.column.addWidget(self._question)
        self._list = Card(self.theme, padding=2)
        self.column.addWidget(self._list)
        self.column.addStretch(1)

    def show_state(self) -> None:
        state = self.state
        looking = state.step == LOOKING and state.asking is None
        self.choose.setEnabled(state.step != LOOKING)
        self._busy.setText(
            self.tr("Looking at {file}…").format(file=state.pending[0][0].name)
            if looking and state.pending
            else ""
        )
        self._show_question()
        self._show_batches()

    def take_focus(self) -> None:
        self.choose.setFocus()

    def ask_files(self) -> None:
        """Ask for files and begin with them."""
        pattern = self.tr("Order files ({endings})").format(endings=ENDINGS)
        every = self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Order files"), str(last_folder(self.workspace)), f"{pattern};;{every}"
        )
        if chosen:
            note_folder(self.workspace, Path(chosen[0]))
            self.session.open_files([Path(path) for path in chosen])

    # What only the person knows

    def _show_question(self) -> None:
        state = self.state
        body = self._question.body
        clear_layout(body)
        self._question.setVisible(state.asking is not None)
        if state.asking is None or not state.pending:
            return
        body.addWidget(label(self.workspace.texts.error(state.asking), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        if state.asking.key.startswith("password"):
            self._add_password(row)
        else:
            self._add_encodings(row)
        row.addWidget(button(self.tr("Leave this file out"), self.session.leave_out))
        row.addStretch(1)
        body.addLayout(row)

    def _add_password(self, row: QHBoxLayout) -> None:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(self.tr("Password"))
        field.setPlaceholderText(self.tr("Password"))
        options = self.state.pending[0][1]

        def go_on() -> None:
            if field.text():
                self.session.answer(with_options(options, password=field.text()))

        field.returnPressed.connect(go_on)
        row.addWidget(field)
        row.addWidget(button(self.tr("Open"), go_on, "primary"))
        field.setFocus()

    def _add_encodings(self, row: QHBoxLayout) -> None:
        field = QComboBox()
        field.setAccessibleName(self.tr("Characters"))
        for name, text in ENCODINGS.items():
            field.addItem(text, name)
        options = self.state.pending[0][1]
        row.addWidget(field)
        row.addWidget(
            button(
                self.tr("Read it so"),
                lambda: self.session.answer(with_options(options, encoding=field.currentData())),
                "primary",
            )
        )

    # The imports so far

    def _show_batches(self) -> None:
        body = self._list.body
        clear_layout(body)
        batches = imports.batches(self.workspace.desk)
        self._list.setVisible(bool(batches))
        if not batches:
            return
        body.addWidget(label(self.tr("Imports so far"), "heading"))
        for at, batch in enumerate(batches[:50]):
            if at:
                body.addWidget(rule())
            body.addWidget(self._batch(batch))

    def _batch(self, batch: "Batch") -> QWidget:
        from crm_desk.desk.import_wording import batch_line

        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(self.theme.px(2))
        line = batch_line(batch, self.workspace.texts)
        words.addWidget(label(line, "strong", wrap=True))
        words.addWidget(label(", ".join(batch.files), "soft", wrap=True))
        row.addLayout(words, 1)
        if batch.rejected or batch.skipped:
            show = button(
                self.tr("Rows not taken"), partial(self._show_issues, batch, layout), "link"
            )
            row.addWidget(show)
        back = button(self.tr("Take back"), partial(self._ask_back, batch, layout), "link")
        back.setAccessibleName(f"{self.tr('Take back')}: {line}")
        row.addWidget(back)
        layout.addLayout(row)
        return made

    def _show_issues(self, batch: "Batch", layout: QVBoxLayout) -> None:
        if layout.count() > 1:
            return
        issues = imports.issues_of(self.workspace.desk, batch.id)
        layout.addWidget(IssueList(self.workspace, issues))

    def _ask_back(self, batch: "Batch", layout: QVBoxLayout) -> None:
        """Ask in place: what is taken back comes again only from its file."""
        if layout.count() > 1:
            return
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        question = self.tr(
            "Everything that this import brought goes. Customers keep what others said."
        )
        row.addWidget(label(question, wrap=True), 1)
        yes = button(self.tr("Take it back"), partial(self._take_back, batch), "primary")
        row.addWidget(yes)
        row.addWidget(button(self.tr("Leave it"), self._show_batches))
        layout.addLayout(row)
        yes.setFocus()

    def _take_back(self, batch: "Batch") -> None:
        workspace = self.workspace
        workspace.run(
            self,
            self.tr("The import is being taken back…"),
            lambda: imports.take_back(workspace.desk, batch.id),
            workspace.changed.emit,
        )
