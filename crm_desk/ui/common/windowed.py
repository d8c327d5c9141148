"""Tables of any length: the model knows ids only, and reads the few rows that are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crm_desk.domain.errors import ReportableError
from crm_desk.domain.formulas import guarded

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WINDOW = 100
_KEPT = 12
"""Windows that are kept."""
_ON_SCREEN = 3
"""Windows that a screen may show, the last ones that were looked at."""


class TableColumn(NamedTuple):
    """One column of a table.

    Attributes:
        name: what it is sorted by and kept under.
        text: what the cell of a row shows.
        copied: what goes to the clipboard, where that differs (numbers without their signs).
        width: at 100 %.
        shown: unless the person chose otherwise.
        right: numbers stand at the right.
        hint: what is said when the pointer rests on the cell; "" for nothing.
    """

    name: str
    title: str
    text: Callable[[Any], str]
    width: int
    shown: bool = True
    right: bool = False
    copied: Callable[[Any], str] | None = None
    hint: Callable[[Any], str] | None = None


class WindowedModel(QAbstractTableModel):
    """Rows by id, fetched window by window.

    Args:
        fetch: rows of some ids; those that are gone are left out.
        at_once: rows fetched together; two or three such windows cover a screen.

    Signals:
        failed: the `ReportableError` of a fetch; its cells stay empty.
    """

    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        fetch: Callable[[Sequence[int]], Mapping[int, Any]],
        at_once: int = _WINDOW,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch, self._at_once = fetch, at_once
        self._ids: Sequence[int] = ()
        self._windows: OrderedDict[int, Mapping[int, Any]] = OrderedDict()

    def show(self, ids: Sequence[int]) -> None:
        """Show other rows, or the same ones again."""
        self.beginResetModel()
        self._ids = ids
        self._windows.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """The same rows, read again; on screen only those that differ are drawn again."""
        before = list(self._windows.items())
        on_screen = {number for number, _ in before[-_ON_SCREEN:]}
        self._windows.clear()
        for number, window in before:
            first = number * self._at_once
            places = range(first, min(first + self._at_once, len(self._ids)))
            if number in on_screen:
                for place in places:
                    if self.row(place) != window.get(self._ids[place]):
                        self._note_changed(place, place)
            else:
                self._note_changed(places.start, places.stop - 1)

    def _note_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    @property
    def ids(self) -> Sequence[int]:
        """All rows, from the top."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def place_of(self, id_: int) -> int:
        """The row of an id, -1 without one."""
        try:
            return self._ids.index(id_)
        except ValueError:
            return -1

    def row(self, place: int) -> Any:
        """What was fetched of a row; None when it is gone."""
        number = place // self._at_once
        window = self._windows.get(number)
        if window is None:
            first = number * self._at_once
            window = self._fetched(self._ids[first : first + self._at_once])
            self._windows[number] = window
            while len(self._windows) > _KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(number)
        return window.get(self._ids[place])

    def _fetched(self, ids: Sequence[int]) -> Mapping[int, Any]:
        try:
            return self._fetch(ids)
        except ReportableError as error:
            self.failed.emit(error)
            return {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return "" if row is None else self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(index)
        return None

    def _hint(self, index: Index) -> str | None:
        tell, row = self.columns[index.column()].hint, self.row(index.row())
        said = tell(row) if tell is not None and row is not None else ""
        return f"<span>{escape(said)}</span>" if said else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._side(section)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        right = self.columns[column].right
        return (sides.AlignRight if right else sides.AlignLeft) | sides.AlignVCenter


def as_tsv(columns: Sequence[TableColumn], rows: Iterable[Any]) -> str:
    """Rows with their headers as tab separated text, as Excel takes it from the clipboard."""
    lines = [[_safe(column.title) for column in columns]]
    lines += [[_copied(column, row) for column in columns] for row in rows]
    return "\n".join("\t".join(line) for line in lines)


def _copied(column: TableColumn, row: Any) -> str:
    """Numbers stay numbers, a minus sign too; everything else may have been typed."""
    if column.copied is None:
        return _safe(column.text(row))
    return column.copied(row) if column.right else _safe(column.copied(row))


def _safe(text: str) -> str:
    """In one cell, and never a formula."""
    return guarded(" ".join(text.split()))
