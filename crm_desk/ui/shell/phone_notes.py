"""電話メモ over one window: made when it is first asked for, made again with the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm_desk.domain.errors import ReportableError
from crm_desk.ui.shell.shell import Shell

if TYPE_CHECKING:
    from crm_desk.ui.timeline.phone_note import PhoneNote


class PhoneNotes(QObject):
    """Opens the sheet of one window.

    Attributes:
        note: the sheet; None until it is first asked for.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.note: PhoneNote | None = None

    def open_note(self) -> None:
        """Show the sheet; not over a backup that is looked into, where nothing is written."""
        from crm_desk.desk.capabilities import COMPLAINT_RULES, NEXT_STEP
        from crm_desk.ui.timeline.phone_note import PhoneNote

        workspace = self._shell.workspace
        if workspace.desk.is_for_looking:
            workspace.show_error(ReportableError("desk_for_looking"))
            return
        if self.note is None:
            self.note = PhoneNote(workspace, self._shell, COMPLAINT_RULES, NEXT_STEP)
        self.note.open_note()

    def rebuild(self) -> None:
        """Another language, size, or desk: the sheet is made again, with what was typed."""
        note, self.note = self.note, None
        if note is None:
            return
        shown = note.isVisible() and note.workspace is self._shell.workspace
        if shown:
            note.leave()
        note.hide()
        note.deleteLater()
        if shown:
            self.open_note()
