"""The foot of the sidebar: when the shop's file was backed up last."""

from datetime import datetime

from PySide6.QtCore import QObject

from crm_desk.desk.changes import Changes, Topic
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.sidebar import Sidebar


class BackupLine(QObject):
    """Looks beside the window, and again after every backup and when another day has begun."""

    def __init__(self, workspace: Workspace, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._workspace, self._sidebar = workspace, sidebar

    def follow(self, changes: Changes) -> None:
        """Something changed."""
        if Topic.TODAY in changes.topics:
            self.refresh()

    def refresh(self) -> None:
        """Look again; where none are made by themselves, that there is none is nothing to say."""
        desk = self._workspace.desk

        def newest() -> tuple[bool, datetime | None]:
            from crm_desk.desk.backups import keeping

            return keeping.is_shops_own(desk), keeping.newest(desk)

        self._workspace.ask_latest(self, newest, self._show)

    def _show(self, found: tuple[bool, datetime | None]) -> None:
        from crm_desk.desk.backups.wording import foot_words
        from crm_desk.desk.desk import today

        is_own, moment = found
        is_said = is_own or moment is not None
        words = foot_words(moment, self._workspace.texts, today()) if is_said else ""
        self._sidebar.show_backup(words)
