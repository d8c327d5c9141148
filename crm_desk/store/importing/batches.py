"""Import batches: taken over from a staging file, listed, and taken back whole."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts as customers
from crm_desk.store.customers import products, sums
from crm_desk.store.importing import people as import_people

_ORDER = (
    "number, day, goods, total, discount, refund, shipping, status, void, subscription,"
    " incomplete, fingerprint"
)

_AT_ONCE = 500
"""Customers that are shown anew before it is asked whether to go on: some 0.05 s."""


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


class Taken(NamedTuple):
    """What an import came to.

    Attributes:
        batch_id: None when the desk already had everything.
        accepted, rejected, skipped, unchanged: rows.
        new_orders, changed_orders, same_orders: orders.
        new_customers: customers that the desk did not know.
        joined: (guest, member) ids: a guest's e-mail is exactly one member's.
    """

    batch_id: int | None
    accepted: int
    rejected: int
    skipped: int
    unchanged: int
    new_orders: int
    changed_orders: int
    same_orders: int
    new_customers: int
    joined: tuple[tuple[int, int], ...]


def source_id(connection: Connection, label: str) -> int:
    """The source of that name, made when there is none."""
    connection.execute("INSERT OR IGNORE INTO source (label) VALUES (?)", (label,))
    row = connection.execute("SELECT id FROM source WHERE label = ?", (label,)).fetchone()
    return int(row[0])


def sources(connection: Connection) -> tuple[str, ...]:
    """The labels of all sources."""
    return tuple(row[0] for row in connection.execute("SELECT label FROM source ORDER BY id"))


def commit_staging(
    connection: Connection,
    staging: Path,
    *,
    source: str,
    preset: str,
    kind: str,
    now: datetime,
    mall_email: bool = False,
    check: Callable[[], None] = lambda: None,
) -> Taken:
    """Bring a finished staging file into the desk, within the caller's transaction.

    An order that the desk has just so stays; one that differs gets a new version. The caller
    detaches `staging` once the transaction has ended.

    Args:
        check: asked now and then where no long statement runs; raises to stop here.
    """
    connection.execute("ATTACH DATABASE ? AS staging", (str(staging),))
    connection.execute("SAVEPOINT import")
    origin = source_id(connection, source)
    batch = _begin_batch(connection, origin, kind, preset, now)
    _map_products(connection)
    people_before, last_before = connection.execute(
        "SELECT count(*), coalesce(max(id), 0) FROM customer"
    ).fetchone()
    import_people.map_people(connection, origin, mall_email=mall_email)
    taken = Taken(None, 0, 0, 0, 0, 0, 0, 0, 0, ())
    facts = 0
    for file in connection.execute(
        "SELECT first_code, end_code, first_person, end_person, rejected, skipped FROM staging.file"
        " ORDER BY number"
    ).fetchall():
        taken = _add(taken, _take_orders(connection, batch, origin, file))
        facts += import_people.take_facts(
            connection, batch, origin, file[2:4], orders=kind != "customers"
        )
    if kind == "customers":
        accepted, unchanged = import_people.rows_taken(connection, batch)
        taken = taken._replace(accepted=accepted, unchanged=unchanged)
        changed = facts
    else:
        changed = taken.new_orders + taken.changed_orders
    if not changed:
        # Not even a number of a batch is used up.
        connection.execute("ROLLBACK TO import")
        connection.execute("RELEASE import")
        return taken
    connection.execute("RELEASE import")
    import_people.forget_unsaid(connection, last_before)
    touched = [
        row[0]
        for row in connection.execute(
            "SELECT customer_id FROM customer_facts WHERE batch_id = ?", (batch,)
        )
    ]
    for first in range(0, len(touched), _AT_ONCE):
        check()
        customers.refresh(connection, touched[first : first + _AT_ONCE])
    before = set(customers.joined_guests(connection))
    joined = customers.join_guests(connection)
    sums.rebuild(connection)
    products.mark_orders(connection, batch)
    _finish_batch(connection, batch, taken)
    people = _count(connection, "SELECT count(*) FROM customer") - people_before
    _drop_maps(connection)
    return taken._replace(
        batch_id=batch,
        new_customers=people,
        joined=tuple(pair for pair in joined if pair not in before),
    )


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
    connection.execute("DROP TABLE IF EXISTS temp.reopened")
    connection.execute(
        "CREATE TEMP TABLE reopened AS SELECT source_id, key FROM shop_order"
        " WHERE batch_id = ? AND current",
        (batch_id,),
    )
    touched = [
        row[0]
        for row in connection.execute(
            "SELECT customer_id FROM customer_facts WHERE batch_id = ?", (batch_id,)
        )
    ]
    gone = connection.execute("DELETE FROM shop_order WHERE batch_id = ?", (batch_id,)).rowcount
    connection.execute(
        "UPDATE shop_order SET current = 1 WHERE id IN (SELECT max(o.id) FROM shop_order o"
        " JOIN temp.reopened r ON r.source_id = o.source_id AND r.key = o.key"
        " GROUP BY o.source_id, o.key)"
    )
    connection.execute("DROP TABLE temp.reopened")
    connection.execute("DELETE FROM customer_facts WHERE batch_id = ?", (batch_id,))
    connection.execute("DELETE FROM import_batch WHERE id = ?", (batch_id,))
    customers.remove_unsaid(connection, touched)
    customers.refresh(connection, touched)
    customers.join_guests(connection)
    sums.rebuild(connection)
    # What the shop has said of a product stays known.
    connection.execute(
        "DELETE FROM product WHERE subscription IS NULL"
        " AND id NOT IN (SELECT product_id FROM order_line)"
    )
    connection.execute(
        "DELETE FROM source WHERE id NOT IN (SELECT source_id FROM import_batch)"
        " AND id NOT IN (SELECT source_id FROM customer WHERE source_id NOT NULL)"
    )
    return gone


def _hand_over(connection: Connection, batch_id: int) -> None:
    """Orders that another import told just so are that one's from now on."""
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


