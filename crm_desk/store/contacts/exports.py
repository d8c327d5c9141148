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
    connection: Connection, made_at: datetime, kind: str, purpose: str, followed: Iterable[int]
) -> None:
    """Note who left the desk, when and for what."""
    note = connection.execute(
        "INSERT INTO export_note (made_at, kind, purpose) VALUES (?, ?, ?)",
        (made_at.isoformat(" ", "seconds"), kind, purpose),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO export_note_customer (note_id, followed_id) VALUES (?, ?)",
        ((note, each) for each in followed),
    )


def exports(connection: Connection, followed: Sequence[int]) -> tuple[Export, ...]:
    """What left the desk with somebody in it, the newest first."""
    rows = connection.execute(
        "SELECT DISTINCT n.id, n.made_at, n.kind, n.purpose FROM export_note n"
        " JOIN export_note_customer e ON e.note_id = n.id"
        f" WHERE e.followed_id IN ({marks(followed)}) ORDER BY n.made_at DESC, n.id DESC",
        tuple(followed),
    )
    return tuple(Export(datetime.fromisoformat(at), kind, purpose) for _, at, kind, purpose in rows)
