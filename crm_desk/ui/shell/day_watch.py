"""Notices that another day has begun: at midnight, after sleep, when the clock is set."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_IN_FRONT = timedelta(seconds=1)
_BEHIND = timedelta(minutes=1)
_MILLISECOND = timedelta(milliseconds=1)


class DayWatch(QObject):
    """Looks at the clock again and again; a timer alone sleeps with the computer.

    Signals:
        day_changed: it is not the day any more that it was.
    """

    day_changed = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], datetime]) -> None:
        """Begin to watch.

        Args:
            clock: the time now, by this computer.
        """
        super().__init__(parent)
        self._clock = clock
        self._day = clock().date()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self.look()

    def look(self) -> None:
        """Look at the clock now, and again when it can have become another day."""
        now = self._clock()
        self._timer.start(round(until_next_look(now, is_in_front=_in_front()) / _MILLISECOND))
        if now.date() != self._day:
            self._day = now.date()
            self.day_changed.emit()

    def _state_changed(self, _state: "Qt.ApplicationState") -> None:
        self.look()


def until_next_look(now: datetime, *, is_in_front: bool) -> timedelta:
    """How long the clock need not be looked at.

    Up to midnight at most; and who sees the window, after sleep or after the clock was set, sees
    the right day within a second.
    """
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight - now, _IN_FRONT if is_in_front else _BEHIND)


def _in_front() -> bool:
    from PySide6.QtCore import Qt

    return QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
