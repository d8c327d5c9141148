"""The way to the first window: where Qt can't start, a sentence instead of a crash."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from crm_desk.domain.errors import ReportableError

PACKAGES = "libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3"
PACKAGES_X11 = "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
_X11_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxkbcommon-x11.so.0",
)
UNUSABLE = 2


def start(desk: Path | None, language: Callable[[], str]) -> int:
    """Open the window; returns the exit code, 2 with a sentence where it can't be opened.

    Args:
        language: asked only when there is something to say.
    """
    try:
        _check_display()
        try:
            from crm_desk.app import run
        except ImportError as error:
            raise _missing(error.msg or str(error), PACKAGES) from error
    except ReportableError as error:
        from crm_desk.desk import resources

        print(resources.texts(language()).error(error), file=sys.stderr)  # noqa: T201
        return UNUSABLE
    return run(desk)


def _check_display() -> None:
    """Qt aborts the process where it finds no screen; look before it does."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise ReportableError("qt_display")
    import ctypes

    for name in _X11_LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError as error:
            raise _missing(name, PACKAGES_X11) from error


def _missing(reason: str, packages: str) -> ReportableError:
    return ReportableError("qt_library", reason=reason, packages=packages)
