"""An open desk file: one writer on its own lane, one reader for the calling thread."""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from glob import escape
from pathlib import Path
from typing import TypeVar

from crm_desk.domain.errors import ReportableError
from crm_desk.store import schema
from crm_desk.store.checking import check_open_desk
from crm_desk.store.connection import (
    Connection,
    OperationalError,
    as_reportable_errors,
    connect_checker,
    connect_reader,
    connect_writer,
    create_private,
    detach_staging,
    limit_written,
    transaction,
)
from crm_desk.store.copying import never as no_reason
from crm_desk.store.copying import prepare_for_name, write_copy
from crm_desk.store.inspection import inspect, inspect_header
from crm_desk.store.lane import Lane
from crm_desk.store.leftovers import ASIDE, discard, is_hot_journal, set_aside
from crm_desk.store.lock import DeskLock
from crm_desk.store.values import naming_damaged_rows

T = TypeVar("T")
_ASKED_AGAIN_S = 0.05
STAGING = ".import"
"""Ending of the files in which imports are put together, beside the desk."""


def create_file(path: Path, fill: Callable[[Connection], None] | None = None) -> list[Path]:
    """Make a new desk file; it appears under its name only when it is whole.

    Args:
        fill: writes the first rows, in the same unnamed file.

    Returns:
        Files of a former desk of that name that were set aside.

    Raises:
        ReportableError: `file_exists`, `folder_read_only`, `disk_full`.
    """
    if not path.name:
        raise ReportableError("folder_read_only", folder=str(path))
    _sweep(path)
    # A name of its own: two programs may be making the same desk at the same moment.
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        if path.exists():
            raise ReportableError("file_exists", file=path.name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_private(temporary)
        with as_reportable_errors(path), closing(connect_writer(temporary)) as connection:
            schema.migrate(connection)
            if fill:
                with transaction(connection):
                    fill(connection)
                detach_staging(connection)
            prepare_for_name(connection)
        aside = set_aside(path)
        _publish(temporary, path)
        return aside
    except OSError as error:
        raise ReportableError("folder_read_only", folder=str(path.parent)) from error
    finally:
        discard(temporary)


def _recover(path: Path) -> bool:
    """Let SQLite take back what a killed program left half done before the log was on.

    Reading alone may not do that: without this, such a desk could never be opened again.
    """
    if not is_hot_journal(path) or not os.access(path, os.W_OK):
        return False
    inspect_header(path)
    lock = DeskLock(path)
    lock.acquire()
    try:
        with as_reportable_errors(path), closing(connect_writer(path)) as connection:
            connection.execute("PRAGMA user_version")
    finally:
        lock.release()
    return True


def _sweep(path: Path) -> None:
    """Remove what programs that were killed left of the same desk in the making."""
    if os.name == "nt":
        # Asking whether a process lives would end it there.
        return
    for left in path.parent.glob(f".{escape(path.name)}.*-*.part*"):
        maker = left.name.removeprefix(f".{path.name}.").partition("-")[0]
        with suppress(OSError, ValueError):
            try:
                os.kill(int(maker), 0)
            except ProcessLookupError:
                left.unlink(missing_ok=True)


def _clear_staging(path: Path) -> None:
    """Remove what an import that was killed left behind; who holds the lock owns all of it."""
    for left in path.parent.glob(f".{escape(path.name)}.*{STAGING}*"):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _drop_second_names(path: Path) -> None:
    """A restore that was killed had given the file its second name, and no more than that."""
    for aside in path.parent.glob(f"{escape(path.stem)}{ASIDE}*{escape(path.suffix)}"):
        with suppress(OSError):
            if aside.samefile(path):
                discard(aside)


def _publish(temporary: Path, path: Path) -> None:
    """Give the file its name, unless another has it by now."""
    try:
        if os.name == "nt":
            temporary.rename(path)
        else:
            path.hardlink_to(temporary)
    except FileExistsError as error:
        raise ReportableError("file_exists", file=path.name) from error
    except OSError:
        # FAT on a stick knows no hard links.
        temporary.replace(path)


def _always(_found: object) -> bool:
    return True


def never(_found: object) -> bool:
    """Neither orders nor customers change by a write."""
    return False


class Store:
    """An open desk. Open it with `Store(path)`, close it with `close()` or `with`.

    Args:
        is_for_looking: nothing is written; `write` says so.

    Attributes:
        was_recovered: a program was killed while it wrote, and its half-done write taken back.

    Raises:
        ReportableError: whatever keeps the file from being opened (see `inspection`, `lock`).
    """

    def __init__(self, path: Path, *, is_for_looking: bool = False) -> None:
        # Two names of one file are one desk, with one lock.
        self.path = path.resolve()
        self.is_for_looking = is_for_looking
        self.was_recovered = _recover(self.path)
        inspect(self.path, is_for_looking=is_for_looking)
        _sweep(self.path)
        self._lock = DeskLock(self.path)
        self._lock.acquire()
        _clear_staging(self.path)
        _drop_second_names(self.path)
        self._closed = self._is_long = False
        self.order_writes = 0
        """Transactions that may concern orders and customers, counted on the database lane."""
        self.writes = 0
        """All transactions, counted likewise."""
        self._identity = _identity(self.path)
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

    def write(self, work: Callable[[Connection], T], of_orders: Callable[[T], bool] = _always) -> T:
        """Run `work` as one transaction on the database lane and wait until it is durable.

        Args:
            of_orders: tells from what `work` returns whether orders or customers may have changed.

        Raises:
            ReportableError: the disk is full or failing; nothing of `work` has happened then.
                `desk_saving`, at once, while a long write goes on: a window must not wait for it.
        """
        self._refuse_in_copy()
        if self._is_long:
            raise ReportableError("desk_saving")
        return self._lane.run(lambda: self._in_transaction(work, of_orders))

    def write_patiently(
        self,
        work: Callable[[Connection], T],
        called_off: Callable[[], bool] = no_reason,
        of_orders: Callable[[T], bool] = _always,
    ) -> T:
        """As `write`, beside the window: while a long write goes on it waits.

        Raises:
            InterruptedError: `called_off` said so; nothing of `work` has happened.
        """
        while True:
            try:
                return self.write(work, of_orders)
            except ReportableError as error:
                if error.key != "desk_saving":
                    raise
            if called_off():
                raise InterruptedError
            time.sleep(_ASKED_AGAIN_S)

    def write_from(
        self,
        work: Callable[[Connection], T],
        called_off: Callable[[], bool],
        of_orders: Callable[[T], bool] = _always,
    ) -> T:
        """As `write`, for long work that may attach `staging` and may be called off meanwhile.

        Raises:
            InterruptedError: `called_off` said so; nothing of `work` has happened.
            ReportableError: as `write`.
        """
        self._refuse_in_copy()
        return self._lane.run(lambda: self._in_long_transaction(work, called_off, of_orders))

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was erased is left in it.

        Takes as long as a copy; meanwhile others are told that the desk is busy. Any thread.

        Raises:
            ReportableError: `disk_full` and others; the desk is whole, and as it was.
        """
        self._refuse_in_copy()
        self._lane.run(self._rewrite)

    def empty_log(self) -> None:
        """Take out of the log what was deleted; any thread.

        While somebody else reads, it stays until the desk is closed at the latest.
        """
        self._lane.run(self._empty_log)

    def _refuse_moved(self) -> None:
        # Without a name the file would take every answer and be gone at the end.
        if _identity(self.path) != self._identity:
            raise ReportableError("desk_moved", file=self.path.name)

    def _refuse_in_copy(self) -> None:
        if self.is_for_looking:
            raise ReportableError("desk_for_looking")

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the read-only connection of the thread that opened the store."""
        with as_reportable_errors(self.path), self._naming(self._reader):
            return work(self._reader)

    def read_in_worker(self, work: Callable[[Connection], T]) -> T:
        """As `read`, from any thread, on a connection of its own."""
        self._refuse_moved()
        with (
            as_reportable_errors(self.path),
            closing(connect_reader(self.path)) as connection,
            self._naming(connection),
        ):
            return work(connection)

    def _naming(self, connection: Connection) -> AbstractContextManager[None]:
        return naming_damaged_rows(self.path, connection)

    def check(self, called_off: Callable[[], bool], *, is_full: bool) -> None:
        """Read the whole desk, on any thread; see `checking.check_open_desk`."""
        with as_reportable_errors(self.path), closing(connect_checker(self.path)) as connection:
            check_open_desk(connection, self.path, called_off, is_full=is_full)

    def save_copy(
        self, target: Path, change: Callable[[Connection], None] | None = None
    ) -> list[Path]:
        """Write a checked copy of the desk; see `copying.write_copy`."""
        if target.exists() and target.samefile(self.path):
            raise ReportableError("copy_onto_itself", file=target.name)
        return write_copy(self._reader, target, change)

    @property
    def is_closed(self) -> bool:
        """The file is closed: nothing can be read any more."""
        return self._closed

    def close(self) -> None:
        """Close the connections and let the next program in; a second time, nothing happens."""
        if self._closed:
            return
        self._closed = True
        self._reader.close()
        self._lane.run(self._writer.close)
        self._lane.stop()
        self._lock.release()

    def _open_writer(self) -> Connection:
        with as_reportable_errors(self.path):
            connection = connect_writer(self.path)
            try:
                if schema.version_of(connection) < schema.latest_version():
                    from datetime import datetime

                    from crm_desk.store import backup

                    backup.make_backup(connection, self.path, datetime.now())  # noqa: DTZ005
                    schema.migrate(connection)
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA foreign_keys = ON")
                # After the migration, which takes over whatever an earlier program let in.
                limit_written(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def _open_reader(self) -> Connection:
        with as_reportable_errors(self.path):
            return connect_reader(self.path)

    def _rewrite(self) -> None:
        self._refuse_moved()
        self._is_long = True
        try:
            with as_reportable_errors(self.path):
                self._writer.execute("VACUUM")
                # Waits for those who still read an older state.
                busy, *_ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise ReportableError("desk_busy", file=self.path.name)
        finally:
            self._is_long = False

    def _empty_log(self) -> None:
        self._is_long = True
        try:
            with as_reportable_errors(self.path):
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._is_long = False

    def _in_transaction(self, work: Callable[[Connection], T], of_orders: Callable[[T], bool]) -> T:
        self._refuse_moved()
        with (
            as_reportable_errors(self.path),
            self._naming(self._writer),
            transaction(self._writer) as connection,
        ):
            found = work(connection)
        # After the commit: who reads the number first, and the orders then, misses nothing.
        self.order_writes += of_orders(found)
        self.writes += 1
        return found

    def _in_long_transaction(
        self,
        work: Callable[[Connection], T],
        called_off: Callable[[], bool],
        of_orders: Callable[[T], bool],
    ) -> T:
        self._is_long = True
        # Asked every few milliseconds; true stops the statement that runs.
        self._writer.set_progress_handler(called_off, 20_000)
        try:
            return self._in_transaction(work, of_orders)
        except OperationalError as error:
            if called_off():
                raise InterruptedError from error
            raise
        finally:
            self._is_long = False
            self._writer.set_progress_handler(None, 0)
            detach_staging(self._writer)


def _identity(path: Path) -> tuple[int, int] | None:
    """What stays the same of a file as long as it is that file; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
