"""When a backup is due, which of them stay, and what one says of itself."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

DUE_AFTER = timedelta(days=1)
MANY_OPENINGS = 20
"""So many openings make a backup due whatever the clock says: it may stand still."""
DAILY, WEEKLY, MONTHLY = 12, 8, 12
"""How many days, weeks and months keep their newest backup (data-safety.md)."""
MOST_OF_A_DAY = 12
"""Of the newest day more than one stays: the state before each of its imports."""


class BackupCause(StrEnum):
    """What a backup was made for."""

    OPENING = "opening"
    IMPORT = "import"
    MIGRATION = "migration"
    RESTORE = "restore"
    JOIN = "join"
    ERASURE = "erasure"
    BY_HAND = "by_hand"
    STICK = "stick"


@dataclass(frozen=True)
class DeskContents:
    """What a desk holds, counted."""

    assessments: int = 0
    customers: int = 0
    orders: int = 0
    plans: int = 0


@dataclass(frozen=True)
class BackupMark:
    """What a backup says of itself, within its own file.

    Attributes:
        number: one more than the backup before it; tells older from newer whatever clocks said.
        moment: local time.
        desk_id: of the desk that it was made of; "" where that had none yet.
    """

    number: int
    moment: datetime
    cause: BackupCause
    desk_id: str = ""
    contents: DeskContents = DeskContents()

    def as_text(self) -> str:
        """As it is kept."""
        return json.dumps({**asdict(self), "moment": self.moment.isoformat(" ", "seconds")})


@dataclass(frozen=True)
class Backup:
    """One backup of a desk.

    Attributes:
        mark: None of a file that says nothing of itself, or that can't be read.
        size: bytes.
    """

    path: Path
    mark: BackupMark | None
    size: int


def mark_of(text: str) -> BackupMark | None:
    """A mark that was kept; None for anything else."""
    try:
        kept = json.loads(text)
        return BackupMark(
            int(kept["number"]),
            datetime.fromisoformat(kept["moment"]),
            BackupCause(kept["cause"]),
            str(kept["desk_id"]),
            DeskContents(**{name: int(count) for name, count in kept["contents"].items()}),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def is_due(last: datetime | None, openings: int, now: datetime) -> bool:
    """Whether a desk that is opened is to be backed up.

    Args:
        last: the moment of its newest backup; None without one.
        openings: how often it was opened since then.
    """
    if last is None or openings >= MANY_OPENINGS:
        return True
    # A clock set back must not stop backups until it has caught up.
    return now - last >= DUE_AFTER or now < last


def thinned(marks: Iterable[BackupMark]) -> set[int]:
    """The numbers of the backups that are no longer needed.

    Days, weeks and months are counted in the order in which the backups were made, so that a
    clock that was wrong once takes nothing away. What was made by hand stays.
    """
    newest_first = sorted(marks, key=lambda mark: -mark.number)
    kept = {mark.number for mark in newest_first if mark.cause is BackupCause.BY_HAND}
    if newest_first:
        last_day = newest_first[0].moment.date()
        same_day = [mark.number for mark in newest_first if mark.moment.date() == last_day]
        kept.update(same_day[:MOST_OF_A_DAY])
    kept |= _newest_of_each([mark.moment.date() for mark in newest_first], newest_first, DAILY)
    weeks = [_monday(mark.moment.date()) for mark in newest_first]
    kept |= _newest_of_each(weeks, newest_first, WEEKLY)
    months = [mark.moment.date().replace(day=1) for mark in newest_first]
    kept |= _newest_of_each(months, newest_first, MONTHLY)
    return {mark.number for mark in newest_first} - kept


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _newest_of_each(
    periods: Sequence[date], newest_first: Sequence[BackupMark], limit: int
) -> set[int]:
    newest: dict[date, int] = {}
    for period, mark in zip(periods, newest_first, strict=True):
        if len(newest) < limit:
            newest.setdefault(period, mark.number)
    return set(newest.values())
