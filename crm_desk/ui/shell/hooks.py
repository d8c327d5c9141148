"""Catches what nothing else caught; the window that says so is loaded when it is needed."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from crm_desk.domain.errors import ReportableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desk.ui.shell.crash import CrashWindow


class Hooks(QObject):
    """Brings errors of every thread to the GUI thread, where the crash window shows them.

    Attributes:
        tell: says the sentence of a `ReportableError`, once there is a window to say it in.
    """

    _caught = Signal(object)

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self.window: CrashWindow | None = None
        self.tell: Callable[[ReportableError], object] | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Take over from Python's own handlers."""
        sys.excepthook = self._catch
        threading.excepthook = lambda args: self._catch(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        _traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
        else:
            self._caught.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if self.tell is not None and isinstance(error, ReportableError):
            # The world failed, wherever that was noticed: a sentence, not our own mistake.
            self.tell(error)
            return
        if self.window is None:
            from crm_desk.ui.shell.crash import CrashWindow

            self.window = CrashWindow(self._log, self)
        self.window.show_error(error)

    def show_and_wait(self, error: BaseException) -> None:
        """Before the event loop runs: show the window and stay until it is closed."""
        from PySide6.QtCore import QEventLoop

        self._show(error)
        if self.window is not None and self.window.box is not None:
            loop = QEventLoop()
            self.window.box.finished.connect(loop.quit)
            loop.exec()


def install_hooks(log: Path) -> Hooks:
    """Catch errors from now on, as long as the application lives."""
    hooks = Hooks(log, QCoreApplication.instance())
    hooks.install()
    return hooks
