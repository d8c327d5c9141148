"""Cleaning a column: each distinct cell once."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from crm_desk.importing.issues import CleaningError

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(dict[K, V | None]):
    """A cleaning rule that remembers what it has answered; unreadable cells become None.

    Order files repeat themselves: a million rows hold some thousand different dates, names and
    prices. `map(memo.__getitem__, column)` runs at the speed of a dictionary.

    Attributes:
        bad: reason by unreadable cell, of the rows since `begin`.
    """

    LIMIT = 200_000

    def __init__(self, clean: Callable[[K], V | None]) -> None:
        super().__init__()
        self._clean = clean
        self.bad: dict[K, str] = {}

    def __missing__(self, cell: K) -> V | None:
        try:
            value = self._clean(cell)
        except CleaningError as error:
            # Not remembered, so that it is reported again with the next rows.
            self.bad[cell] = error.reason
            return None
        self[cell] = value
        return value

    def begin(self) -> None:
        """New rows come: forget what was unreadable, and everything when it has grown large."""
        self.bad.clear()
        if len(self) > self.LIMIT:
            self.clear()

    def column(self, cells: Iterable[K]) -> list[V | None]:
        """The cleaned cells."""
        return list(map(self.__getitem__, cells))
