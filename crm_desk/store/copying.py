"""Copies of a desk that are known to be good before they get their name."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import (
    Connection,
    OperationalError,
    as_reportable_errors,
    connect_quietly,
    create_private,
    transaction,
)
from crm_desk.store.leftovers import beside_as, discard, set_aside

_PAGES_AT_ONCE = 2_000
"""Copied before it is asked whether the copy is still wanted: 8 MB."""

_CHECK_CACHE_KB = 64 * 1024


def never() -> bool:
    """What was begun is wanted to its end."""
    return False


def write_copy(
    connection: Connection,
    target: Path,
    change: Callable[[Connection], None] | None = None,
    called_off: Callable[[], bool] = never,
) -> list[Path]:
    """Copy the desk to `target`, check the copy against the desk, then give it its name.

    Args:
        change: writes what only the copy says, before it gets its name.
        called_off: asked now and then; true ends it.

    Returns:
        Files of a former desk of that name that were set aside.

    Raises:
        InterruptedError: `called_off` said so; nothing half-made stays behind.
        ReportableError: `backup_failed`, `disk_full`; an older file at `target` stays untouched.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        discard(temporary)
        create_private(temporary)
        with as_reportable_errors(target):
            counts = _copy_and_verify(connection, temporary, change, called_off)
            return publish_copy(temporary, target, counts)
    except InterruptedError:
        raise
    except (OSError, sqlite3.Error, ValueError) as error:
        raise ReportableError("backup_failed", file=target.name) from error
    finally:
        discard(temporary)


def publish_copy(temporary: Path, target: Path, counts: dict[str, int]) -> list[Path]:
    """Give a flushed copy its name, and count its rows once more under that name.

    Returns:
        Files of a former desk of that name that were set aside.

    Raises:
        OSError, ValueError: it is not there, or not whole.
    """
    flush(temporary)
    aside = set_aside(target)
    temporary.replace(target)
    flush_folder(target.parent)
    with closing(connect_quietly(target)) as connection:
        is_whole = row_counts(connection) == counts
    if not is_whole:
        # Under its name something else is read with it than what was checked.
        discard(target)
        raise ValueError("the copy changed with its name")
    return aside


def copy_files(desk: Path, target: Path) -> None:
    """Copy a desk that can only be read, with what lies in its log or its journal.

    What a killed program left half done is taken back in the copy; the desk stays as it is.

    Raises:
        ReportableError: `backup_failed`; nothing half-made stays behind.
    """
    from shutil import copyfile

    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        discard(temporary)
        for source, copy in ((desk, temporary), *beside_as(desk, temporary)):
            # The index of the log is made anew.
            if not source.name.endswith("-shm"):
                create_private(copy)
                copyfile(source, copy)
        with as_reportable_errors(target), closing(connect_quietly(temporary)) as connection:
            prepare_for_name(connection)
            counts = row_counts(connection)
        publish_copy(temporary, target, counts)
    except (OSError, sqlite3.Error, ValueError) as error:
        raise ReportableError("backup_failed", file=target.name) from error
    finally:
        discard(temporary)


def plain_copy(connection: Connection, target: Path) -> None:
    """Copy the desk to try something out on; the copy is not checked, and waits for no disk."""
    with as_reportable_errors(target):
        create_private(target)
        with closing(connect_quietly(target)) as copy:
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)


def prepare_for_name(connection: Connection) -> None:
    """Turn to the write-ahead log and empty it, before a desk's file gets its name.

    A first opening that is killed can then leave no half-done journal beside it.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


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


def _copy_and_verify(
    original: Connection,
    copy: Path,
    change: Callable[[Connection], None] | None,
    called_off: Callable[[], bool],
) -> dict[str, int]:
    """Copy and count in one snapshot, whatever others write meanwhile; returns the copy's rows."""

    def go_on(*_: object) -> None:
        if called_off():
            raise InterruptedError

    original.execute("BEGIN")
    try:
        expected = row_counts(original)
        # The backup API takes along what still lies in the write-ahead log.
        with closing(connect_quietly(copy)) as target:
            original.backup(target, pages=_PAGES_AT_ONCE, progress=go_on)
            _compare(target, expected)
            if change is not None:
                with transaction(target):
                    change(target)
                expected = row_counts(target)
            prepare_for_name(target)
    finally:
        original.execute("COMMIT")
    # Not read-only: SQLite would leave CHECK constraints out.
    with closing(connect_quietly(copy)) as connection:
        _check_whole(connection, copy, called_off)
        _compare(connection, expected)
    return expected


def _check_whole(connection: Connection, copy: Path, called_off: Callable[[], bool]) -> None:
    """Page by page it is what it was copied from: damage here is damage of the desk."""
    # A larger cache than SQLite's own saves a quarter of the time. No mmap: a stick may be pulled.
    connection.execute(f"PRAGMA cache_size = -{_CHECK_CACHE_KB}")
    connection.set_progress_handler(called_off, 20_000)
    try:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except OperationalError as error:
        if called_off():
            raise InterruptedError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if verdict != "ok":
        raise ValueError(f"{copy.name}: {verdict}")


def _compare(copy: Connection, expected: dict[str, int]) -> None:
    if row_counts(copy) != expected:
        raise ValueError("the copy is not complete")


def flush(path: Path) -> None:
    """What was written lies on the disk when this returns."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Names that were given lie on the disk when this returns, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                # A share on another computer may not know this for folders.
                os.fsync(handle)
        finally:
            os.close(handle)
