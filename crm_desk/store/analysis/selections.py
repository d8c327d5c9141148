"""Selections of people with a name."""

from typing import NamedTuple

from crm_desk.domain.sort_order import sort_key
from crm_desk.store.connection import Connection


class SelectionRow(NamedTuple):
    """One of them; `filters` is the text of domain/kept_filters.py."""

    id: int
    name: str
    filters: str


def every(connection: Connection) -> tuple[SelectionRow, ...]:
    """All of them, by name."""
    rows = connection.execute("SELECT id, name, filters FROM saved_selection ORDER BY id")
    found = (SelectionRow(*row) for row in rows)
    return tuple(sorted(found, key=lambda row: sort_key(row.name)))


def new_id(connection: Connection) -> int:
    """A number that none has."""
    row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM saved_selection").fetchone()
    return int(row[0])


def put(connection: Connection, row: SelectionRow) -> None:
    """Keep one, in the place of the one with its number."""
    connection.execute(
        """
        INSERT INTO saved_selection (id, name, filters) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, filters = excluded.filters
        """,
        row,
    )


def remove(connection: Connection, id_: int) -> None:
    """Forget one."""
    connection.execute("DELETE FROM saved_selection WHERE id = ?", (id_,))
