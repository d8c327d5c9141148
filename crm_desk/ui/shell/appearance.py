"""Language, colours and size of the window, as the settings and the system want them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desk.desk.settings import Settings
from crm_desk.ui import theme as themes
from crm_desk.ui import translation
from crm_desk.ui.shell.shell import Shell


def dress(settings: Settings) -> themes.Theme:
    """Install language and theme, with or without a desk that is open; returns the theme."""
    theme = themes.Theme(themes.wants_dark(settings.get("colours")), settings.get("scale"))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        translation.install(app, settings.get("language") or translation.system_language())
        themes.apply(app, theme)
    return theme


class Appearance(QObject):
    """Applies them to the program.

    Signals:
        outdated: the system went dark or light, and that is to be followed.
    """

    outdated = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell

    def apply(self) -> None:
        """Before anything is drawn: install language and theme."""
        workspace = self._shell.workspace
        settings = workspace.settings
        workspace.language = settings.get("language") or translation.system_language()
        workspace.theme = dress(settings)

    def follow_system(self) -> None:
        """From now on, note when the system changes its colours."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._compare)

    def _compare(self) -> None:
        workspace = self._shell.workspace
        if themes.wants_dark(workspace.settings.get("colours")) != workspace.theme.dark:
            self.outdated.emit()
