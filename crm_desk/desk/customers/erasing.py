"""One person erased: for good, the file cleaned, and whichever copies still hold them named.

It can't be undone, and steps done before it can't be undone either: they keep what they replaced.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.backups import keeping
from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import Backup, BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.store import backup, erased, leftovers
from crm_desk.store.connection import Connection
from crm_desk.store.customers import erasing as rows
from crm_desk.store.customers import lists
from crm_desk.store.person_data import FreeText as FreeText
from crm_desk.store.person_data import Mention, PersonTable, mentions_in
from crm_desk.store.store import never

_SHOWN_MENTIONS = 8
ERASED = Changes(frozenset({Topic.CUSTOMERS, Topic.ORDERS, Topic.FOLLOWUP}))


class HeldIn(NamedTuple):
    """Files beside the desk that hold a person.

    Attributes:
        backups: of the program, the newest first.
        others: desks and logs that were set aside, and what can't be read.
    """

    backups: tuple[Backup, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them."""
        return (*(one.path for one in self.backups), *self.others)


class ErasurePreview(NamedTuple):
    """What is asked before somebody is erased.

    Attributes:
        staying: what stays of them.
        held_in: where the person is besides.
    """

    customer: int
    name: str
    staying: rows.Staying
    held_in: HeldIn


def preview(desk: Desk, customer: int) -> ErasurePreview | None:
    """What erasing a person comes to; None when they are gone. Any thread."""

    def work(connection: Connection) -> ErasurePreview | None:
        subject = rows.subject_of(connection, customer)
        if subject is None:
            return None
        theirs = rows.traces(connection, subject)
        root = subject.customers[0]
        shown = lists.listed(connection, [root])[root]
        held_in = _held_in(desk, theirs)
        return ErasurePreview(root, shown.name, rows.staying(connection, subject), held_in)

    return desk.store.read_in_worker(work)


def _held_in(desk: Desk, theirs: frozenset[str]) -> HeldIn:
    def holds(path: Path) -> bool:
        return rows.may_hold(path, theirs.__contains__)

    path = desk.path
    aside = sorted(path.parent.glob(f"{path.stem}{leftovers.ASIDE}*{path.suffix}"))
    logs = sorted(path.parent.glob(f"{path.name}-*.old*"))
    return HeldIn(
        tuple(one for one in keeping.backups(desk) if holds(one.path)),
        (*(one for one in aside if holds(one)), *logs),
    )


def erase(desk: Desk, customer: int, tables: Sequence[PersonTable]) -> Changes:
    """Erase a person from the desk. Any thread; `forget_all_steps` follows, then `clean`.

    Args:
        tables: of all capabilities (`desk.capabilities.PERSON_TABLES`).

    Raises:
        ReportableError: `customer_gone`, and what the disk says; then nothing happened.
    """

    def work(connection: Connection) -> None:
        subject = rows.subject_of(connection, customer)
        if subject is None:
            raise ReportableError("customer_gone")
        rows.erase(connection, subject, tables)

    desk.store.write_from(work, lambda: False)
    return ERASED


def forget_all_steps(desk: Desk) -> None:
    """Steps keep what they replaced, whosever it was: none stays."""
    desk.history.forget(lambda edit: True)


def clean(desk: Desk) -> None:
    """Write the file anew, so that nothing of the erased is left in it. Any thread.

    Raises:
        ReportableError: `disk_full` and others: the person is erased, the file not yet cleaned;
            `is_unfinished` says so until this has succeeded.
    """
    desk.store.rewrite()
    desk.store.write_patiently(erased.note_finished, of_orders=never)


def is_unfinished(desk: Desk) -> bool:
    """Somebody was erased, and the file not cleaned since. Any thread."""
    return desk.store.read_in_worker(erased.is_unfinished)


def purge(desk: Desk, paths: Iterable[Path], now: datetime) -> list[Path]:
    """Remove files that hold an erased person, once a backup without them is made. Any thread.

    Returns:
        Those that could not be removed.

    Raises:
        ReportableError: the backup can't be made; then nothing was removed.
    """
    keeping.back_up(desk, BackupCause.ERASURE, now)
    return backup.remove_backups(paths)


class ErasingAgain:
    """Erases in a backup that is gone back to whoever was erased since (`going_back.go_back`).

    Attributes:
        count: persons who were.
    """

    def __init__(self, tables: Sequence[PersonTable]) -> None:
        self._tables = tables
        self.count = 0

    def __call__(self, connection: Connection, hashes: Collection[str], present: Path) -> int:
        """By hashes that the backup did not know yet; `present` is the desk as it is."""
        self.count = rows.erase_known(connection, hashes, self._tables, present)
        return self.count


class ErasureWish(NamedTuple):
    """What the person at the desk has chosen.

    Attributes:
        backup_before: a backup is made first; it holds the one who is erased.
        purged: files to be removed afterwards.
    """

    customer: int
    backup_before: bool = False
    purged: tuple[Path, ...] = ()


class Erasure(NamedTuple):
    """What became of it; the person is erased.

    Attributes:
        left: files that still hold the person and were to be removed.
        mentions: what names them still, in texts about others; only the shop can change these.
        trouble: what kept the file from being cleaned, or the files from being removed.
    """

    left: tuple[Path, ...] = ()
    mentions: tuple[Mention, ...] = ()
    trouble: ReportableError | None = None


def carry_out(
    desk: Desk,
    wish: ErasureWish,
    tables: Sequence[PersonTable],
    now: datetime,
    free_texts: Sequence[FreeText] = (),
) -> Erasure:
    """Everything that erasing is, on any thread; `forget_all_steps` follows.

    Args:
        tables, free_texts: of all capabilities (`desk.capabilities`).

    Raises:
        ReportableError: the backup before can't be made, or as `erase`: nothing happened.
    """
    if wish.backup_before:
        keeping.back_up(desk, BackupCause.ERASURE, now)
    words = desk.store.read_in_worker(lambda c: _words_of(c, wish.customer))
    erase(desk, wish.customer, tables)
    mentions = tuple(desk.store.read_in_worker(lambda c: mentions_in(c, words, free_texts)))
    try:
        clean(desk)
        left = purge(desk, wish.purged, now) if wish.purged else []
    except ReportableError as error:
        return Erasure(wish.purged, mentions, error)
    return Erasure(tuple(left), mentions)


def mentions_words(mentions: Sequence[Mention], texts: Texts) -> str:
    """Where somebody who was erased is named still, on a line of its own; "" where nowhere."""
    if not mentions:
        return ""
    places = [
        texts(f"personal.text_{one.place}", label=_label(one.label, texts)) for one in mentions
    ]
    shown = texts("result.comma").join(dict.fromkeys(places[:_SHOWN_MENTIONS]))
    if len(places) > _SHOWN_MENTIONS:
        shown += texts("personal.text_more", n=len(places) - _SHOWN_MENTIONS)
    return "\n" + texts("personal.said_mentions", n=len(places), places=shown)


def _label(label: str, texts: Texts) -> str:
    """A day as the shop writes it; everything else as it is."""
    with suppress(ValueError):
        return texts.date(date.fromisoformat(label))
    return label


def _words_of(connection: Connection, customer: int) -> tuple[str, ...]:
    subject = rows.subject_of(connection, customer)
    return subject.words if subject is not None else ()
