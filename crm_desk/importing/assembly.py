"""From the rows of a file to a staging file: lines, then orders, then people."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress, islice
from typing import Any, NamedTuple, Protocol

import numpy as np

from crm_desk.importing.choices import Choices
from crm_desk.importing.fingerprint import NO_VALUE, line_hashes, order_fingerprint, text_hash
from crm_desk.importing.gathering import People
from crm_desk.importing.heads import HEAD_FIELDS
from crm_desk.importing.issues import Issue, Severity
from crm_desk.importing.layout import Layout
from crm_desk.importing.orders import Settled, Stated, TaxedLine, grossed_up, settle
from crm_desk.importing.rows import CleanRows, RowCleaner
from crm_desk.importing.table import SourceTable

BATCH = 20_000
"""Orders that are handed over together."""

Report = Callable[[float, int], None]
"""Told how much of the file is done (0.0 to 1.0) and how many rows were read."""


class Sink(Protocol):
    """Where an import is put together; `store.staging.Staging` is one."""

    def add_products(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """See Staging."""

    def add_lines(self, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def add_heads(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def heads(self, first_code: int) -> Iterator[tuple[Any, ...]]:
        """See Staging."""

    def lines_of(self, code: int) -> list[tuple[int, int | None, str | None, int | None]]:
        """See Staging."""

    def put_amounts(self, code: int, amounts: Iterable[tuple[int, int]]) -> None:
        """See Staging."""

    def rows_of(self, code: int) -> list[int]:
        """See Staging."""

    def add_orders(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def add_people(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def add_issues(self, issues: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def end_file(self, row: tuple[Any, ...]) -> None:
        """See Staging."""


@dataclass
class Counts:
    """Rows of a file, and its orders.

    Attributes:
        notices: rows that were taken with a doubt.
        nobody: orders without a customer key.
    """

    read: int = 0
    rejected: int = 0
    skipped: int = 0
    notices: int = 0
    orders: int = 0
    nobody: int = 0

    @property
    def accepted(self) -> int:
        """Rows that are in an order."""
        return self.read - self.rejected - self.skipped


class Start(NamedTuple):
    """Where a file's numbers begin: behind those of the file before it."""

    code: int = 0
    product: int = 1
    person: int = 1


_FIRST = Start()


