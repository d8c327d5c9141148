"""A whole program in a process of its own, of which everything that goes wrong is written down."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.ui import theme
from crm_desk.ui.shell import problem
from crm_desk.ui.shell.crash import report_text
from crm_desk.ui.shell.pages import PAGES
from tests.gallery.scenes import SIZE, settle

_OFFSCREEN_ONLY = ("This plugin does not support",)


class WatchedProgram:
    """A program on one desk, and what went wrong in it.

    Attributes:
        wrong: exceptions that nothing caught, and messages of Qt.
        told: sentences that the person was told.
    """

    def __init__(self, language: str = "ja") -> None:
        self.wrong: list[str] = []
        self.told: list[str] = []
        settings = Settings(app_paths.settings_file())
        settings.put("language", language)
        self.program = Program(settings)

    def begin(self, desk: Path) -> bool:
        """Start with a desk; False where it was refused."""
        if not self.program.begin(desk):
            return False
        assert self.program.window is not None
        self.program.window.resize(*SIZE)
        self.program.workspace.failed.connect(self.told.append)  # type: ignore[union-attr]
        settle()
        return True

    def end(self) -> None:
        """Close the window and the desk."""
        if self.program.window is not None:
            self.program.window.close()
        self.program.end()
        settle()

    def catch_everything(self) -> None:
        """From now on nothing that goes wrong is lost."""
        sys.excepthook = lambda _, error, __: self.wrong.append(report_text(error) + str(error))
        threading.excepthook = lambda args: self.wrong.append(repr(args.exc_value))

        def message(_: QtMsgType, __: QMessageLogContext, words: str) -> None:
            if not words.startswith(_OFFSCREEN_ONLY):
                self.wrong.append(f"Qt: {words}")

        qInstallMessageHandler(message)

    def routes(self) -> Iterator[Route]:
        """Every page, and its views that need no id."""
        from crm_desk.ui.followup.views import VIEWS

        for row in PAGES:
            yield Route(row.key)
        for view in VIEWS:
            if view.title is not None:
                yield Route("followup", view.key)
        for number in (1, 2, 3):
            yield Route("assessment", "wizard", number)
            yield Route("assessment", "results", number)
            yield Route("customers", "one", number)


def application() -> QApplication:
    """Qt without a screen; questions for a file are left unanswered."""
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    theme.load_fonts()
    dialogs: Any = QFileDialog
    dialogs.getOpenFileName = dialogs.getSaveFileName = lambda *_, **__: ("", "")
    dialogs.getOpenFileNames = lambda *_, **__: ([], "")
    dialogs.getExistingDirectory = lambda *_, **__: ""
    problem.way_out = lambda *_: None
    return app
