"""What the shop says of itself."""

from crm_desk.store.connection import Connection

BACKUP_MARK = "backup_mark"
"""Where a backup says that it is one."""
BACKUP_FOLDER = "-backups"
"""Ending of the folders in which backups lie."""
FORMER_BACKUPS = "former_backups"
"""Folders where backups stayed when the desk was moved, one a line."""
DESK_ID = "desk_id"
"""Tells one desk from another, and stays with its backups."""


def get(connection: Connection, name: str) -> str:
    """The value, or "" where none was given."""
    row = connection.execute("SELECT value FROM desk_info WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def add_former_backups(connection: Connection, folder: str) -> None:
    """The desk was moved, and its backups stayed in a folder."""
    known = get(connection, FORMER_BACKUPS).splitlines()
    put(connection, FORMER_BACKUPS, "\n".join(dict.fromkeys([*known, folder])))


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
