"""A table whose columns a person chooses, moves and sizes; it remembers them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu

from crm_desk.ui.common.explained import explained
from crm_desk.ui.common.kept_columns import KeptColumns
from crm_desk.ui.common.tables import Table
from crm_desk.ui.common.windowed import WindowedModel, as_tsv
from crm_desk.ui.common.workspace import Workspace

_AT_ONCE = 2000
"""Rows that are copied without a busy sign."""
_NARROWEST = 40


class ColumnTable(Table):
    """Shows a `WindowedModel`.

    Args:
        name: keeps its columns in the settings.
        fetch_in_worker: rows of ids on any thread, to copy many of them.

    Signals:
        sort_asked: the name of a column, and whether it is descending.
        opened: the id of a row: Enter or a double click.
        current_changed: the id of the row where the cursor is.
    """

    sort_asked = Signal(str, bool)
    opened = Signal(int)
    current_changed = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        title: str,
        model: WindowedModel,
        fetch_in_worker: Callable[[list[int]], dict[int, Any]],
    ) -> None:
        super().__init__(workspace.theme, title)
        self._workspace, self._fetch_in_worker = workspace, fetch_in_worker
        self._rows = model
        self.entries: Callable[[list[int]], list[tuple[str, Callable[[], object]]]] | None = None
        """What a right click offers beside copying, for the ids chosen."""
        model.setParent(self)
        model.columns = explained(model.columns, workspace.texts)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(workspace.theme.px(_NARROWEST))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_column_menu)
        self.columns = KeptColumns(workspace, name, self, model.columns)
        header.sortIndicatorChanged.connect(self._sort_clicked)
        self.doubleClicked.connect(self._double_clicked)

    # Rows

    def show_ids(self, ids: Any, current: int | None) -> None:
        """Show other rows, the cursor where it was."""
        self._rows.show(ids)
        place = -1 if current is None else self._rows.place_of(current)
        if place < 0 and len(ids):
            place = 0
        if place >= 0:
            self.selectRow(place)
            first = self.columns.place(self.columns.shown[0].name)
            self.scrollTo(self._rows.index(place, first))

    def show_sort(self, name: str, *, descending: bool) -> None:
        """Mark the column that the rows are sorted by."""
        header, orders = self.horizontalHeader(), Qt.SortOrder
        header.blockSignals(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(
            self.columns.place(name),
            orders.DescendingOrder if descending else orders.AscendingOrder,
        )
        header.blockSignals(False)

    def _sort_clicked(self, column: int, order: Qt.SortOrder) -> None:
        name = self._rows.columns[column].name
        self.sort_asked.emit(name, order == Qt.SortOrder.DescendingOrder)

    @property
    def current_id(self) -> int | None:
        """The id of the row where the cursor is."""
        index = self.currentIndex()
        return self._rows.id_at(index.row()) if index.isValid() else None

    @property
    def chosen_ids(self) -> list[int]:
        """The ids of the chosen rows, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.id_at(row) for row in rows]

    def _row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.current_changed.emit(self._rows.id_at(current.row()))

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.opens_at(index):
            self.opened.emit(self._rows.id_at(index.row()))

    def opens_at(self, index: QModelIndex) -> bool:
        """Whether a double click on a cell opens its row; not where a button is."""
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.opened.emit(current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.selectRow(0)

    # Copying

    def copy(self) -> None:
        """Copy the chosen rows, with the headers, as tab separated text."""
        ids, columns = self.chosen_ids, self.columns.shown

        def text() -> str:
            found = self._fetch_in_worker(ids)
            return as_tsv(columns, (found[id_] for id_ in ids if id_ in found))

        if len(ids) > _AT_ONCE:
            put = QGuiApplication.clipboard().setText
            self._workspace.run_task(self, self.tr("The rows are being copied…"), text, put)
        elif ids:
            self._workspace.attempt(lambda: QGuiApplication.clipboard().setText(text()))

    # Menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        ids = self.chosen_ids
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if ids and self.entries is not None:
            for text, run in self.entries(ids):
                _add(menu, text, run)
            menu.addSeparator()
        if ids:
            _add(menu, self.tr("Copy"), self.copy)
        # Whoever has no mouse gets to the columns from here.
        self._add_columns(menu.addMenu(self.tr("Columns")))
        sorting = menu.addMenu(self.tr("Sort by"))
        for column in self.columns.shown:
            _add(sorting, column.title, partial(self._sort_again, column.name))
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.popup(at)

    def _sort_again(self, name: str) -> None:
        header, place = self.horizontalHeader(), self.columns.place(name)
        same = header.sortIndicatorSection() == place
        orders = Qt.SortOrder
        ascending = same and header.sortIndicatorOrder() == orders.DescendingOrder
        header.setSortIndicator(
            place, orders.AscendingOrder if ascending or not same else orders.DescendingOrder
        )

    def _show_column_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_columns(menu)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _add_columns(self, menu: QMenu) -> None:
        shown = self.columns.shown
        for place, column in enumerate(self._rows.columns):
            action = QAction(_plain(column.title), menu)
            action.setCheckable(True)
            action.setChecked(column in shown)
            # The last one stays: a table without columns can't be right-clicked.
            action.setEnabled(shown != [column])
            action.toggled.connect(partial(self.columns.show, place))
            menu.addAction(action)
        menu.addSeparator()
        _add(menu, self.tr("As at first"), self.columns.reset)

    # Columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fill()

    def flush(self) -> None:
        """Keep the columns now."""
        self.columns.flush()


def _add(menu: QMenu, text: str, run: Callable[[], object]) -> None:
    menu.addAction(_plain(text)).triggered.connect(lambda _checked=False: run())


def _plain(text: str) -> str:
    """An ampersand in a text is no shortcut."""
    return text.replace("&", "&&")
