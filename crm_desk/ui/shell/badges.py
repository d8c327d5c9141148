"""Counts in the sidebar: what waits on a page."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from crm_desk.desk.changes import Changes
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.badge import Badge
from crm_desk.ui.shell.sidebar import Sidebar

_AFTER_MS = 1000
"""Of quiet after a change: who checks off one after the other waits for no counting."""


class Badges(QObject):
    """Counts beside the window, and again after every change that concerns them."""

    def __init__(self, workspace: Workspace, sidebar: Sidebar, badges: Mapping[str, Badge]) -> None:
        """Count nothing yet.

        Args:
            badges: by the key of their page.
        """
        super().__init__(sidebar)
        self._workspace, self._sidebar, self._badges = workspace, sidebar, badges
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self.refresh)

    def follow(self, changes: Changes) -> None:
        """Something changed."""
        if any(changes.topics & badge.topics for badge in self._badges.values()):
            self._later.start()

    def refresh(self) -> None:
        """Count again."""
        desk = self._workspace.desk
        for page, badge in self._badges.items():
            self._workspace.query(
                self, partial(badge.numbers, desk), partial(self._show, page, badge)
            )

    def _show(self, page: str, badge: Badge, numbers: Mapping[str, int]) -> None:
        words = badge.words().format(**numbers)
        self._sidebar.show_badge(page, sum(numbers.values()), words)
