"""From the rows of a source's files to a staging file: lines, then orders, then people."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import compress, islice
from typing import Any

import numpy as np

from crm_desk.importing.choices import Choices
from crm_desk.importing.conventions import ConventionFinder, Conventions
from crm_desk.importing.findings import Question
from crm_desk.importing.fingerprint import NO_VALUE, line_hashes, text_hash
from crm_desk.importing.issues import Issue, Severity, placed
from crm_desk.importing.layout import Layout
from crm_desk.importing.order_codes import OrderCodes
from crm_desk.importing.order_columns import OrderColumn, as_integers
from crm_desk.importing.order_questions import questions_of
from crm_desk.importing.order_sums import OrderSums
from crm_desk.importing.order_writing import OrderWriter
from crm_desk.importing.rows import CleanRows, RowCleaner
from crm_desk.importing.settling import OrderRows, SettledRows, layout_by_grain
from crm_desk.importing.staging_writer import (
    FIRST_NUMBERS,
    FileCounts,
    FirstNumbers,
    Report,
    StagingWriter,
    end_file,
)
from crm_desk.importing.table import Chunk, SourceTable


class ReadAgainError(Exception):
    """A later row showed that the rows before it were read in a wrong way.

    Args:
        choices: how all rows are to be read.
        layout: what the columns mean.
    """

    def __init__(self, choices: Choices, layout: Layout) -> None:
        super().__init__()
        self.choices, self.layout = choices, layout


class _Numbers(dict[Any, int]):
    """Numbers from 0 on, by first appearance."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class OrderAssembly:
    """Puts order files of one layout together; an order may stand in several of them.

    Args:
        layout: what the columns mean.
        choices: what the person decided.
        staging: where it goes.
        first: where its numbers begin.

    Attributes:
        file_counts: of each file.
        questions: what only the shop knows, once it is finished.
    """

    def __init__(
        self,
        layout: Layout,
        choices: Choices,
        staging: StagingWriter,
        first: FirstNumbers = FIRST_NUMBERS,
    ) -> None:
        self._layout, self._choices, self._staging = layout, choices, staging
        self._taxed = {"tax_rate", "unit_price", "subtotal"} <= set(layout.columns)
        self._first = first
        self._codes = OrderCodes(by_day=not layout.preset.signature)
        self._products = _Numbers()
        self._product_hashes: list[int] = []
        self._sums = OrderSums()
        self._columns: dict[str, OrderColumn] = {}
        self._unknown: dict[int, set[tuple[int, str]]] = {}
        self._files: list[str] = []
        self._sheets: list[tuple[str, ...]] = []
        self._file_of_codes: list[int] = []
        self.file_counts: list[FileCounts] = []
        self.questions: tuple[Question, ...] = ()

    @property
    def counts(self) -> FileCounts:
        """Of the file that is read, or was last."""
        return self.file_counts[-1]

    def read(self, table: SourceTable, file: str, report: Report, finder: ConventionFinder) -> None:
        """Read all rows of a file.

        Args:
            file: its name, for the table of issues.
            finder: finds out how the file writes its cells; knows what was found out before.

        Raises:
            ReportableError: the file became unreadable, or a decision is missing.
            ReadAgainError: rows read before must be read in another way.
        """
        self._codes.begin_file(len(self._files))
        self._files.append(file)
        self._sheets.append(table.options.sheets or ())
        self.file_counts.append(FileCounts())
        cleaner: RowCleaner | None = None
        for chunk in table.chunks():
            choices = self._by_conventions(finder, chunk, is_first=cleaner is None)
            if cleaner is None:
                cleaner = RowCleaner(self._layout, choices, file, self._codes)
            elif choices != self._choices:
                cleaner.use(choices)
            self._choices = choices
            self._add_rows(cleaner.clean(chunk))
            report(chunk.position, self.counts.read)
        self._file_of_codes.append(len(self._codes))

    def _by_conventions(self, finder: ConventionFinder, chunk: Chunk, *, is_first: bool) -> Choices:
        found = finder.add(chunk.columns, len(chunk.numbers))
        now = self._choices.conventions
        choices = replace(self._choices, conventions=replace(found, year=chunk.year))
        if not is_first and _reads_otherwise(now, found):
            raise ReadAgainError(choices, self._layout)
        return choices

    def finish(self) -> FirstNumbers:
        """Write orders and people; returns where the next file's numbers begin.

        Raises:
            ReadAgainError: the columns mean something else than it seemed.
        """
        rows = OrderRows(
            self._layout,
            self._choices,
            self._codes,
            self._sums,
            self._columns,
            self._unknown,
            self._product_hashes,
            tuple(self._files),
            tuple(self._sheets),
            tuple(self._file_of_codes),
        )
        settled = SettledRows(rows, self._staging, self._first, self.file_counts)
        other = layout_by_grain(self._layout, settled.grains)
        if other is not None:
            raise ReadAgainError(self._choices, other)
        writer = OrderWriter(rows, settled, self._staging, self._first, self.file_counts)
        people = writer.write()
        first = self._first
        following = FirstNumbers(
            first.code + len(self._codes),
            first.product + len(self._products),
            first.person + people,
        )
        # The orders of several files are written with the last.
        for file, counts in zip(self._files[:-1], self.file_counts, strict=False):
            end_file(self._staging, file, first, first, counts, settled.numbers)
        end_file(self._staging, self._files[-1], first, following, self.counts, settled.numbers)
        self.questions = questions_of(
            rows, settled, writer, self._staging.tallies(), self.counts.read
        )
        return following

    def _add_rows(self, rows: CleanRows) -> None:
        counts = self.counts
        counts.read += rows.read
        counts.skipped += rows.skipped
        counts.rejected += rows.rejected
        self._write_issues(rows.issues)
        for code, place, word in rows.unknown:
            self._unknown.setdefault(code, set()).add((place, word))
        lines = rows.lines
        orders = len(self._codes)
        self._sums.make_room(orders)
        self._staging.add_heads(
            (self._first.code + self._codes[key], key, row, *head)
            for key, (row, head) in rows.heads.items()
        )
        accepted = np.asarray(lines.accepted, np.bool_)
        if not accepted.all():
            self._sums.incomplete[lines.codes[~accepted]] = True
        for name, values in rows.stated.items():
            self._columns.setdefault(name, OrderColumn()).add(lines.codes, values, orders)
        self._add_lines(rows, lines.codes, accepted)

    def _add_lines(self, rows: CleanRows, codes: Any, accepted: Any) -> None:
        lines = rows.lines
        products = self._product_numbers(lines.products)
        amounts = as_integers(lines.amounts)
        hashes = line_hashes(
            np.array(self._product_hashes, np.uint64)[products],
            as_integers(lines.quantities),
            amounts,
        )
        discounts = np.asarray(lines.discounts, np.bool_)
        self._sums.add(codes, accepted, amounts, discounts, hashes)
        self._add_states(rows, codes, accepted, np.where(discounts, NO_VALUE, amounts), hashes)
        if lines.taken_off:
            off = np.array([amount or 0 for amount in lines.taken_off], np.int64)
            np.add.at(self._sums.discount, codes[accepted], off[accepted])
        # Discount rows are no product: number 0.
        numbers = np.where(discounts, 0, products + self._first.product).tolist()
        columns = [
            (codes + self._first.code).tolist(),
            lines.rows,
            numbers,
            lines.quantities,
            lines.amounts,
        ]
        if self._taxed:
            columns += [list(map(_as_text, lines.prices)), lines.rates]
        if not accepted.all():
            columns = [list(compress(column, lines.accepted)) for column in columns]
        self._staging.add_lines(len(columns), zip(*columns, strict=True))

    def _add_states(
        self, rows: CleanRows, codes: Any, accepted: Any, goods: Any, hashes: Any
    ) -> None:
        lines = rows.lines
        if not (any(lines.void) or any(lines.live)):
            return
        void = np.asarray(lines.void, np.bool_) & accepted
        live = np.asarray(lines.live, np.bool_) & accepted
        self._sums.add_states(codes, goods, hashes, void, live)
        at = np.flatnonzero(void).tolist()
        self._staging.add_void_lines(
            (self._first.code + int(codes[place]), lines.rows[place]) for place in at
        )

    def _product_numbers(self, products: Sequence[tuple[str, str]]) -> Any:
        """Numbers of products from 0 in this file; new ones are written."""
        before = len(self._products)
        numbers = np.fromiter(map(self._products.__getitem__, products), np.int64, len(products))
        new = list(islice(self._products, before, None))
        self._product_hashes += [text_hash(*product) for product in new]
        first = self._first.product + before
        self._staging.add_products((first + at, *product) for at, product in enumerate(new))
        return numbers

    def _write_issues(self, issues: Iterable[Issue]) -> None:
        issues = [placed(issue, self._sheets[-1]) for issue in issues]
        self.counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._staging.add_issues(issues)


def _reads_otherwise(now: Conventions, found: Conventions) -> bool:
    """Cells read so far would be read as something else."""
    return (now.decimal_commas, now.mixed, now.whole_ids) != (
        found.decimal_commas,
        found.mixed,
        found.whole_ids,
    )


def _as_text(price: Decimal | None) -> str | None:
    return None if price is None else str(price)
