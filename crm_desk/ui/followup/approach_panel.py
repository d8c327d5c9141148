"""An approach opened in the time line: changed in place, or taken back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import shop_media
from crm_desk.desk.desk import today
from crm_desk.desk.followup import checking
from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.domain.contacts.approach import Approach
from crm_desk.domain.contacts.media import offered_ways
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.approach_form import ApproachForm


class ApproachPanel(QWidget):
    """The form of one approach.

    Signals:
        left: it is done with.
    """

    left = Signal()

    def __init__(self, workspace: Workspace, approach: Approach) -> None:
        super().__init__()
        self._workspace, self._approach = workspace, approach
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        form = self.form = ApproachForm(
            workspace.theme, workspace.texts, offered_ways(shop_media.media(workspace.desk))
        )
        form.show_values(approach.day, approach.way, approach.result, approach.note)
        column.addWidget(form)
        self.remove = button(self.tr("Take it back"), self._take_back, "link")
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        form.kept.connect(self._keep)
        form.left.connect(self.left)
        self.setFocusProxy(form.day)

    def _keep(self) -> None:
        form, desk = self.form, self._workspace.desk
        changed = replace(
            self._approach,
            day=form.chosen_day,
            way=form.chosen_way,
            result=form.result,
            note=form.note.text(),
        )
        self._perform(lambda: checking.change_approach(desk, changed, today()))

    def _take_back(self) -> None:
        desk, approach = self._workspace.desk, self._approach
        self._perform(lambda: checking.take_back(desk, approach.id, today()))

    def _perform(self, action: Callable[[], Changes]) -> None:
        if self._workspace.perform(action):
            self.left.emit()


def approach_panel(workspace: Workspace, row: TimelineRow) -> ApproachPanel | None:
    """The panel of a row of the time line; None when the approach is gone."""
    found = checking.approach(workspace.desk, row.record.id, today())
    return None if found is None else ApproachPanel(workspace, found)
