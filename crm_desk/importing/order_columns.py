"""Columns that state an order's amount, row by row: is it the order's, or each line's?

Source of the rule: import-doubts.md, "Order-level columns".
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from crm_desk.importing.fingerprint import NO_VALUE


class Grain(StrEnum):
    """Whose amount a column states.

    Attributes:
        ORDER: the order's; its rows repeat it, or one of them has it.
        LINE: each line's own; they add up.
    """

    ORDER = "order"
    LINE = "line"


class GrainFound(NamedTuple):
    """What the rows of a file tell of a column.

    Attributes:
        code: an order that shows it; -1 where none has several rows with the amount.
        repeats: some order has the same amount on several rows, all of them: once or each?
    """

    grain: Grain
    code: int
    repeats: bool


class OrderColumn:
    """What the rows of each order say in one column, by code."""

    def __init__(self) -> None:
        self._first: Any = np.zeros(1024, np.int64)
        self._sum: Any = np.zeros(1024, np.int64)
        self._rows: Any = np.zeros(1024, np.int32)
        self._differs: Any = np.zeros(1024, np.bool_)

    def add(self, codes: Any, values: Any, orders: int) -> None:
        """Add rows.

        Args:
            values: minor units, `NO_VALUE` where a row says nothing.
            orders: how many there are by now.
        """
        self._make_room(orders)
        stated = values != NO_VALUE
        codes, values = codes[stated], values[stated]
        if not len(codes):
            return
        new = self._rows[codes] == 0
        # Of several rows the last assignment stays: from the last row to the first.
        self._first[codes[new][::-1]] = values[new][::-1]
        other = values != self._first[codes]
        self._differs[codes[other]] = True
        np.add.at(self._rows, codes, 1)
        np.add.at(self._sum, codes, values)

    def found(self, rows: Any) -> GrainFound:
        """Whose the amounts are.

        An amount that stands on one row of an order only is the same either way.

        Args:
            rows: of each order, without those that lower it by themselves.
        """
        count = len(rows)
        self._make_room(count)
        several = self._rows[:count] > 1
        whole = self._rows[:count] >= rows
        lines = several & (self._differs[:count] | ~whole)
        if lines.any():
            return GrainFound(Grain.LINE, int(np.argmax(lines)), repeats=False)
        repeated = several & (self._first[:count] != 0)
        code = int(np.argmax(repeated)) if repeated.any() else -1
        return GrainFound(Grain.ORDER, code, repeats=code >= 0)

    def values(self, grain: Grain, orders: int) -> Any:
        """Each order's amount; `NO_VALUE` where none of its rows says one."""
        self._make_room(orders)
        amounts = self._sum if grain is Grain.LINE else self._first
        return np.where(self._rows > 0, amounts, NO_VALUE)[:orders]

    def merge(self, into: int, code: int) -> None:
        """The rows of a part are rows of its order."""
        self._make_room(max(into, code) + 1)
        if not self._rows[code]:
            return
        if not self._rows[into]:
            self._first[into] = self._first[code]
        self._differs[into] |= self._differs[code] | (self._first[into] != self._first[code])
        self._rows[into] += self._rows[code]
        self._sum[into] += self._sum[code]
        self.clear(code)

    def add_part(self, into: int, code: int, rows: int, new: int) -> bool:
        """A part of which only some rows are new; the others are rows of the order already.

        Args:
            rows: of the part.
            new: those of them that the order lacks.

        Returns:
            Whether the order's amount is known: the part states the same on each of its rows, or
            nothing else than the order does. Elsewhere nobody knows which rows state what; what
            the order has stays.
        """
        self._make_room(max(into, code) + 1)
        stated, first = int(self._rows[code]), int(self._first[code])
        is_uniform = not self._differs[code] and stated >= rows
        is_same = not self._rows[into] or first == self._first[into]
        if stated and not self._rows[into]:
            self._first[into], self._rows[into], self._sum[into] = first, 1, first
        if is_uniform and stated:
            self._differs[into] |= not is_same
            self._rows[into] += new
            self._sum[into] += first * new
        self.clear(code)
        return not stated or is_uniform or (stated == 1 and is_same)

    def move(self, into: int, code: int) -> None:
        """The rows of a part stand for its order's, which are forgotten."""
        self.clear(into)
        self.merge(into, code)

    def states(self, code: int) -> bool:
        """Some row of an order says something in the column."""
        return code < len(self._rows) and bool(self._rows[code])

    def clear(self, code: int) -> None:
        """Forget what was said of an order."""
        for array in (self._first, self._sum, self._rows, self._differs):
            if code < len(array):
                array[code] = 0

    def _make_room(self, orders: int) -> None:
        if orders <= len(self._first):
            return
        for name, array in vars(self).items():
            longer = np.zeros(max(orders, 2 * len(array)), array.dtype)
            longer[: len(array)] = array
            setattr(self, name, longer)


def as_integers(values: Sequence[int | None]) -> Any:
    """As an array, `NO_VALUE` where nothing is stated."""
    if None in values:
        values = [NO_VALUE if value is None else value for value in values]
    return np.array(values, np.int64)
