"""The table of the worklist: painted cells, and a button in every row."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal

from crm_desk.desk.followup.worklist import WorklistRow
from crm_desk.desk.money import money_of
from crm_desk.ui.common.column_table import ColumnTable
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.cells import CheckButton, Dots, MediaIcons, NamedLines, TwoLines
from crm_desk.ui.followup.worklist_columns import (
    CHECK,
    DOTS,
    DUE,
    MEDIA,
    WHO,
    WorklistColumns,
    WorklistModel,
)

_ROW = 50
_AT_ONCE = 25
"""Rows read together: few, because they are read again after every check-off."""


class WorklistTable(ColumnTable):
    """Plans by row.

    Args:
        today: late and due are told by it.
        fetch, fetch_in_worker: rows by the ids of plans, the latter on any thread.

    Signals:
        checked: the plan whose button was clicked.
    """

    checked = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        today: Callable[[], date],
        fetch: Callable[[Sequence[int]], Mapping[int, WorklistRow]],
        fetch_in_worker: Callable[[list[int]], dict[int, WorklistRow]],
    ) -> None:
        money, theme = money_of(workspace.desk), workspace.theme
        columns = WorklistColumns().made(workspace.texts, money, today)
        self.rows_shown = WorklistModel(columns, fetch, _AT_ONCE)
        super().__init__(workspace, "worklist", "", self.rows_shown, fetch_in_worker)
        self.setAccessibleName(self.tr("Plans"))
        self.rows_shown.failed.connect(workspace.show_error)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        check = CheckButton(theme, self)
        check.pressed.connect(lambda row: self.checked.emit(self.rows_shown.id_at(row)))
        lines = TwoLines(theme, self)
        names = [column.name for column in columns]
        for name, delegate in (
            (WHO, NamedLines(theme, self)),
            (DUE, lines),
            (DOTS, Dots(theme, self)),
            (MEDIA, MediaIcons(theme, self)),
            (CHECK, check),
        ):
            self.setItemDelegateForColumn(names.index(name), delegate)
