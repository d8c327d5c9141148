"""Import batches: listed, and undone as a whole."""

from datetime import datetime
from typing import Any, NamedTuple

from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts as customers
from crm_desk.store.customers import sums


class Batch(NamedTuple):
    """One import as it is listed.

    Attributes:
        kind: `orders`, `customers` or `hand`.
        files: names of the files.
    """

    id: int
    source: str
    kind: str
    preset: str
    files: tuple[str, ...]
    imported_at: datetime
    accepted: int
    rejected: int
    skipped: int
    unchanged: int
    orders: int


def source_id(connection: Connection, label: str) -> int:
    """The source of that name, made when there is none."""
    connection.execute("INSERT OR IGNORE INTO source (label) VALUES (?)", (label,))
    row = connection.execute("SELECT id FROM source WHERE label = ?", (label,)).fetchone()
    return int(row[0])


def sources(connection: Connection) -> tuple[str, ...]:
    """The labels of all sources."""
    return tuple(row[0] for row in connection.execute("SELECT label FROM source ORDER BY id"))


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Every import, newest first."""
    rows = connection.execute(
        "SELECT b.id, s.label, b.kind, b.preset, b.files, b.imported_at, b.rows_accepted,"
        " b.rows_rejected, b.rows_skipped, b.rows_unchanged,"
        " (SELECT count(*) FROM shop_order o WHERE o.batch_id = b.id)"
        " FROM import_batch b JOIN source s ON s.id = b.source_id ORDER BY b.id DESC"
    )
    return tuple(
        Batch(
            id_,
            source,
            kind,
            preset,
            tuple(files.split("\n")),
            datetime.fromisoformat(at),
            *numbers,
        )
        for id_, source, kind, preset, files, at, *numbers in rows
    )


def issues(connection: Connection, batch_id: int) -> list[tuple[Any, ...]]:
    """(file, row, place, value, reason, severity, detail) of an import."""
    return connection.execute(
        "SELECT file, row, place, value, reason, severity, detail FROM import_issue"
        " WHERE batch_id = ? ORDER BY number",
        (batch_id,),
    ).fetchall()


def revert_import(connection: Connection, batch_id: int) -> int:
    """Undo an import as a whole; returns how many orders went.

    What earlier imports said of the same orders and customers shows again.
    """
    _hand_over(connection, batch_id)
    touched = customers.of_batch(connection, batch_id)
    gone = _delete_orders(connection, batch_id)
    connection.execute("DELETE FROM customer_facts WHERE batch_id = ?", (batch_id,))
    connection.execute("DELETE FROM import_batch WHERE id = ?", (batch_id,))
    customers.remove_unsaid(connection, touched)
    customers.refresh(connection, touched)
    customers.join_guests(connection)
    sums.rebuild(connection)
    _delete_unused(connection)
    return gone


def _delete_orders(connection: Connection, batch_id: int) -> int:
    """Delete the orders of an import; their former versions are current again."""
    connection.execute("DROP TABLE IF EXISTS temp.reopened")
    connection.execute(
        "CREATE TEMP TABLE reopened AS SELECT source_id, key FROM shop_order"
        " WHERE batch_id = ? AND current",
        (batch_id,),
    )
    gone = connection.execute("DELETE FROM shop_order WHERE batch_id = ?", (batch_id,)).rowcount
    connection.execute(
        """
        UPDATE shop_order SET current = 1 WHERE id IN (
            SELECT max(o.id) FROM shop_order o
            JOIN temp.reopened r ON r.source_id = o.source_id AND r.key = o.key
            GROUP BY o.source_id, o.key)
        """
    )
    connection.execute("DROP TABLE temp.reopened")
    return gone


def _delete_unused(connection: Connection) -> None:
    """Delete products without lines and sources without imports or customers."""
    # What the shop has decided of a product stays.
    connection.execute(
        "DELETE FROM product WHERE subscription IS NULL"
        " AND id NOT IN (SELECT product_id FROM order_line)"
    )
    connection.execute(
        "DELETE FROM source WHERE id NOT IN (SELECT source_id FROM import_batch)"
        " AND id NOT IN (SELECT source_id FROM customer WHERE source_id NOT NULL)"
    )


def _hand_over(connection: Connection, batch_id: int) -> None:
    """Pass orders on to another import that had them just the same."""
    connection.execute(
        "UPDATE shop_order SET batch_id ="
        " (SELECT min(r.batch_id) FROM order_repeat r WHERE r.order_id = shop_order.id)"
        " WHERE batch_id = ? AND id IN (SELECT order_id FROM order_repeat)",
        (batch_id,),
    )
    connection.execute(
        "DELETE FROM order_repeat WHERE EXISTS (SELECT 1 FROM shop_order o"
        " WHERE o.id = order_repeat.order_id AND o.batch_id = order_repeat.batch_id)"
    )
