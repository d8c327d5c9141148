"""After a start: how many follow-ups have begun, and what comes first."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desk.ui.common.widgets import NARROW, label
from crm_desk.ui.common.workspace import Workspace

BEGUN = "followup_begun"
"""Where the sentence waits until the worklist is opened."""


class BegunNotice(QFrame):
    """In front of the list; gone when something else happens."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self.setProperty("surface", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.75), theme.px(8), theme.space(1.75), theme.px(8))
        self.words = label("", "strong", wrap=True)
        self._undo = label(self.tr("To take it back: Edit → Undo."), "soft")
        row.addWidget(self.words, 1)
        row.addWidget(self._undo)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where room is short, what has begun needs the whole line.
        self._undo.setVisible(self.width() >= self._workspace.theme.px(NARROW))

    def open(self) -> bool:
        """Show what has just begun, once; whether something has."""
        said = self._workspace.drafts.pop(BEGUN, "")
        self.words.setText(said)
        self.setVisible(bool(said))
        return bool(said)