def _begin_batch(connection: Connection, origin: int, kind: str, preset: str, now: datetime) -> int:
    files = [row[0] for row in connection.execute("SELECT name FROM staging.file ORDER BY number")]
    connection.execute(
        "INSERT INTO import_batch (source_id, kind, preset, files, imported_at, rows_accepted,"
        " rows_rejected, rows_skipped, rows_unchanged) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0)",
        (origin, kind, preset, "\n".join(files), now.isoformat(" ", "seconds")),
    )
    return _count(connection, "SELECT last_insert_rowid()")


def _finish_batch(connection: Connection, batch: int, taken: Taken) -> None:
    connection.execute(
        "UPDATE import_batch SET rows_accepted = ?, rows_rejected = ?, rows_skipped = ?,"
        " rows_unchanged = ? WHERE id = ?",
        (taken.accepted, taken.rejected, taken.skipped, taken.unchanged, batch),
    )
    connection.execute(
        "INSERT INTO import_issue SELECT ?, number, file, row, place, value, reason, severity,"
        " detail FROM staging.issue",
        (batch,),
    )


def _map_products(connection: Connection) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO product (code, name) SELECT p.code, p.name FROM staging.product p"
        " WHERE EXISTS (SELECT 1 FROM staging.ready)"
    )
    connection.execute("DROP TABLE IF EXISTS temp.product_map")
    connection.execute("CREATE TEMP TABLE product_map (id INTEGER PRIMARY KEY, product_id INTEGER)")
    connection.execute(
        "INSERT INTO temp.product_map SELECT s.id, p.id FROM staging.product s"
        " JOIN product p ON p.code = s.code AND p.name = s.name"
    )


def _drop_maps(connection: Connection) -> None:
    for name in ("product_map", "person_map", "taken"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _take_orders(connection: Connection, batch: int, origin: int, file: tuple[int, ...]) -> Taken:
    first, end, _, _, rejected, skipped = file
    connection.execute("DROP TABLE IF EXISTS temp.taken")
    connection.execute(
        "CREATE TEMP TABLE taken (code INTEGER PRIMARY KEY, order_id INTEGER, former INTEGER,"
        " rows INTEGER)"
    )
    base = _count(connection, "SELECT coalesce(max(id), 0) FROM shop_order")
    connection.execute(
        "INSERT INTO temp.taken"
        " SELECT r.code, ? + row_number() OVER (ORDER BY r.code), o.id, r.rows FROM staging.ready r"
        " LEFT JOIN shop_order o ON o.source_id = ? AND o.key = r.key AND o.current"
        " WHERE r.code >= ? AND r.code < ? AND (o.id IS NULL OR o.fingerprint <> r.fingerprint)",
        (base, origin, first, end),
    )
    connection.execute(
        "UPDATE shop_order SET current = 0 WHERE id IN (SELECT former FROM temp.taken)"
    )
    connection.execute(
        "INSERT INTO shop_order (id, batch_id, source_id, key, customer_id, current,"
        f" {_ORDER}) SELECT t.order_id, ?, ?, r.key, p.customer_id, 1, {_ORDER}"
        " FROM temp.taken t JOIN staging.ready r ON r.code = t.code"
        " LEFT JOIN temp.person_map p ON p.id = r.person ORDER BY t.code",
        (batch, origin),
    )
    connection.execute(
        "INSERT INTO order_line (order_id, line, product_id, quantity, amount)"
        " SELECT t.order_id, l.line, p.product_id, l.quantity, l.amount FROM staging.line l"
        " JOIN temp.taken t ON t.code = l.code JOIN temp.product_map p ON p.id = l.product"
        " WHERE l.code >= ? AND l.code < ?",
        (first, end),
    )
    connection.execute(
        "INSERT OR IGNORE INTO order_repeat (order_id, batch_id) SELECT o.id, ?"
        " FROM staging.ready r JOIN shop_order o ON o.source_id = ? AND o.key = r.key AND o.current"
        " WHERE r.code >= ? AND r.code < ? AND o.batch_id <> ?",
        (batch, origin, first, end, batch),
    )
    accepted, new, changed = connection.execute(
        "SELECT coalesce(sum(rows), 0), count(*) - count(former), count(former) FROM temp.taken"
    ).fetchone()
    rows, orders = connection.execute(
        "SELECT coalesce(sum(rows), 0), count(*) FROM staging.ready WHERE code >= ? AND code < ?",
        (first, end),
    ).fetchone()
    return Taken(
        None,
        accepted,
        rejected,
        skipped,
        rows - accepted,
        new,
        changed,
        orders - new - changed,
        0,
        (),
    )


def _add(one: Taken, other: Taken) -> Taken:
    return Taken(
        None,
        one.accepted + other.accepted,
        one.rejected + other.rejected,
        one.skipped + other.skipped,
        one.unchanged + other.unchanged,
        one.new_orders + other.new_orders,
        one.changed_orders + other.changed_orders,
        one.same_orders + other.same_orders,
        0,
        (),
    )


def _count(connection: Connection, sql: str, values: Sequence[object] = ()) -> int:
    return int(connection.execute(sql, values).fetchone()[0])
