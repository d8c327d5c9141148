"""The first rows of files, read as they would be imported: what is found is told or asked."""

from collections.abc import Sequence
from dataclasses import replace

from crm_desk.desk.child import Cancel, answers
from crm_desk.desk.desk import latest_today, today
from crm_desk.desk.importing.job import MEMORY_CAP, FileJob, choices_as_json
from crm_desk.desk.temporary import temporary_folder
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings, findings_from_json

SAMPLE_ROWS = 20_000
"""So many rows of each file are read; of most files that is all."""


def check_files(
    files: Sequence[FileJob], choices: Choices, cancel: Cancel, *, sample: bool = True
) -> Findings:
    """What reading the first rows of one source's files finds; nothing is kept.

    Args:
        sample: only the first rows of each file are read.

    Runs on a work lane, and reads in a child process.

    Raises:
        ReportableError: a file can't be read, or a decision is missing (`date_order_needed`).
        CancelledError: it was called off.
    """
    with temporary_folder() as folder:
        job = {
            "check": SAMPLE_ROWS if sample else None,
            "files": [file.as_json() for file in files],
            "choices": choices_as_json(replace(choices, today=latest_today().toordinal())),
            "staging": str(folder / "check"),
            "today": today().toordinal(),
            "memory": MEMORY_CAP,
        }
        found = Findings()
        for message in answers(job, cancel, files[0].path.name):
            if "findings" in message:
                found = findings_from_json(message["findings"])
        return found
