"""Makes the backups of the open desk, beside the window."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desk.desk.desk import local_time
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.common.runner import Runner
from crm_desk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from crm_desk.domain.backup import BackupCause


class BackupKeeper(QObject):
    """One desk's backups, made one after the other on a lane of their own.

    Closing the desk calls off the one that is being made; an automatic one is made up for when the
    desk is opened the next time.

    Signals:
        changed: there is another backup than before.
        busy: one is being made, or no longer.
    """

    changed = Signal()
    busy = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._runner = Runner(self)
        self._called_off = threading.Event()
        self._under_way = 0
        workspace.closing.connect(self._stop)

    @property
    def is_busy(self) -> bool:
        """A backup is being made."""
        return self._under_way > 0

    def begin(self) -> None:
        """Check the desk, count its opening, and back it up where that is due."""
        desk = self._workspace.desk
        is_sample = desk.is_sample
        if desk.is_for_looking:
            return

        def work() -> Path | None:
            from crm_desk.desk.backups import keeping
            from crm_desk.domain.backup import BackupCause

            now = local_time()
            # First of all: what is damaged must not become the newest backup.
            keeping.check(desk, now.date(), self._called_off.is_set)
            if not keeping.note_opening(desk, now, self._called_off.is_set) or is_sample:
                return None
            return keeping.back_up(desk, BackupCause.OPENING, now, self._called_off.is_set)

        self._run(work, lambda _: None)

    def back_up(self, cause: "BackupCause", done: Callable[[Path], object]) -> None:
        """Make one now."""
        from crm_desk.desk.backups import keeping

        desk = self._workspace.desk
        self._run(lambda: keeping.back_up(desk, cause, local_time(), self._called_off.is_set), done)

    def back_up_to(self, folder: Path, done: Callable[[Path], object]) -> None:
        """Make one in another place, on a stick."""
        from crm_desk.desk.backups import keeping

        desk = self._workspace.desk
        self._run(
            lambda: keeping.back_up_to(desk, folder, local_time(), self._called_off.is_set), done
        )

    def before_join(self, join: Callable[[], object]) -> None:
        """Join customers once the desk is backed up; at once where no backup is due."""
        from crm_desk.desk.backups import keeping

        workspace, now = self._workspace, local_time()
        desk = workspace.desk
        if not keeping.is_shops_own(desk) or not keeping.is_due_for_join(desk, now):
            join()
            return
        workspace.failed.emit("")
        workspace.busy.emit(workspace.texts("backup.before_join"))
        self._run(
            lambda: keeping.back_up_before_join(desk, now, self._called_off.is_set),
            lambda _: join(),
            lambda: workspace.busy.emit(""),
        )

    def note_made(self) -> None:
        """Another way than this has made a backup: an import."""
        self.changed.emit()

    def _run(
        self,
        work: Callable[[], Path | None],
        done: Callable[[Path], object],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        """Make one beside the window; `ended` follows however it went, `done` where it was made."""
        self._count(1)

        def finished(made: Path | None) -> None:
            self._count(-1)
            ended()
            if made is not None and not self._called_off.is_set():
                self.changed.emit()
                done(made)

        def failed(error: Exception) -> None:
            self._count(-1)
            ended()
            if isinstance(error, ReportableError):
                self._workspace.show_error(error)
            elif not isinstance(error, InterruptedError):
                raise error

        self._runner.run(work, finished, failed)

    def _count(self, change: int) -> None:
        was_busy = self.is_busy
        self._under_way += change
        if self.is_busy != was_busy:
            self.busy.emit(self.is_busy)

    def _stop(self) -> None:
        self._called_off.set()
        self._runner.stop()


def keeper_of(workspace: Workspace) -> BackupKeeper:
    """The workspace's, made when first asked for."""
    found = workspace.findChild(BackupKeeper)
    return found if found is not None else BackupKeeper(workspace)
