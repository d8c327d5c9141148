"""What a file is, before anything opens it to write: the file itself is only read."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import (
    APPLICATION_ID,
    Connection,
    as_reportable_errors,
    connect_reader,
    connect_still,
)
from crm_desk.store.desk_info import BACKUP_FOLDER, BACKUP_MARK
from crm_desk.store.leftovers import is_hot_journal
from crm_desk.store.schema import differs, latest_version, version_of

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
CHECKED_SIZE = 4 * 1024 * 1024
"""Larger files are not read whole before they are opened, but beside the window: `checking`."""


def inspect(path: Path, *, is_for_looking: bool = False) -> None:
    """Refuse whatever is not a healthy desk that this program can write to.

    Args:
        is_for_looking: a backup is all right.

    Raises:
        ReportableError: one of `desk_missing`, `desk_is_folder`, `desk_empty`, `desk_truncated`,
            `desk_foreign`, `desk_other_program`, `desk_newer`, `desk_damaged`,
            `desk_altered`, `desk_unreadable`, `desk_read_only`, `desk_is_backup`. The file is left
            byte for byte as it was.
    """
    inspect_header(path)
    _inspect_content(path, is_for_looking=is_for_looking)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise _refusal("desk_read_only", path)


def inspect_backup(path: Path) -> None:
    """Refuse whatever is not a backup that this program can read; nothing is written anywhere.

    Raises:
        ReportableError: as `inspect`, but for a file that can only be read.
    """
    inspect_header(path)
    with closing(connect_still(path)) as connection, as_reportable_errors(path):
        _inspect_schema(connection, path)
        _check_whole(connection, path)


def inspect_header(path: Path) -> None:
    """As `inspect`, by what the first bytes say."""
    header, size = _read_header(path)
    if size == 0:
        raise _refusal("desk_empty", path)
    if not header.startswith(_MAGIC[: len(header)]) or len(header) < len(_MAGIC):
        raise _refusal("desk_foreign", path)
    if len(header) < _HEADER_SIZE:
        raise _refusal("desk_truncated", path)
    if _number(header, 68) != APPLICATION_ID:
        raise _refusal("desk_other_program", path)
    if _number(header, 60) == 0:
        # No desk of ours is without a schema: it gets its number before it gets its name.
        raise _refusal("desk_damaged", path)
    if _number(header, 60) > latest_version():
        raise _refusal("desk_newer", path)
    if is_hot_journal(path):
        # The pages of a cut-off transaction are about to be taken back.
        return
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    count_is_valid = header[24:28] == header[92:96]
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        # A checkpoint may have been cut off: the pages that are missing here are in the log.
        return
    if count_is_valid and size < page_size * _number(header, 28):
        raise _refusal("desk_truncated", path)


def _read_header(path: Path) -> tuple[bytes, int]:
    try:
        if path.is_dir():
            raise _refusal("desk_is_folder", path)
        if path.exists() and not path.is_file():
            # A pipe would wait for ever, and a device never end.
            raise _refusal("desk_foreign", path)
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE), path.stat().st_size
    except FileNotFoundError as error:
        raise _refusal("desk_missing", path) from error
    except OSError as error:
        raise _refusal("desk_unreadable", path) from error


def _inspect_content(path: Path, *, is_for_looking: bool) -> None:
    """What only SQLite can tell; read-only, so that not even a checkpoint touches the file."""
    if not os.access(path.parent, os.W_OK):
        # WAL needs its index beside the file even to read; the caller says read-only.
        return
    try:
        connection = connect_reader(path)
    except sqlite3.Error as error:
        raise _refusal("desk_unreadable", path) from error
    try:
        with as_reportable_errors(path), closing(connection):
            _inspect_through(connection, path)
            if not is_for_looking and _is_backup(connection, path):
                raise _refusal("desk_is_backup", path)
    except sqlite3.Error as error:
        raise _refusal("desk_damaged", path) from error


def _inspect_through(connection: Connection, path: Path) -> None:
    _inspect_schema(connection, path)
    if path.stat().st_size <= CHECKED_SIZE:
        _check_whole(connection, path, "quick_check")


def _inspect_schema(connection: Connection, path: Path) -> None:
    # The header may be older than what still lies in the write-ahead log.
    if version_of(connection) > latest_version():
        raise _refusal("desk_newer", path)
    if differs(connection):
        raise _refusal("desk_altered", path)
    # What the first window shows of the desk: unreadable, it is refused before it is open.
    connection.execute("SELECT name, value FROM desk_info").fetchall()


def _check_whole(connection: Connection, path: Path, check: str = "integrity_check") -> None:
    verdict = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
    if verdict != "ok":
        raise _refusal("desk_damaged", path)


def _is_backup(connection: Connection, path: Path) -> bool:
    """It says so itself; older ones are told by their place and the checksum beside them."""
    if desk_info.get(connection, BACKUP_MARK):
        return True
    return path.parent.name.endswith(BACKUP_FOLDER) and path.with_suffix(".sha256").exists()


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _refusal(key: str, path: Path) -> ReportableError:
    return ReportableError(key, file=path.name)
