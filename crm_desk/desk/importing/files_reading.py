"""One source's files, read into a staging file; again where later rows show something else."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from typing import Any, NamedTuple

from crm_desk.desk.importing.file_layouts import HEADER_WORDS
from crm_desk.desk.importing.job import FileJob
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.amount_units import stated_unit
from crm_desk.importing.assembly import OrderAssembly, ReadAgainError
from crm_desk.importing.choices import Choices
from crm_desk.importing.conventions import ConventionFinder
from crm_desk.importing.customer_rows import CustomerAssembly
from crm_desk.importing.findings import Findings, Notice, Question, QuestionKind, answer_to
from crm_desk.importing.issues import Issue, Severity
from crm_desk.importing.layout import FileKind
from crm_desk.importing.reading import open_table
from crm_desk.importing.staging_writer import FIRST_NUMBERS, FileCounts, FirstNumbers
from crm_desk.importing.table import Chunk, SourceTable
from crm_desk.importing.time_zones import JAPAN, lacks_times, zone_of_date
from crm_desk.importing.unread import telling_columns, unread_columns
from crm_desk.store.importing.staging import Staging

_MOST_TIMES = 12
"""So often a file is read again at most: each time something more is known of its columns."""
_ERRORS = {
    QuestionKind.DECIMAL: "decimal_needed",
    QuestionKind.YEAR: "year_needed",
    QuestionKind.FUTURE: "clock_doubtful",
}

Report = Callable[[int, float, int], None]


class ReadFiles(NamedTuple):
    """What reading one source's files has given.

    Attributes:
        counts: of each file.
    """

    counts: list[FileCounts]
    findings: Findings


class FilesReading:
    """Reads the files; keeps what it has learnt about them from one try to the next.

    Args:
        today: the day of the import, as `date.toordinal()`.
        most_rows: so many rows of each file are read; None reads all.
    """

    def __init__(
        self,
        files: Sequence[FileJob],
        choices: Choices,
        today: int,
        most_rows: int | None,
        report: Report,
    ) -> None:
        self._files, self._choices, self._today = list(files), choices, today
        self._most_rows, self._report = most_rows, report
        self._finders: dict[int, ConventionFinder] = {}
        self._learnt: dict[int, Choices] = {}
        self._reading = 0
        self._times = 0

    def read_again(self, again: ReadAgainError) -> None:
        """Begin anew with what was learnt.

        Raises:
            ReportableError: the file contradicts itself again and again.
        """
        self._times += 1
        first = self._reading
        if self._times > _MOST_TIMES:
            raise ReportableError("import_foreign", file=self._files[first].path.name)
        self._learnt[first] = again.choices
        before = self._files[first].layout
        for place, job in enumerate(self._files):
            if job.layout == before:
                self._files[place] = replace(job, layout=again.layout)

    def run(self, writer: Staging) -> ReadFiles:
        """Read everything into a new staging file.

        Raises:
            ReadAgainError: it must be read in another way.
            ReportableError: a file can't be read, or a decision is missing.
        """
        counts: list[FileCounts] = []
        questions: list[Question] = []
        first = FIRST_NUMBERS
        self._sheets: dict[str, tuple[str, ...]] = {"read": (), "unread": ()}
        self._is_whole = True
        for jobs in self._groups():
            self._reading = jobs[0][0]
            first, asked = self._read(jobs, writer, first, counts)
            questions += asked
        if len(self._files) > 1:
            for count, notices in zip(counts, writer.leave_out_repeated(), strict=True):
                count.notices += notices
        findings = self._findings(writer, questions, counts)
        writer.finish()
        return ReadFiles(counts, findings)

    def _groups(self) -> Iterator[list[tuple[int, FileJob]]]:
        """Files of one layout together: an order may be cut between two of them."""

        def layout(numbered: tuple[int, FileJob]) -> Any:
            number, job = numbered
            alike = (job.layout.headers, job.layout.columns, job.layout.preset.id, job.answers)
            return alike if job.kind is FileKind.ORDERS else number

        for _, jobs in groupby(enumerate(self._files), layout):
            yield list(jobs)

    def _read(
        self,
        jobs: Sequence[tuple[int, FileJob]],
        writer: Staging,
        first: FirstNumbers,
        counts: list[FileCounts],
    ) -> tuple[FirstNumbers, Sequence[Question]]:
        begin, job = jobs[0]
        choices = self._learnt.get(begin, replace(self._choices, answers=job.answers))
        if job.kind is FileKind.CUSTOMERS:
            people = CustomerAssembly(job.layout, choices, _name(job), writer, first, self._today)
            with open_table(job.path, job.options, words=HEADER_WORDS) as table:
                self._note_table(table, job, writer)
                following = people.run(self._limited(table), partial(self._report, begin))
            counts.append(people.counts)
            return following, people.questions
        assembly = OrderAssembly(job.layout, choices, writer, first)
        for number, each in jobs:
            with open_table(each.path, each.options, words=HEADER_WORDS) as table:
                self._note_table(table, each, writer)
                if number not in self._finders:
                    typed = bool(table.sheets)
                    self._finders[number] = ConventionFinder(job.layout, choices, typed=typed)
                report = partial(self._report, number)
                finder = self._finders[number]
                assembly.read(self._limited(table), _name(each), report, finder)
        following = assembly.finish()
        counts += assembly.file_counts
        if self._most_rows is None:
            _refuse_unanswered(assembly.questions, job)
        return following, assembly.questions

    def _limited(self, table: SourceTable) -> SourceTable:
        return table if self._most_rows is None else _FirstRows(table, self._most_rows, self._cut)

    def _cut(self) -> None:
        self._is_whole = False

    # What is told

    def _note_table(self, table: SourceTable, job: FileJob, writer: Staging) -> None:
        file, issues = _name(job), []
        read = table.options.sheets or ()
        unread = tuple(
            sheet.name
            for sheet in table.sheet_looks
            if sheet.name not in read and sheet.looks_like != "empty"
        ) or tuple(name for name in table.sheets if name not in read)
        others = {name for each in self._files for name in _sheets_of(each, job)}
        unread = tuple(name for name in unread if name not in others)
        self._sheets = {"read": (*self._sheets["read"], *read), "unread": unread}
        if len(read) > 1:
            issues.append(_about(file, "sheets_together", "", "、".join(read)))
        issues += [_about(file, "sheet_unread", "", name, name) for name in unread]
        if job.kind is FileKind.ORDERS:
            for field in job.layout.by_content:
                header = job.layout.header(field)
                issues.append(_about(file, "date_by_content", header, header, header))
            issues += self._about_zone(file, job, table)
            titles = chain.from_iterable(table.head[: max(0, (table.options.header_row or 0) - 1)])
            if unit := stated_unit(job.layout, titles):
                issues.append(_about(file, "amounts_in_unit", "", unit, unit))
            for header in telling_columns(job.layout):
                issues.append(_about(file, "column_unread", header, "", header))
        writer.add_issues(issues)

    def _about_zone(self, file: str, job: FileJob, table: SourceTable) -> list[Issue]:
        """Times of another zone are taken to Japan's, unless that can't be done."""
        zone, header = zone_of_date(job.layout), job.layout.header("date")
        if zone is None or zone.offset == JAPAN:
            return []
        reason = "zone_taken"
        if zone.offset is None:
            reason = "zone_unclear"
        elif job.layout.preset.signature:
            return []
        elif lacks_times(job.layout, table.head[table.options.header_row or 0 :]):
            reason = "zone_without_time"
        return [_about(file, reason, header, zone.name, zone.name)]

    def _findings(
        self, writer: Staging, questions: Sequence[Question], counts: Sequence[FileCounts]
    ) -> Findings:
        notices = tuple(
            Notice(reason, Severity(severity), *rest)
            for reason, severity, *rest in writer.tallies()
        )
        read: dict[str, str] = {}
        unread: list[str] = []
        for job in self._files:
            read |= {field: job.layout.header(field) for field in job.layout.columns}
            unread += unread_columns(job.layout)
        return Findings(
            tuple(questions),
            notices,
            read,
            tuple(dict.fromkeys(unread)),
            self._sheets["read"],
            self._sheets["unread"],
            rows=sum(count.read for count in counts),
            orders=sum(count.orders for count in counts),
            whole=self._is_whole,
        )


class _FirstRows:
    """A table of which only the first rows are read."""

    def __init__(self, table: SourceTable, most: int, cut: Callable[[], None]) -> None:
        self._table, self._most, self._cut = table, most, cut
        self.path, self.options, self.headers = table.path, table.options, table.headers
        self.sheets, self.sheet_looks = table.sheets, table.sheet_looks
        self.head = table.head

    def chunks(self, size: int = 50_000) -> Iterator[Chunk]:
        """As `SourceTable.chunks`, but ends early."""
        left = self._most
        for chunk in self._table.chunks(min(size, self._most)):
            if left <= 0:
                self._cut()
                return
            left -= len(chunk.numbers)
            yield chunk


def _refuse_unanswered(questions: Sequence[Question], job: FileJob) -> None:
    for question in questions:
        if question.proposal or answer_to(question, job.answers):
            continue
        raise ReportableError(
            _ERRORS[question.kind],
            file=_name(job),
            column=question.column,
            value=question.value,
            count=question.count,
        )


def _sheets_of(other: FileJob, job: FileJob) -> Sequence[str]:
    """Sheets of the same workbook that another job reads."""
    if other is job or other.path != job.path:
        return ()
    return other.options.sheets or ()


def _about(file: str, reason: str, place: str, value: str, detail: str = "") -> Issue:
    return Issue(file, 0, place, value, reason, Severity.NOTICE, detail)


def _name(job: FileJob) -> str:
    # A name may hold bytes that are no text: a zip unpacked on another system.
    return os.fsencode(job.path.name).decode("utf-8", "replace")
