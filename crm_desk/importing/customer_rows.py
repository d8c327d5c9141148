"""Customer files (顧客マスタ): one row is one person."""

from collections.abc import Iterator
from typing import Any

from crm_desk.importing.bad_cells import bad_cell_issues, rejected_rows
from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.findings import Question, QuestionKind
from crm_desk.importing.gathering import WHO, staged_person
from crm_desk.importing.issues import Issue, Severity, too_long_issues
from crm_desk.importing.layout import Layout
from crm_desk.importing.list_contacts import SAID, ListRow, is_nobodys, question_about
from crm_desk.importing.row_filter import is_total_row
from crm_desk.importing.staging_writer import (
    FileCounts,
    FirstNumbers,
    Report,
    StagingWriter,
    end_file,
)
from crm_desk.importing.table import Chunk, SourceTable

_COUNTED = tuple(SAID.index(name) for name in ("opening_purchases", "opening_amount"))
_DATED = tuple(SAID.index(name) for name in ("opening_first", "opening_last"))


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
        self._data_from = choices.data_from
        self._openings = choices.answers.openings
        self._shared = frozenset(choices.answers.shared)
        self._personal = frozenset(f"e:{contact}" for contact in choices.answers.personal)
        self._people: dict[str, tuple[list[Any], int]] = {}
        self._by_email: dict[str, list[ListRow]] = {}
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
        self._settle_emails()
        self._settle_openings()
        self._staging.add_people(self._rows())
        following = self._first._replace(person=self._first.person + len(self._people))
        end_file(self._staging, self._file, self._first, following, self.counts)
        return following

    def _settle_openings(self) -> None:
        """Purchases that a list states count only where it shows that they lie before the data.

        A first or last purchase date before the desk's orders begin shows it, or a column that a
        known cart has for it; else the person must have said so.
        """
        people = [said for said, _ in self._people.values()]
        stated = [said for said in people if any(said[at] for at in _COUNTED)]
        if not stated:
            return
        days = [said[at] for said in stated for at in _DATED if said[at]]
        dated = bool(days) and (self._data_from is None or min(days) < self._data_from)
        supported = self._opening_is_lifetime or dated or bool(self._layout.preset.signature)
        proposal = "add" if supported else "leave"
        count = len(stated)
        column = self._columns.header("opening_purchases") or self._columns.header("opening_amount")
        self.questions += (
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
        unidentified = [
            self._unidentified(chunk.numbers[at], is_total_row(columns.row(at)))
            for at in self._add_people(chunk, rejected, issues)
        ]
        skipped = sum(issue.severity is Severity.SKIPPED for issue in unidentified)
        issues += unidentified
        counts.read += rows + len(chunk.too_long)
        counts.rejected += len(rejected) + len(unidentified) - skipped + len(chunk.too_long)
        counts.skipped += skipped
        counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._staging.add_issues(issues)

    def _add_people(self, chunk: Chunk, rejected: set[int], issues: list[Issue]) -> list[int]:
        """Add the rows that are not rejected; returns those that don't say whose they are."""
        columns = self._columns
        said = zip(*(columns.stated(name) for name in SAID), strict=True)
        who = zip(*(columns.texts(name) for name in WHO), strict=True)
        unidentified = []
        for at, (facts, identity) in enumerate(zip(said, who, strict=True)):
            if at in rejected:
                continue
            row = ListRow(chunk.numbers[at], identity, facts)
            if self._shared:
                row = self._without_shared(row, self._shared, issues)
            if not self._add(row):
                unidentified.append(at)
        return unidentified

    def _without_shared(
        self, row: ListRow, contacts: frozenset[str], issues: list[Issue]
    ) -> ListRow:
        """Contacts of the shop itself or of a mall are nobody's key."""
        found = row.shared(contacts)
        for field, value in found:
            header = self._columns.header(field)
            notice = Severity.NOTICE
            issues.append(Issue(self._file, row.number, header, value, "shared_contact", notice))
        return row.without(field for field, _ in found)

    def _unidentified(self, number: int, is_total: bool) -> Issue:
        reason, severity = (
            ("total_row", Severity.SKIPPED) if is_total else ("person_unknown", Severity.REJECTED)
        )
        return Issue(self._file, number, "", "", reason, severity)

    def _add(self, row: ListRow) -> bool:
        """Whether the row says whose it is."""
        key = row.key
        if key is None:
            return False
        if key.startswith("e:") and key not in self._personal:
            # Whether it is one person's shows at the end; the place among the people is kept.
            self._by_email.setdefault(key, []).append(row)
            self._people.setdefault(key, ([None] * len(SAID), 0))
        else:
            self._put(key, row.facts)
        return True

    def _put(self, key: str, facts: tuple[Any, ...]) -> None:
        known, rows = self._people.get(key, ([None] * len(facts), 0))
        # Of a person with several rows the later ones count, but for their empty cells.
        said = [mine if its is None else its for mine, its in zip(known, facts, strict=True)]
        self._people[key] = said, rows + 1

    def _settle_emails(self) -> None:
        """People known by their e-mail address, unless it is the shop's own or a mall's."""
        for key, rows in self._by_email.items():
            if not is_nobodys(rows):
                for row in rows:
                    self._put(key, row.facts)
                continue
            del self._people[key]
            self._put_apart(key.removeprefix("e:"), rows)
        self._by_email.clear()

    def _put_apart(self, contact: str, rows: list[ListRow]) -> None:
        headers = {name: self._columns.header(name) for name in ("email", "phone")}
        self.questions += (question_about(rows, headers),)
        issues: list[Issue] = []
        for row in rows:
            own = self._without_shared(row, frozenset((contact,)), issues)
            if own.key is not None:
                self._put(own.key, own.facts)
            else:
                issues.append(self._unidentified(row.number, is_total=False))
                self.counts.rejected += 1
        self.counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._staging.add_issues(issues)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        for number, (key, (said, rows)) in enumerate(self._people.items()):
            facts = {name: fact for name, fact in zip(SAID, said, strict=True) if fact is not None}
            if self._opening_is_lifetime and self._openings is not False:
                facts["opening_lifetime"] = 1
            yield staged_person(self._first.person + number, key, self._today, facts, rows)
