"""One import's files, read by a child process into their staging file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.child import Cancel, answers
from crm_desk.desk.importing.job import MEMORY_CAP, FileJob, choices_as_json
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings, findings_from_json


class ReadImport(NamedTuple):
    """What reading one import's files has given.

    Attributes:
        counts: of each file, by name.
        shared: contacts that are nobody's, as compared.
    """

    counts: Sequence[Mapping[str, int]]
    findings: Findings
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChildReading:
    """How one import's files are read.

    Attributes:
        staging: the file that the child fills.
        today: the day of the import, as `date.toordinal()`.
        report: called with the name of the file that is read, the part of all files that is
            done, and the rows read.
        most_rows: so many rows of each file are read; None reads all of them.
    """

    choices: Choices
    staging: Path
    today: int
    cancel: Cancel
    report: Callable[[str, float, int], None] = lambda file, done, rows: None
    most_rows: int | None = None

    def read(self, files: Sequence[FileJob]) -> ReadImport:
        """Read them all.

        Raises:
            ReportableError: a file can't be read, or a decision is missing.
            CancelledError: it was called off.
        """
        job = {
            "check": self.most_rows,
            "files": [file.as_json() for file in files],
            "choices": choices_as_json(self.choices),
            "staging": str(self.staging),
            "today": self.today,
            "memory": MEMORY_CAP,
        }
        found = ReadImport([], Findings())
        for message in answers(job, self.cancel, files[0].path.name):
            if "counts" in message:
                found = ReadImport(message["counts"], findings_from_json(message["findings"]))
            else:
                done = (message["file"] + message["done"]) / len(files)
                self.report(files[message["file"]].path.name, done, message["rows"])
        return found
