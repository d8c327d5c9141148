"""Tables: rows come from a model, Ctrl+C copies them as Excel wants them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from crm_desk.ui.theme import Theme

_COPIED = 10_000
"""So many rows at most go to the clipboard."""


class Table(QTableView):
    """A calm table: whole rows are chosen, nothing is edited in place."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        # Tab leaves the table; the arrows move inside.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows, with the headers, as tab separated text."""
        model = self.model()
        header = self.horizontalHeader()
        columns = [header.logicalIndex(place) for place in range(model.columnCount())]
        columns = [column for column in columns if not self.isColumnHidden(column)]
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})[:_COPIED]
        lines = [[_cell(model.headerData(c, Qt.Orientation.Horizontal)) for c in columns]]
        lines += [[_cell(model.index(row, c).data()) for c in columns] for row in rows]
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(text)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace("\t", " ").replace("\n", " ")
