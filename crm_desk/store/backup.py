"""Copies of a desk that are known to be good before they get their name."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import (
    Connection,
    as_reportable_errors,
    connect_reader,
    create_private,
)


def backup_folder(desk: Path) -> Path:
    """Where the backups of a desk lie: beside it."""
    return desk.with_name(f"{desk.stem}-backups")


def make_backup(connection: Connection, desk: Path, moment: datetime) -> Path:
    """Put a checked copy among the desk's backups, its SHA-256 beside it.

    Args:
        connection: any connection to the desk.
        moment: local time; it names the file.

    Raises:
        ReportableError: `backup_failed`, `disk_full`; nothing half-made stays behind.
    """
    folder = backup_folder(desk)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ReportableError("backup_failed", file=desk.name) from error
    target = _free_name(folder, f"{desk.stem}-{moment:%Y%m%d-%H%M%S}")
    write_copy(connection, target)
    try:
        _write_checksum(target)
    except OSError as error:
        # A backup that can't be told from a damaged one is none.
        for path in (target, target.with_suffix(".sha256")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise ReportableError("backup_failed", file=desk.name) from error
    return target


def _write_checksum(backup: Path) -> None:
    digest = _sha256(backup)
    checksum = backup.with_suffix(".sha256")
    create_private(checksum)
    checksum.write_text(f"{digest}  {backup.name}\n", encoding="utf-8")


def write_copy(connection: Connection, target: Path) -> None:
    """Copy the desk to `target`, check the copy against the desk, then give it its name.

    Raises:
        ReportableError: `backup_failed`, `disk_full`; an older file at `target` stays untouched.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        _discard(temporary)
        create_private(temporary)
        with as_reportable_errors(target):
            _copy_and_verify(connection, temporary)
        _flush(temporary)
        temporary.replace(target)
        _flush_folder(target.parent)
    except (OSError, sqlite3.Error, ValueError) as error:
        raise ReportableError("backup_failed", file=target.name) from error
    finally:
        _discard(temporary)


def plain_copy(connection: Connection, target: Path) -> None:
    """Copy the desk to try something out on; the copy is not checked, and waits for no disk."""
    with as_reportable_errors(target):
        create_private(target)
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)


def _discard(temporary: Path) -> None:
    """Remove a copy in the making with whatever SQLite has put beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    # Imported here: every start opens a desk, few make a backup.
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_files(desk: Path, target: Path) -> None:
    """Copy a desk that can only be read, with what lies in its write-ahead log.

    Raises:
        ReportableError: `backup_failed`; nothing half-made stays behind.
    """
    from shutil import copyfile

    temporary = target.with_name(f".{target.name}.part")
    files = {suffix: temporary.with_name(temporary.name + suffix) for suffix in ("", "-wal")}
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix, copy in files.items():
            source = desk.with_name(desk.name + suffix)
            if not suffix or source.exists():
                copy.unlink(missing_ok=True)
                create_private(copy)
                copyfile(source, copy)
        with as_reportable_errors(target), closing(sqlite3.connect(temporary)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        _flush(temporary)
        temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise ReportableError("backup_failed", file=target.name) from error
    finally:
        _discard(temporary)


def is_intact(backup: Path) -> bool:
    """The backup is byte for byte the one that was checked when it was made."""
    try:
        expected = backup.with_suffix(".sha256").read_text(encoding="utf-8").split()[0]
        return _sha256(backup) == expected
    except (OSError, IndexError, UnicodeDecodeError):
        return False


def _copy_and_verify(original: Connection, copy: Path) -> None:
    """Copy and count in one snapshot, whatever others write meanwhile."""
    original.execute("BEGIN")
    try:
        expected = row_counts(original)
        # The backup API takes along what still lies in the write-ahead log.
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            original.backup(target)
            # A single file, without a log of its own, travels safely.
            target.execute("PRAGMA journal_mode = DELETE")
    finally:
        original.execute("COMMIT")
    with closing(connect_reader(copy)) as connection:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise ValueError("the copy is damaged")
        if row_counts(connection) != expected:
            raise ValueError("the copy is not complete")


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows by table."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    quoted = [(name, name.replace('"', '""')) for (name,) in names]
    return {
        name: connection.execute(f'SELECT count(*) FROM "{safe}"').fetchone()[0]
        for name, safe in quoted
    }


def _free_name(folder: Path, stem: str) -> Path:
    candidate, number = folder / f"{stem}.crmdesk", 1
    while candidate.exists() or candidate.with_suffix(".sha256").exists():
        number += 1
        candidate = folder / f"{stem}-{number}.crmdesk"
    return candidate


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
