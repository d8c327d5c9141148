"""Counts in the sidebar: follow-ups that are late or due today."""

from PySide6.QtCore import QObject, QTimer

from crm_desk.desk.changes import Changes, Topic
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.sidebar import Sidebar

_AFTER_MS = 200
"""After a change: what was clicked is shown first."""
_TOPICS = frozenset({Topic.FOLLOWUP, Topic.CUSTOMERS, Topic.ORDERS})


class Badges(QObject):
    """Counts beside the window, and again after every change that concerns them."""

    def __init__(self, workspace: Workspace, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._workspace, self._sidebar = workspace, sidebar
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self.refresh)

    def follow(self, changes: Changes) -> None:
        """Something changed."""
        if changes.topics & _TOPICS:
            self._later.start()

    def refresh(self) -> None:
        """Count anew."""
        from crm_desk.desk.desk import today
        from crm_desk.desk.followup.counting import Count, counts
        from crm_desk.domain.followup.standing import Bucket

        desk, now = self._workspace.desk, today()

        def show(found: dict[Bucket, Count]) -> None:
            late, due = found[Bucket.LATE].plans, found[Bucket.TODAY].plans
            words = self.tr("{late} late, {today} due today").format(late=late, today=due)
            self._sidebar.show_badge("followup", late + due, words)

        self._workspace.query(self, lambda: counts(desk, now), show)
