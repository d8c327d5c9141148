"""Putting the state of a backup in place of a desk that is closed."""

import os
import shutil
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from crm_desk.domain.backup import BackupCause, BackupMark
from crm_desk.domain.errors import ReportableError, is_no_room
from crm_desk.store import backup, desk_info, erased
from crm_desk.store.connection import (
    Connection,
    OperationalError,
    as_reportable_errors,
    connect_reader,
    connect_still,
    connect_writer,
    create_private,
    transaction,
)
from crm_desk.store.copying import (
    flush_folder,
    prepare_for_name,
    publish_copy,
    row_counts,
)
from crm_desk.store.erased import ErasedPersons
from crm_desk.store.inspection import inspect_backup
from crm_desk.store.leftovers import ASIDE, beside, beside_as, discard, free_name
from crm_desk.store.lock import DeskLock
from crm_desk.store.schema import migrate

EraseAgain = Callable[[Connection, Collection[str], Path], int]
"""Erases persons by hashes that the backup did not know yet and that are not in the present file;
returns how many there were."""


def nobody(_connection: Connection, _hashes: Collection[str], _present: Path) -> int:
    """Of a desk without persons."""
    return 0


def restore(
    source: Path, desk: Path, moment: datetime, erase_again: EraseAgain = nobody
) -> Path | None:
    """Put what a backup holds in place of a desk; the caller has closed the desk.

    The desk's present file is backed up, where it can be read, and kept aside whole, with what
    SQLite has put beside it. Killed at any moment, the desk is as before or as in the backup.
    Who was erased since then is erased again before the desk gets its name.

    Returns:
        Where the file that was there lies now; None where there was none.

    Raises:
        ReportableError: `backup_damaged`, `backup_other_desk`, `desk_newer`, `desk_in_use`,
            `restore_failed`, `disk_full`; the desk is as it was.
    """
    check_backup(source, desk)
    lock = DeskLock(desk)
    lock.acquire()
    temporary = desk.with_name(f".{desk.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        create_private(temporary)
        _copy_bytes(source, temporary)
        with as_reportable_errors(desk):
            counts = _as_desk(temporary, desk, erase_again)
        _back_up_present(desk, moment)
        aside = _keep_aside(desk, moment)
        publish_copy(temporary, desk, counts)
    except (OSError, ValueError) as error:
        raise _failure(error, source) from error
    finally:
        discard(temporary)
        lock.release()
    return aside


def check_backup(source: Path, desk: Path) -> BackupMark | None:
    """Whether a desk can be put back to a backup; nothing changes.

    Returns:
        What it says of itself; None of one that an older program made.

    Raises:
        ReportableError: `backup_damaged`, `backup_other_desk`, `desk_newer`.
    """
    if not backup.is_intact(source):
        raise ReportableError("backup_damaged", file=source.name)
    inspect_backup(source)
    mark = backup.read_mark(source)
    own = desk_id(desk)
    if mark is not None and own and mark.desk_id and mark.desk_id != own:
        raise ReportableError("backup_other_desk", file=source.name)
    return mark


def desk_id(desk: Path) -> str:
    """Which desk a file is; "" as `said_by`."""
    return said_by(desk, desk_info.DESK_ID)


def said_by(desk: Path, name: str) -> str:
    """What a file that may be a desk says of itself; "" where it says nothing or can't be read."""
    # Without a log nothing need be made beside it to read it.
    connect = connect_reader if beside(desk) else connect_still
    try:
        with as_reportable_errors(desk), closing(connect(desk)) as connection:
            return desk_info.get(connection, name)
    except (ReportableError, OperationalError):
        # An empty file, or another program's, has no such table.
        return ""


def _copy_bytes(source: Path, temporary: Path) -> None:
    shutil.copyfile(source, temporary)
    # Read once more from the disk: a stick may be pulled, or fail, halfway.
    if not backup.is_same_content(temporary, source):
        raise ReportableError("backup_damaged", file=source.name)


def _erased(desk: Path) -> ErasedPersons | None:
    """Whom the present file has erased; None of one that can't be read, or has erased nobody."""
    try:
        with as_reportable_errors(desk), closing(connect_reader(desk)) as connection:
            found = erased.all_of(connection)
    except (ReportableError, OperationalError):
        return None
    return found if found.hashes else None


def brings_back_erased(source: Path, desk: Path) -> bool:
    """Whether somebody whom a desk has erased by now is still in a backup.

    Raises:
        ReportableError: the backup can't be read.
    """
    present = _erased(desk)
    if present is None:
        return False
    with closing(connect_still(source)) as connection, as_reportable_errors(source):
        return not present.hashes.keys() <= erased.all_of(connection).hashes.keys()


def _as_desk(temporary: Path, present: Path, erase_again: EraseAgain) -> dict[str, int]:
    """Make a desk of a backup's copy; returns its rows by table.

    Whom the present desk has erased since goes from the copy, and no later import may bring them
    back.
    """
    persons = _erased(present)
    with closing(connect_writer(temporary)) as connection:
        again = 0
        if persons is not None:
            migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        with transaction(connection):
            desk_info.remove(connection, desk_info.BACKUP_MARK)
            for folder in said_by(present, desk_info.FORMER_BACKUPS).splitlines():
                desk_info.add_former_backups(connection, folder)
            if persons is not None:
                new = persons.hashes.keys() - erased.all_of(connection).hashes.keys()
                erased.carry_over(connection, persons)
                again = erase_again(connection, new, present)
        if again:
            connection.execute("VACUUM")
            erased.note_finished(connection)
        prepare_for_name(connection)
        return row_counts(connection)


def _back_up_present(desk: Path, moment: datetime) -> None:
    """What is damaged can't be backed up; it is only kept aside."""
    if not desk.exists():
        return
    with suppress(ReportableError), as_reportable_errors(desk):
        with closing(connect_reader(desk)) as connection:
            backup.make_backup(connection, desk, moment, BackupCause.RESTORE)
        with closing(connect_writer(desk)) as connection:
            # With an empty log no moment lies between the desk before and the one after.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _keep_aside(desk: Path, moment: datetime) -> Path | None:
    """Give the present file, and what lies beside it, a second name that stays."""
    if not desk.exists():
        return None
    stem = f"{desk.stem}{ASIDE}{moment:%Y%m%d-%H%M%S}"
    aside = free_name(desk.parent, stem, desk.suffix)
    for present, second in (*beside_as(desk, aside), (desk, aside)):
        _second_name(present, second)
    flush_folder(desk.parent)
    return aside


def _second_name(path: Path, name: Path) -> None:
    try:
        name.hardlink_to(path)
    except OSError:
        # FAT on a stick knows no hard links.
        create_private(name)
        shutil.copyfile(path, name)


def open_copy_of(source: Path, folder: Path) -> Path:
    """A copy of a backup to look into; the backup itself is never opened to write.

    Raises:
        ReportableError: `backup_damaged`, `desk_newer`, `restore_failed`, `disk_full`.
    """
    inspect_backup(source)
    copy = folder / source.name
    try:
        create_private(copy)
        shutil.copyfile(source, copy)
    except OSError as error:
        discard(copy)
        raise _failure(error, source) from error
    return copy


def _failure(error: Exception, source: Path) -> ReportableError:
    return ReportableError("disk_full" if is_no_room(error) else "restore_failed", file=source.name)
