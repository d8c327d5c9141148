"""Backups in words."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.backups.keeping import STICK_AFTER_DAYS
from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import Backup, DeskContents
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.store.backup import mark_in, read_mark
from crm_desk.store.restoring import brings_back_erased

_KB, _MB, _GB = 1_000, 1_000_000, 1_000_000_000


class BackupWords(NamedTuple):
    """One backup as a list shows it."""

    moment: str
    cause: str
    contents: str
    size: str


def backup_words(made: Backup, texts: Texts, today: date) -> BackupWords:
    """A backup in words; one that says nothing of itself goes by its file's name."""
    if made.mark is None:
        return BackupWords(made.path.name, "", texts("backup.unknown"), size_words(made.size))
    return BackupWords(
        moment_words(made.mark.moment, texts, today),
        texts(f"backup.cause_{made.mark.cause}"),
        contents_words(made.mark.contents, texts),
        size_words(made.size),
    )


def moment_words(moment: datetime, texts: Texts, today: date) -> str:
    """When a backup was made, seen from today."""
    day, time = moment.date(), time_words(moment)
    if day == today:
        return texts("backup.today", time=time)
    if day == today - timedelta(days=1):
        return texts("backup.yesterday", time=time)
    return texts("backup.moment", day=texts.date(day), time=time)


def foot_words(newest: datetime | None, texts: Texts, today: date) -> str:
    """The newest backup as the foot of the sidebar says it; of today by its time alone."""
    if newest is None:
        return texts("backup.foot_none")
    is_today = newest.date() == today
    moment = time_words(newest) if is_today else moment_words(newest, texts, today)
    return texts("backup.foot", moment=moment)


def time_words(moment: datetime) -> str:
    """A time of day, as clocks show it."""
    return f"{moment.hour}:{moment.minute:02}"


def going_back_words(question: str, backup: Path, desk: Path, texts: Texts) -> str:
    """What is asked before a desk goes back, with the warning that erased people come back, too.

    Raises:
        ReportableError: the backup can't be read.
    """
    if not brings_back_erased(backup, desk):
        return question
    return f"{question}\n\n{texts('backup.restore_erased')}"


def looking_words(desk: Desk, texts: Texts, today: date) -> str:
    """That what is shown is a backup, and of when."""
    mark = desk.store.read(mark_in)
    moment = moment_words(mark.moment, texts, today) if mark else desk.path.name
    return texts("backup.looking", moment=moment)


def moment_of_file(backup: Path, texts: Texts, today: date) -> str:
    """When a backup was made; its file's name where it does not say."""
    mark = None
    with suppress(ReportableError):
        mark = read_mark(backup)
    return moment_words(mark.moment, texts, today) if mark else backup.name


def contents_words(contents: DeskContents, texts: Texts) -> str:
    """What a desk holds, of which it holds any."""
    counted = (
        ("customers", contents.customers),
        ("orders", contents.orders),
        ("plans", contents.plans),
        ("assessments", contents.assessments),
    )
    parts = [texts(f"backup.{name}", count=f"{count:,}") for name, count in counted if count]
    return texts("result.comma").join(parts) or texts("backup.empty")


def size_words(size: int) -> str:
    """Bytes as a file manager shows them."""
    for unit, name in ((_GB, "GB"), (_MB, "MB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{-(-size // _KB)} KB"


def stick_words(on_stick: date | None, texts: Texts, today: date) -> str:
    """What is lost with this computer; "" while a backup on a stick is young."""
    if on_stick is None:
        return texts("backup.stick_never")
    days = (today - on_stick).days
    return texts("backup.stick_old", days=days) if days >= STICK_AFTER_DAYS else ""
