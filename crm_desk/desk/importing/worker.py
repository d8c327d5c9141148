"""The child process: reads and cleans files into a staging file, and reports its progress.

It gets one job on its standard input and answers line by line on its standard output, in
JSON. Whatever a hostile file does to it, the desk's own process only loses this child.
"""

import errno
import gc
import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from crm_desk.desk.importing.file_layouts import look_at
from crm_desk.desk.importing.files_reading import FilesReading, ReadFiles
from crm_desk.desk.importing.job import MEMORY_CAP, FileJob, choices_from_json, file_job
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.assembly import ReadAgainError
from crm_desk.importing.choices import Choices
from crm_desk.importing.heads import HEAD_FIELDS, ORDER_AMOUNTS
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
        read = assemble(
            [file_job(data) for data in job["files"]],
            choices_from_json(job["choices"]),
            Path(job["staging"]),
            today=job["today"],
            most_rows=job.get("check"),
            progress=lambda file, done, rows: answer(file=file, done=done, rows=rows),
        )
    except ReportableError as error:
        answer(error=error.key, params={name: str(value) for name, value in error.params.items()})
    except MemoryError:
        answer(error="import_memory", params={"file": _name(job)})
    else:
        counts = [vars(count) for count in read.counts]
        answer(counts=counts, findings=read.findings.as_json())
    return 0


def _name(job: dict[str, Any]) -> str:
    return Path(job["look"] if "look" in job else job["files"][0]["path"]).name


def assemble(
    files: list[FileJob],
    choices: Choices,
    staging: Path,
    *,
    today: int,
    most_rows: int | None = None,
    progress: ReportProgress = lambda file, done, rows: None,
) -> ReadFiles:
    """Put files together in a staging file.

    Args:
        today: the day of the import, as `date.toordinal()`.
        most_rows: so many rows of each file are read, to see what there is to be asked.

    Raises:
        ReportableError: a file can't be read, a decision is missing, the disk is full.
    """
    with as_reportable_errors(staging):
        reading = FilesReading(files, choices, today, most_rows, progress)
        while True:
            writer = _open_staging(staging)
            try:
                return reading.run(writer)
            except ReadAgainError as again:
                reading.read_again(again)
            finally:
                writer.close()
            staging.unlink()


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
