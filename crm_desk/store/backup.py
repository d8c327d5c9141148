"""The backups of a desk: checked copies in a folder beside it, each with its SHA-256."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from crm_desk.domain.backup import Backup, BackupCause, BackupMark, DeskContents, mark_of, thinned
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import (
    Connection,
    OperationalError,
    as_reportable_errors,
    connect_still,
    create_private,
)
from crm_desk.store.copying import flush, flush_folder, never, write_copy
from crm_desk.store.leftovers import discard, free_name

_COUNTED = {
    "assessments": ("assessment", "SELECT count(*) FROM assessment"),
    "customers": ("customer", "SELECT count(*) FROM customer WHERE joined_to IS NULL"),
    "orders": ("shop_order", "SELECT count(*) FROM shop_order WHERE current"),
    "plans": ("followup_plan", "SELECT count(*) FROM followup_plan"),
}


def backup_folder(desk: Path) -> Path:
    """Where the backups of a desk lie: beside it."""
    return desk.with_name(desk.stem + desk_info.BACKUP_FOLDER)


def make_backup(
    connection: Connection,
    desk: Path,
    moment: datetime,
    cause: BackupCause = BackupCause.MIGRATION,
    folder: Path | None = None,
    called_off: Callable[[], bool] = never,
) -> Path:
    """Put a checked copy among the desk's backups, its SHA-256 beside it.

    Args:
        connection: any connection to the desk, in no transaction.
        moment: local time; it names the file.
        folder: another one than the desk's own, on a stick.
        called_off: asked now and then; true ends it.

    Raises:
        InterruptedError: `called_off` said so.
        ReportableError: `backup_failed`, `disk_full`; nothing half-made stays behind.
    """
    folder = folder or backup_folder(desk)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ReportableError("backup_failed", file=desk.name) from error
    stem = f"{desk.stem}-{moment:%Y%m%d-%H%M%S}"
    target = free_name(folder, stem, ".crmdesk", _is_taken)
    number = 1 + max((found.mark.number for found in backups_in(folder) if found.mark), default=0)

    def put_mark(copy: Connection) -> None:
        mark = BackupMark(
            number, moment, cause, desk_info.get(copy, desk_info.DESK_ID), contents_of(copy)
        )
        desk_info.put(copy, desk_info.BACKUP_MARK, mark.as_text())

    write_copy(connection, target, put_mark, called_off)
    try:
        _write_checksum(target)
    except OSError as error:
        # A backup that can't be told from a damaged one is none.
        _remove(target)
        raise ReportableError("backup_failed", file=desk.name) from error
    return target


def contents_of(connection: Connection) -> DeskContents:
    """What a desk of any schema holds."""
    held = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return DeskContents(
        **{
            name: connection.execute(sql).fetchone()[0]
            for name, (table, sql) in _COUNTED.items()
            if (table,) in held
        }
    )


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; nothing in the folder changes."""
    found = [one for path in folder.glob("*.crmdesk") if path.is_file() and (one := _read(path))]
    return sorted(
        found, key=lambda one: (one.mark.number if one.mark else 0, one.path.name), reverse=True
    )


def _read(path: Path) -> Backup | None:
    """What a file of the folder is; None of one that went while the folder was read.

    Backups are thinned, and one that was called off is removed, beside whoever reads.
    """
    mark = None
    with suppress(ReportableError):
        mark = read_mark(path)
    try:
        return Backup(path, mark, path.stat().st_size)
    except FileNotFoundError:
        return None


def read_mark(path: Path) -> BackupMark | None:
    """What a file says of itself as a backup; None of any other desk or database.

    Raises:
        ReportableError: it can't be read.
    """
    try:
        with closing(connect_still(path)) as connection, as_reportable_errors(path):
            return mark_in(connection)
    except OperationalError:
        # Another program's has no such table.
        return None


def mark_in(connection: Connection) -> BackupMark | None:
    """As `read_mark`, of an open desk."""
    return mark_of(desk_info.get(connection, desk_info.BACKUP_MARK))


def remove_thinned(folder: Path) -> list[Path]:
    """Remove backups that newer ones make needless (`domain.backup.thinned`).

    A file that says nothing of itself stays.
    """
    marked = {one.mark.number: (one.mark, one.path) for one in backups_in(folder) if one.mark}
    needless = thinned(mark for mark, _ in marked.values())
    gone = [marked[number][1] for number in sorted(needless)]
    for path in gone:
        _remove(path)
    return gone


def remove_unfinished(folder: Path) -> None:
    """Remove what a program that was killed had not finished; nobody else may be making one."""
    for left in folder.glob(".*.part*"):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def imports_of(connection: Connection) -> tuple[int, int]:
    """Another pair after any import, and after taking one back."""
    found = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM import_batch").fetchone()
    return found[0], found[1]


def imports_in(backup: Path) -> tuple[int, int] | None:
    """As `imports_of`, of a backup; None of one that can't be read or knows no imports yet."""
    try:
        with closing(connect_still(backup)) as connection, as_reportable_errors(backup):
            return imports_of(connection)
    except (ReportableError, OperationalError):
        return None


def has_checksum(backup: Path) -> bool:
    """The backup was finished; whether it still is what it was, `is_intact` tells."""
    return backup.with_suffix(".sha256").exists()


def remove_backups(paths: Iterable[Path]) -> list[Path]:
    """Remove desks that a person does not want any more, with what lies beside them.

    Returns:
        Those that could not be removed.
    """
    left = []
    for path in paths:
        _remove(path)
        discard(path)
        if path.exists():
            left.append(path)
    return left


def is_intact(backup: Path) -> bool:
    """The backup is byte for byte the one that was checked when it was made."""
    return is_same_content(backup, backup)


def is_same_content(copy: Path, backup: Path) -> bool:
    """A file holds byte for byte what a backup held when it was checked."""
    try:
        expected = backup.with_suffix(".sha256").read_text(encoding="utf-8").split()[0]
        return _sha256(copy) == expected
    except (OSError, IndexError, UnicodeDecodeError):
        return False


def _write_checksum(backup: Path) -> None:
    digest = _sha256(backup)
    checksum = backup.with_suffix(".sha256")
    create_private(checksum)
    checksum.write_text(f"{digest}  {backup.name}\n", encoding="utf-8")
    flush(checksum)
    flush_folder(checksum.parent)


def _sha256(path: Path) -> str:
    # Imported here: every start opens a desk, few make a backup.
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove(backup: Path) -> None:
    for path in (backup.with_suffix(".sha256"), backup):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_taken(backup: Path) -> bool:
    return backup.exists() or has_checksum(backup)
