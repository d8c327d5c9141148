"""Tables: rows come from a model, Ctrl+C copies them as Excel wants them."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crm_desk.domain.formulas import guarded
from crm_desk.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

_COPIED = 10_000
"""So many rows at most go to the clipboard."""


class Table(QTableView):
    """A calm table: whole rows are chosen, nothing is edited in place."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self.currentIndex().row()
        if row >= 0 and self.hasFocus():
            self._frame_row(row)

    def _frame_row(self, row: int) -> None:
        """The keys are in a row, not in one of its cells: the frame goes around all of it."""
        header, width = self.horizontalHeader(), self._theme.px(2)
        right = min(header.length() - header.offset(), self.viewport().width())
        area = QRectF(0, self.rowViewportPosition(row), right, self.rowHeight(row))
        half = width / 2
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.qcolour("ink"), width))
        painter.drawRect(area.adjusted(half, half, -half, -half))
        painter.end()

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
        # A file's own headers are shown, too: typed by whoever made the file.
        heads = [_one_line(model.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
        lines = [[guarded(head) for head in heads]]
        lines += [[_cell(model.index(row, c)) for c in columns] for row in rows]
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(text)


class Cell(NamedTuple):
    """One cell of a small table.

    Attributes:
        role: of the theme's words: `strong`, `soft`, `warn`; "" is plain.
        hint: shown when the pointer rests on it.
    """

    text: str
    role: str = ""
    hint: str = ""


class CellsModel(QAbstractTableModel):
    """A table that is there as a whole; large ones have models of their own."""

    def __init__(
        self, theme: Theme, headers: Sequence[str], rows: Sequence[Sequence[Cell]]
    ) -> None:
        super().__init__()
        self._theme, self._headers, self._rows = theme, headers, rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else Cell("")
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole and cell.hint:
            return plain_hint(cell.hint)
        if role == Qt.ItemDataRole.FontRole and cell.role == "strong":
            return self._theme.font(bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and cell.role in ("soft", "warn"):
            return self._theme.qcolour(cell.role)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None


class BeforeAfter(QStyledItemDelegate):
    """Cells of two lines: as it was, softly, and below it what it becomes."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def height(self, lines: int) -> int:
        """Of a row whose cells have up to so many lines."""
        return self._theme.px(12 + 22 * lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        lines, theme = str(index.data() or "").split("\n"), self._theme
        option.text = ""
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        given = index.data(Qt.ItemDataRole.ForegroundRole)
        area = option.rect.adjusted(theme.px(11), theme.px(6), -theme.px(8), -theme.px(6))
        painter.save()
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        each = area.height() // len(lines)
        for at, line in enumerate(lines):
            soft = len(lines) > at + 1
            painter.setPen(given or theme.qcolour("soft" if soft else "ink"))
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            place = area.adjusted(0, at * each, 0, 0)
            place.setHeight(each)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )
        painter.restore()


def plain_hint(text: str) -> str:
    """A tool tip that is never taken for markup."""
    lines = escape(text).replace("\n", "<br>")
    return f"<span>{lines}</span>"


def _cell(index: QModelIndex) -> str:
    """What stands there, in one cell; typed text is never a formula, a figure stays one."""
    text = _one_line(index.data())
    side = index.data(Qt.ItemDataRole.TextAlignmentRole)
    is_figure = side is not None and bool(side & Qt.AlignmentFlag.AlignRight)
    return text if is_figure else guarded(text)


def _one_line(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
