"""What left the desk with somebody in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks


class Export(NamedTuple):
    """Something that left the desk with a person in it."""

    made_at: datetime
    kind: str
    purpose: str


def note_export(
    connection: Connection, made_at: datetime, kind: str, purpose: str, persons: Iterable[int]
) -> None:
    """Note who left the desk, when and for what."""
    note = connection.execute(
        "INSERT INTO export_note (made_at, kind, purpose) VALUES (?, ?, ?)",
        (made_at.isoformat(" ", "seconds"), kind, purpose),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO export_note_person (note_id, person_id) VALUES (?, ?)",
        ((note, person) for person in persons),
    )


def exports(connection: Connection, persons: Sequence[int]) -> tuple[Export, ...]:
    """What left the desk with these persons in it, the newest first."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT n.id, n.made_at, n.kind, n.purpose
        FROM export_note n
        JOIN export_note_person e ON e.note_id = n.id
        WHERE e.person_id IN ({marks(persons)})
        ORDER BY n.made_at DESC, n.id DESC
        """,
        tuple(persons),
    )
    return tuple(Export(datetime.fromisoformat(at), kind, purpose) for _, at, kind, purpose in rows)
