"""Order files into the desk, and out of it again."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.customers.edits import forget_steps
from crm_desk.desk.desk import Desk, local_time
from crm_desk.desk.importing import unfinished
from crm_desk.desk.importing.child_reading import ChildReading, ReadImport
from crm_desk.desk.importing.days import with_days
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.securing import backed_up_beside, no_backup
from crm_desk.desk.importing.sharing import without_shared
from crm_desk.desk.importing.staged_files import discard, staging_path
from crm_desk.domain.contacts.spoken_name import bare_name
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings
from crm_desk.importing.issues import Issue, Severity
from crm_desk.importing.presets import GENERIC
from crm_desk.store.connection import Connection
from crm_desk.store.contacts.shared import put_shared
from crm_desk.store.customers import facts as customer_rows
from crm_desk.store.importing import batches as rows
from crm_desk.store.importing import staging as staging_file
from crm_desk.store.importing.commit import CommitResult, StagedImport, commit_imports

if TYPE_CHECKING:
    from crm_desk.desk.importing.decisions import Decisions

Batch = rows.Batch
SHOWN_PAIRS = 10
T = TypeVar("T")
CHANGED = Changes(frozenset({Topic.ORDERS, Topic.CUSTOMERS}))


class FoundOtherwiseError(Exception):
    """The whole files show something else than their first rows did; nothing is kept.

    Args:
        place: of the import among those that were to be made.
        findings: of all rows.
    """

    def __init__(self, place: int, findings: Findings) -> None:
        super().__init__()
        self.place, self.findings = place, findings


class Progress(NamedTuple):
    """How far an import is.

    Attributes:
        step: `read` or `keep`.
        file: name of the file that is read.
        done: 0.0 to 1.0 of the whole step.
        rows: read so far.
    """

    step: str
    file: str
    done: float
    rows: int


@dataclass(frozen=True)
class Outcome:
    """The figures and issues of an import.

    Attributes:
        issues: entries of the table of issues, at most `staging.KEPT_ISSUES`.
        issue_count: how many there are in all.
        nobody: orders without a customer key.
        findings: what was told and asked.
    """

    taken: CommitResult
    issues: tuple[Issue, ...]
    notices: int
    nobody: int
    findings: Findings

    @property
    def read(self) -> int:
        """Rows in the files."""
        taken = self.taken
        return taken.accepted + taken.rejected + taken.skipped + taken.unchanged


def run_import(
    desk: Desk,
    files: Iterable[FileJob],
    source: str,
    choices: Choices,
    report: Callable[[Progress], None] = lambda progress: None,
    cancel: Cancel | None = None,
) -> Outcome:
    """Read files in a child process and keep them as one import.

    Runs on a work lane: reading takes its time. Nothing is left behind when it fails or is
    called off.

    Raises:
        ReportableError: a file can't be read, a decision is missing, the disk is full.
        CancelledError: it was called off.
    """
    return run_all(desk, [(source, list(files))], choices, report, cancel)[0]


def run_all(
    desk: Desk,
    groups: Iterable[tuple[str, list[FileJob]]],
    choices: Choices,
    report: Callable[[Progress], None] = lambda progress: None,
    cancel: Cancel | None = None,
    replaced: Sequence[int] = (),
    seen: Sequence[Findings | None] = (),
    decisions: "Decisions | None" = None,
    *,
    without_backup: bool = False,
) -> list[Outcome]:
    """Several imports, all or none: all is read, and the desk backed up, before any is kept.

    Args:
        groups: (source, files) of each.
        replaced: imports that are taken back in the same transaction.
        seen: what the person has been told and asked of each; None, or nothing, asks no more.
        decisions: kept in the same transaction.
        without_backup: the person wants it all the same where none can be made.

    Raises:
        ReportableError: as `run_import`; `import_without_backup`.
        CancelledError: as `run_import`.
        FoundOtherwiseError: the whole files decide otherwise than what was seen.
    """
    given, cancel = list(groups), Cancel() if cancel is None else cancel
    now = local_time()
    staged = [staged_import(desk, files, source) for source, files in given]
    names = [file.path.name for _, files in given for file in files]
    backed_up = no_backup() if without_backup else backed_up_beside(desk, now, cancel)
    with backed_up as wait_for_backup, unfinished.noted(desk, names):
        try:
            read, rows_read = [], 0
            for at, ((_, files), one) in enumerate(zip(given, staged, strict=True)):
                told = _Told(report, at, len(given), rows_read)
                decided = with_days(desk, choices, files)
                child = ChildReading(decided, one.path, now.date().toordinal(), cancel, told)
                read.append(without_shared(desk, files, one.path, child.read))
                rows_read += sum(count["read"] for count in read[-1].counts)
                if at < len(seen):
                    _stop_if_otherwise(at, seen[at], read[-1].findings)
            wait_for_backup()
            report(Progress("keep", "", 0.0, rows_read))
            cancel.check()
            return _committed(desk, staged, now, cancel, read, replaced, decisions)
        finally:
            for one in staged:
                discard(one.path)


def run_in_process(desk: Desk, files: list[FileJob], source: str, choices: Choices) -> Outcome:
    """As `run_import`, in this process: for the command line and for the program's own sample."""
    from crm_desk.desk.importing.worker import assemble

    now = local_time()
    staged = staged_import(desk, files, source)
    today = now.date().toordinal()
    choices = with_days(desk, choices, files)

    def read(given: list[FileJob]) -> ReadImport:
        found = assemble(given, choices, staged.path, today=today)
        return ReadImport([vars(count) for count in found.counts], found.findings)

    try:
        whole = without_shared(desk, files, staged.path, read)
        return _committed(desk, [staged], now, Cancel(), [whole])[0]
    finally:
        discard(staged.path)


