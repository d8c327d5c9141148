"""Where the window stands, from one start to the next."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow

from crm_desk.desk.settings import Settings

_WIDTH, _HEIGHT = 1366, 768
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 56
"""The frame comes on top of what is asked for."""


def restore_geometry(window: QMainWindow, settings: Settings) -> None:
    """Put the window where it was, unless that is off every screen."""
    stored = settings.get("geometry")
    screen = window.screen().availableGeometry()
    if len(stored) == 4 and screen.intersects(QRect(*stored)):
        window.setGeometry(QRect(*stored).intersected(screen))
    else:
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
