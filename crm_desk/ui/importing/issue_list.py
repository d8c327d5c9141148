"""The table of issues: which row, which column, what stands there, and why it was not taken."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from crm_desk.domain.sort_order import sort_key
from crm_desk.importing.issues import Issue, Severity
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.files import ask_save_document
from crm_desk.ui.common.tables import NOWHERE, Index, Table, plain_hint
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace

FILE, ROW, OUTCOME, COLUMN, VALUE, WHY = range(6)
_AIR = 28
_WIDEST = {FILE: 180, COLUMN: 170, VALUE: 220}
_NARROWEST_WHY = 200
_MEASURED = 300
_HIGHEST = 300


class IssueModel(QAbstractTableModel):
    """Issues as rows; sentences are made when they are shown."""

    def __init__(self, workspace: Workspace, issues: Sequence[Issue]) -> None:
        super().__init__()
        self._texts, self._issues = workspace.texts, issues
        self.headers = (
            self.tr("File"),
            self.tr("Row"),
            self.tr("Outcome"),
            self.tr("Column"),
            self.tr("What stands there"),
            self.tr("Why"),
        )

    def show_only(self, issues: Sequence[Issue]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._issues = issues
        self.endResetModel()

    def words(self, at: int) -> tuple[str, ...]:
        """The cells of one row."""
        from crm_desk.desk.importing.wording import issue_row

        return issue_row(self._issues[at], self._texts)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._issues)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_hint(self.words(index.row())[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class IssueList(QWidget):
    """The table in the order of the file, what of it is shown, and a button to save it.

    Rows that a rule skips are there, but not shown before somebody asks for them: where nothing
    else is wrong, there is nothing to do about them.
    """

    def __init__(self, workspace: Workspace, issues: Sequence[Issue]) -> None:
        super().__init__()
        self._workspace = workspace
        self._issues = sorted(
            issues, key=lambda issue: (sort_key(issue.file), issue.file, issue.row)
        )
        self._shown: Sequence[Issue] = ()
        theme = workspace.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space())
        self.chips: dict[Severity, QPushButton] = {}
        self._wanted: set[Severity] = set()
        self._add_chips(layout)
        self.model = IssueModel(workspace, ())
        self.model.setParent(self)
        self.table = Table(theme, self.tr("Table of issues"))
        self.table.setWordWrap(True)
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.px(40))
        layout.addWidget(self.table)
        row = QHBoxLayout()
        self.save_button = button(self.tr("Save as Excel workbook…"), self.save)
        row.addWidget(self.save_button)
        row.addStretch(1)
        layout.addLayout(row)
        self._filter()

    # What is shown

    def _add_chips(self, layout: QVBoxLayout) -> None:
        counts = Counter(issue.severity for issue in self._issues)
        if set(counts) == {Severity.SKIPPED}:
            # Nothing to choose from, and nothing to do about them.
            self._more = button(self.tr("Show the rows"), self._show_skipped, "link")
            layout.addWidget(self._more)
            return
        flow = Flow(self._workspace.theme.space())
        for severity in Severity:
            if not counts[severity]:
                continue
            words = self._workspace.texts(f"severity.{severity}")
            text = self.tr("{what}: {n}").format(what=words, n=f"{counts[severity]:,}")
            chip = button(text, partial(self._filter), "chip")
            chip.setCheckable(True)
            chip.setChecked(severity is not Severity.SKIPPED)
            self.chips[severity] = chip
            flow.addWidget(chip)
        layout.addWidget(Wrapped(flow))

    def _show_skipped(self) -> None:
        self._more.hide()
        self._wanted = {Severity.SKIPPED}
        self._filter()
        self.table.setFocus()

    def _filter(self) -> None:
        chosen = {severity for severity, chip in self.chips.items() if chip.isChecked()}
        wanted = self._wanted or chosen
        self._shown = [issue for issue in self._issues if issue.severity in wanted]
        self.model.show_only(self._shown)
        self.table.setVisible(bool(self._shown))
        self.save_button.setVisible(bool(self._shown) or bool(self.chips))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as the first rows need; what says nothing here is left out."""
        table, theme = self.table, self._workspace.theme
        first = [self.model.words(at) for at in range(min(_MEASURED, len(self._shown)))]
        table.setColumnHidden(FILE, len({issue.file for issue in self._issues}) < 2)
        metrics = table.fontMetrics()
        for column in (FILE, ROW, OUTCOME, COLUMN, VALUE):
            words = {row[column] for row in first}
            if column in (COLUMN, VALUE):
                table.setColumnHidden(column, words <= {""})
            widest = max(
                map(metrics.horizontalAdvance, (*words, self.model.headers[column])), default=0
            )
            width = widest + theme.px(_AIR)
            most = theme.px(_WIDEST.get(column, 10_000))
            table.setColumnWidth(column, min(width, most))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """As high as the longest reason needs: all rows alike, whatever their number."""
        table, theme = self.table, self._workspace.theme
        others = sum(
            table.columnWidth(column) for column in range(WHY) if not table.isColumnHidden(column)
        )
        room = max(theme.px(_NARROWEST_WHY), table.viewport().width() - others) - theme.px(20)
        metrics = table.fontMetrics()
        reasons = {issue.reason: at for at, issue in enumerate(self._shown[:_MEASURED])}
        longest = max(
            (metrics.horizontalAdvance(self.model.words(at)[WHY]) for at in reasons.values()),
            default=0,
        )
        lines = max(1, -(-longest // room))
        height = metrics.lineSpacing() * lines + theme.px(18)
        table.verticalHeader().setDefaultSectionSize(height)
        table.setFixedHeight(min(theme.px(_HIGHEST), theme.px(44) + height * len(self._shown)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    # Out of the program

    def save(self) -> None:
        """Save the whole table as a workbook."""
        from crm_desk.desk.importing.documents import ISSUES_XLSX

        workspace = self._workspace
        texts, issues = workspace.document_texts, self._issues
        title = self.tr("Save as Excel workbook")
        path = ask_save_document(workspace, self, title, ISSUES_XLSX, issues)
        if path is None:
            return
        workspace.run_task(
            self,
            self.tr("The workbook is being written…"),
            lambda: ISSUES_XLSX.write(issues, texts, path),
            lambda _: workspace.tell_saved(path),
        )
