"""Import batches: listed, and undone as a whole."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from crm_desk.store.connection import Connection, overwrite_deleted
from crm_desk.store.customers import added, sums
from crm_desk.store.customers import facts as customers

_SCANS = 10
"""Walks along all lines that take as long as an index of them."""


class Batch(NamedTuple):
    """One import as it is listed.

    Attributes:
        kind: `orders`, `customers` or `hand`.
        files: names of the files; none of an order by hand.
        notices: how many reasons were told, see the function `notices`.
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
    notices: int


def source_id(connection: Connection, label: str) -> int:
    """The source of that name, made when there is none."""
    connection.execute("INSERT OR IGNORE INTO source (label) VALUES (?)", (label,))
    row = connection.execute("SELECT id FROM source WHERE label = ?", (label,)).fetchone()
    return int(row[0])


def sources(connection: Connection) -> tuple[str, ...]:
    """The labels of all sources."""
    return tuple(row[0] for row in connection.execute("SELECT label FROM source ORDER BY id"))


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Every import, newest first; persons whom the shop added are none."""
    rows = connection.execute(
        "SELECT b.id, s.label, b.kind, b.preset, b.files, b.imported_at, b.rows_accepted,"
        " b.rows_rejected, b.rows_skipped, b.rows_unchanged,"
        " (SELECT count(*) FROM shop_order o WHERE o.batch_id = b.id),"
        " (SELECT count(*) FROM import_notice n WHERE n.batch_id = b.id)"
        " FROM import_batch b JOIN source s ON s.id = b.source_id"
        " WHERE b.kind <> 'hand' OR b.preset <> ? ORDER BY b.id DESC",
        (added.PRESET,),
    )
    return tuple(
        Batch(
            id_,
            source,
            kind,
            preset,
            _listed(files),
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


def notices(connection: Connection, batch_id: int) -> list[tuple[Any, ...]]:
    """(reason, severity, count, file, row, place, value, detail) of an import, in its order."""
    return connection.execute(
        "SELECT reason, severity, count, file, row, place, value, detail FROM import_notice"
        " WHERE batch_id = ? ORDER BY number",
        (batch_id,),
    ).fetchall()


def add_notice(
    connection: Connection, batch_id: int, reason: str, value: str, count: int = 1
) -> None:
    """Note what only the desk could see of an import."""
    connection.execute(
        "INSERT INTO import_notice SELECT ?1, coalesce(max(number), 0) + 1, ?2, 'notice', ?4, '',"
        " 0, '', ?3, '' FROM import_notice WHERE batch_id = ?1",
        (batch_id, reason, value, count),
    )


def paths(connection: Connection, batch_id: int) -> tuple[str, ...]:
    """Full paths of the files that an import read; empty of one from before they were kept."""
    row = connection.execute("SELECT paths FROM import_batch WHERE id = ?", (batch_id,)).fetchone()
    return _listed(row[0]) if row else ()


def as_list(names: Iterable[str]) -> str:
    """Names as they are kept: one may hold a line break."""
    return json.dumps(list(names), ensure_ascii=False)


def _listed(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept)) if kept else ()


def revert_imports(
    connection: Connection, batch_ids: Sequence[int], check: Callable[[], None] = lambda: None
) -> int:
    """Undo imports as a whole; returns how many orders went.

    What other imports said of the same orders and customers shows again.

    Args:
        check: asked now and then where no long statement runs; raises to stop here.
    """
    before = _orders(connection)
    touched = take_out(connection, batch_ids, check)
    settle(connection, touched, check)
    return before - _orders(connection)


def take_out(
    connection: Connection, batch_ids: Sequence[int], check: Callable[[], None]
) -> list[int]:
    """Delete imports; returns the customers of whom they said something. `settle` follows."""
    if batch_ids:
        overwrite_deleted(connection)
    touched: dict[int, None] = {}
    for batch_id in batch_ids:
        check()
        _hand_over(connection, batch_id)
        touched.update(dict.fromkeys(customers.of_batch(connection, batch_id)))
        _delete_orders(connection, batch_id)
        connection.execute("DELETE FROM customer_facts WHERE batch_id = ?", (batch_id,))
        connection.execute("DELETE FROM import_batch WHERE id = ?", (batch_id,))
    return list(touched)


def settle(connection: Connection, touched: Sequence[int], check: Callable[[], None]) -> None:
    """Bring everything up to date that depends on what imports said of these customers."""
    customers.remove_unsaid(connection, touched)
    customers.refresh_in_portions(connection, touched, check)
    customers.join_guests(connection)
    sums.rebuild(connection)
    _delete_unused(connection)


def _orders(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM shop_order").fetchone()[0])


def _delete_orders(connection: Connection, batch_id: int) -> None:
    """Delete the orders of an import; their former versions are current again."""
    connection.execute("DROP TABLE IF EXISTS temp.reopened")
    connection.execute(
        "CREATE TEMP TABLE reopened AS SELECT source_id, key FROM shop_order"
        " WHERE batch_id = ? AND current",
        (batch_id,),
    )
    connection.execute("DELETE FROM shop_order WHERE batch_id = ?", (batch_id,))
    connection.execute(
        """
        UPDATE shop_order SET current = 1 WHERE id IN (
            SELECT max(o.id) FROM temp.reopened r
            CROSS JOIN shop_order o ON o.source_id = r.source_id AND o.key = r.key
                AND NOT o.current
            GROUP BY o.source_id, o.key)
        """
    )
    connection.execute("DROP TABLE temp.reopened")


def _delete_unused(connection: Connection) -> None:
    """Delete products without lines and sources without imports or customers."""
    # What the shop has decided of a product stays.
    unused = connection.execute(
        "SELECT id FROM product WHERE subscription IS NULL"
        " AND id NOT IN (SELECT product_id FROM order_line)"
    ).fetchall()
    # SQLite looks for lines of each product that goes, one scan a product: of many, an index for
    # the moment is faster.
    if len(unused) > _SCANS:
        connection.execute("CREATE INDEX line_by_product ON order_line (product_id)")
    connection.executemany("DELETE FROM product WHERE id = ?", unused)
    connection.execute("DROP INDEX IF EXISTS line_by_product")
    connection.execute(
        "DELETE FROM source WHERE id NOT IN (SELECT source_id FROM import_batch)"
        " AND id NOT IN (SELECT source_id FROM customer WHERE source_id NOT NULL)"
    )


def _hand_over(connection: Connection, batch_id: int) -> None:
    """Pass orders on to another import that had them just the same."""
    connection.execute(
        "UPDATE shop_order SET batch_id ="
        " (SELECT min(r.batch_id) FROM order_repeat r WHERE r.order_id = shop_order.id)"
        " WHERE batch_id = ?"
        " AND EXISTS (SELECT 1 FROM order_repeat r WHERE r.order_id = shop_order.id)",
        (batch_id,),
    )
    connection.execute(
        "DELETE FROM order_repeat WHERE EXISTS (SELECT 1 FROM shop_order o"
        " WHERE o.id = order_repeat.order_id AND o.batch_id = order_repeat.batch_id)"
    )
