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


class LoggedExport(NamedTuple):
    """One export with whom it was of.

    Attributes:
        persons: how many are still held; who was erased since is not among them.
        names: of some of them, "" where none is known.
    """

    made_at: datetime
    kind: str
    purpose: str
    persons: int
    names: tuple[str, ...]


def log(connection: Connection, most: int, names: int) -> tuple[LoggedExport, ...]:
    """What left the desk, the newest first.

    Args:
        most: exports at most.
        names: so many of each are named.
    """
    rows = connection.execute(
        """
        SELECT id, made_at, kind, purpose,
            (SELECT count(*) FROM export_note_person e WHERE e.note_id = n.id)
        FROM export_note n ORDER BY made_at DESC, id DESC LIMIT ?
        """,
        (most,),
    ).fetchall()
    return tuple(
        LoggedExport(
            datetime.fromisoformat(at), kind, purpose, count, _names(connection, note, names)
        )
        for note, at, kind, purpose, count in rows
    )


def _names(connection: Connection, note: int, most: int) -> tuple[str, ...]:
    rows = connection.execute(
        """
        SELECT coalesce(r.name, c.name, p.former_name)
        FROM export_note_person e
        JOIN person p ON p.id = e.person_id
        LEFT JOIN customer c ON c.id = p.customer_id
        LEFT JOIN customer r ON r.id = c.joined_to
        WHERE e.note_id = ? ORDER BY p.id LIMIT ?
        """,
        (note, most),
    )
    return tuple(name for (name,) in rows)


def exports(connection: Connection, persons: Sequence[int]) -> tuple[tuple[int, int, Export], ...]:
    """What left the desk with these persons in it, the newest first: (person, note, export).

    What named several of them is told once, of the first.
    """
    rows = connection.execute(
        f"""
        SELECT min(e.person_id), n.id, n.made_at, n.kind, n.purpose
        FROM export_note n
        JOIN export_note_person e ON e.note_id = n.id
        WHERE e.person_id IN ({marks(persons)})
        GROUP BY n.id
        ORDER BY n.made_at DESC, n.id DESC
        """,
        tuple(persons),
    )
    return tuple(
        (person, note, Export(datetime.fromisoformat(at), kind, purpose))
        for person, note, at, kind, purpose in rows
    )
