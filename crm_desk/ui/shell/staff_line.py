"""The foot of the sidebar: who of the shop is there now; new records take the name."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.route import Route
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.sidebar import Sidebar

if TYPE_CHECKING:
    from crm_desk.desk.staff import Staff

translate = QCoreApplication.translate


class StaffLine(QObject):
    """Looks beside the window, and again after every change of the staff.

    A shop that has entered nobody sees nothing of it.
    """

    def __init__(self, workspace: Workspace, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._workspace, self._sidebar = workspace, sidebar

    def follow(self, changes: Changes) -> None:
        """Something changed."""
        if changes.topics & {Topic.STAFF, Topic.DESK}:
            self.refresh()

    def refresh(self) -> None:
        """Look again."""
        from crm_desk.desk import staff

        desk = self._workspace.desk
        self._workspace.ask_latest(self, lambda: staff.shown(desk), self._show)

    def _show(self, found: "tuple[tuple[Staff, ...], Staff | None]") -> None:
        names, now = found
        if not names or self._workspace.desk.is_for_looking:
            self._sidebar.show_staff("", None)
            return
        menu = QMenu(self._sidebar)
        for one in names:
            self._choice(menu, one.name, one.id, is_now=one == now)
        menu.addSeparator()
        nobody = translate("StaffLine", "Nobody")
        self._choice(menu, nobody, None, is_now=now is None)
        edit = QAction(translate("StaffLine", "Edit the staff…"), menu)
        edit.triggered.connect(lambda: self._workspace.go(Route("settings")))
        menu.addAction(edit)
        name = now.name if now is not None else nobody
        words = translate("StaffLine", "Now: {name} ▼").format(name=name)
        self._sidebar.show_staff(words, menu)

    def _choice(self, menu: QMenu, name: str, id_: int | None, *, is_now: bool) -> None:
        action = QAction(name.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(is_now)
        action.triggered.connect(partial(self._choose, id_))
        menu.addAction(action)

    def _choose(self, id_: int | None, *_: object) -> None:
        from crm_desk.desk import staff

        desk = self._workspace.desk
        self._workspace.perform(lambda: staff.set_current(desk, id_))
