"""Approaches, of plans and outside of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.media import Way
from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks

APPROACH_COLUMNS = "id, day, way, result, note, step, staff"
"""Of an approach, as `approach_of` reads them."""


class Outside(NamedTuple):
    """An approach outside of a plan."""

    person: int
    approach: Approach


def put_outside(connection: Connection, outside: Iterable[Outside]) -> None:
    """Keep approaches outside of plans."""
    put_approaches(connection, ((entry.person, None, entry.approach) for entry in outside))


def remove_outside(connection: Connection, ids: Iterable[int]) -> None:
    """Take approaches outside of plans away."""
    connection.executemany(
        "DELETE FROM approach WHERE id = ? AND plan_id IS NULL", ((id_,) for id_ in ids)
    )


def outside(connection: Connection, persons: Sequence[int]) -> tuple[Outside, ...]:
    """Approaches to these persons outside of plans, the newest first."""
    rows = connection.execute(
        f"""
        SELECT person_id, {APPROACH_COLUMNS}
        FROM approach
        WHERE plan_id IS NULL AND person_id IN ({marks(persons)})
        ORDER BY day DESC, id DESC
        """,
        tuple(persons),
    )
    return tuple(Outside(row[0], approach_of(row[1:])) for row in rows)


def outside_by_id(connection: Connection, id_: int) -> Outside | None:
    """An approach outside of a plan; None when it is gone."""
    row = connection.execute(
        f"SELECT person_id, {APPROACH_COLUMNS} FROM approach WHERE plan_id IS NULL AND id = ?",
        (id_,),
    ).fetchone()
    return None if row is None else Outside(row[0], approach_of(row[1:]))


def approach_of(row: Sequence[Any]) -> Approach:
    """From `APPROACH_COLUMNS`."""
    id_, day, way, result, note, step, staff = row
    return Approach(id_, date.fromordinal(day), Way(way), Result(result), note, step, staff)


def put_approaches(
    connection: Connection, entries: Iterable[tuple[int, int | None, Approach]]
) -> None:
    """Keep approaches, each with its person and its plan."""
    connection.executemany(
        f"""
        INSERT OR REPLACE INTO approach (person_id, plan_id, {APPROACH_COLUMNS})
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            (
                person,
                plan,
                each.id,
                each.day.toordinal(),
                each.way.value,
                each.result.value,
                each.note,
                each.step,
                each.staff,
            )
            for person, plan, each in entries
        ),
    )
