"""Where the window stands, from one start to the next."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from crm_desk.desk.settings import Settings
from crm_desk.ui.shell.placement import Box, placed

_WIDTH, _HEIGHT = 1366, 768
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 56
"""The frame comes on top of what is asked for."""


def restore_geometry(window: QMainWindow, settings: Settings) -> None:
    """Put the window where it was, or onto a screen that is there.

    A maximised one is maximised on the screen where it was, or that took its place.
    """
    stored = settings.get("geometry")
    if len(stored) == 4:
        least = (window.minimumWidth(), window.minimumHeight())
        window.setGeometry(QRect(*placed(Box(*stored), _screens(), least)))
    else:
        screen = window.screen().availableGeometry()
        window.resize(
            min(_WIDTH, screen.width() - _FRAME_WIDTH),
            min(_HEIGHT, screen.height() - _FRAME_HEIGHT),
        )
    if settings.get("maximised"):
        window.showMaximized()


def keep_geometry(window: QMainWindow, settings: Settings) -> None:
    """Keep where the window is, for the next start."""
    box = window.normalGeometry()
    settings.put("geometry", [box.x(), box.y(), box.width(), box.height()])
    settings.put("maximised", window.isMaximized())


def _screens() -> list[Box]:
    """The room for windows on every screen, the main one first."""
    main = QGuiApplication.primaryScreen()
    others = [each for each in QGuiApplication.screens() if each is not main]
    return [_room(each) for each in (main, *others)]


def _room(screen: QScreen) -> Box:
    room = screen.availableGeometry()
    return Box(room.x(), room.y(), room.width(), room.height())
