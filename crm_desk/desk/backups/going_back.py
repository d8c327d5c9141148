"""Looking into a backup, and going back to one."""

from datetime import datetime
from pathlib import Path

from crm_desk.desk.temporary import kept_folder
from crm_desk.store.restoring import check_backup, open_copy_of, restore


def check(backup: Path, desk: Path) -> None:
    """Whether a desk can go back to a backup; nothing changes.

    Raises:
        ReportableError: `backup_damaged`, `backup_other_desk`, `desk_newer`.
    """
    check_backup(backup, desk)


def go_back(backup: Path, desk: Path, now: datetime) -> Path | None:
    """Put a closed desk back to a backup.

    Returns:
        Where the file that was there lies now; None where there was none.

    Raises:
        ReportableError: what `check` says, `desk_in_use`, `restore_failed`, `disk_full`; the desk
            is as it was.
    """
    return restore(backup, desk, now)


def copy_to_look_into(backup: Path) -> Path:
    """A copy of a backup for this program's life, to be opened `is_for_looking`.

    Raises:
        ReportableError: the backup can't be read, or there is no room for the copy.
    """
    return open_copy_of(backup, kept_folder())
