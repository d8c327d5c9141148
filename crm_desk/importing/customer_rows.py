"""Customer files (顧客マスタ): one row is one person."""

from collections.abc import Iterator
from typing import Any

from crm_desk.domain.customers.fields import FILE_FIELDS
from crm_desk.domain.customers.key import customer_key
from crm_desk.importing.bad_cells import bad_cell_issues, rejected_rows
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.findings import Question, QuestionKind
from crm_desk.importing.gathering import WHO, staged_person
from crm_desk.importing.issues import Issue, Severity, too_long_issues
from crm_desk.importing.layout import Layout
from crm_desk.importing.row_filter import is_total_row
from crm_desk.importing.staging_writer import (
    FileCounts,
    FirstNumbers,
    Report,
    StagingWriter,
    end_file,
)
from crm_desk.importing.table import Chunk, SourceTable

_SAID = tuple(field.file_field for field in FILE_FIELDS)
_COUNTED = tuple(_SAID.index(name) for name in ("opening_purchases", "opening_amount"))
_DATED = tuple(_SAID.index(name) for name in ("opening_first", "opening_last"))


class CustomerAssembly:
    """Puts one customer file together; used like `assembly.OrderAssembly`.

    Args:
        today: the day of the import, as `date.toordinal()`: what such a file says is true then.
    """

    def __init__(
        self,
        layout: Layout,
        choices: Choices,
        file: str,
        staging: StagingWriter,
        first: FirstNumbers,
        today: int,
    ) -> None:
        self._layout = layout
        self._columns = SourceColumns(layout, choices)
        self._file, self._staging, self._first, self._today = file, staging, first, today
        self._opening_is_lifetime = layout.preset.opening_is_lifetime
        self._openings = choices.answers.openings
        self._people: dict[str, tuple[list[Any], int]] = {}
        self.counts = FileCounts()
        self.questions: tuple[Question, ...] = ()

    def run(self, table: SourceTable, report: Report) -> FirstNumbers:
        """Read the whole table; returns where the next file's numbers begin.

        Raises:
            ReportableError: the file became unreadable, or a decision is missing.
        """
        for chunk in table.chunks():
            self._add_rows(chunk)
            report(chunk.position, self.counts.read)
        self._settle_openings()
        self._staging.add_people(self._rows())
        following = self._first._replace(person=self._first.person + len(self._people))
        end_file(self._staging, self._file, self._first, following, self.counts)
        return following

    def _settle_openings(self) -> None:
        """Purchases that a list states count only where it shows that they lie before the data.

        A first or last purchase date shows it, or a column that a known cart has for it; else the
        person must have said so.
        """
        people = [said for said, _ in self._people.values()]
        stated = [said for said in people if any(said[at] for at in _COUNTED)]
        if not stated:
            return
        dated = any(said[at] for said in stated for at in _DATED)
        supported = self._opening_is_lifetime or dated or bool(self._layout.preset.signature)
        proposal = "add" if supported else "leave"
        count = len(stated)
        column = self._columns.header("opening_purchases") or self._columns.header("opening_amount")
        self.questions = (
            Question(QuestionKind.OPENINGS, "", column, "", count, proposal=proposal),
        )
        adds = supported if self._openings is None else self._openings
        reason = "openings_added" if adds else "openings_left"
        self._staging.add_issues(
            [Issue(self._file, 0, column, "", reason, Severity.NOTICE, f"{count:,}")]
        )
        if not adds:
            for said in people:
                for at in (*_COUNTED, *_DATED):
                    said[at] = None

    def _add_rows(self, chunk: Chunk) -> None:
        columns, counts = self._columns, self.counts
        rows = len(chunk.numbers)
        columns.begin(chunk.columns, rows)
        bad = columns.bad_cells()
        issues = too_long_issues(self._file, chunk.too_long)
        issues += bad_cell_issues(self._file, bad, chunk.numbers)
        rejected = rejected_rows(bad)
        unidentified = [self._unidentified(chunk, at) for at in self._add_people(rejected)]
        skipped = sum(issue.severity is Severity.SKIPPED for issue in unidentified)
        issues += unidentified
        counts.read += rows + len(chunk.too_long)
        counts.rejected += len(rejected) + len(unidentified) - skipped + len(chunk.too_long)
        counts.skipped += skipped
        counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._staging.add_issues(issues)

    def _add_people(self, rejected: set[int]) -> list[int]:
        """Add the rows that are not rejected; returns those that don't say whose they are."""
        columns = self._columns
        said = zip(*(columns.stated(name) for name in _SAID), strict=True)
        who = zip(*(columns.texts(name) for name in WHO), strict=True)
        unidentified = []
        for at, (facts, identity) in enumerate(zip(said, who, strict=True)):
            if at in rejected:
                continue
            key = customer_key(*identity)
            if key is None:
                unidentified.append(at)
            else:
                self._add(key, facts)
        return unidentified

    def _unidentified(self, chunk: Chunk, at: int) -> Issue:
        is_total = is_total_row(self._columns.row(at))
        reason, severity = (
            ("total_row", Severity.SKIPPED) if is_total else ("person_unknown", Severity.REJECTED)
        )
        return Issue(self._file, chunk.numbers[at], "", "", reason, severity)

    def _add(self, key: str, facts: tuple[Any, ...]) -> None:
        known, rows = self._people.get(key, ([None] * len(facts), 0))
        # Of a person with several rows the later ones count, but for their empty cells.
        said = [mine if its is None else its for mine, its in zip(known, facts, strict=True)]
        self._people[key] = said, rows + 1

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        for number, (key, (said, rows)) in enumerate(self._people.items()):
            facts = {name: fact for name, fact in zip(_SAID, said, strict=True) if fact is not None}
            if self._opening_is_lifetime and self._openings is not False:
                facts["opening_lifetime"] = 1
            yield staged_person(self._first.person + number, key, self._today, facts, rows)
