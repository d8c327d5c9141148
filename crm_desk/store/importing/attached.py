"""Staging files within a transaction: several at once, each under a name of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Cursor
from typing import Any

from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection, detach_staging

MOST_ATTACHED = 10
"""So many files SQLite attaches to one connection, as it is built by default."""


class Staged:
    """A connection on which `staging.` in a statement means one of the attached files.

    SQLite lets go of a file only after the transaction: see `connection.detach_staging`.

    Args:
        place: number of the file among those of the transaction, from 0.

    Raises:
        ReportableError: `import_many_kinds` from `MOST_ATTACHED` on.
    """

    def __init__(self, connection: Connection, path: Path, place: int = 0) -> None:
        if place >= MOST_ATTACHED:
            raise ReportableError("import_many_kinds", most=MOST_ATTACHED)
        self.connection = connection
        self._name = f"staging{place or ''}"
        connection.execute(f"ATTACH DATABASE ? AS {self._name}", (str(path),))

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor:
        """Run a statement; its `staging.` is this file."""
        return self.connection.execute(sql.replace("staging.", f"{self._name}."), values)


@contextmanager
def looked_into(connection: Connection, path: Path) -> Iterator[Staged]:
    """A finished staging file, to be read beside the desk; outside of a transaction."""
    staged = Staged(connection, path)
    try:
        yield staged
    finally:
        detach_staging(connection)
