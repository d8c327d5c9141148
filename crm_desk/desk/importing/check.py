"""The first rows of files, read as they would be imported: what is found is told or asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import Desk, today
from crm_desk.desk.importing.child_reading import ChildReading, ReadImport
from crm_desk.desk.importing.days import with_days
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.openings_effect import OpeningsEffect, RateOf, Source, with_rates
from crm_desk.desk.importing.sharing import checked
from crm_desk.desk.temporary import temporary_folder
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings, Notice, QuestionKind
from crm_desk.importing.issues import Severity
from crm_desk.store.importing.erased_people import kept_out_of

SAMPLE_ROWS = 20_000
"""So many rows of each file are read; of most files that is all."""


@dataclass(frozen=True)
class Check:
    """One source's files, to be looked through before they are imported.

    Attributes:
        source: the shop's label.
        others: the other sources of the drop.
        sample: only the first rows of each file are read.
    """

    source: str
    files: Sequence[FileJob]
    choices: Choices
    others: Sequence[Source] = ()
    sample: bool = True


def check_files(
    desk: Desk, given: Check, cancel: Cancel, rate_of: RateOf | None = None
) -> Findings:
    """What reading the first rows of one source's files finds; nothing is kept.

    Args:
        rate_of: works out the repeat rate, where purchases of a list are asked about; None leaves
            that out.

    Runs on a work lane, and reads in a child process.

    Raises:
        ReportableError: a file can't be read, or a decision is missing (`date_order_needed`).
        CancelledError: it was called off.
    """
    choices, day = with_days(desk, given.choices, given.files), today().toordinal()
    most_rows = SAMPLE_ROWS if given.sample else None
    with temporary_folder() as folder:

        def read(files: list[FileJob], staging: Path) -> ReadImport:
            return ChildReading(choices, staging, day, cancel, most_rows=most_rows).read(files)

        files, staging = list(given.files), folder / "check"
        found = checked(desk, files, staging, lambda jobs: read(jobs, staging))
        found = _with_erased(desk, found, staging, given.source)
        asked = any(question.kind is QuestionKind.OPENINGS for question in found.questions)
        if not asked or rate_of is None:
            return found
        effect = OpeningsEffect(desk, folder, read, rate_of, cancel, given.others)
        rates = effect.rates((given.source, files))
        questions = with_rates(found.questions, rates, is_sample=not found.whole)
        return replace(found, questions=questions)


def _with_erased(desk: Desk, found: Findings, staging: Path, source: str) -> Findings:
    """That some rows are of persons who were erased, and how many."""
    kept = desk.store.read_in_worker(lambda connection: kept_out_of(connection, staging, source))
    if not kept.people:
        return found
    notice = Notice("erased_person", Severity.NOTICE, kept.orders or kept.people, "", 0, "", "", "")
    return replace(found, notices=(*found.notices, notice))
