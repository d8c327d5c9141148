"""The rows of a time line: one table of any length that scrolls with the page it stands on."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QWidget

from crm_desk.desk.timeline.reading import Month
from crm_desk.desk.timeline_rows import Record, TimelineRow
from crm_desk.domain.formulas import guarded
from crm_desk.ui.common.tables import Table
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.model import TimelineModel
from crm_desk.ui.timeline.row_delegate import RowDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

_ROW = 36
_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TimelineRows(Table):
    """Arrows go from row to row, Enter or a click opens one, Ctrl+C copies those chosen.

    It is as high as its rows, so that the page has one scroll bar only; the rows themselves are
    drawn when they are looked at.

    Signals:
        opened: a row (`TimelineRow`) is to be opened.
        closed: whatever is open is to be closed.
    """

    opened = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, "")
        self._theme = workspace.theme
        self.setAccessibleName(self.tr("Time line"))
        self.rows = TimelineModel(workspace.texts)
        self.panel: QWidget | None = None
        """What is shown below the row that is open."""
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self._theme, workspace.texts, self.rows, self))
        self.setAlternatingRowColors(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "rows")
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_index)
        self.selectionModel().currentChanged.connect(lambda *_: self._follow_cursor())

    # Showing

    def show_rows(
        self, months: Sequence[Month], names: Mapping[int, str], opened: Record | None
    ) -> None:
        """Replace the rows; the cursor stays on what it was on, where that is still there."""
        current = self.rows.row_at(self.currentIndex().row())
        self.rows.show(months, names, opened)
        if self.rows.opened_at < 0:
            self._drop_panel()
        place = self.rows.place_of(current.record) if current else -1
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
        self._fit()

    def open_below(self, record: Record, panel: QWidget) -> None:
        """Show something below the row of a record."""
        self._drop_panel()
        place = self.rows.open(self.rows.place_of(record))
        self.panel = panel
        panel.setParent(self.viewport())
        panel.show()
        self._fit()
        self.setCurrentIndex(self.rows.index(place, 0))
        # The page knows of the new height once its layout has come to it.
        QTimer.singleShot(0, self, self._bring_into_sight)

    def close_panel(self) -> None:
        """Close what is open; the cursor stays on its row."""
        place = self.rows.opened_at
        if place >= 0:
            self.rows.open(-1)
            self._drop_panel()
            self._fit()
            self.setCurrentIndex(self.rows.index(place, 0))
            self.setFocus()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _fit(self) -> None:
        """As high as the rows are, with room below the one that is open."""
        count, high = self.rows.rowCount(), self._theme.px(_ROW)
        total = count * high
        room = self.rows.opened_at + 1
        header = self.verticalHeader()
        if self.panel is not None and self.rows.opened_at >= 0:
            indent = self._theme.px(12)
            width = max(self.width() - 2 * indent, 1)
            panel = self.panel
            by_width = panel.heightForWidth(width) if panel.hasHeightForWidth() else -1
            needed = max(by_width if by_width >= 0 else panel.sizeHint().height(), high)
            header.resizeSection(room, needed)
            total += needed - high
            panel.setGeometry(indent, room * high, width, needed)
        self.setFixedHeight(max(total + 2 * self.frameWidth(), 1))

    def refit(self) -> None:
        """What is open has become higher or lower."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # Pointer and keys

    def _open_index(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._open_index(self.currentIndex())
        elif key in _PAGE_KEYS:
            # The page scrolls; the table itself has nothing to scroll.
            event.ignore()
        elif key == Qt.Key.Key_Escape and self.rows.opened_at >= 0:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _follow_cursor(self) -> None:
        if self.hasFocus():
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll the page so far that the row with the cursor is seen."""
        area = self._scroll_area()
        inner = area.widget() if area is not None else None
        if area is not None and inner is not None:
            rect = self.visualRect(self.currentIndex())
            if self.panel is not None and self.currentIndex().row() == self.rows.opened_at:
                # As much of it as there is room for, and the row in any case.
                foot = self.viewport().mapTo(inner, self.panel.geometry().bottomLeft())
                area.ensureVisible(foot.x(), foot.y(), 0, self._theme.space(2))
            at = self.viewport().mapTo(inner, rect.center())
            area.ensureVisible(at.x(), at.y(), 0, rect.height() + self._theme.space(2))

    def _scroll_area(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rows.row_at(self.currentIndex().row()) is None:
            first = self.rows.first_row()
            if first >= 0:
                self.selectRow(first)

    def mouseDoubleClickEvent(self, event: "QMouseEvent") -> None:
        """A double click is one click: the first has opened the row."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; the table itself has nothing to scroll."""
        event.ignore()

    # Copying, menu

    def copy(self) -> None:
        """Copy the chosen rows as tab separated text, as spreadsheets take it."""
        rows = (self.rows.row_at(i.row()) for i in self.selectionModel().selectedRows())
        lines = ("\t".join(map(_in_cell, self.rows.parts(row))) for row in rows if row)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.rows.row_at(self.currentIndex().row())
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _add(menu, self.tr("Open"), lambda: self.opened.emit(row))
        _add(menu, self.tr("Copy"), self.copy)
        menu.popup(self._menu_place(event))

    def _menu_place(self, event: QContextMenuEvent) -> QPoint:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            return self.viewport().mapToGlobal(below)
        return event.globalPos()

    def row_of(self, record: Record) -> TimelineRow | None:
        """The row of a record; None without one."""
        return self.rows.row_at(self.rows.place_of(record))


def _add(menu: QMenu, text: str, run: Callable[[], object]) -> None:
    menu.addAction(text).triggered.connect(lambda _checked=False: run())


def _in_cell(text: str) -> str:
    """In one cell, and never a formula."""
    return guarded(" ".join(text.split()))
