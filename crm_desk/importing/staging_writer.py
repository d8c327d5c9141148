"""What the assemblies of files need of a staging file, and what they say of a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

Report = Callable[[float, int], None]
"""Called with how much of the file is done (0.0 to 1.0) and how many rows were read."""


class StagingWriter(Protocol):
    """Where an import is put together; `store.importing.staging.Staging` is one."""

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

    def add_several(self, people: Iterable[int]) -> None:
        """See Staging."""

    def add_issues(self, issues: Iterable[tuple[Any, ...]]) -> None:
        """See Staging."""

    def lines_with_products(self, code: int) -> list[tuple[int, int, int | None, int | None]]:
        """See Staging."""

    def add_void_lines(self, rows: Iterable[tuple[int, int]]) -> None:
        """See Staging."""

    def drop_void_lines(self, codes: Iterable[int]) -> None:
        """See Staging."""

    def drop_lines(self, code: int, rows: Iterable[int] | None = None) -> None:
        """See Staging."""

    def move_lines(self, code: int, into: int, offset: int) -> None:
        """See Staging."""

    def head_of(self, code: int) -> tuple[Any, ...] | None:
        """See Staging."""

    def put_head(self, code: int, said: Mapping[str, Any]) -> None:
        """See Staging."""

    def drop_head(self, code: int) -> None:
        """See Staging."""

    def tallies(self) -> list[tuple[Any, ...]]:
        """See Staging."""

    def end_file(self, row: tuple[Any, ...]) -> None:
        """See Staging."""


@dataclass
class FileCounts:
    """Rows of a file, and its orders.

    Attributes:
        notices: rows that were accepted but should be checked.
        repeated: rows that another file of the import has, too.
        nobody: orders without a customer key.
    """

    read: int = 0
    rejected: int = 0
    skipped: int = 0
    notices: int = 0
    repeated: int = 0
    orders: int = 0
    nobody: int = 0

    @property
    def accepted(self) -> int:
        """Rows that are in an order."""
        return self.read - self.rejected - self.skipped - self.repeated


class FirstNumbers(NamedTuple):
    """Where a file's numbers begin: behind those of the file before it."""

    code: int = 0
    product: int = 1
    person: int = 1


FIRST_NUMBERS = FirstNumbers()


def end_file(
    staging: StagingWriter,
    file: str,
    first: FirstNumbers,
    following: FirstNumbers,
    counts: FileCounts,
    numbers: str = "",
) -> None:
    """Note which orders and people of the staging file are a file's.

    Args:
        first, following: where the file's numbers begin, and those of the next one.
        numbers: what its order numbers stand for, as `answers.Numbers`; "" as nobody knows.
    """
    staging.end_file(
        (
            file,
            first.code,
            following.code,
            first.person,
            following.person,
            counts.rejected,
            counts.skipped,
            numbers,
            counts.repeated,
        )
    )