def staged_import(desk: Desk, files: Sequence[FileJob], source: str) -> StagedImport:
    """Files that will be read into a staging file beside the desk, as one import."""
    preset = files[0].layout.preset
    return StagedImport(
        staging_path(desk.path),
        source,
        preset.id,
        preset.kind.value,
        tuple(text_of(file.path.absolute()) for file in files),
        mall_email=preset.mall_email,
        numbers_may_repeat=preset.id in GENERIC.values(),
    )


def _committed(
    desk: Desk,
    staged: Sequence[StagedImport],
    now: datetime,
    cancel: Cancel,
    read: Sequence[ReadImport],
    replaced: Sequence[int] = (),
    decisions: "Decisions | None" = None,
) -> list[Outcome]:
    """Commit finished staging files.

    Args:
        read: what reading has given for each of them.
    """
    shared = [found.shared for found in read]
    taken = commit(desk, staged, now, cancel, replaced, shared, decisions)
    return [
        Outcome(
            result,
            issues=tuple(_issue(row) for row in staging_file.issues_in(one.path)),
            notices=sum(count["notices"] for count in found.counts),
            nobody=sum(count["nobody"] for count in found.counts),
            findings=found.findings,
        )
        for result, one, found in zip(taken, staged, read, strict=True)
    ]


def commit(
    desk: Desk,
    staged: Sequence[StagedImport],
    now: datetime,
    cancel: Cancel,
    replaced: Sequence[int] = (),
    shared: Sequence[Sequence[str]] = (),
    decisions: "Decisions | None" = None,
) -> list[CommitResult]:
    """Commit finished staging files, all as one transaction.

    Args:
        shared: contacts that were found to be nobody's, of each.

    Raises:
        ReportableError: the disk is full; nothing is kept then.
        CancelledError: it was called off.
    """

    def work(connection: Connection) -> list[CommitResult]:
        check = partial(_stop_if, cancel)
        if decisions is not None:
            decisions.put(connection)
        taken = commit_imports(connection, staged, now, replaced=replaced, check=check)
        # The last moment at which all of it can still be taken back.
        check()
        for result, contacts in zip(taken, shared, strict=False):
            if result.batch_id is not None:
                put_shared(connection, result.batch_id, contacts)
        unfinished.end(connection)
        return taken

    found = _written(desk, work, cancel)
    if replaced:
        _empty_log(desk)
    return found


