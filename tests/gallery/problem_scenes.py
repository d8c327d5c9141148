"""What is said of every state that a desk's file can be in, with its ways out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desk.desk.backups.wording import BackupWords, backup_words
from crm_desk.desk.route import Route
from crm_desk.domain.backup import Backup, BackupCause, BackupMark, DeskContents
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.shell.desk_opener import RESTORABLE
from crm_desk.ui.shell.problem import ProblemDialog
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]
KEYS = (
    "desk_missing",
    "desk_is_folder",
    "desk_empty",
    "desk_truncated",
    "desk_foreign",
    "desk_other_program",
    "desk_newer",
    "desk_damaged",
    "desk_altered",
    "desk_read_only",
    "desk_unreadable",
    "desk_in_use",
    "desk_is_backup",
)
_DAY = date(2026, 11, 28)
_MADE = (
    (0, BackupCause.OPENING, 18_200_000),
    (1, BackupCause.OPENING, 18_100_000),
    (4, BackupCause.IMPORT, 17_800_000),
)


def _backups(window: Window) -> list[tuple[Path, BackupWords]]:
    texts, moment = window.workspace.texts, datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001
    found = []
    for number, (days, cause, size) in enumerate(_MADE):
        contents = DeskContents(customers=1196, orders=5062, plans=94 - number, assessments=3)
        mark = BackupMark(9 - number, moment - timedelta(days=days), cause, "", contents)
        path = Path(f"{number}.crmdesk")
        found.append((path, backup_words(Backup(path, mark, size), texts, _DAY)))
    return found


def _problem(key: str, window: Window) -> QWidget:
    window.go(Route("home"))
    texts = window.workspace.texts
    error = ReportableError(key, file="みずほ茶舗.crmdesk", holder="sato@PC-2")
    backups = _backups(window) if key in RESTORABLE else []
    sentence = texts.error(error)
    if backups:
        sentence = f"{sentence}\n{texts('backup.way_back')}"
    dialog = ProblemDialog(window, sentence, key, backups)
    dialog.open()
    return dialog


PROBLEM_SCENES: dict[str, Scene] = {
    f"problem-{key.removeprefix('desk_').replace('_', '-')}": partial(_problem, key) for key in KEYS
}
