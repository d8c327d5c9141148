"""The window's menu bar: its titles at once, its entries once the window is up."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from crm_desk.ui.shell import menus
from crm_desk.ui.shell.shell import Shell

if TYPE_CHECKING:
    from crm_desk.desk.edits import Edit
    from crm_desk.ui.shell.commands import Commands


class WindowMenus(QObject):
    """Builds and fills the menu bar, and keeps its actions true.

    Attributes:
        actions: by their names; empty until `fill`.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._commands: Commands | None = None
        self.actions: dict[str, QAction] = {}

    def build(self) -> None:
        """Begin again with empty menus."""
        titles = [
            self.tr("&File"),
            self.tr("&Edit"),
            self.tr("&View"),
            self.tr("&Record"),
            self.tr("&Data"),
            self.tr("&Help"),
        ]
        self._menus = menus.build_titles(self._shell, titles)
        self.actions = {}

    def fill(self) -> None:
        """Fill the menus that `build` made."""
        from crm_desk.ui.shell.commands import Commands

        if self._commands is not None:
            self._commands.deleteLater()
        self._commands = Commands(self._shell)
        self.actions = menus.fill(self._menus, self._commands.entries())

    @property
    def commands(self) -> "Commands":
        """What the menus do."""
        if self._commands is None:
            raise RuntimeError("the window is not filled yet")
        return self._commands

    def update_actions(self) -> None:
        """Say what can be undone, redone and printed."""
        shell, history = self._shell, self._shell.workspace.desk.history
        undo, redo = self.tr("&Undo: {what}"), self.tr("&Redo: {what}")
        self._name("undo", self.tr("&Undo"), undo, history.undoable)
        self._name("redo", self.tr("&Redo"), redo, history.redoable)
        self.actions["phone_note"].setEnabled(not shell.workspace.desk.is_for_looking)
        self.actions["print"].setEnabled(not shell.shown_page or shell.current.can_print)

    def _name(self, name: str, plain: str, named: str, edit: "Edit | None") -> None:
        action = self.actions[name]
        action.setEnabled(edit is not None)
        action.setText(named.format(what=self._words(edit)) if edit else plain)

    def _words(self, edit: "Edit") -> str:
        key, params = edit.label
        return self._shell.workspace.texts(f"undo.{key}", **params)
