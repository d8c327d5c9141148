"""The first people of a selection, in sight as soon as something is chosen in a chart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desk.desk.analysis import buyers
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.money import Money
from crm_desk.ui.analysis.buyer_selection import BuyerSelection
from crm_desk.ui.common.widgets import NARROW, button, clear_layout, frame, label
from crm_desk.ui.common.workspace import Workspace

MOST = 3
_FIRST_NUMBER = 3
"""Column from which on there are numbers."""


class FirstRows(QWidget):
    """Follows a selection; without a filter there is nothing to show beside the list itself."""

    def __init__(self, workspace: Workspace, selection: BuyerSelection, money: Money) -> None:
        super().__init__()
        self._workspace, self._selection, self._money = workspace, selection, money
        theme = workspace.theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sheet = frame("sheet")
        layout.addWidget(sheet)
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(theme.space(4), theme.px(6), theme.space(4), theme.px(4))
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnStretch(5, 1)
        self.names: list[str] = []
        self._narrow = False
        self.hide()
        selection.changed.connect(self._show_selected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._workspace.attempt(self._show_selected)

    def _show_selected(self) -> None:
        selected, look = self._selection.selected, self._selection.look
        clear_layout(self._grid)
        self.names = []
        if selected is not None and look is not None and selected.filters:
            ids = selected.ids[:MOST].tolist()
            found = buyers.rows(self._workspace.desk, look, ids)
            for place, row in enumerate(found[id_] for id_ in ids if id_ in found):
                self._add(place, row)
        self.setVisible(bool(self.names))

    def _add(self, place: int, row: BuyerRecord) -> None:
        texts, buyer = self._workspace.texts, row.buyer
        name = row.name or self.tr("(no name)")
        self.names.append(name)
        to = Route("customers", "one", row.id)
        self._grid.addWidget(button(name, lambda: self._workspace.go(to), "name"), place, 0)
        # Where there is little room, the figures stay.
        cells = (
            "" if self._narrow else row.member_no,
            "" if self._narrow else texts(f"figures.short_{buyer.cluster.value}"),
            self.tr("{n} times").format(n=f"{buyer.purchases:,}"),
            self._money.text(buyer.amount),
        )
        for column, text in enumerate(cells, start=1):
            is_number = column >= _FIRST_NUMBER
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            if text:
                self._grid.addWidget(label(text, "soft"), place, column, side)
        recency = self.tr("R {n} days").format(n=f"{buyer.recency:,}")
        self._grid.addWidget(label(recency, "soft"), place, len(cells) + 1)
