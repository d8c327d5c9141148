"""Order files into the desk, and out of it again."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.child import Cancel, CancelledError, answers
from crm_desk.desk.customers.edits import forget_steps
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing.job import MEMORY_CAP, FileJob, choices_as_json
from crm_desk.domain.texts import Texts
from crm_desk.importing.choices import Choices
from crm_desk.importing.issues import Issue, Severity
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts as customer_rows
from crm_desk.store.importing import batches as rows
from crm_desk.store.importing import staging as staged
from crm_desk.store.importing.commit import CommitResult, commit_staging
from crm_desk.store.store import STAGING

Batch = rows.Batch
SHOWN_PAIRS = 10
CHANGED = Changes(frozenset({Topic.ORDERS, Topic.CUSTOMERS}))


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
    """

    taken: CommitResult
    issues: tuple[Issue, ...]
    notices: int
    nobody: int

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
    files, cancel = list(files), Cancel() if cancel is None else cancel
    now = datetime.now()  # noqa: DTZ005 - the shop's clock
    staging = staging_path(desk.path)
    try:
        counts = _read(files, choices, staging, now, report, cancel)
        report(Progress("keep", "", 0.0, sum(count["read"] for count in counts)))
        return _committed(desk, staging, files, source, now, cancel, counts)
    finally:
        discard(staging)


def run_all(
    desk: Desk,
    groups: Iterable[tuple[str, list[FileJob]]],
    choices: Choices,
    report: Callable[[Progress], None] = lambda progress: None,
    cancel: Cancel | None = None,
) -> list[Outcome]:
    """Several imports, all or none: when one fails, those before it are undone.

    Args:
        groups: (source, files) of each.

    Raises:
        ReportableError, CancelledError: as `run_import`.
    """
    outcomes: list[Outcome] = []
    try:
        for source, files in groups:
            outcomes.append(run_import(desk, files, source, choices, report, cancel))
    except BaseException:
        for outcome in reversed(outcomes):
            if outcome.taken.batch_id is not None:
                revert_import(desk, outcome.taken.batch_id)
        raise
    return outcomes


def run_in_process(desk: Desk, files: list[FileJob], source: str, choices: Choices) -> Outcome:
    """As `run_import`, in this process: for the command line and for the program's own sample."""
    from crm_desk.desk.importing.worker import assemble

    now = datetime.now()  # noqa: DTZ005 - the shop's clock
    staging = staging_path(desk.path)
    try:
        counts = assemble(files, choices, staging, today=now.date().toordinal())
        plain = [vars(count) for count in counts]
        return _committed(desk, staging, files, source, now, Cancel(), plain)
    finally:
        discard(staging)


def _committed(
    desk: Desk,
    staging: Path,
    files: list[FileJob],
    source: str,
    now: datetime,
    cancel: Cancel,
    counts: Sequence[Mapping[str, int]],
) -> Outcome:
    """Commit a finished staging file.

    Args:
        counts: a `FileCounts` as plain data for each file.
    """
    taken = commit(desk, staging, files, source, now, cancel)
    return Outcome(
        taken,
        issues=tuple(_issue(row) for row in staged.issues_in(staging)),
        notices=sum(count["notices"] for count in counts),
        nobody=sum(count["nobody"] for count in counts),
    )


def commit(
    desk: Desk, staging: Path, files: list[FileJob], source: str, now: datetime, cancel: Cancel
) -> CommitResult:
    """Commit a finished staging file, as one transaction.

    Raises:
        ReportableError: the disk is full; nothing is kept then.
        CancelledError: it was called off.
    """
    preset = files[0].layout.preset

    def check() -> None:
        if cancel:
            raise InterruptedError

    def work(connection: Connection) -> CommitResult:
        return commit_staging(
            connection,
            staging,
            source=source,
            preset=preset.id,
            kind=preset.kind.value,
            now=now,
            mall_email=preset.mall_email,
            check=check,
        )

    try:
        taken = desk.store.write_from(work, lambda: bool(cancel))
    except InterruptedError as error:
        raise CancelledError from error
    forget_steps(desk)
    return taken


def revert_import(desk: Desk, batch_id: int) -> Changes:
    """Undo an import as a whole; what earlier imports said shows again."""
    desk.store.write(lambda connection: rows.revert_import(connection, batch_id))
    forget_steps(desk)
    return CHANGED


def revert_imports(desk: Desk, batch_ids: Iterable[int]) -> Changes:
    """Undo several imports, in the order given."""
    for batch_id in batch_ids:
        revert_import(desk, batch_id)
    return CHANGED


def joined_lines(desk: Desk, pairs: Iterable[tuple[int, int]], texts: Texts) -> tuple[str, ...]:
    """Whose orders as a guest now count for whom; at most `SHOWN_PAIRS`, then how many more."""
    pairs = list(pairs)
    names = desk.store.read(lambda connection: customer_rows.names(connection, pairs[:SHOWN_PAIRS]))
    lines = [texts("import.joined_pair", email=email, name=name) for email, name in names]
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


def staging_path(desk_path: Path) -> Path:
    """A private file beside the desk; what a killed program leaves goes when the desk is opened."""
    return desk_path.with_name(f".{desk_path.name}.{os.urandom(8).hex()}{STAGING}")


def discard(staging: Path) -> None:
    """Remove a staging file."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        staging.with_name(staging.name + suffix).unlink(missing_ok=True)


def _read(
    files: list[FileJob],
    choices: Choices,
    staging: Path,
    now: datetime,
    report: Callable[[Progress], None],
    cancel: Cancel,
) -> list[dict[str, int]]:
    job = {
        "files": [file.as_json() for file in files],
        "choices": choices_as_json(choices),
        "staging": str(staging),
        "today": now.date().toordinal(),
        "memory": MEMORY_CAP,
    }
    counts: list[dict[str, int]] = []
    finished = 0
    for message in answers(job, cancel, files[0].path.name):
        if "counts" in message:
            counts = message["counts"]
        else:
            file = files[message["file"]]
            done = (message["file"] + message["done"]) / len(files)
            finished = message["rows"]
            report(Progress("read", file.path.name, done, finished))
    return counts


def _issue(row: tuple[Any, ...]) -> Issue:
    file, number, column, value, reason, severity, detail = row
    return Issue(file, number, column, value, reason, Severity(severity), detail)
