"""Looking into a backup, and going back to one."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from crm_desk.desk import app_paths
from crm_desk.desk.temporary import kept_folder
from crm_desk.domain.backup import Backup, BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup as backups
from crm_desk.store.desk_info import BACKUP_FOLDER
from crm_desk.store.restoring import (
    EraseAgain,
    check_backup,
    desk_id,
    nobody,
    open_copy_of,
    restore,
)

OFFERED = 5
"""Of a desk that can't be opened: each of them is read whole before it is offered."""


def ways_back(desk: Path) -> list[Backup]:
    """Backups beside a desk that are whole, newest first; the desk itself may be gone."""
    found: list[Backup] = []
    for made in backups.backups_in(backups.backup_folder(desk)):
        if len(found) == OFFERED:
            break
        if made.mark is not None and backups.is_intact(made.path):
            found.append(made)
    return found


def has_backups(desk: Path) -> bool:
    """Something lies where the backups of a desk are: there was such a desk."""
    return any(backups.backup_folder(desk).glob("*.crmdesk"))


def home_of(backup: Path, known: Sequence[Path]) -> Path:
    """The desk that a backup belongs to, where it is or was; else a free place for it.

    Args:
        known: desks of this computer, the likeliest first.
    """
    mark = None
    with suppress(ReportableError):
        mark = backups.read_mark(backup)
    stem = backup.parent.name.removesuffix(BACKUP_FOLDER)
    is_beside = backup.parent.name.endswith(BACKUP_FOLDER) and stem != ""
    sibling = backup.parent.with_name(f"{stem}{backup.suffix}")
    for desk in ([sibling] if is_beside else []) + list(known):
        if mark is None or not mark.desk_id or not desk.is_file():
            continue
        if desk_id(desk) == mark.desk_id:
            return desk
    if is_beside and (mark is None or mark.cause is not BackupCause.STICK):
        return sibling
    # From a stick onto another computer: work goes on in its own place, not on the stick.
    return app_paths.new_desk_path(stem if is_beside else backup.stem)


def check(backup: Path, desk: Path) -> None:
    """Whether a desk can go back to a backup; nothing changes.

    Raises:
        ReportableError: `backup_damaged`, `backup_other_desk`, `desk_newer`.
    """
    check_backup(backup, desk)


def go_back(
    backup: Path, desk: Path, now: datetime, erase_again: EraseAgain = nobody
) -> Path | None:
    """Put a closed desk back to a backup.

    Args:
        erase_again: erases who was erased since the backup was made; no moment lies between.

    Returns:
        Where the file that was there lies now; None where there was none.

    Raises:
        ReportableError: what `check` says, `desk_in_use`, `restore_failed`, `disk_full`; the desk
            is as it was.
    """
    return restore(backup, desk, now, erase_again)


def copy_to_look_into(backup: Path) -> Path:
    """A copy of a backup for this program's life, to be opened `is_for_looking`.

    Raises:
        ReportableError: the backup can't be read, or there is no room for the copy.
    """
    return open_copy_of(backup, kept_folder())
