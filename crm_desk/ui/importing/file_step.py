"""Step 1: the files, and the imports so far."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.importing import batches as imports
from crm_desk.desk.importing import remembered
from crm_desk.ui.common.files import last_folder, note_folder
from crm_desk.ui.common.widgets import Card, button, clear_layout, label, rule
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.encodings import ENCODINGS
from crm_desk.ui.importing.session import ImportSession, with_options
from crm_desk.ui.importing.step import WizardStep
from crm_desk.ui.importing.wizard_state import ENCODING_QUESTIONS, LOOKING, PASSWORD_QUESTIONS

if TYPE_CHECKING:
    from crm_desk.desk.importing.batches import Batch
    from crm_desk.importing.issues import Issue

ENDINGS = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsm"
_LISTED = 50


class FileStep(WizardStep):
    """Choose or drop files; below, what was imported before and how to take it back."""

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__(workspace, session)
        self._drop = Card(self.theme, padding=3)
        self._drop.setProperty("surface", "drop")
        self._fill_drop()
        self.column.addWidget(self._drop)
        self._question = Card(self.theme, padding=3)
        self.column.addWidget(self._question)
        self._list = Card(self.theme, padding=3)
        self.column.addWidget(self._list)
        self.column.addStretch(1)
        self._first: QWidget | None = None

    def _fill_drop(self) -> None:
        body = self._drop.body
        body.addWidget(
            label(self.tr("Drop the cart's file anywhere in this window"), "heading", wrap=True)
        )
        body.addWidget(
            label(
                self.tr(
                    "The file of orders that you download from your cart's admin page (CSV), or an "
                    "Excel workbook of your own. Several at once if you like."
                ),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.space(), 0, self.theme.space())
        row.setSpacing(self.theme.space(1.5))
        self.choose = button(self.tr("Choose files…"), self.ask_files, "primary")
        row.addWidget(self.choose)
        self._busy = label("", "soft", wrap=True)
        row.addWidget(self._busy, 1)
        self.cancel = button(self.tr("Cancel"), self.session.call_off)
        row.addWidget(self.cancel)
        body.addLayout(row)
        body.addWidget(
            label(
                self.tr(
                    "Read without any setting: Shopify, BASE, STORES, Color Me Shop, MakeShop, "
                    "futureshop, EC-CUBE, Rakuten, Yahoo! Shopping, Amazon, Square, Smaregi, "
                    "Next Engine. For any other table you say which column is what."
                ),
                "soft",
                wrap=True,
            )
        )

    def show_state(self) -> None:
        state = self.state
        looking = state.step == LOOKING and state.asking is None and bool(state.pending)
        # The question is alone on the page until it is answered.
        self._drop.setVisible(state.asking is None)
        self.choose.setEnabled(state.step != LOOKING)
        self._busy.setText(
            self.tr("Looking at {file}…").format(file=state.pending[0][0].name) if looking else ""
        )
        self.cancel.setVisible(looking)
        self._show_question()
        self._show_batches()

    def take_focus(self) -> None:
        (self._first or self.choose).setFocus()

    def leave(self) -> bool:
        if self.state.step != LOOKING:
            return False
        self.session.call_off()
        return True

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
        self._first = None
        self._question.setVisible(state.asking is not None)
        if state.asking is None or not state.pending:
            return
        texts, asking = self.workspace.texts, state.asking
        sentence = texts.error(asking)
        if asking.key == "encoding_unknown":
            # What the command line is told does not help here.
            sentence = texts("import.ask_encoding", file=state.pending[0][0].name)
        body.addWidget(label(sentence, "heading", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.space(), 0, 0)
        row.setSpacing(self.theme.space())
        if state.asking.key in PASSWORD_QUESTIONS:
            self._add_password(row)
        elif state.asking.key in ENCODING_QUESTIONS:
            self._add_encodings(row)
        if row.count():
            row.addStretch(1)
            body.addLayout(row)
            row = QHBoxLayout()
            row.setSpacing(self.theme.space())
        if len(state.pending) > 1 or state.plans:
            leave = button(self.tr("Go on without this file"), self.session.leave_out)
            row.addWidget(leave)
            self._first = self._first or leave
        row.addWidget(button(self.tr("Other files"), self.session.restart))
        row.addStretch(1)
        body.addLayout(row)
        if self.isVisible() and self._first is not None:
            self._first.setFocus()

    def _add_password(self, row: QHBoxLayout) -> None:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(self.tr("Password"))
        field.setMinimumWidth(self.theme.px(220))
        options = self.state.pending[0][1]

        def go_on() -> None:
            if field.text():
                self.session.answer(with_options(options, password=field.text()))

        field.returnPressed.connect(go_on)
        row.addWidget(field)
        row.addWidget(button(self.tr("Open"), go_on, "primary"))
        self._first = field

    def _add_encodings(self, row: QHBoxLayout) -> None:
        """Each with the file's own words in it: the readable one is the right one."""
        options, samples = self.state.pending[0][1], self.state.samples
        choices: dict[str, QRadioButton] = {}
        for name in sorted(ENCODINGS, key=lambda name: _doubt(samples.get(name, ""))):
            choice = choices[name] = QRadioButton(ENCODINGS[name])
            choice.setAccessibleName(ENCODINGS[name])
            choice.setProperty("kind", "plain")
            self._question.body.addWidget(choice)
            if samples:
                words = label(samples[name] or self.tr("Does not fit"), "soft", wrap=True)
                words.setContentsMargins(self.theme.space(3.5), 0, 0, self.theme.space(0.5))
                self._question.body.addWidget(words)
        next(iter(choices.values())).setChecked(True)
        self._first = next(iter(choices.values()))

        def go_on() -> None:
            chosen = next(name for name, choice in choices.items() if choice.isChecked())
            self.session.answer(with_options(options, encoding=chosen))

        row.addWidget(button(self.tr("Read it so"), go_on, "primary"))

    # The imports so far

    def _show_batches(self) -> None:
        body = self._list.body
        clear_layout(body)
        batches = imports.batches(self.workspace.desk) if self.state.asking is None else ()
        self._list.setVisible(bool(batches))
        if not batches:
            return
        body.addWidget(label(self.tr("Imports so far"), "heading"))
        for at, batch in enumerate(batches[:_LISTED]):
            if at:
                body.addWidget(rule())
            body.addWidget(self._batch(batch))

    def _batch(self, batch: "Batch") -> QWidget:
        from crm_desk.desk.importing.wording import batch_line

        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, self.theme.px(4), 0, self.theme.px(4))
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        words = QVBoxLayout()
        words.setSpacing(self.theme.px(2))
        line = batch_line(batch, self.workspace.texts)
        words.addWidget(label(line, "strong", wrap=True))
        files = self.workspace.texts("result.comma").join(filter(None, batch.files))
        if files:
            words.addWidget(label(files, "soft", wrap=True))
        row.addLayout(words, 1)
        if batch.rejected or batch.skipped:
            text = self.tr("Rows not taken: {n}").format(n=f"{batch.rejected + batch.skipped:,}")
            show = button(text, partial(self._show_issues, batch, layout), "link")
            show.setAccessibleName(f"{text}: {line}")
            row.addWidget(show)
        if batch.notices or remembered.has_answers(self.workspace.desk, batch.source):
            words_of = self.workspace.texts("notice.details")
            more = button(words_of, partial(self._show_details, batch, layout), "link")
            more.setAccessibleName(f"{words_of}: {line}")
            row.addWidget(more)
        back = button(self.tr("Take back…"), lambda: self._ask_back(batch, layout, back), "link")
        back.setAccessibleName(f"{self.tr('Take back…')}: {line}")
        row.addWidget(back)
        layout.addLayout(row)
        return made

    def _show_issues(self, batch: "Batch", layout: QVBoxLayout) -> None:
        """Below the line; once more takes them away."""
        if _fold(layout):
            return

        def show(issues: "tuple[Issue, ...]") -> None:
            from crm_desk.ui.importing.issue_list import IssueList

            if layout.count() == 1:
                layout.addWidget(IssueList(self.workspace, issues))

        desk = self.workspace.desk
        self.workspace.query(layout, lambda: imports.issues_of(desk, batch.id), show)

    def _show_details(self, batch: "Batch", layout: QVBoxLayout) -> None:
        """What was told and decided, below the line; once more takes it away."""
        from crm_desk.ui.importing.batch_details import BatchDetails

        if not _fold(layout):
            layout.addWidget(BatchDetails(self.workspace, self.session, batch))

    def _ask_back(self, batch: "Batch", layout: QVBoxLayout, link: QPushButton) -> None:
        """Ask in place: what is taken back comes again only from its file."""
        _fold(layout)
        row = QHBoxLayout()
        row.setSpacing(self.theme.space())
        question = self.tr(
            "The orders and customers that this import brought go. What other imports brought "
            "stays, and the file can be brought in again."
        )
        row.addWidget(label(question, wrap=True), 1)
        yes = button(
            self.tr("Take it back"), partial(self.session.take_back, [batch.id]), "primary"
        )
        row.addWidget(yes)

        def leave() -> None:
            link.setFocus()
            _fold(layout)

        row.addWidget(button(self.tr("Leave it"), leave))
        layout.addLayout(row)
        yes.setFocus()


def _doubt(sample: str) -> tuple[bool, int]:
    """Small for the encoding that reads best."""
    return not sample, sample.count("\N{REPLACEMENT CHARACTER}")


def _fold(layout: QVBoxLayout) -> bool:
    """Take away what is shown below a line; whether there was anything."""
    item = layout.takeAt(1)
    if item is None:
        return False
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif inner is not None:
        clear_layout(inner)
        inner.deleteLater()
    return True
