"""What becomes of the orders of one source's files once all their rows are known."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from crm_desk.importing.answers import Numbers
from crm_desk.importing.choices import Choices
from crm_desk.importing.fingerprint import NO_VALUE, line_hashes
from crm_desk.importing.heads import ADDED, HEAD_FIELDS, Head, merged
from crm_desk.importing.layout import Layout
from crm_desk.importing.order_codes import OrderCodes
from crm_desk.importing.order_columns import Grain, GrainFound, OrderColumn
from crm_desk.importing.order_parts import (
    DatedPart,
    United,
    by_order,
    customer_of,
    show_repetition,
    united,
)
from crm_desk.importing.order_sums import OrderSums
from crm_desk.importing.staging_writer import FileCounts, StagingWriter

_NEXT_FILE = 1 << 40
"""Between the row numbers of lines of one order in one file and in the next."""


class OrderRows(NamedTuple):
    """Everything that reading has gathered.

    Attributes:
        columns: column of orders' amounts -> what rows state in it; none for carts, which say
            themselves whose their amounts are.
        unknown: order's code -> (column, word) of status columns beside that of the orders'
            status; words that no list knows.
        product_hashes: `text_hash` of each product, from 0.
        files: their names.
        sheets: those of each file that are read; empty for text.
        ends: how many codes there were after each file.
    """

    layout: Layout
    choices: Choices
    codes: OrderCodes
    sums: OrderSums
    columns: dict[str, OrderColumn]
    unknown: dict[int, set[tuple[int, str]]]
    product_hashes: Sequence[int]
    files: tuple[str, ...]
    sheets: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]

    def file_of(self, code: int) -> int:
        """The number of the file, from 0, in which an order stood first."""
        return bisect_right(self.ends, code)


class Decision(NamedTuple):
    """Something that the rows decided.

    Attributes:
        code: of an order that shows it, -1 for none.
        field: of the column it is about, "" for none.
    """

    reason: str
    code: int
    field: str = ""
    detail: str = ""


class SettledRows:
    """Brings parts together, leaves void lines out, and finds whose the stated amounts are.

    Attributes:
        decisions: what is to be told.
        grains: of each column.
        numbers: what order numbers stand for, "" as nobody knows.
        void_left_out: orders of which some lines are void.
    """

    def __init__(
        self, rows: OrderRows, staging: StagingWriter, first: Any, counts: Sequence[FileCounts]
    ) -> None:
        self._rows, self._staging, self._first, self._counts = rows, staging, first, counts
        self.decisions: list[Decision] = []
        self.repeats = False
        self._settle_files()
        self._settle_days()
        self.void_left_out = self._leave_void_out()
        self.grains = {name: self._grain(name, column) for name, column in rows.columns.items()}

    @property
    def numbers(self) -> str:
        """As `staging.file` keeps it."""
        answered = self._rows.choices.answers.numbers
        if answered is not None:
            return str(answered)
        return str(Numbers.REPEAT) if self.repeats else ""

    # Parts of another file

    def _settle_files(self) -> None:
        for part in self._rows.codes.parts:
            if part.file is not None:
                self._unite(part.root, part.code, part.file)

    def _unite(self, code: int, part: int, file: int) -> None:
        before, after = self._lines(code), self._lines(part)
        found = united(before, after)
        self.decisions.append(
            Decision("order_in_two_files", code, detail=f"{self._rows.files[file]}")
        )
        heads = self._heads((code, part))
        if not found.is_whole:
            self._counts[self._rows.file_of(code)].skipped += len(before)
            self._staging.drop_lines(self._staged(code))
            self._clear(code)
            self._move(part, code, file)
            self._put_head(code, part, heads[part])
            return
        key, one = heads[code]
        adds = key.startswith(ADDED) and not found.repeated
        whole = merged(one, heads[part][1], add=adds)
        if found.repeated:
            if found.is_all:
                whole = merged(heads[part][1], one)
            self._add_columns(code, part, after, found)
            self._counts[file].repeated += len(found.repeated)
            rows = [line[0] for line in found.repeated]
            self._staging.drop_lines(self._staged(part), rows)
            repeated = set(rows)
            self._count_again(part, [line for line in after if line[0] not in repeated])
        self._move(part, code, file)
        self._put_head(code, part, (key, whole))

    def _add_columns(
        self, code: int, part: int, lines: Sequence[tuple[Any, ...]], found: United
    ) -> None:
        """What the later file states of an order that both have."""
        goods = [line for line in lines if line[1] > 0]
        new = len(goods) - sum(line[1] > 0 for line in found.repeated)
        for name, column in self._rows.columns.items():
            if found.is_all and column.states(part):
                column.move(code, part)
            elif not found.is_all and not column.add_part(code, part, len(goods), new):
                self.decisions.append(Decision("two_files_amounts", code, name))

    def _count_again(self, code: int, lines: Sequence[tuple[Any, ...]]) -> None:
        """The sums of an order of which only these lines are left."""
        sums = self._rows.sums
        incomplete = sums.incomplete[code]
        self._clear(code)
        sums.incomplete[code] = incomplete
        if not lines:
            return
        products = np.array([line[1] for line in lines], np.int64)
        quantities = np.array([NO_VALUE if q is None else q for _, _, q, _ in lines], np.int64)
        amounts = np.array([NO_VALUE if a is None else a for _, _, _, a in lines], np.int64)
        known = np.array(self._rows.product_hashes, np.uint64)
        hashes = line_hashes(
            known[np.maximum(products - self._first.product, 0)], quantities, amounts
        )
        codes = np.full(len(lines), code)
        sums.add(codes, np.ones(len(lines), np.bool_), amounts, products == 0, hashes)

    # Parts of another day

    def _settle_days(self) -> None:
        groups: dict[int, list[int]] = {}
        for part in self._rows.codes.parts:
            if part.file is None:
                groups.setdefault(part.root, [part.root]).append(part.code)
        if not groups:
            self.repeats = self._rows.choices.answers.numbers is Numbers.REPEAT
            return
        heads = self._heads([code for codes in groups.values() for code in codes])
        parts = {root: self._dated(codes, heads) for root, codes in groups.items()}
        answered = self._rows.choices.answers.numbers
        showing = [root for root, each in parts.items() if show_repetition(each)]
        self.repeats = answered is Numbers.REPEAT or (answered is None and bool(showing))
        if self.repeats and showing:
            self.decisions.append(Decision("numbers_repeat", showing[0], "order_no"))
        for each in parts.values():
            if each:
                self._join(by_order(each, repeats=self.repeats), heads)

    def _dated(self, codes: Sequence[int], heads: dict[int, tuple[str, Head]]) -> list[DatedPart]:
        sums = self._rows.sums
        return [
            DatedPart(
                code,
                self._rows.codes.day_of(code),
                is_return=bool(sums.stated[code] and not sums.positive[code]),
                who=customer_of(heads[code][1]),
            )
            for code in codes
            if code in heads
        ]

    def _join(self, orders: Any, heads: dict[int, tuple[str, Head]]) -> None:
        for code, others in orders.items():
            for other in others:
                key, head = heads[code]
                heads[code] = key, merged(head, heads[other][1])
                self._move(other, code, 0)
                self._put_head(code, other, heads[code])

    # Void lines

    def _leave_void_out(self) -> frozenset[int]:
        sums = self._rows.sums
        mixed = sums.mixed()
        if not len(mixed):
            return frozenset()
        sums.leave_void_out(mixed)
        codes = mixed.tolist()
        self._staging.drop_void_lines([self._staged(code) for code in codes])
        self.decisions += [Decision("void_lines", code, "status") for code in codes]
        return frozenset(codes)

    # Whose the amounts are

    def _grain(self, name: str, column: OrderColumn) -> GrainFound:
        answers, layout = self._rows.choices.answers, self._rows.layout
        found = column.found(self._rows.sums.rows[: len(self._rows.codes)])
        if name in answers.per_line or adds_rows_up(layout):
            return found._replace(grain=Grain.LINE)
        if name in answers.per_order:
            return found._replace(grain=Grain.ORDER)
        return found

    def values(self, name: str) -> Any:
        """Each order's amount in a column; `NO_VALUE` where its rows say none."""
        column = self._rows.columns[name]
        return column.values(self.grains[name].grain, len(self._rows.codes))

    # Staged rows

    def _staged(self, code: int) -> int:
        return int(self._first.code) + code

    def _lines(self, code: int) -> list[tuple[Any, ...]]:
        return self._staging.lines_with_products(self._staged(code))

    def _heads(self, codes: Sequence[int]) -> dict[int, tuple[str, Head]]:
        """Code -> (key, head)."""
        found = {}
        for code in codes:
            row = self._staging.head_of(self._staged(code))
            if row is not None:
                found[code] = (str(row[1]), tuple(row[3:]))
        return found

    def _put_head(self, code: int, other: int, head: tuple[str, Head]) -> None:
        """The head of an order, in place of its own and of a part's."""
        self._staging.put_head(self._staged(code), dict(zip(HEAD_FIELDS, head[1], strict=True)))
        self._staging.drop_head(self._staged(other))

    def _move(self, part: int, code: int, file: int) -> None:
        """Lines and sums of a part are its order's from now on."""
        self._staging.move_lines(self._staged(part), self._staged(code), file * _NEXT_FILE)
        self._rows.sums.merge(code, part)
        if part in self._rows.unknown:
            self._rows.unknown.setdefault(code, set()).update(self._rows.unknown.pop(part))
        for column in self._rows.columns.values():
            column.merge(code, part)

    def _clear(self, code: int) -> None:
        self._rows.sums.clear(code)
        for column in self._rows.columns.values():
            column.clear(code)


def adds_rows_up(layout: Layout) -> bool:
    """Without order numbers and line amounts each row is a purchase of its own."""
    return not layout.has_line_amounts and "order_no" not in layout.columns


def layout_by_grain(layout: Layout, grains: dict[str, GrainFound]) -> Layout | None:
    """The layout where an order's total proves to be the line's; None where it does not."""
    columns = dict(layout.columns)
    if layout.has_line_amounts or "order_no" not in columns:
        return None
    for name in ("order_total", "paid_total", "subtotal"):
        if name in grains and grains[name].grain is Grain.LINE:
            columns["line_amount"] = columns.pop(name)
            return replace(layout, columns=columns)
    return None
