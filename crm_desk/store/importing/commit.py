"""A finished staging file becomes an import of the desk."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts as customers
from crm_desk.store.customers import products, sums
from crm_desk.store.importing import people
from crm_desk.store.importing.batches import source_id

_ORDER = (
    "number, day, goods, total, discount, refund, shipping, status, void, subscription,"
    " incomplete, fingerprint"
)
_AT_ONCE = 500
"""Customers that are refreshed before it is asked whether to go on: some 0.05 s."""


class CommitResult(NamedTuple):
    """The figures of an import.

    Attributes:
        batch_id: None when the desk already had everything.
        accepted, rejected, skipped, unchanged: rows.
        new_orders, changed_orders, same_orders: orders.
        new_customers: customers that the desk did not know.
        joined: (guest, member) ids: a guest's e-mail is exactly one member's.
    """

    batch_id: int | None = None
    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    unchanged: int = 0
    new_orders: int = 0
    changed_orders: int = 0
    same_orders: int = 0
    new_customers: int = 0
    joined: tuple[tuple[int, int], ...] = ()


class _StagedFile(NamedTuple):
    """One file of the staging file: its orders' codes and its people's numbers, end exclusive."""

    first_code: int
    end_code: int
    first_person: int
    end_person: int
    rejected: int
    skipped: int


class _Batch(NamedTuple):
    """The batch that is being written.

    Attributes:
        source: id of the source that its files belong to.
    """

    id: int
    source: int
    is_customers: bool


class _KnownCustomers(NamedTuple):
    """The desk's customers at one moment."""

    customers: int
    last_id: int


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
) -> CommitResult:
    """Bring a finished staging file into the desk, within the caller's transaction.

    An order that the desk has just so stays; one that differs gets a new version. The caller
    detaches `staging` once the transaction has ended.

    Args:
        check: asked now and then where no long statement runs; raises to stop here.
    """
    connection.execute("ATTACH DATABASE ? AS staging", (str(staging),))
    connection.execute("SAVEPOINT import")
    origin = source_id(connection, source)
    batch_id = _begin_batch(connection, origin, kind, preset, now)
    batch = _Batch(batch_id, origin, kind == "customers")
    _map_products(connection)
    known = _known_customers(connection)
    people.map_people(connection, origin, mall_email=mall_email)
    result, has_news = _commit_files(connection, batch)
    if not has_news:
        # Not even a number of a batch is used up.
        connection.execute("ROLLBACK TO import")
    connection.execute("RELEASE import")
    return _finish(connection, batch, result, known, check) if has_news else result


def _finish(
    connection: Connection,
    batch: _Batch,
    result: CommitResult,
    known: _KnownCustomers,
    check: Callable[[], None],
) -> CommitResult:
    """Bring everything up to date that depends on the orders and facts now in the desk."""
    people.remove_new_unsaid(connection, known.last_id)
    _refresh_customers(connection, batch.id, check)
    joined = _join_guests(connection)
    sums.rebuild(connection)
    products.mark_orders(connection, batch.id)
    _finish_batch(connection, batch.id, result)
    new = _known_customers(connection).customers - known.customers
    _drop_maps(connection)
    return result._replace(batch_id=batch.id, new_customers=new, joined=joined)


def _known_customers(connection: Connection) -> _KnownCustomers:
    row = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM customer").fetchone()
    return _KnownCustomers(*row)


def _commit_files(connection: Connection, batch: _Batch) -> tuple[CommitResult, bool]:
    """Orders and facts of all files; returns their figures, and whether anything is new."""
    files = connection.execute(
        "SELECT first_code, end_code, first_person, end_person, rejected, skipped FROM staging.file"
        " ORDER BY number"
    ).fetchall()
    result, facts = CommitResult(), 0
    for file in map(_StagedFile._make, files):
        result = _added(result, _commit_orders(connection, batch, file))
        facts += people.insert_facts(
            connection,
            batch.id,
            batch.source,
            (file.first_person, file.end_person),
            orders=not batch.is_customers,
        )
    if batch.is_customers:
        accepted, unchanged = people.accepted_rows(connection, batch.id)
        return result._replace(accepted=accepted, unchanged=unchanged), bool(facts)
    return result, bool(result.new_orders + result.changed_orders)


