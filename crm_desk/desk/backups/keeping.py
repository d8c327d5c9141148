"""Backups of a shop's file: when they are made, which there are, and going back to one."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import Backup, BackupCause, is_due
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.copying import never
from crm_desk.store.store import never as never_any

STICK_AFTER_DAYS = 30
"""From so many days on the home page asks for a backup on a stick."""
FIRST_STICK_AFTER_DAYS = 7
"""A shop that was never backed up to a stick is asked from so many days after its first on."""
JOIN_AFTER = timedelta(hours=1)
"""Joining customers makes no second backup within so long: what is joined can be parted again."""
_CALLED_OFF_EVERY_S = 0.05
_one_at_a_time = threading.Lock()
"""Two backups at once would give themselves the same number."""
_OPENINGS, _ON_STICK, _SINCE = "backup_openings", "stick_backup_on", "backups_since"
_CHECKED_ON = "checked_on"
FULL_CHECK_AFTER_DAYS = 7
"""From so many days on the whole desk is read and compared, not only its pages."""


def backups(desk: Desk) -> list[Backup]:
    """Those beside the desk, newest first, then those where it lay before; any thread."""
    return _beside(desk) + [
        one for folder in former_folders(desk) for one in backup.backups_in(folder)
    ]


def former_folders(desk: Desk) -> list[Path]:
    """Where backups stayed when the desk was moved out of a synchronised folder; any thread."""
    said = desk.store.read_in_worker(lambda c: desk_info.get(c, desk_info.FORMER_BACKUPS))
    return [Path(line) for line in said.splitlines() if any(Path(line).glob("*.crmdesk"))]


def _beside(desk: Desk) -> list[Backup]:
    return backup.backups_in(backup.backup_folder(desk.path))


def _finished(desk: Desk) -> list[Backup]:
    """Those that tell of themselves and have their checksum: one without it was cut off."""
    return [one for one in _beside(desk) if one.mark and backup.has_checksum(one.path)]


def newest(desk: Desk) -> datetime | None:
    """The moment of the newest one on this computer; None without one; any thread."""
    return next((one.mark.moment for one in _finished(desk) if one.mark), None)


def on_stick(desk: Desk) -> date | None:
    """The day of the last backup on a stick; None without one."""
    return desk.store.read(lambda connection: _day(connection, _ON_STICK))


def since(desk: Desk) -> date | None:
    """The first day that the desk was looked after; None where it was not opened yet."""
    return desk.store.read(lambda connection: _day(connection, _SINCE))


def _day(connection: Connection, name: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(desk_info.get(connection, name))
    return None


def people(desk: Desk) -> int:
    """Persons of whom the shop keeps something; any thread."""
    return desk.store.read_in_worker(backup.contents_of).customers


def note_opening(desk: Desk, now: datetime, called_off: Callable[[], bool] = never) -> bool:
    """Count an opening, and tell whether a backup is due; any thread.

    Raises:
        InterruptedError: `called_off` said so, while something long was being saved.
        ReportableError: the desk can't be written.
    """
    marks = [one.mark for one in _finished(desk)]
    last = marks[0] if marks else None
    number = last.number if last else 0

    def count(connection: Connection) -> int:
        # Counted since the newest backup there is, whoever made it or threw others away.
        since, _, times = desk_info.get(connection, _OPENINGS).partition(" ")
        opened = int(times) if since == str(number) and times.isdecimal() else 0
        desk_info.put(connection, _OPENINGS, f"{number} {opened + 1}")
        if not desk_info.get(connection, desk_info.DESK_ID):
            desk_info.put(connection, desk_info.DESK_ID, uuid.uuid4().hex)
            desk_info.put(connection, _SINCE, now.date().isoformat())
        return opened

    opened = desk.store.write_patiently(count, called_off, never_any)
    return is_due(last.moment if last else None, opened, now)


def check(desk: Desk, today: date, called_off: Callable[[], bool] = never) -> None:
    """Read the whole desk and tell where it is damaged; any thread, beside the window.

    Once a week indexes and values are looked at, too; a clock that was set back does not stop it.

    Raises:
        InterruptedError: `called_off` said so.
        ReportableError: the desk is damaged; see `store.checking`.
    """
    last = desk.store.read_in_worker(lambda connection: _day(connection, _CHECKED_ON))
    is_full = last is None or not 0 <= (today - last).days < FULL_CHECK_AFTER_DAYS
    desk.store.check(called_off, is_full=is_full)
    if is_full:
        day = today.isoformat()
        desk.store.write_patiently(
            lambda connection: desk_info.put(connection, _CHECKED_ON, day), called_off, never_any
        )


def back_up(
    desk: Desk, cause: BackupCause, now: datetime, called_off: Callable[[], bool] = never
) -> Path:
    """Make a checked backup beside the desk and clear away needless older ones; any thread.

    Raises:
        InterruptedError: `called_off` said so.
        ReportableError: `backup_failed`, `disk_full`; no older backup is touched.
    """
    folder = backup.backup_folder(desk.path)
    with _alone(called_off):
        backup.remove_unfinished(folder)
        made = _make(desk, cause, now, folder, called_off)
        backup.remove_thinned(folder)
    return made


def is_shops_own(desk: Desk) -> bool:
    """Neither the sample nor a backup that is looked into; any thread."""
    return not desk.is_for_looking and not desk.store.read_in_worker(
        lambda connection: desk_info.get(connection, "is_sample")
    )


def is_due_for_join(desk: Desk, now: datetime) -> bool:
    """Whether customers are joined only after another backup; any thread.

    Not where one of the last hour holds the same imports: a row of joins makes one backup.
    """
    made = next(iter(_finished(desk)), None)
    if made is None or made.mark is None:
        return True
    if not timedelta() <= now - made.mark.moment < JOIN_AFTER:
        return True
    present = desk.store.read_in_worker(backup.imports_of)
    return backup.imports_in(made.path) != present


def back_up_before_join(desk: Desk, now: datetime, called_off: Callable[[], bool] = never) -> Path:
    """As `back_up`, before customers are joined.

    Raises:
        InterruptedError: `called_off` said so.
        ReportableError: `join_without_backup`.
    """
    try:
        return back_up(desk, BackupCause.JOIN, now, called_off)
    except ReportableError as error:
        raise ReportableError("join_without_backup", file=desk.path.name) from error


def back_up_to(
    desk: Desk, folder: Path, now: datetime, called_off: Callable[[], bool] = never
) -> Path:
    """Make a checked backup on a stick, in a folder of the shop's name; any thread.

    Raises:
        InterruptedError, ReportableError: as `back_up`.
    """
    with _alone(called_off):
        place = backup.backup_folder(folder / desk.path.name)
        made = _make(desk, BackupCause.STICK, now, place, called_off)
    day = now.date().isoformat()
    desk.store.write_patiently(
        lambda connection: desk_info.put(connection, _ON_STICK, day), called_off, never_any
    )
    return made


def _make(
    desk: Desk, cause: BackupCause, now: datetime, folder: Path, called_off: Callable[[], bool]
) -> Path:
    return desk.store.read_in_worker(
        lambda connection: backup.make_backup(connection, desk.path, now, cause, folder, called_off)
    )


@contextmanager
def _alone(called_off: Callable[[], bool]) -> Iterator[None]:
    while not _one_at_a_time.acquire(timeout=_CALLED_OFF_EVERY_S):
        if called_off():
            raise InterruptedError
    try:
        yield
    finally:
        _one_at_a_time.release()
