"""The columns of a table as the person wants them: which, in what order, how wide."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from crm_desk.ui.common.windowed import TableColumn
from crm_desk.ui.common.workspace import Workspace

_KEEP_AFTER_MS = 300


class KeptColumns(QObject):
    """Arranges the columns of a table and keeps them in the settings.

    Args:
        name: what they are kept under.
        columns: all of them, in the order of the model.
    """

    def __init__(
        self, workspace: Workspace, name: str, table: QTableView, columns: Sequence[TableColumn]
    ) -> None:
        super().__init__(table)
        self._workspace, self._name = workspace, name
        self._table, self._columns = table, columns
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(self._keep)
        self._fills = self._adjusting = False
        self._restore()
        header = table.horizontalHeader()
        header.sectionResized.connect(lambda *_: self._note_changed())
        header.sectionMoved.connect(lambda *_: self._note_changed())

    @property
    def shown(self) -> list[TableColumn]:
        """In the order on screen."""
        header = self._table.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [self._columns[p] for p in places if not self._table.isColumnHidden(p)]

    def place(self, name: str) -> int:
        """Where the model has a column."""
        return [column.name for column in self._columns].index(name)

    def show(self, place: int, shown: bool) -> None:
        """Show a column, or hide it."""
        self._table.setColumnHidden(place, not shown)
        self._note_changed()

    def fill(self) -> None:
        """As long as nobody chose widths, the first column takes the room that is left."""
        if not self._fills:
            return
        places = [self.place(column.name) for column in self.shown]
        others = sum(self._table.columnWidth(place) for place in places[1:])
        least = self._workspace.theme.px(self._columns[places[0]].width)
        self._adjusting = True
        self._table.setColumnWidth(places[0], max(least, self._table.viewport().width() - others))
        self._adjusting = False

    def reset(self) -> None:
        """As at first."""
        kept = dict(self._workspace.settings.get("tables"))
        kept.pop(self._name, None)
        self._workspace.settings.put("tables", kept)
        self._restore()
        self.fill()
        self._timer.stop()

    def flush(self) -> None:
        """Keep them now."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _note_changed(self) -> None:
        """From now on the columns are as the person wants them."""
        if not self._adjusting:
            self._fills = False
            self._timer.start()

    def _keep(self) -> None:
        """Widths are kept as at 100 %, so that another size changes nothing."""
        percent, width = self._workspace.theme.percent, self._table.columnWidth
        columns = [
            [column.name, round(width(self.place(column.name)) * 100 / percent)]
            for column in self.shown
        ]
        kept = self._workspace.settings.get("tables") | {self._name: columns}
        self._workspace.settings.put("tables", kept)

    def _restore(self) -> None:
        theme, table, columns = self._workspace.theme, self._table, self._columns
        header, names = table.horizontalHeader(), [column.name for column in columns]
        kept = self._workspace.settings.get("tables").get(self._name, ())
        chosen = [(name, width) for name, width in kept if name in names]
        if not chosen:
            chosen = [(column.name, column.width) for column in columns if column.shown]
        self._fills = not kept
        self._adjusting = True
        widths = dict(chosen)
        order = [*widths, *(name for name in names if name not in widths)]
        for place, name in enumerate(order):
            at = names.index(name)
            header.moveSection(header.visualIndex(at), place)
            table.setColumnHidden(at, name not in widths)
            table.setColumnWidth(at, theme.px(widths.get(name, columns[at].width)))
        self._adjusting = False
