"""What a right click on customers offers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crm_desk.desk.changes import Changes
from crm_desk.desk.customers import people
from crm_desk.desk.customers.people import MergeRules
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.ui.backups.keeper import keeper_of
from crm_desk.ui.common.workspace import Workspace


class CustomerMenu(QObject):
    """Entries for the chosen customers.

    Signals:
        opened: the customer whose facts are wanted.
        order_asked: the customer for whom an order is to be entered.
    """

    opened = Signal(int)
    order_asked = Signal(int)

    def __init__(self, workspace: Workspace, merge_rules: MergeRules, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._merge_rules = workspace, merge_rules

    def entries(self, ids: list[int]) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with these, as words and actions."""
        desk = self._workspace.desk
        entries: list[tuple[str, Callable[[], object]]] = []
        if len(ids) == 1:
            entries.append((self.tr("Open"), lambda: self.opened.emit(ids[0])))
            entries.append((self.tr("Enter an order…"), lambda: self.order_asked.emit(ids[0])))
        to = Route("post", ids=tuple(ids), item="customers")
        entries.append((self.tr("Post…"), lambda: self._workspace.go(to)))
        left_out = sum(row.excluded for row in people.listed(desk, ids).values())
        if left_out < len(ids):
            leave_out = self.tr("Leave out of the figures")
            entries.append((leave_out, lambda: self._exclude(ids, excluded=True)))
        if left_out:
            count_again = self.tr("Count in the figures again")
            entries.append((count_again, lambda: self._exclude(ids, excluded=False)))
        if len(ids) == 2:
            entries.append((self.tr("Take both for one person"), lambda: self._merge(*ids)))
        return entries

    def _exclude(self, ids: list[int], *, excluded: bool) -> None:
        desk = self._workspace.desk
        self._workspace.perform(lambda: people.set_excluded(desk, ids, excluded=excluded))

    def _merge(self, one: int, other: int) -> None:
        workspace = self._workspace

        def action() -> Changes:
            return people.merge(
                workspace.desk, one, other, today(), workspace.texts, self._merge_rules
            )

        keeper_of(workspace).before_join(lambda: workspace.perform(action))
