"""SQLite connections as this program wants them, and what their errors mean to a person."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from crm_desk.domain.errors import ReportableError

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError
OperationalError = sqlite3.OperationalError

APPLICATION_ID = 0x43524D44
"""ASCII `CRMD`, in the file's header."""

BUSY_TIMEOUT_S = 5.0
_DISTRUST = "PRAGMA trusted_schema = OFF"
LONGEST_READ = 4_000_000
"""Bytes of a row; longer ones are no shop's, and would hold up every screen that shows them."""
LONGEST_WRITTEN = 1_000_000
"""Bytes of a row; what is written can always be read again."""


def connect_writer(path: Path) -> Connection:
    """The one connection that writes: WAL, every commit on the disk before it returns."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    # FULL, not NORMAL: with NORMAL a power cut takes acknowledged answers with it.
    return _prepared(connection, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")


def connect_reader(path: Path) -> Connection:
    """A connection that can't write, for the thread that calls this."""
    connection = sqlite3.connect(
        _uri(path, "mode=ro"), uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_READ)
    return _prepared(connection, "PRAGMA query_only = ON", _DISTRUST)


def connect_checker(path: Path) -> Connection:
    """A connection that checks a desk that this program has open, and writes nothing.

    SQLite leaves CHECK constraints out of its check where a file is opened read-only.
    """
    connection = sqlite3.connect(
        _uri(path, "mode=rw"), uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
    )
    return _prepared(connection, "PRAGMA query_only = ON")


def connect_still(path: Path) -> Connection:
    """A connection to a file that nobody writes: nothing is made beside it, on a stick neither.

    Raises:
        ReportableError: as `as_reportable_errors`.
    """
    with as_reportable_errors(path):
        connection = sqlite3.connect(
            _uri(path, "mode=ro&immutable=1"), uri=True, isolation_level=None
        )
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_READ)
        return _prepared(connection, "PRAGMA query_only = ON", _DISTRUST, "PRAGMA user_version")


def connect_quietly(path: Path) -> Connection:
    """A connection that leaves nothing beside the file when it is closed."""
    return _prepared(sqlite3.connect(path, isolation_level=None))


def _prepared(connection: Connection, *statements: str) -> Connection:
    try:
        for statement in (*_wary(), *statements):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _wary() -> tuple[str, ...]:
    """A desk may come from anybody: nothing that its schema calls may do harm.

    SQLite before 3.41 takes even `json_valid`, which one of our tables is checked with, for
    unsafe where a file can be written; there only `schema.differs` keeps foreign triggers out.
    """
    cells = "PRAGMA cell_size_check = ON"
    with closing(sqlite3.connect(":memory:")) as trial:
        trial.execute(_DISTRUST)
        try:
            trial.execute("CREATE TABLE t (a TEXT CHECK (json_valid(a)))")
            trial.execute("INSERT INTO t VALUES ('{}')")
        except sqlite3.DatabaseError:
            return (cells,)
    return cells, _DISTRUST


def overwrite_deleted(connection: Connection) -> None:
    """From now on what is deleted is overwritten, in the log too, so that no name stays behind."""
    connection.execute("PRAGMA secure_delete = ON")


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """All or nothing; what fails inside leaves the file as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def as_reportable_errors(path: Path) -> Iterator[None]:
    """Turn what the world did to the file into a sentence; our own mistakes pass through.

    Raises:
        ReportableError: `disk_full`, `desk_in_use`, `desk_read_only`, `desk_damaged`,
            `disk_failed`, `text_too_long`.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        # SQLite's own message quotes what is damaged.
        raise ReportableError("desk_damaged", file=path.name) from error
    except sqlite3.DatabaseError as error:
        key = _error_key(error)
        if key is None:
            raise
        raise ReportableError(key, file=path.name) from error


def _error_key(error: sqlite3.DatabaseError) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Raised by the module itself, without a code: a text in the file is no text.
        return "desk_damaged" if "decode" in str(error) else None
    return _ERRORS.get(code & 0xFF)


_ERRORS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "desk_busy",
    sqlite3.SQLITE_LOCKED: "desk_busy",
    sqlite3.SQLITE_READONLY: "desk_read_only",
    sqlite3.SQLITE_CORRUPT: "desk_damaged",
    sqlite3.SQLITE_NOTADB: "desk_damaged",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_CANTOPEN: "desk_read_only",
    sqlite3.SQLITE_TOOBIG: "text_too_long",
}


def limit_written(connection: Connection) -> None:
    """From now on no row is written that is too long to be read again."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_WRITTEN)


def detach_staging(connection: Connection) -> None:
    """Let go of the staging files that are attached; outside of transactions only."""
    for _, name, _ in connection.execute("PRAGMA database_list").fetchall():
        if name.startswith("staging"):
            connection.execute(f"DETACH DATABASE {name}")


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read; SQLite's `-wal` takes its mode over.

    Raises:
        FileExistsError: something is there already.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _uri(path: Path, query: str) -> str:
    if path.exists() and not path.is_file() and not path.is_dir():
        # SQLite would wait for a pipe for ever.
        raise ReportableError("desk_foreign", file=path.name)
    return f"file:{quote(path.absolute().as_posix())}?{query}"
