"""Selections of the analysis page with a name: they follow the data, because filters are kept."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.edits import Replace
from crm_desk.domain.analysis import saved_filters
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.errors import ReportableError
from crm_desk.store.analysis import selections as rows
from crm_desk.store.connection import Connection

LONGEST_NAME = 60


class SavedSelection(NamedTuple):
    """Filters with a name."""

    id: int
    name: str
    filters: tuple[Filter, ...]


def kept(desk: Desk) -> tuple[SavedSelection, ...]:
    """All of them, by name; what a newer program has kept is left out."""
    found = ((row, saved_filters.from_json(row.filters)) for row in desk.store.read(rows.every))
    return tuple(
        SavedSelection(row.id, row.name, filters) for row, filters in found if filters is not None
    )


def keep(desk: Desk, name: str, filters: Sequence[Filter]) -> Changes:
    """Keep filters under a name; one of that name is replaced. Can be undone.

    Raises:
        ReportableError: `selection_name`: there is none.
    """
    name = clean_line(name)[:LONGEST_NAME]
    if not name:
        raise ReportableError("selection_name")
    known = {row.name: row for row in desk.store.read(rows.every)}
    before = known.get(name)
    id_ = before.id if before else desk.store.read(rows.new_id)
    after = rows.SelectionRow(id_, name, saved_filters.as_json(filters))
    return NOTHING if before == after else desk.apply(_replace(before, after))


def forget(desk: Desk, id_: int) -> Changes:
    """Forget one. Can be undone."""
    found = [row for row in desk.store.read(rows.every) if row.id == id_]
    return desk.apply(_replace(found[0], None)) if found else NOTHING


def _replace(
    before: rows.SelectionRow | None, after: rows.SelectionRow | None
) -> Replace[rows.SelectionRow | None]:
    """The edit of one selection; None where there is none."""
    known = after or before
    if known is None:
        raise ValueError("there is no selection")

    def write(connection: Connection, row: rows.SelectionRow | None) -> None:
        if row is None:
            rows.remove(connection, known.id)
        else:
            rows.put(connection, row)

    changes = Changes(frozenset({Topic.SELECTIONS}))
    return Replace("selection", before, after, write, changes, label_values={"name": known.name})