class _Numbers(dict[Any, int]):
    """Numbers from 0 on, by first appearance."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class _Sums:
    """Running sums per order, by its code."""

    def __init__(self) -> None:
        # Arrays while rows are added, plain lists afterwards.
        self.goods: Any = np.zeros(1024, np.int64)
        self.discount: Any = np.zeros(1024, np.int64)
        self.accepted: Any = np.zeros(1024, np.int64)
        self.stated: Any = np.zeros(1024, np.int64)
        self.hashes: Any = np.zeros(1024, np.uint64)
        self.incomplete: Any = np.zeros(1024, np.bool_)

    def close(self) -> None:
        """Nothing more is added: single values are read from now on, which lists do faster."""
        for name, array in vars(self).items():
            setattr(self, name, array.tolist())

    def make_room(self, orders: int) -> None:
        if orders <= len(self.goods):
            return
        for name, array in vars(self).items():
            longer = np.zeros(max(orders, 2 * len(array)), array.dtype)
            longer[: len(array)] = array
            setattr(self, name, longer)


class Assembly:
    """Puts one order file together.

    Args:
        layout: what the columns mean.
        choices: what the person decided.
        file: its name, for the table of issues.
        sink: where it goes.
        start: where its numbers begin.
    """

    def __init__(
        self, layout: Layout, choices: Choices, file: str, sink: Sink, start: Start = _FIRST
    ) -> None:
        self._cleaner = RowCleaner(layout, choices, file)
        self._layout, self._choices, self._file, self._sink = layout, choices, file, sink
        self._taxed = {"tax_rate", "unit_price", "subtotal"} <= set(layout.columns)
        self._start = start
        self._codes, self._products = _Numbers(), _Numbers()
        self._product_hashes: list[int] = []
        self._sums = _Sums()
        self._people = People(start.person)
        self._noted: list[Issue] = []
        self.counts = Counts()

    def run(self, table: SourceTable, report: Report) -> Start:
        """Read the whole table; returns where the next file's numbers begin.

        Raises:
            ReportableError: the file became unreadable, or a decision is missing.
        """
        for chunk in table.chunks():
            rows = self._cleaner.clean(chunk)
            self._take(rows)
            report(chunk.position, self.counts.read)
        self._settle_all()
        self._sink.add_people(self._people.rows())
        start = self._start
        end = Start(
            start.code + len(self._codes),
            start.product + len(self._products),
            start.person + len(self._people),
        )
        self._sink.end_file(
            (
                self._file,
                start.code,
                end.code,
                start.person,
                end.person,
                self.counts.rejected,
                self.counts.skipped,
            )
        )
        return end

    def _take(self, rows: CleanRows) -> None:
        counts = self.counts
        counts.read += rows.read
        counts.skipped += rows.skipped
        counts.rejected += rows.rejected
        self._note(rows.issues)
        lines = rows.lines
        codes = np.fromiter(map(self._codes.__getitem__, lines.keys), np.int64, len(lines.keys))
        self._sums.make_room(len(self._codes))
        self._sink.add_heads(
            (self._start.code + self._codes[key], key, row, *head)
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
        self._add_up(codes, accepted, amounts, discounts, hashes)
        if lines.taken_off:
            off = np.array([amount or 0 for amount in lines.taken_off], np.int64)
            np.add.at(self._sums.discount, codes[accepted], off[accepted])
        # Discount rows are no product: number 0.
        numbers = np.where(discounts, 0, products + self._start.product).tolist()
        columns = [
            (codes + self._start.code).tolist(),
            lines.rows,
            numbers,
            lines.quantities,
            lines.amounts,
        ]
        if self._taxed:
            columns += [list(map(_as_text, lines.prices)), lines.rates]
        if not accepted.all():
            columns = [list(compress(column, lines.accepted)) for column in columns]
        self._sink.add_lines(len(columns), zip(*columns, strict=True))

    def _product_numbers(self, products: Sequence[tuple[str, str]]) -> Any:
        """Numbers of products from 0 in this file; new ones are handed over."""
        before = len(self._products)
        numbers = np.fromiter(map(self._products.__getitem__, products), np.int64, len(products))
        new = list(islice(self._products, before, None))
        self._product_hashes += [text_hash(*product) for product in new]
        first = self._start.product + before
        self._sink.add_products((first + at, *product) for at, product in enumerate(new))
        return numbers

    def _add_up(self, codes: Any, accepted: Any, amounts: Any, discounts: Any, hashes: Any) -> None:
        sums = self._sums
        np.add.at(sums.accepted, codes[accepted], 1)
        np.add.at(sums.hashes, codes[accepted], hashes[accepted])
        stated = accepted & (amounts != NO_VALUE)
        goods, off = stated & ~discounts, stated & discounts
        np.add.at(sums.stated, codes[goods], 1)
        np.add.at(sums.goods, codes[goods], amounts[goods])
        np.add.at(sums.discount, codes[off], -amounts[off])

    def _settle_all(self) -> None:
        ready: list[tuple[Any, ...]] = []
        self._sums.close()
        for code, key, row, *said in self._sink.heads(self._start.code):
            head = dict(zip(HEAD_FIELDS, said, strict=True))
            order = self._settle_one(code - self._start.code, key, row, head)
            if order is not None:
                ready.append(order)
            if len(ready) >= BATCH:
                self._hand_over(ready)
        self._hand_over(ready)

    def _hand_over(self, ready: list[tuple[Any, ...]]) -> None:
        self._sink.add_orders(ready)
        self._sink.add_issues(self._noted)
        ready.clear()
        self._noted.clear()

    def _settle_one(
        self, code: int, key: str, row: int, head: dict[str, Any]
    ) -> tuple[Any, ...] | None:
        sums = self._sums
        accepted = sums.accepted[code]
        if accepted == 0:
            return None
        if head["day"] is None:
            self._reject(code)
            return None
        settled = settle(self._stated(code, head))
        self._note_difference(row, head, settled)
        person = self._people.number(head, accepted) if self._layout.preset.identifies else None
        self.counts.orders += 1
        if person is None and self._layout.preset.identifies:
            self._note_later(self._doubt(row, head, "customer_missing"))
        self.counts.nobody += person is None
        incomplete = sums.incomplete[code]
        said = (tuple(head.values()), settled[:-1], incomplete)
        return (
            self._start.code + code,
            key,
            head["number"] or "",
            head["day"],
            person,
            settled.goods,
            settled.total,
            settled.discount,
            settled.refund,
            settled.shipping,
            head["status"] or "",
            settled.void,
            bool(head["subscription"]),
            incomplete,
            order_fingerprint(said, accepted, sums.hashes[code]),
            accepted,
        )

    def _stated(self, code: int, head: dict[str, Any]) -> Stated:
        sums = self._sums
        has_lines = bool(sums.stated[code]) and not self._layout.preset.order_grain
        goods = sums.goods[code]
        if has_lines and self._taxed and head["subtotal"] not in (None, goods):
            goods = self._with_tax(code, goods, head["subtotal"])
        return Stated(
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
        rows = self._sink.lines_of(self._start.code + code)
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
        self._sink.put_amounts(self._start.code + code, changed)
        return sum(amounts)

    def _reject(self, code: int) -> None:
        """No row of the order says when it was."""
        rows = self._sink.rows_of(self._start.code + code)
        self.counts.rejected += len(rows)
        self._note(
            Issue(self._file, row, self._header("date"), "", "date_missing", Severity.REJECTED)
            for row in rows
        )

    def _note_difference(self, row: int, head: dict[str, Any], settled: Settled) -> None:
        if settled.differs is None:
            return
        stated, computed = (f"{amount:,}" for amount in settled.differs)
        self._note_later(self._doubt(row, head, "total_differs", f"{stated} / {computed}"))

    def _note_later(self, issue: Issue) -> None:
        """Hand an issue over together with the orders that are settled meanwhile."""
        self.counts.notices += issue.severity is Severity.NOTICE
        self._noted.append(issue)

    def _doubt(self, row: int, head: dict[str, Any], reason: str, detail: str = "") -> Issue:
        header, number = self._header("order_no"), head["number"] or ""
        return Issue(self._file, row, header, number, reason, Severity.NOTICE, detail)

    def _note(self, issues: Iterable[Issue]) -> None:
        issues = list(issues)
        self.counts.notices += sum(issue.severity is Severity.NOTICE for issue in issues)
        self._sink.add_issues(issues)

    def _header(self, field: str) -> str:
        return " ".join(self._layout.headers[at] for at in self._layout.columns.get(field, ()))


def _as_integers(values: Sequence[int | None]) -> Any:
    """As an array, `NO_VALUE` where nothing is stated."""
    if None in values:
        values = [NO_VALUE if value is None else value for value in values]
    return np.array(values, np.int64)


def _as_text(price: Decimal | None) -> str | None:
    return None if price is None else str(price)
