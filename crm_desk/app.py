"""Wires the program together: settings, desk, window, and what happens between desks."""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from crm_desk import __version__
from crm_desk.desk import app_paths
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.settings import Settings
from crm_desk.domain.errors import ReportableError
from crm_desk.paths import RESOURCES
from crm_desk.ui import theme, translation
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.desk_opener import DeskOpener, open_own
from crm_desk.ui.shell.hooks import install_hooks
from crm_desk.ui.shell.wanted import WayOut
from crm_desk.ui.shell.window import Window

FAILED = 1
_SETTLE_AFTER_MS = 200
"""The first window comes first; a second start asks for longer than this."""


class Program(QObject):
    """One running program with one open desk."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.window: Window | None = None
        self.workspace: Workspace | None = None
        self._opener = DeskOpener(settings)
        self._doorbell: QObject | None = None

    # Starting and ending

    def begin(self, desk: Path | None) -> bool:
        """Show the window for a desk; False when there is none to show."""
        wanted = WayOut("open", desk) if desk else self._last_wanted()
        opened = self._opener.open_or_ask(wanted)
        if opened is None:
            return False
        self._show(opened)
        return True

    def end(self) -> None:
        """Close everything; nothing is left open when this returns."""
        if self._doorbell is not None:
            self._doorbell.close()  # type: ignore[attr-defined]
            self._doorbell = None
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None

    def _last_desk(self) -> Path:
        """The desk that was open last, even when its stick is not there: then that is said."""
        recent = [Path(entry) for entry in self.settings.get("recent")]
        own = [path for path in recent if path != app_paths.sample_desk() or os.path.exists(path)]  # noqa: PTH110 - never raises
        return own[0] if own else self._found_desk() or app_paths.default_desk()

    def _found_desk(self) -> Path | None:
        """Where the settings are lost, the shop that was worked in last: it is in its place."""
        found = app_paths.known_desks()
        return found[0] if found else None

    def _last_wanted(self) -> WayOut:
        """The desk that was open last; on the first day it is made."""
        path = self._last_desk()
        was_open = str(path) in self.settings.get("recent")
        is_first = path == app_paths.default_desk() and not was_open
        return WayOut("first" if is_first else "open", path)

    def _language(self) -> str:
        return self.settings.get("language") or translation.system_language()

    def _show(self, desk: Desk) -> None:
        workspace = Workspace(desk, self.settings, self._language())
        former, self.workspace = self.workspace, workspace
        if self.window is None:
            window = self.window = Window(workspace)
            window.open_asked.connect(self.open_desk)
            window.new_asked.connect(self.new_desk)
            window.sample_asked.connect(self.open_sample)
            window.sample_left.connect(self.leave_sample)
            window.move_asked.connect(self.move_desk)
            window.look_asked.connect(self.look_into)
            window.look_ended.connect(self.end_looking)
            window.restore_asked.connect(self.restore)
            window.show()
        else:
            self.window.show_workspace(workspace)
        if former is not None:
            former.close()
            former.deleteLater()
        QTimer.singleShot(_SETTLE_AFTER_MS, self, self._settle)

    def _settle(self) -> None:
        """What can wait until the first window is up."""
        from crm_desk.desk.temporary import sweep_folders
        from crm_desk.ui.shell.single import Doorbell

        gc.enable()
        sweep_folders()
        if self.window is not None:
            self.window.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.svg")))
        if self._doorbell is not None:
            self._doorbell.close()  # type: ignore[attr-defined]
            self._doorbell = None
        if self.workspace is not None and not self.workspace.desk.store.is_closed:
            doorbell = Doorbell(self.workspace.desk.path, self)
            doorbell.rung.connect(self._come_forward)
            self._doorbell = doorbell
            if self.window is not None:
                self.window.backup_keeper.begin()
                # A file may be dropped at any moment: its page would load for too long then.
                self.workspace.query(self.window, load_import_page, lambda _: None)
            self._finish_erasure(self.workspace)
            self._tell_news(self.workspace)

    def _finish_erasure(self, workspace: Workspace) -> None:
        """Somebody was erased, and the program ended before the file was cleaned."""
        from crm_desk.desk.customers.erasing import clean, is_unfinished

        desk = workspace.desk

        def finish() -> None:
            if is_unfinished(desk):
                clean(desk)

        if not desk.is_for_looking:
            workspace.query(self, finish, lambda _: None)

    def _tell_news(self, workspace: Workspace) -> None:
        """What the person should know of how the desk came to be open, each said once."""
        news, self._opener.news = self._opener.news, []
        if workspace.desk.store.was_recovered:
            news.append(workspace.texts("said.recovered"))
        news += self._moved(workspace)
        news += self._unfinished(workspace)
        aside, self.settings.set_aside = self.settings.set_aside, None
        if aside is not None:
            news.append(workspace.texts("said.settings_aside", file=aside.name))
        if news:
            workspace.notified.emit("\n".join(news))

    def _moved(self, workspace: Workspace) -> list[str]:
        """A move to a safe place that is to be finished, or was cut off."""
        from crm_desk.desk.moving import settle_move

        try:
            return settle_move(workspace.desk, workspace.texts)
        except ReportableError as error:
            self._tell(error)
            return []

    def _unfinished(self, workspace: Workspace) -> list[str]:
        """An import that a power cut or a crash ended, and that nothing was kept of."""
        from crm_desk.desk.importing.unfinished import take_unfinished

        try:
            files = take_unfinished(workspace.desk)
        except ReportableError as error:
            self._tell(error)
            return []
        names = workspace.texts("result.comma").join(files)
        return [workspace.texts("import.unfinished", files=names)] if files else []

    def _come_forward(self) -> None:
        if self.window is not None:
            if self.window.isMinimized():
                self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()

    def _raise_first(self, path: Path) -> bool:
        from crm_desk.ui.shell.single import raise_first

        return raise_first(path)

    # Between desks

    def _may_leave(self) -> bool:
        """Nothing typed would be lost, or the person lets it go."""
        return self.window is None or self.window.may_leave()

    def _is_open(self, path: Path) -> bool:
        if self.workspace is None:
            return False
        return path.resolve() == self.workspace.desk.path

    def open_desk(self, path: Path) -> None:
        """Open another desk; the one that is open stays open when that fails."""
        if self._is_open(path) or not self._may_leave():
            return
        try:
            self._show(Desk(path))
        except ReportableError as error:
            if error.key == "desk_in_use" and self._raise_first(path):
                return
            if error.key == "desk_is_backup":
                self._ask_about_backup(path, error)
                return
            self._tell(error)

    def new_desk(self, path: Path) -> None:
        """Make an empty desk and open it."""
        if not self._may_leave():
            return
        try:
            self._opener.note_set_aside(create_desk(path, path.stem))
            self._show(Desk(path))
        except ReportableError as error:
            self._tell(error)

    def open_sample(self) -> None:
        """Open the sample, made on the spot where there is none."""
        from crm_desk.desk.sample.make import create_sample
        from crm_desk.ui.common.waiting import waiting

        path = app_paths.sample_desk()
        try:
            if not os.path.exists(path):  # noqa: PTH110 - never raises
                with waiting():
                    create_sample(path, self._language(), today())
        except ReportableError as error:
            self._tell(error)
            return
        self.open_desk(path)

    def leave_sample(self) -> None:
        """Go back to the shop's own desk, and throw the sample away."""
        path = app_paths.sample_desk()
        if not self._is_open(path) or not self._may_leave():
            return
        others = [Path(e) for e in self.settings.get("recent") if not self._is_open(Path(e))]
        own = WayOut("open", others[0]) if others else WayOut("first", app_paths.default_desk())
        try:
            self._show(open_own(own))
        except ReportableError as error:
            self._tell(error)
            return
        self.settings.forget_recent(path)
        app_paths.throw_away_sample(path)

    def move_desk(self) -> None:
        """Copy the desk out of a synchronised folder and go on there; the old one says so."""
        from crm_desk.desk.moving import copy_to_safe_place
        from crm_desk.ui.common.waiting import waiting

        if self.workspace is None or not self._may_leave():
            return
        old = self.workspace.desk.path
        try:
            with waiting():
                copy = copy_to_safe_place(self.workspace.desk)
            self._show(Desk(copy))
        except ReportableError as error:
            self._tell(error)
            return
        self.settings.forget_recent(old)
        self._opener.news += self._moved(self.workspace)

    # Backups

    def _ask_about_backup(self, backup: Path, error: ReportableError) -> None:
        """A backup was opened like a desk: look into it, go back to it, or neither."""
        from crm_desk.ui.shell.problem import ask_about_backup

        chosen = ask_about_backup(self.window, self._opener.texts.error(error))
        if chosen == "look":
            self.look_into(backup)
        elif chosen == "restore":
            self._go_back_to(backup)

    def _go_back_to(self, backup: Path) -> None:
        """Go back to a backup from anywhere: a stick, or the folder of another desk."""
        target = self._opener.home_of(backup)
        if not self._opener.wants_to_go_back(self.window, backup, target):
            return
        if self._is_open(target):
            self.restore(backup)
            return
        try:
            self._opener.restored(backup, target)
            self._show(Desk(target))
        except ReportableError as error:
            self._tell(error)

    def look_into(self, backup: Path) -> None:
        """Show what a backup holds; the shop's own desk is closed meanwhile."""
        from crm_desk.desk.backups.going_back import copy_to_look_into

        if not self._may_leave():
            return
        try:
            self._show(Desk(copy_to_look_into(backup), is_for_looking=True))
        except ReportableError as error:
            self._tell(error)

    def end_looking(self) -> None:
        """Back from a backup to the shop's own desk."""
        looked_into = self.workspace
        if looked_into is None or not looked_into.desk.is_for_looking:
            return
        try:
            self._show(open_own(self._last_wanted()))
        except ReportableError as error:
            self._tell(error)

    def restore(self, backup: Path) -> None:
        """Put the open desk back to a backup; where that fails, it is as it was."""
        from crm_desk.desk.backups.going_back import check
        from crm_desk.ui.common.waiting import waiting

        if self.workspace is None or self.window is None or not self._may_leave():
            return
        path = self.workspace.desk.path
        try:
            with waiting():
                # Asked before the desk is closed: most refusals change nothing on screen.
                check(backup, path)
        except ReportableError as error:
            self._tell(error)
            return
        self.workspace.close()
        failed: ReportableError | None = None
        try:
            self._opener.restored(backup, path)
        except ReportableError as error:
            failed = error
        self._reopen(path)
        if failed is not None:
            self._tell(failed)

    def _reopen(self, path: Path) -> None:
        """Go on in a desk that was closed; where it can't be opened, by a way out or not at all."""
        opened = self._opener.open_or_ask(WayOut("open", path), self.window)
        if opened is not None:
            self._show(opened)
        elif self.window is not None:
            self.window.close()

    def _tell(self, error: ReportableError) -> None:
        if self.workspace is not None:
            self.workspace.show_error(error)


def load_import_page() -> None:
    """On the looker's lane, so that the window goes on painting: what needs no widgets."""
    from crm_desk.importing.presets import load_presets

    import_module("crm_desk.desk.importing.batches")
    import_module("crm_desk.desk.importing.file_plan")
    load_presets()


def run(desk: Path | None) -> int:
    """Open the window and stay until it is closed."""
    # Named here, the style is made once; setStyle() would make the system's own first.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("CRM Desk")
    app.setApplicationVersion(__version__)
    theme.load_fonts()
    hooks = install_hooks(app_paths.data_folder() / "crash.log")
    # Files that the program makes are for their owner only.
    if os.name == "posix":
        os.umask(0o077)
    program = Program(Settings(app_paths.settings_file()))
    try:
        begun = program.begin(desk)
    except Exception as error:  # noqa: BLE001 - never a silent stop
        hooks.show_and_wait(error)
        program.end()
        return FAILED
    hooks.tell = program._tell
    code = app.exec() if begun else 0
    program.end()
    return code
