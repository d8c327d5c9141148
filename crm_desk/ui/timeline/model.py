"""The rows of a time line for its table: months, what happened, and the row that is opened."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desk.desk.timeline.reading import Month
from crm_desk.desk.timeline_rows import Record, TimelineRow
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.tables import plain_hint

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HINT = 1000
"""Characters of a note that its tool tip shows."""


class TimelineModel(QAbstractTableModel):
    """Months as headings, rows below them; one column, whose words a screen reader says.

    Items are a heading (`str`), a row, or None for the room below the row that is opened.
    """

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._names: Mapping[int, str] = {}
        self._items: list[str | TimelineRow | None] = []
        self.opened_at = -1
        """The row whose room follows it, -1 for none."""

    def show(
        self, months: Sequence[Month], names: Mapping[int, str], opened: Record | None
    ) -> None:
        """Replace the rows; the one that was opened stays so where it is still there."""
        self.beginResetModel()
        self._names, self._items, self.opened_at = names, [], -1
        for month in months:
            self._items.append(self._heading(month))
            for row in month.rows:
                self._items.append(row)
                if row.record == opened:
                    self.opened_at = len(self._items) - 1
                    self._items.append(None)
        self.endResetModel()

    def _heading(self, month: Month) -> str:
        if month.year is None:
            return self._texts("time_line.waiting")
        return self._texts("time_line.month", year=month.year, month=month.month)

    def open(self, place: int) -> int:
        """Make room below a row, -1 for none; returns where that row stands now."""
        if self.opened_at >= 0:
            room = self.opened_at + 1
            self.beginRemoveRows(_NOWHERE, room, room)
            del self._items[room]
            self.opened_at = -1
            self.endRemoveRows()
            place -= place >= room
        if place >= 0:
            self.beginInsertRows(_NOWHERE, place + 1, place + 1)
            self._items.insert(place + 1, None)
            self.opened_at = place
            self.endInsertRows()
        return place

    def item(self, place: int) -> str | TimelineRow | None:
        """What stands at a place."""
        return self._items[place]

    def row_at(self, place: int) -> TimelineRow | None:
        """The row at a place; None where a heading stands, or nothing."""
        found = self._items[place] if 0 <= place < len(self._items) else None
        return found if isinstance(found, TimelineRow) else None

    def place_of(self, record: Record | None) -> int:
        """Where the row of a record stands, -1 without one."""
        for place, item in enumerate(self._items):
            if isinstance(item, TimelineRow) and item.record == record:
                return place
        return -1

    def first_row(self) -> int:
        """The first place that is no heading, -1 without one."""
        return 1 if self._items else -1

    def name_of(self, row: TimelineRow) -> str:
        """The name that it happened to, where there are several; else ""."""
        return self._names.get(row.customer, "")

    def parts(self, row: TimelineRow) -> tuple[str, ...]:
        """Day, what it is, words, figure: as they are copied and read out."""
        day = " ".join(part for part in (self._texts.date(row.day), row.moment) if part)
        words = " ".join(part for part in (row.words, row.state, self.name_of(row)) if part)
        return day, row.title, words, row.figure

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        if isinstance(item, TimelineRow):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return "  ".join(part for part in self.parts(item) if part)
            if role == Qt.ItemDataRole.ToolTipRole:
                words = item.words if len(item.words) <= _HINT else f"{item.words[:_HINT]}…"
                return plain_hint(words)
        elif role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item or ""
        return None
