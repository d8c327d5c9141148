"""The child process: reads and cleans files into a staging file, and reports its progress.

It gets one job on its standard input and answers line by line on its standard output, in
JSON. Whatever a hostile file does to it, the desk's own process only loses this child.
"""

import errno
import gc
import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from crm_desk.desk.importing.file_layouts import HEADER_WORDS, look_at
from crm_desk.desk.importing.job import MEMORY_CAP, FileJob, choices_from_json, file_job
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.assembly import OrderAssembly
from crm_desk.importing.choices import Choices
from crm_desk.importing.customer_rows import CustomerAssembly
from crm_desk.importing.heads import HEAD_FIELDS, ORDER_AMOUNTS
from crm_desk.importing.layout import FileKind
from crm_desk.importing.reading import open_table
from crm_desk.importing.staging_writer import FIRST_NUMBERS, FileCounts
from crm_desk.importing.table import options_from_json
from crm_desk.store.connection import as_reportable_errors
from crm_desk.store.importing.staging import Staging

ReportProgress = Callable[[int, float, int], None]
"""Called with the number of the file from 0, the part of it that is done, and the rows read."""


def main(jobs: TextIO, answers: TextIO) -> int:
    """Do the job on the first line of `jobs`; the answers end with `done` or `error`."""
    from crm_desk.importing.safety import cap_memory

    # Rows come and go by the million, in no circles: looking for garbage doubles the time.
    gc.disable()
    job = json.loads(jobs.readline())
    cap_memory(job.get("memory", MEMORY_CAP))

    def answer(**message: Any) -> None:
        print(json.dumps(message), file=answers, flush=True)

    try:
        if "look" in job:
            found = look_at(Path(job["look"]), options_from_json(job["options"]))
            answer(look=asdict(found))
            return 0
        counts = assemble(
            [file_job(data) for data in job["files"]],
            choices_from_json(job["choices"]),
            Path(job["staging"]),
            today=job["today"],
            progress=lambda file, done, rows: answer(file=file, done=done, rows=rows),
        )
    except ReportableError as error:
        answer(error=error.key, params={name: str(value) for name, value in error.params.items()})
    except MemoryError:
        answer(error="import_memory", params={"file": _name(job)})
    else:
        answer(counts=[vars(count) for count in counts])
    return 0


def _name(job: dict[str, Any]) -> str:
    return Path(job["look"] if "look" in job else job["files"][0]["path"]).name


def assemble(
    files: list[FileJob],
    choices: Choices,
    staging: Path,
    *,
    today: int,
    progress: ReportProgress = lambda file, done, rows: None,
) -> list[FileCounts]:
    """Put files together in a staging file; one entry of counts per file.

    Args:
        today: the day of the import, as `date.toordinal()`.

    Raises:
        ReportableError: a file can't be read, a decision is missing, the disk is full.
    """
    with as_reportable_errors(staging):
        return _assemble(files, choices, staging, today, progress)


def _assemble(
    files: list[FileJob], choices: Choices, staging: Path, today: int, progress: ReportProgress
) -> list[FileCounts]:
    writer = _open_staging(staging)
    counts, first = [], FIRST_NUMBERS
    try:
        for number, job in enumerate(files):
            # A name may hold bytes that are no text: a zip unpacked on another system.
            name = os.fsencode(job.path.name).decode("utf-8", "replace")
            assembly: OrderAssembly | CustomerAssembly
            if job.kind is FileKind.ORDERS:
                assembly = OrderAssembly(job.layout, choices, name, writer, first)
            else:
                assembly = CustomerAssembly(job.layout, choices, name, writer, first, today)
            with open_table(job.path, job.options, words=HEADER_WORDS) as table:
                first = assembly.run(table, partial(progress, number))
            counts.append(assembly.counts)
        if len(files) > 1:
            for count, notices in zip(counts, writer.leave_out_repeated(), strict=True):
                count.notices += notices
        writer.finish()
    finally:
        writer.close()
    return counts


def _open_staging(staging: Path) -> Staging:
    try:
        return Staging(staging, HEAD_FIELDS, ORDER_AMOUNTS)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ReportableError("disk_full") from error
        raise ReportableError("folder_read_only", folder=str(staging.parent)) from error


def _without_values(
    kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> None:
    """Where it went wrong, without the message: that may quote what stands in a file."""
    if sys.stderr:
        print(*traceback.format_tb(trace), kind.__name__, sep="", file=sys.stderr)  # noqa: T201


def run() -> int:
    """The child's entry point."""
    sys.excepthook = _without_values
    # A program without a console has no such objects, but the pipes are there all the same.
    jobs = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115
    answers = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    return main(jobs, answers)
