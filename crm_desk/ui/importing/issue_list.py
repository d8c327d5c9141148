"""The table of issues: which row, which column, what stands there, and why it was not taken."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from crm_desk.importing.issues import Issue
from crm_desk.ui.common.files import ask_save
from crm_desk.ui.common.tables import Table
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class IssueModel(QAbstractTableModel):
    """Issues as rows; sentences are made when they are shown."""

    def __init__(self, workspace: Workspace, issues: Sequence[Issue]) -> None:
        super().__init__()
        self._texts, self._issues = workspace.texts, issues
        self._headers = (
            self.tr("File"),
            self.tr("Row"),
            self.tr("Outcome"),
            self.tr("Column"),
            self.tr("What stands there"),
            self.tr("Why"),
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._issues)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            from crm_desk.desk.import_wording import issue_row

            return issue_row(self._issues[index.row()], self._texts)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None


class IssueList(QWidget):
    """The table and a button to save it."""

    def __init__(self, workspace: Workspace, issues: Sequence[Issue]) -> None:
        super().__init__()
        self._workspace, self._issues = workspace, issues
        theme = workspace.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space())
        self.table = Table(theme, self.tr("Table of issues"))
        self.table.setModel(IssueModel(workspace, issues))
        header = self.table.horizontalHeader()
        for column, width in enumerate((150, 60, 90, 130, 150)):
            self.table.setColumnWidth(column, theme.px(width))
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(theme.px(min(300, 70 + 32 * len(issues))))
        layout.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Save as Excel workbook…"), self.save))
        row.addWidget(label(self.tr("Rows: {n}").format(n=f"{len(issues):,}"), "soft"))
        row.addStretch(1)
        layout.addLayout(row)

    def save(self) -> None:
        """Save the table as a workbook."""
        workspace = self._workspace
        name = workspace.document_texts("import.issues_file")
        path = ask_save(workspace, self, self.tr("Save as Excel workbook"), name, ".xlsx")
        if path is None:
            return
        from crm_desk.desk import documents

        texts, issues = workspace.document_texts, self._issues
        workspace.run(
            self,
            self.tr("The workbook is being written…"),
            lambda: documents.save_issues(issues, texts, path),
            lambda _: workspace.tell_saved(path),
        )
