"""Customer files (顧客マスタ): one row is one person."""

from collections.abc import Iterator
from typing import Any

from crm_desk.domain.customers.fields import FILE_FIELDS
from crm_desk.domain.customers.key import customer_key
from crm_desk.importing.assembly import Counts, Report, Sink, Start
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.gathering import WHO, staged_person
from crm_desk.importing.issues import SHOWN, Issue, Severity
from crm_desk.importing.layout import Layout
from crm_desk.importing.row_filter import is_total_row
from crm_desk.importing.table import Chunk, SourceTable

_SAID = tuple(field.file_field for field in FILE_FIELDS)


class CustomerAssembly:
    """Puts one customer file together; used like `assembly.Assembly`.

    Args:
        today: the day of the import, as `date.toordinal()`: what such a file says is true then.
    """

    def __init__(
        self,
        layout: Layout,
        choices: Choices,
        file: str,
        sink: Sink,
        start: Start,
        today: int,
    ) -> None:
        self._columns = SourceColumns(layout, choices)
        self._file, self._sink, self._start, self._today = file, sink, start, today
        self._opening_is_lifetime = layout.preset.opening_is_lifetime
        self._people: dict[str, tuple[list[Any], int]] = {}
        self.counts = Counts()

    def run(self, table: SourceTable, report: Report) -> Start:
        """Read the whole table; returns where the next file's numbers begin.

        Raises:
            ReportableError: the file became unreadable, or a decision is missing.
        """
        for chunk in table.chunks():
            self._take(chunk)
            report(chunk.position, self.counts.read)
        self._sink.add_people(self._rows())
        start, counts = self._start, self.counts
        end = start._replace(person=start.person + len(self._people))
        self._sink.end_file(
            (
                self._file,
                start.code,
                end.code,
                start.person,
                end.person,
                counts.rejected,
                counts.skipped,
            )
        )
        return end

    def _take(self, chunk: Chunk) -> None:
        columns, counts = self._columns, self.counts
        rows = len(chunk.numbers)
        columns.begin(chunk.columns, rows)
        issues = [
            Issue(self._file, number, "", row[:SHOWN], "row_too_long", Severity.REJECTED)
            for number, row in chunk.too_long
        ]
        bad = columns.bad_cells()
        issues += [
            Issue(self._file, chunk.numbers[at], column, value[:SHOWN], reason, severity)
            for at, column, value, reason, severity in bad
        ]
        rejected = {at for at, *_, severity in bad if severity is Severity.REJECTED}
        skipped = 0
        said = zip(*(columns.stated(name) for name in _SAID), strict=True)
        who = zip(*(columns.texts(name) for name in WHO), strict=True)
        for at, (facts, person) in enumerate(zip(said, who, strict=True)):
            if at in rejected:
                continue
            key = customer_key(*person)
            if key is None and is_total_row(columns.row(at)):
                skipped += 1
                issues.append(self._issue(chunk, at, "total_row", Severity.SKIPPED))
            elif key is None:
                rejected.add(at)
                issues.append(self._issue(chunk, at, "person_unknown", Severity.REJECTED))
            else:
                self._add(key, facts)
        counts.read += rows + len(chunk.too_long)
        counts.rejected += len(rejected) + len(chunk.too_long)
        counts.skipped += skipped
        counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._sink.add_issues(issues)

    def _issue(self, chunk: Chunk, at: int, reason: str, severity: Severity) -> Issue:
        return Issue(self._file, chunk.numbers[at], "", "", reason, severity)

    def _add(self, key: str, facts: tuple[Any, ...]) -> None:
        known, rows = self._people.get(key, ([None] * len(facts), 0))
        # A person who stands twice: what a later row says counts, its gaps do not.
        said = [mine if its is None else its for mine, its in zip(known, facts, strict=True)]
        self._people[key] = said, rows + 1

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        for number, (key, (said, rows)) in enumerate(self._people.items()):
            facts = {name: fact for name, fact in zip(_SAID, said, strict=True) if fact is not None}
            if self._opening_is_lifetime:
                facts["opening_lifetime"] = 1
            yield staged_person(self._start.person + number, key, self._today, facts, rows)
