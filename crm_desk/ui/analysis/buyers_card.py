"""The people of the page 顧客分析: a table of those who are chosen."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_desk.desk.analysis import buyers
from crm_desk.desk.changes import Changes
from crm_desk.desk.customers import people
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.view import BuyerRecord
from crm_desk.domain.money import Money
from crm_desk.ui.analysis.buyer_selection import BuyerSelection
from crm_desk.ui.analysis.columns import SORTED_BY, BuyerColumns
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.widgets import Card, label
from crm_desk.ui.common.windowed import WindowedModel
from crm_desk.ui.common.workspace import Workspace

_HEIGHT = 420


class BuyersCard(Card):
    """Follows a selection, and sorts it; Enter leads to the customer."""

    def __init__(self, workspace: Workspace, selection: BuyerSelection, money: Money) -> None:
        super().__init__(workspace.theme)
        self._workspace, self._selection = workspace, selection
        model = WindowedModel(BuyerColumns().made(workspace.texts, money), self._rows)
        model.failed.connect(workspace.show_error)
        title = self.tr("The people")
        self.table = ColumnTable(workspace, "buyers", title, model, self._rows_in_worker)
        self.table.setMinimumHeight(workspace.theme.px(_HEIGHT))
        self.table.sort_asked.connect(self._sort_by)
        self.table.opened.connect(self._open_customer)
        self.table.entries = self._entries
        self.body.addWidget(label(title, "heading"))
        self.body.addWidget(self.table)
        self._show_sort()
        selection.changed.connect(self._show_selected)

    def _show_selected(self) -> None:
        selected = self._selection.selected
        if selected is not None:
            self.table.show_ids(selected.ids.tolist(), self.table.current_id)

    def _sort_by(self, name: str, descending: bool) -> None:
        if name in SORTED_BY:
            # The most and the newest are what one looks for.
            again = name == self._selection.sort
            self._selection.sort_by(name, descending=descending if again else SORTED_BY[name])
        self._show_sort()

    def _show_sort(self) -> None:
        self.table.show_sort(self._selection.sort, descending=self._selection.descending)

    def _rows(self, ids: Sequence[int]) -> dict[int, BuyerRecord]:
        look = self._selection.look
        return {} if look is None else buyers.rows(self._workspace.desk, look, ids)

    def _rows_in_worker(self, ids: list[int]) -> dict[int, Any]:
        look = self._selection.look
        return {} if look is None else buyers.rows_in_worker(self._workspace.desk, look, ids)

    def _entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        desk, perform = self._workspace.desk, self._workspace.perform
        entries: list[tuple[str, Callable[[], object]]] = []
        if len(ids) == 1:
            entries.append((self.tr("Open"), lambda: self._open_customer(ids[0])))

        def leave_out() -> Changes:
            return people.set_excluded(desk, ids, excluded=True)

        to = Route("post", ids=tuple(ids), item="analysis")
        entries.append((self.tr("Post…"), lambda: self._workspace.go(to)))
        entries.append((self.tr("Leave out of the figures"), lambda: perform(leave_out)))
        return entries

    def _open_customer(self, customer: int) -> None:
        self._workspace.go(Route("customers", "one", customer))