def _stop_if(cancel: Cancel) -> None:
    if cancel:
        raise InterruptedError


def _written(desk: Desk, work: Callable[[Connection], T], cancel: Cancel) -> T:
    """A long write: meanwhile others are told so at once."""
    try:
        found = desk.store.write_from(work, lambda: bool(cancel))
    except InterruptedError as error:
        raise CancelledError from error
    forget_steps(desk)
    return found


def revert_import(desk: Desk, batch_id: int) -> Changes:
    """Undo an import as a whole; what earlier imports said shows again."""
    return revert_imports(desk, [batch_id])


def revert_imports(desk: Desk, batch_ids: Iterable[int], cancel: Cancel | None = None) -> Changes:
    """Undo several imports, in the order given, all or none.

    Raises:
        ReportableError, CancelledError: as `commit`; then nothing was undone.
    """
    ids, cancel = list(batch_ids), Cancel() if cancel is None else cancel

    def work(connection: Connection) -> None:
        rows.revert_imports(connection, ids, partial(_stop_if, cancel))

    _written(desk, work, cancel)
    _empty_log(desk)
    return CHANGED


def _empty_log(desk: Desk) -> None:
    """The names that were taken back go from the log, too."""
    # They are taken back already; a disk that fails here is met by the next write.
    with suppress(ReportableError):
        desk.store.empty_log()


def joined_lines(desk: Desk, pairs: Iterable[tuple[int, int]], texts: Texts) -> tuple[str, ...]:
    """Whose orders as a guest now count for whom; at most `SHOWN_PAIRS`, then how many more."""
    pairs = list(pairs)
    names = desk.store.read(lambda connection: customer_rows.names(connection, pairs[:SHOWN_PAIRS]))
    lines = [
        texts("import.joined_pair", email=email, name=bare_name(name)) for email, name in names
    ]
    if len(pairs) > SHOWN_PAIRS:
        lines.append(texts("import.and_more", n=len(pairs) - SHOWN_PAIRS))
    return tuple(lines)


def batches(desk: Desk) -> tuple[rows.Batch, ...]:
    """Every import, newest first."""
    return desk.store.read(rows.batches)


def sources(desk: Desk) -> tuple[str, ...]:
    """The shop's labels for its carts."""
    return desk.store.read(rows.sources)


def issues_of(desk: Desk, batch_id: int) -> tuple[Issue, ...]:
    """The table of issues of an import; from any thread."""
    found = desk.store.read_in_worker(lambda connection: rows.issues(connection, batch_id))
    return tuple(_issue(row) for row in found)


def text_of(path: Path) -> str:
    """A path as text; it may hold bytes that are none: a zip unpacked on another system."""
    return os.fsencode(path).decode("utf-8", "replace")


@dataclass(frozen=True)
class _Told:
    """Progress of one of several imports as part of all of them."""

    report: Callable[[Progress], None]
    place: int
    imports: int
    rows_before: int

    def __call__(self, file: str, done: float, rows_read: int) -> None:
        whole = (self.place + done) / self.imports
        self.report(Progress("read", file, whole, self.rows_before + rows_read))


def _stop_if_otherwise(place: int, seen: Findings | None, found: Findings) -> None:
    if seen is None:
        return
    known = {(question.kind, question.subject, question.proposal) for question in seen.questions}
    now = {(question.kind, question.subject, question.proposal) for question in found.questions}
    if not now <= known:
        raise FoundOtherwiseError(place, found)


def _issue(row: tuple[Any, ...]) -> Issue:
    file, number, column, value, reason, severity, detail = row
    return Issue(file, number, column, value, reason, Severity(severity), detail)
