"""An open desk file: one writer on its own lane, one reader for the calling thread."""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from crm_desk.domain.errors import UserError
from crm_desk.store import schema
from crm_desk.store.connection import (
    Connection,
    connect_reader,
    connect_writer,
    create_private,
    told_plainly,
    transaction,
)
from crm_desk.store.inspection import inspect
from crm_desk.store.lane import Lane
from crm_desk.store.lock import DeskLock

T = TypeVar("T")


def create_file(path: Path, fill: Callable[[Connection], None] | None = None) -> None:
    """Make a new desk file; it appears under its name only when it is whole.

    Args:
        fill: writes the first rows, in the same unnamed file.

    Raises:
        UserError: `file_exists`, `folder_read_only`, `disk_full`.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        if path.exists():
            raise UserError("file_exists", file=path.name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        create_private(temporary)
        with told_plainly(path), closing(connect_writer(temporary)) as connection:
            schema.migrate(connection)
            if fill:
                with transaction(connection):
                    fill(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
        temporary.replace(path)
    except OSError as error:
        raise UserError("folder_read_only", folder=str(path.parent)) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


class Store:
    """An open desk. Open it with `Store(path)`, close it with `close()` or `with`.

    Raises:
        UserError: whatever keeps the file from being opened (see `inspection`, `lock`).
    """

    def __init__(self, path: Path) -> None:
        # Two names of one file are one desk, with one lock.
        self.path = path.resolve()
        inspect(self.path)
        self._lock = DeskLock(self.path)
        self._lock.acquire()
        self._lane = Lane("crm-desk-database")
        try:
            self._writer = self._lane.run(self._open_writer)
            self._reader = self._open_reader()
        except BaseException:
            self._lane.stop()
            self._lock.release()
            raise

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` as one transaction on the database lane and wait until it is durable.

        Raises:
            UserError: the disk is full or failing; nothing of `work` has happened then.
        """
        return self._lane.run(lambda: self._in_transaction(work))

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the read-only connection of the thread that opened the store."""
        with told_plainly(self.path):
            return work(self._reader)

    def save_copy(self, target: Path) -> None:
        """Write a checked copy of the desk; see `backup.write_copy`."""
        if target.exists() and target.samefile(self.path):
            raise UserError("copy_onto_itself", file=target.name)
        from crm_desk.store import backup

        backup.write_copy(self._reader, target)

    def close(self) -> None:
        """Close the connections and let the next program in."""
        self._reader.close()
        self._lane.run(self._writer.close)
        self._lane.stop()
        self._lock.release()

    def _open_writer(self) -> Connection:
        with told_plainly(self.path):
            connection = connect_writer(self.path)
            try:
                if schema.version_of(connection) < schema.latest_version():
                    from datetime import datetime

                    from crm_desk.store import backup

                    backup.make_backup(connection, self.path, datetime.now())  # noqa: DTZ005
                    schema.migrate(connection)
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                connection.close()
                raise
            return connection

    def _open_reader(self) -> Connection:
        with told_plainly(self.path):
            return connect_reader(self.path)

    def _in_transaction(self, work: Callable[[Connection], T]) -> T:
        with told_plainly(self.path), transaction(self._writer) as connection:
            return work(connection)
