"""What pages and menus may ask of the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from crm_desk.desk.route import Route
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.ui.backups.keeper import BackupKeeper
    from crm_desk.ui.common.page import Page


class Shell(QMainWindow):
    """The window, as those see it who are made by it.

    Signals:
        open_asked, new_asked: the path of the desk wanted.
        sample_asked, sample_left, move_asked: what is wanted.
        look_asked, restore_asked: the path of the backup wanted.
        look_ended: back to the shop's own desk.
        phone_note_asked: somebody rings; what they say is to be written down.
    """

    open_asked = Signal(Path)
    new_asked = Signal(Path)
    sample_asked = Signal()
    sample_left = Signal()
    move_asked = Signal()
    look_asked = Signal(Path)
    look_ended = Signal()
    restore_asked = Signal(Path)
    phone_note_asked = Signal()
    workspace: Workspace
    backup_keeper: "BackupKeeper"

    @property
    def current(self) -> "Page":
        """The page that is shown."""
        raise NotImplementedError

    @property
    def shown_page(self) -> str:
        """The key of that page."""
        raise NotImplementedError

    def page(self, key: str) -> "Page":
        """A page by its key, made when it is first asked for."""
        raise NotImplementedError

    def go(self, route: Route) -> None:
        """Show a place."""
        raise NotImplementedError

    def rebuild(self, route: Route | None = None) -> None:
        """Draw everything again, at the same place."""
        raise NotImplementedError

    def open_phone_note(self) -> None:
        """Show 電話メモ over whatever is on screen."""
        raise NotImplementedError

    def rebuild_later(self) -> None:
        """Draw everything again once the widget that asked for it is done with its event."""
        QTimer.singleShot(0, self, self.rebuild)

    def undo(self) -> None:
        """Take back the last step."""
        if self.current.flush():
            self.workspace.perform(self.workspace.desk.undo)

    def redo(self) -> None:
        """Carry out again what was taken back."""
        if self.current.flush():
            self.workspace.perform(self.workspace.desk.redo)
