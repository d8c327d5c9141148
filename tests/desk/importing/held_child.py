"""The child that reads, standing still at a moment, so that a test can disturb it just there.

`python -m tests.desk.importing.held_child ROW MARK` is the child of `desk/child.py`, but makes
the file MARK when ROW rows were on their way into the staging file, and goes on when MARK is
gone again. Whoever waits for MARK waits for that moment, however fast the machine is.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desk.desk import child
from crm_desk.desk.importing import worker
from crm_desk.importing.text_reading import TextTable
from crm_desk.store.importing.staging import Staging

if TYPE_CHECKING:
    import pytest

ENOUGH_S = 120
"""A child that nobody lets go ends by itself."""
PART = 1000
"""Rows that are read before the next are put into the staging file, instead of all of them."""
MODULE = __name__


def command(row: int, mark: Path) -> list[str]:
    """The child's command; `row` 0 is the moment before the staging file is there."""
    return [sys.executable, "-m", MODULE, str(row), str(mark)]


def hold(monkeypatch: "pytest.MonkeyPatch", row: int, mark: Path) -> None:
    """Let the next children stand still there."""
    monkeypatch.setattr(child, "_command", lambda: command(row, mark))


def wait_for(there: Callable[[], object]) -> None:
    """Look again and again until something is so; the bound is only for what hangs."""
    deadline = time.monotonic() + ENOUGH_S / 2
    while not there():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.002)


def runs(number: int) -> bool:
    """A process of that id is there, and no zombie."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


class Standing:
    """Counts something, and stands still at one of them until the mark is gone again."""

    def __init__(self, at: int, mark: Path) -> None:
        self._left, self._mark = at, mark

    def count(self) -> None:
        """One more has been there."""
        self._left -= 1
        if self._left == 0:
            self.stand()

    def stand(self) -> None:
        self._mark.touch()
        deadline = time.monotonic() + ENOUGH_S
        while self._mark.exists():
            if time.monotonic() > deadline:
                sys.exit("nobody let go")
            time.sleep(0.002)

    def passing(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            yield row
            self.count()


def _main(row: int, mark: Path) -> int:
    standing = Standing(row, mark)
    chunks, add_lines = TextTable.chunks, Staging.add_lines
    add_orders, add_people = Staging.add_orders, Staging.add_people
    methods: list[tuple[type, str, Callable[..., Any]]] = [
        (TextTable, "chunks", lambda its, _size=0: chunks(its, PART)),
        (Staging, "add_lines", lambda its, n, rows: add_lines(its, n, standing.passing(rows))),
        (Staging, "add_orders", lambda its, rows: add_orders(its, standing.passing(rows))),
        (Staging, "add_people", lambda its, rows: add_people(its, standing.passing(rows))),
    ]
    for owner, name, method in methods:
        setattr(owner, name, method)
    if row == 0:
        standing.stand()
    return worker.run()


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), Path(sys.argv[2])))
