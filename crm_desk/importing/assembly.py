"""From the rows of a file to a staging file: lines, then orders, then people."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress, islice
from typing import Any

import numpy as np

from crm_desk.importing.choices import Choices
from crm_desk.importing.fingerprint import NO_VALUE, line_hashes, order_fingerprint, text_hash
from crm_desk.importing.gathering import People
from crm_desk.importing.heads import HEAD_FIELDS
from crm_desk.importing.issues import Issue, Severity
from crm_desk.importing.layout import Layout
from crm_desk.importing.order_sums import OrderSums
from crm_desk.importing.orders import (
    OrderAmounts,
    StatedAmounts,
    TaxedLine,
    grossed_up,
    order_amounts,
)
from crm_desk.importing.rows import CleanRows, RowCleaner
from crm_desk.importing.staging_writer import (
    FIRST_NUMBERS,
    FileCounts,
    FirstNumbers,
    Report,
    StagingWriter,
    end_file,
)
from crm_desk.importing.table import SourceTable

BATCH = 20_000
"""Orders that are written together."""


class _Numbers(dict[Any, int]):
    """Numbers from 0 on, by first appearance."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class OrderAssembly:
    """Puts one order file together.

    Args:
        layout: what the columns mean.
        choices: what the person decided.
        file: its name, for the table of issues.
        staging: where it goes.
        first: where its numbers begin.
    """

    def __init__(
        self,
        layout: Layout,
        choices: Choices,
        file: str,
        staging: StagingWriter,
        first: FirstNumbers = FIRST_NUMBERS,
    ) -> None:
        self._cleaner = RowCleaner(layout, choices, file)
        self._layout, self._choices, self._file, self._staging = layout, choices, file, staging
        self._taxed = {"tax_rate", "unit_price", "subtotal"} <= set(layout.columns)
        self._first = first
        self._codes, self._products = _Numbers(), _Numbers()
        self._product_hashes: list[int] = []
        self._sums = OrderSums()
        self._people = People(first.person)
        self._issues: list[Issue] = []
        self.counts = FileCounts()

    def run(self, table: SourceTable, report: Report) -> FirstNumbers:
        """Read the whole table; returns where the next file's numbers begin.

        Raises:
            ReportableError: the file became unreadable, or a decision is missing.
        """
        for chunk in table.chunks():
            rows = self._cleaner.clean(chunk)
            self._add_rows(rows)
            report(chunk.position, self.counts.read)
        self._write_orders()
        self._staging.add_people(self._people.rows())
        first = self._first
        following = FirstNumbers(
            first.code + len(self._codes),
            first.product + len(self._products),
            first.person + len(self._people),
        )
        end_file(self._staging, self._file, first, following, self.counts)
        return following

    def _add_rows(self, rows: CleanRows) -> None:
        counts = self.counts
        counts.read += rows.read
        counts.skipped += rows.skipped
        counts.rejected += rows.rejected
        self._write_issues(rows.issues)
        lines = rows.lines
        codes = np.fromiter(map(self._codes.__getitem__, lines.keys), np.int64, len(lines.keys))
        self._sums.make_room(len(self._codes))
        self._staging.add_heads(
            (self._first.code + self._codes[key], key, row, *head)
            for key, (row, head) in rows.heads.items()
        )
        accepted = np.asarray(lines.accepted, np.bool_)
        if not accepted.all():
            self._sums.incomplete[codes[~accepted]] = True
        self._add_lines(rows, codes, accepted)

    def _add_lines(self, rows: CleanRows, codes: Any, accepted: Any) -> None:
        lines = rows.lines
        products = self._product_numbers(lines.products)
        amounts = _as_integers(lines.amounts)
        hashes = line_hashes(
            np.array(self._product_hashes, np.uint64)[products],
            _as_integers(lines.quantities),
            amounts,
        )
        discounts = np.asarray(lines.discounts, np.bool_)
        self._sums.add(codes, accepted, amounts, discounts, hashes)
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

    def _product_numbers(self, products: Sequence[tuple[str, str]]) -> Any:
        """Numbers of products from 0 in this file; new ones are written."""
        before = len(self._products)
        numbers = np.fromiter(map(self._products.__getitem__, products), np.int64, len(products))
        new = list(islice(self._products, before, None))
        self._product_hashes += [text_hash(*product) for product in new]
        first = self._first.product + before
        self._staging.add_products((first + at, *product) for at, product in enumerate(new))
        return numbers

    def _write_orders(self) -> None:
        ready: list[tuple[Any, ...]] = []
        self._sums.close()
        for code, key, row, *said in self._staging.heads(self._first.code):
            head = dict(zip(HEAD_FIELDS, said, strict=True))
            order = self._order(code - self._first.code, key, row, head)
            if order is not None:
                ready.append(order)
            if len(ready) >= BATCH:
                self._flush(ready)
        self._flush(ready)

    def _flush(self, ready: list[tuple[Any, ...]]) -> None:
        self._staging.add_orders(ready)
        self._staging.add_issues(self._issues)
        ready.clear()
        self._issues.clear()

    def _order(self, code: int, key: str, row: int, head: dict[str, Any]) -> tuple[Any, ...] | None:
        sums = self._sums
        accepted = sums.accepted[code]
        if accepted == 0:
            return None
        if head["day"] is None:
            self._reject(code)
            return None
        amounts = order_amounts(self._stated(code, head))
        self._note_difference(row, head, amounts)
        person = self._people.number(head, accepted) if self._layout.preset.identifies else None
        self.counts.orders += 1
        if person is None and self._layout.preset.identifies:
            self._keep_issue(self._notice(row, head, "customer_missing"))
        self.counts.nobody += person is None
        incomplete = sums.incomplete[code]
        said = (tuple(head.values()), amounts[:-1], incomplete)
        return (
            self._first.code + code,
            key,
            head["number"] or "",
            head["day"],
            person,
            amounts.goods,
            amounts.total,
            amounts.discount,
            amounts.refund,
            amounts.shipping,
            head["status"] or "",
            amounts.void,
            bool(head["subscription"]),
            incomplete,
            order_fingerprint(said, accepted, sums.hashes[code]),
            accepted,
        )

    def _stated(self, code: int, head: dict[str, Any]) -> StatedAmounts:
        sums = self._sums
        has_lines = bool(sums.stated[code]) and not self._layout.preset.order_grain
        goods = sums.goods[code]
        if has_lines and self._taxed and head["subtotal"] not in (None, goods):
            goods = self._with_tax(code, goods, head["subtotal"])
        return StatedAmounts(
            lines=goods if has_lines else None,
            discount_lines=sums.discount[code],
            subtotal=head["subtotal"],
            discount=head["discount"],
            refund=head["refund"],
            shipping=head["shipping"],
            fee=head["fee"],
            order_total=head["order_total"],
            paid_total=head["paid_total"],
            void=bool(head["void"]),
            subtotal_after_discount=self._layout.preset.subtotal_after_discount,
        )

    def _with_tax(self, code: int, goods: int, subtotal: int) -> int:
        rows = self._staging.lines_of(self._first.code + code)
        if any(None in row for row in rows):
            return goods
        lines = [
            TaxedLine(Decimal(quantity or 0) / 1000, Decimal(price or 0), rate or 0)
            for _, quantity, price, rate in rows
        ]
        amounts = grossed_up(lines, subtotal, self._choices.digits)
        if amounts is None:
            return goods
        changed = zip((row[0] for row in rows), amounts, strict=True)
        self._staging.put_amounts(self._first.code + code, changed)
        return sum(amounts)

    def _reject(self, code: int) -> None:
        """No row of the order says when it was."""
        rows = self._staging.rows_of(self._first.code + code)
        self.counts.rejected += len(rows)
        self._write_issues(
            Issue(self._file, row, self._header("date"), "", "date_missing", Severity.REJECTED)
            for row in rows
        )

    def _note_difference(self, row: int, head: dict[str, Any], amounts: OrderAmounts) -> None:
        if amounts.differs is None:
            return
        stated, computed = (f"{amount:,}" for amount in amounts.differs)
        self._keep_issue(self._notice(row, head, "total_differs", f"{stated} / {computed}"))

    def _keep_issue(self, issue: Issue) -> None:
        """Hand an issue over together with the orders that are amounts meanwhile."""
        self.counts.notices += issue.severity is Severity.NOTICE
        self._issues.append(issue)

    def _notice(self, row: int, head: dict[str, Any], reason: str, detail: str = "") -> Issue:
        header, number = self._header("order_no"), head["number"] or ""
        return Issue(self._file, row, header, number, reason, Severity.NOTICE, detail)

    def _write_issues(self, issues: Iterable[Issue]) -> None:
        issues = list(issues)
        self.counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._staging.add_issues(issues)

    def _header(self, field: str) -> str:
        return " ".join(self._layout.headers[at] for at in self._layout.columns.get(field, ()))


def _as_integers(values: Sequence[int | None]) -> Any:
    """As an array, `NO_VALUE` where nothing is stated."""
    if None in values:
        values = [NO_VALUE if value is None else value for value in values]
    return np.array(values, np.int64)


def _as_text(price: Decimal | None) -> str | None:
    return None if price is None else str(price)
