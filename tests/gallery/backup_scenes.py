"""The page of backups: none yet, a year of them, and looking into one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from crm_desk.desk.backups import keeping
from crm_desk.desk.route import Route
from crm_desk.domain.backup import BackupCause
from crm_desk.ui.backups.page import BackupsPage
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]
_MADE = (
    (120, BackupCause.OPENING),
    (33, BackupCause.OPENING),
    (12, BackupCause.MIGRATION),
    (3, BackupCause.IMPORT),
    (1, BackupCause.OPENING),
    (0, BackupCause.BY_HAND),
)


def _page(window: Window) -> QWidget:
    window.go(Route("backups"))
    page = window.current
    assert isinstance(page, BackupsPage)
    from tests.gallery.scenes import wait_until

    wait_until(lambda: page.is_settled)
    return window


def _year(window: Window) -> QWidget:
    now = datetime.now().replace(hour=9, minute=12)  # noqa: DTZ005
    for days, cause in _MADE:
        keeping.back_up(window.workspace.desk, cause, now - timedelta(days=days))
    return _page(window)


BACKUP_EMPTY_SCENES: dict[str, Scene] = {"backups-none": _page}
BACKUP_SCENES: dict[str, Scene] = {"backups": _year}
