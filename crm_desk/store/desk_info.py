"""What the shop says of itself."""

from crm_desk.store.connection import Connection

BACKUP_MARK = "backup_mark"
"""Where a backup says that it is one."""
BACKUP_FOLDER = "-backups"
"""Ending of the folders in which backups lie."""
DESK_ID = "desk_id"
"""Tells one desk from another, and stays with its backups."""


def get(connection: Connection, name: str) -> str:
    """The value, or "" where none was given."""
    row = connection.execute("SELECT value FROM desk_info WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def put(connection: Connection, name: str, value: str) -> None:
    """Replace the value."""
    connection.execute(
        "INSERT INTO desk_info (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def remove(connection: Connection, name: str) -> None:
    """Forget the value."""
    connection.execute("DELETE FROM desk_info WHERE name = ?", (name,))


def amount_basis(connection: Connection) -> str:
    """Which amount of an order counts: `goods` or `total`."""
    return "total" if get(connection, "amount_basis") == "total" else "goods"