def _commit_orders(connection: Connection, batch: _Batch, file: _StagedFile) -> CommitResult:
    _choose_orders(connection, batch, file)
    connection.execute(
        "UPDATE shop_order SET current = 0 WHERE id IN (SELECT former FROM temp.chosen)"
    )
    connection.execute(
        f"""
        INSERT INTO shop_order (id, batch_id, source_id, key, customer_id, current, {_ORDER})
        SELECT t.order_id, :batch, :source, r.key, p.customer_id, 1, {_ORDER}
        FROM temp.chosen t
        JOIN staging.ready r ON r.code = t.code
        LEFT JOIN temp.person_map p ON p.id = r.person
        ORDER BY t.code
        """,
        {"batch": batch.id, "source": batch.source},
    )
    codes = {"first": file.first_code, "end": file.end_code}
    connection.execute(
        """
        INSERT INTO order_line (order_id, line, product_id, quantity, amount)
        SELECT t.order_id, l.line, p.product_id, l.quantity, l.amount
        FROM staging.line l
        JOIN temp.chosen t ON t.code = l.code
        JOIN temp.product_map p ON p.id = l.product
        WHERE l.code >= :first AND l.code < :end
        """,
        codes,
    )
    connection.execute(
        """
        INSERT OR IGNORE INTO order_repeat (order_id, batch_id)
        SELECT o.id, :batch FROM staging.ready r
        JOIN shop_order o ON o.source_id = :source AND o.key = r.key AND o.current
        WHERE r.code >= :first AND r.code < :end AND o.batch_id <> :batch
        """,
        {"batch": batch.id, "source": batch.source, **codes},
    )
    return _counted(connection, file)


def _choose_orders(connection: Connection, batch: _Batch, file: _StagedFile) -> None:
    """Fill `temp.chosen` with a file's orders that are new or differ from what the desk has."""
    connection.execute("DROP TABLE IF EXISTS temp.chosen")
    connection.execute(
        "CREATE TEMP TABLE chosen (code INTEGER PRIMARY KEY, order_id INTEGER, former INTEGER,"
        " rows INTEGER)"
    )
    connection.execute(
        """
        INSERT INTO temp.chosen
        SELECT r.code, :last + row_number() OVER (ORDER BY r.code), o.id, r.rows
        FROM staging.ready r
        LEFT JOIN shop_order o ON o.source_id = :source AND o.key = r.key AND o.current
        WHERE r.code >= :first AND r.code < :end
            AND (o.id IS NULL OR o.fingerprint <> r.fingerprint)
        """,
        {
            "last": _count(connection, "SELECT coalesce(max(id), 0) FROM shop_order"),
            "source": batch.source,
            "first": file.first_code,
            "end": file.end_code,
        },
    )


def _counted(connection: Connection, file: _StagedFile) -> CommitResult:
    """The figures of a file whose orders have been written."""
    accepted, new, changed = connection.execute(
        "SELECT coalesce(sum(rows), 0), count(*) - count(former), count(former) FROM temp.chosen"
    ).fetchone()
    rows, orders = connection.execute(
        "SELECT coalesce(sum(rows), 0), count(*) FROM staging.ready WHERE code >= ? AND code < ?",
        (file.first_code, file.end_code),
    ).fetchone()
    return CommitResult(
        accepted=accepted,
        rejected=file.rejected,
        skipped=file.skipped,
        unchanged=rows - accepted,
        new_orders=new,
        changed_orders=changed,
        same_orders=orders - new - changed,
    )


def _added(one: CommitResult, other: CommitResult) -> CommitResult:
    """The rows and orders of both."""
    return CommitResult(
        accepted=one.accepted + other.accepted,
        rejected=one.rejected + other.rejected,
        skipped=one.skipped + other.skipped,
        unchanged=one.unchanged + other.unchanged,
        new_orders=one.new_orders + other.new_orders,
        changed_orders=one.changed_orders + other.changed_orders,
        same_orders=one.same_orders + other.same_orders,
    )


def _refresh_customers(connection: Connection, batch_id: int, check: Callable[[], None]) -> None:
    ids = customers.of_batch(connection, batch_id)
    for first in range(0, len(ids), _AT_ONCE):
        check()
        customers.refresh(connection, ids[first : first + _AT_ONCE])


def _join_guests(connection: Connection) -> tuple[tuple[int, int], ...]:
    """(guest, member) ids of those who were not joined before."""
    before = set(customers.joined_guests(connection))
    return tuple(pair for pair in customers.join_guests(connection) if pair not in before)


def _begin_batch(connection: Connection, origin: int, kind: str, preset: str, now: datetime) -> int:
    files = [row[0] for row in connection.execute("SELECT name FROM staging.file ORDER BY number")]
    connection.execute(
        "INSERT INTO import_batch (source_id, kind, preset, files, imported_at, rows_accepted,"
        " rows_rejected, rows_skipped, rows_unchanged) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0)",
        (origin, kind, preset, "\n".join(files), now.isoformat(" ", "seconds")),
    )
    return _count(connection, "SELECT last_insert_rowid()")


def _finish_batch(connection: Connection, batch: int, result: CommitResult) -> None:
    connection.execute(
        "UPDATE import_batch SET rows_accepted = ?, rows_rejected = ?, rows_skipped = ?,"
        " rows_unchanged = ? WHERE id = ?",
        (result.accepted, result.rejected, result.skipped, result.unchanged, batch),
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
    for name in ("product_map", "person_map", "chosen"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _count(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
