"""When we failed: one window that says so, and a report without anyone's data."""

import platform
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desk import __version__
from crm_desk.ui.shell.dialogs import NoticeDialog


def report_text(error: BaseException) -> str:
    """What a developer needs: where it happened, not with what.

    Messages of exceptions and values of variables may hold names; only the types of the
    exceptions and the places in the program are told.
    """
    lines = [
        f"CRM Desk {__version__}, Python {platform.python_version()}, PySide6 {qt_version}",
        f"{platform.system()} {platform.release()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__name__}")
        for entry in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_short(entry.filename)}:{entry.lineno} {entry.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _short(file_name: str) -> str:
    """A path without the folders of this computer, which may hold a person's name."""
    parts = Path(file_name).parts
    for anchor in ("crm_desk", "site-packages"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor) :])
    return Path(file_name).name


class CrashWindow(QObject):
    """Says once that something went wrong, and keeps the report.

    Args:
        log: the report is appended here too, if it can be written.
    """

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self.box: NoticeDialog | None = None

    def show_error(self, error: BaseException) -> None:
        """Show the window and keep the report; a second error does not open a second window."""
        report = report_text(error)
        self._append(report)
        if self.box is not None:
            return
        box = self.box = NoticeDialog(
            QApplication.activeWindow(),
            self.tr("Something went wrong"),
            self.tr(
                "CRM Desk made a mistake and could not finish the last step.\n\n"
                "Your data are safe: every answer is saved as soon as it shows. "
                "You can go on; if it happens again, please start CRM Desk anew.\n\n"
                "The report says where in the program it happened. It holds no customer data."
            ),
        )
        box.add_button(self.tr("Save the report…"), lambda: self._save(report))
        box.add_way("close", self.tr("Go on"), "primary").setFocus()
        box.finished.connect(self._closed)
        box.open()

    def _closed(self) -> None:
        self.box = None

    def _save(self, report: str) -> None:
        name, _ = QFileDialog.getSaveFileName(
            None, self.tr("Save the report"), "crm-desk-report.txt", "Text (*.txt)"
        )
        if name:
            _write(lambda: Path(name).write_text(report, encoding="utf-8"))

    def _append(self, report: str) -> None:
        def append() -> None:
            self._log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._log.open("a", encoding="utf-8") as file:
                file.write(report + "\n")
            self._log.chmod(0o600)

        _write(append)


def _write(work: Callable[[], object]) -> None:
    """A report that can't be written must not bring down what is left."""
    try:
        work()
    except OSError:
        return
