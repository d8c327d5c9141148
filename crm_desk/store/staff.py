"""Who of the shop: names to choose from."""

from typing import NamedTuple

from crm_desk.store.connection import Connection


class Staff(NamedTuple):
    """One of the shop."""

    id: int
    name: str


def staff(connection: Connection) -> tuple[Staff, ...]:
    """All of them, as they were added."""
    return tuple(
        Staff(*row) for row in connection.execute("SELECT id, name FROM staff ORDER BY id")
    )


def put_staff(connection: Connection, one: Staff) -> None:
    """Add somebody, or put them in the place of who has that id."""
    connection.execute(
        """
        INSERT INTO staff (id, name) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name
        """,
        one,
    )


def remove_staff(connection: Connection, id_: int) -> None:
    """Take somebody off the list."""
    connection.execute("DELETE FROM staff WHERE id = ?", (id_,))
