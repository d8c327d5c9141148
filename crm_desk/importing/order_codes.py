"""Which order each row belongs to: numbers for the keys of rows, and the parts of an order.

Rows under one order number on another day, or in another file, are kept apart as a part of the
order until all rows are known: only then it shows whether they belong together.
"""

from typing import Any, NamedTuple

import numpy as np

NO_DAY = -1
"""Stands for a row without a day."""
_APART = "\0"
"""Between an order's key and what tells its part: no cell holds it."""


class _Numbers(dict[str, int]):
    """Numbers from 0 on, by first appearance."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class Part(NamedTuple):
    """Some rows of an order that were kept apart.

    Attributes:
        code: of the part.
        root: code of what it is a part of, which may be a part itself.
        file: number of the file, from 0; None for a part by its day.
    """

    code: int
    root: int
    file: int | None = None


class OrderCodes:
    """Numbers from 0 for the orders of one source's files, by first appearance.

    Args:
        by_day: rows of one order number on another day become a part of their own.

    Attributes:
        parts: in the order in which they appeared.
    """

    def __init__(self, *, by_day: bool) -> None:
        self._codes = _Numbers()
        self._by_day = by_day
        self._days: Any = np.full(1024, NO_DAY, np.int32)
        self._file, self._known_before = 0, 0
        self.parts: list[Part] = []

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, key: str) -> int:
        """The code of a key that has been met."""
        return self._codes[key]

    def begin_file(self, number: int) -> None:
        """Rows of another file follow; the first is number 0."""
        self._file, self._known_before = number, len(self._codes)

    def day_of(self, code: int) -> int:
        """The first day that rows of an order or part have told; `NO_DAY` where none has."""
        return int(self._days[code]) if code < len(self._days) else NO_DAY

    def assign(self, keys: list[str], days: Any) -> tuple[list[str], Any]:
        """Keys and codes of some rows, those of parts in place of their order's.

        Args:
            keys: "" where nothing tells whose the row is.
            days: array of `date.toordinal()`, `NO_DAY` where a row has none.
        """
        codes = np.fromiter(map(self._codes.__getitem__, keys), np.int64, len(keys))
        if self._by_day:
            keys, codes = self._apart_by_day(keys, codes, days)
        if self._file:
            keys, codes = self._apart_by_file(keys, codes)
        return keys, codes

    def _apart_by_day(self, keys: list[str], codes: Any, days: Any) -> tuple[list[str], Any]:
        self._make_room()
        told = days != NO_DAY
        open_ = told & (self._days[codes] == NO_DAY)
        # Of several rows the last assignment stays: from the last row to the first.
        self._days[codes[open_][::-1]] = days[open_][::-1]
        odd = np.flatnonzero(told & (self._days[codes] != days)).tolist()
        if odd:
            keys = list(keys)
        for at in odd:
            day = int(days[at])
            keys[at], codes[at] = self._part(keys[at], f"{day}", int(codes[at]), None)
            self._make_room()
            self._days[codes[at]] = day
        return keys, codes

    def _apart_by_file(self, keys: list[str], codes: Any) -> tuple[list[str], Any]:
        again = np.flatnonzero(codes < self._known_before).tolist()
        if again:
            keys = list(keys)
        for at in again:
            if keys[at]:
                mark = f"f{self._file}"
                keys[at], codes[at] = self._part(keys[at], mark, int(codes[at]), self._file)
        return keys, codes

    def _part(self, key: str, mark: str, root: int, file: int | None) -> tuple[str, int]:
        known = len(self._codes)
        part_key = f"{key}{_APART}{mark}"
        code = self._codes[part_key]
        if code == known:
            self.parts.append(Part(code, root, file))
        return part_key, code

    def _make_room(self) -> None:
        if len(self._codes) > len(self._days):
            longer = np.full(max(len(self._codes), 2 * len(self._days)), NO_DAY, np.int32)
            longer[: len(self._days)] = self._days
            self._days = longer


def plain_key(key: str) -> str:
    """The order's key without what tells a part."""
    return key.partition(_APART)[0]
