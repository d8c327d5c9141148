"""An open desk with its undo: what every use case works on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.changes import NOTHING, OF_ORDERS, Changes, Topic
from crm_desk.desk.history import History
from crm_desk.domain.clean_text import clean_line
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.store import Store, create_file

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desk.desk.edits import Edit

EXTENSION = ".crmdesk"


def create_desk(
    path: Path,
    shop_name: str,
    fill: "Callable[[Connection], None]" = lambda connection: None,
    *,
    is_sample: bool = False,
) -> list[Path]:
    """Make a new desk file.

    Args:
        fill: writes what is in it from the beginning.
        is_sample: it is made to try things on, and says so.

    Returns:
        Files of a former desk of that name that were set aside.

    Raises:
        ReportableError: `file_exists`, `folder_read_only`, `disk_full`.
    """

    def write(connection: Connection) -> None:
        desk_info.put(connection, "shop_name", clean_line(shop_name))
        desk_info.put(connection, "is_sample", "1" if is_sample else "")
        fill(connection)

    return create_file(path, write)


def _of_orders(changes: Changes) -> bool:
    return bool(changes.topics & OF_ORDERS)


class Desk:
    """One shop's open file.

    Args:
        is_for_looking: it is a backup's copy: shown, never written.

    Raises:
        ReportableError: the file can't be opened; see `store.inspection` and `store.lock`.
    """

    def __init__(self, path: Path, *, is_for_looking: bool = False) -> None:
        self.store = Store(path, is_for_looking=is_for_looking)
        self.history = History()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.store.path

    @property
    def shop_name(self) -> str:
        """The shop's name; the file's name where none was given."""
        return self._info("shop_name") or self.path.stem

    @property
    def is_for_looking(self) -> bool:
        """A backup that is looked into: nothing can be written."""
        return self.store.is_for_looking

    @property
    def is_named(self) -> bool:
        """The shop has a name of its own, not only the file's."""
        return bool(self._info("shop_name"))

    @property
    def is_sample(self) -> bool:
        """Made by the program to try things on."""
        return bool(self._info("is_sample"))

    @property
    def orders_version(self) -> int:
        """Another number after any write that may concern orders and customers; any thread."""
        return self.store.order_writes

    @property
    def version(self) -> int:
        """Another number after any write; any thread."""
        return self.store.writes

    def apply(self, edit: "Edit") -> Changes:
        """Carry out an edit; it is durable when this returns, and can be undone.

        Raises:
            ReportableError: the disk failed; then nothing happened.
        """
        changes = self._write(edit)
        self.history.record(edit)
        return changes

    def write_long(self, edit: "Edit") -> Changes:
        """Carry out a large edit on any thread; meanwhile others are told that the desk is busy.

        `note_done` follows on the thread that opened the desk.

        Raises:
            ReportableError: as `apply`.
        """
        return self.store.write_from(edit.apply, lambda: False, _of_orders)

    def note_done(self, edit: "Edit") -> None:
        """Let what `write_long` carried out be undone."""
        self.history.record(edit)

    def undo(self) -> Changes:
        """Take back the last edit."""
        edit = self.history.undoable
        if edit is None:
            return NOTHING
        changes = self._write(edit.inverse())
        self.history.note_undone()
        return changes

    def redo(self) -> Changes:
        """Carry out again what was undone last."""
        edit = self.history.redoable
        if edit is None:
            return NOTHING
        changes = self._write(edit)
        self.history.note_redone()
        return changes

    def _write(self, edit: "Edit") -> Changes:
        return self.store.write(edit.apply, _of_orders)

    def rename_shop(self, name: str) -> Changes:
        """Give the shop another name; a blank one changes nothing."""
        name = clean_line(name)
        if not name or name == self.shop_name:
            return NOTHING
        from crm_desk.desk.edits import Replace

        def write(connection: Connection, name: str) -> None:
            desk_info.put(connection, "shop_name", name)

        changes = Changes(frozenset({Topic.DESK}))
        return self.apply(Replace("shop_name", self._info("shop_name"), name, write, changes))

    def save_copy(self, target: Path) -> list[Path]:
        """Write a checked copy elsewhere, a USB stick too.

        Returns:
            Files of a former desk of that name that were set aside.
        """
        return self.store.save_copy(target)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def _info(self, name: str) -> str:
        return self.store.read(lambda connection: desk_info.get(connection, name))


def clock() -> "datetime":
    """The time now, by this computer; every day that counts as today comes from here."""
    from datetime import datetime

    return datetime.now().astimezone()


def local_time() -> "datetime":
    """The time now as people here read it, without its zone: how moments are kept and named."""
    return clock().replace(tzinfo=None)


def today() -> "date":
    """The shop's today: the day on this computer."""
    return clock().date()


def latest_today() -> "date":
    """The later of this computer's day and Japan's: what lies behind it is ahead of everybody."""
    from datetime import timedelta, timezone

    now = clock()
    return max(now.date(), now.astimezone(timezone(timedelta(hours=9))).date())
