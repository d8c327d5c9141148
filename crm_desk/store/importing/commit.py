"""Finished staging files become imports of the desk."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm_desk.store.connection import Connection
from crm_desk.store.contacts.marks import propose_for_new
from crm_desk.store.customers import facts as customers
from crm_desk.store.customers import products, sums
from crm_desk.store.importing import batches, erased_people, people
from crm_desk.store.importing.attached import Staged
from crm_desk.store.importing.numbers import settle_numbers

_ORDER = (
    "number, day, goods, total, discount, refund, shipping, status, void, subscription,"
    " incomplete, fingerprint"
)


class CommitResult(NamedTuple):
    """The figures of an import.

    Attributes:
        batch_id: None when the desk already had everything.
        accepted, rejected, skipped, unchanged: rows.
        new_orders, changed_orders, same_orders: orders.
        new_customers: customers that the desk did not know.
        joined: (guest, member) ids: a guest's e-mail is exactly one member's.
        numbers_repeat: the number that showed that numbers of this source repeat; mostly "".
        kept_out: orders (of a list: people) of erased persons, who came in as nobody.
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
    numbers_repeat: str = ""
    kept_out: int = 0


class StagedImport(NamedTuple):
    """A finished staging file, and what is known about it.

    Attributes:
        path: of the staging file.
        source: the shop's label.
        kind: `orders` or `customers`.
        paths: full paths of the files that were read.
        numbers_may_repeat: no preset says that each order has a number of its own.
    """

    path: Path
    source: str
    preset: str
    kind: str
    paths: tuple[str, ...] = ()
    mall_email: bool = False
    numbers_may_repeat: bool = False


class _StagedFile(NamedTuple):
    """One file of the staging file: its orders' codes and its people's numbers, end exclusive."""

    first_code: int
    end_code: int
    first_person: int
    end_person: int
    rejected: int
    skipped: int
    repeated: int


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


def commit_imports(
    connection: Connection,
    given: Sequence[StagedImport],
    now: datetime,
    *,
    replaced: Sequence[int] = (),
    check: Callable[[], None] = lambda: None,
) -> list[CommitResult]:
    """Bring finished staging files into the desk, within the caller's transaction.

    An order that the desk has just so stays; one that differs gets a new version. The caller
    detaches the staging files once the transaction has ended.

    Args:
        replaced: imports that are taken back before.
        check: asked now and then where no long statement runs; raises to stop here.
    """
    touched = batches.take_out(connection, replaced, check)
    # People of whom an import will say something again show what is left till then.
    customers.refresh_in_portions(connection, touched, check)
    results = [
        _commit(Staged(connection, one.path, place), one, now, check)
        for place, one in enumerate(given)
    ]
    if replaced:
        batches.settle(connection, touched, check)
    elif any(result.batch_id is not None for result in results):
        sums.rebuild(connection)
    return results


def _commit(
    staged: Staged, given: StagedImport, now: datetime, check: Callable[[], None]
) -> CommitResult:
    connection = staged.connection
    connection.execute("SAVEPOINT import")
    origin = batches.source_id(connection, given.source)
    batch_id = _begin_batch(staged, origin, given, now)
    batch = _Batch(batch_id, origin, given.kind == "customers")
    _map_products(staged)
    known = _known_customers(connection)
    may_turn = given.numbers_may_repeat and not batch.is_customers
    turned_by = settle_numbers(staged, origin, may_turn=may_turn)
    # Once the keys of orders have their form: there may be customers in them.
    kept_out = erased_people.keep_out(staged, given.source)
    people.map_people(staged, origin, mall_email=given.mall_email)
    result, has_news = _commit_files(staged, batch)
    result = result._replace(
        # The rows of a list stand for people: whoever is kept out is left out.
        skipped=result.skipped + (kept_out.rows if batch.is_customers else 0),
        kept_out=kept_out.people if batch.is_customers else kept_out.orders,
    )
    if not has_news:
        # Not even a number of a batch is used up.
        connection.execute("ROLLBACK TO import")
    connection.execute("RELEASE import")
    if not has_news:
        return result
    return _finish(staged, batch, result._replace(numbers_repeat=turned_by), known, check)


def _finish(
    staged: Staged,
    batch: _Batch,
    result: CommitResult,
    known: _KnownCustomers,
    check: Callable[[], None],
) -> CommitResult:
    """Bring everything up to date that depends on the orders and facts now in the desk."""
    connection = staged.connection
    people.remove_new_unsaid(connection, known.last_id)
    waiting = people.not_shown(connection, batch.id, known.last_id)
    people.insert_other_forms(connection, known.last_id)
    propose_for_new(connection, known.last_id)
    customers.refresh_in_portions(connection, waiting, check)
    joined = _join_guests(connection)
    products.mark_orders(connection, batch.id)
    _finish_batch(staged, batch.id, result)
    new = _known_customers(connection).customers - known.customers
    _drop_maps(connection)
    return result._replace(batch_id=batch.id, new_customers=new, joined=joined)


def _known_customers(connection: Connection) -> _KnownCustomers:
    row = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM customer").fetchone()
    return _KnownCustomers(*row)


def _commit_files(staged: Staged, batch: _Batch) -> tuple[CommitResult, bool]:
    """Orders and facts of all files; returns their figures, and whether anything is new."""
    files = staged.execute(
        "SELECT first_code, end_code, first_person, end_person, rejected, skipped,"
        " repeated FROM staging.file"
        " ORDER BY number"
    ).fetchall()
    result, facts = CommitResult(), 0
    for file in map(_StagedFile._make, files):
        result = _added(result, _commit_orders(staged, batch, file))
        facts += people.insert_facts(
            staged,
            batch.id,
            batch.source,
            (file.first_person, file.end_person),
            orders=not batch.is_customers,
        )
    if batch.is_customers:
        accepted, unchanged = people.accepted_rows(staged, batch.id)
        return result._replace(accepted=accepted, unchanged=unchanged), bool(facts)
    return result, bool(result.new_orders + result.changed_orders)


def _commit_orders(staged: Staged, batch: _Batch, file: _StagedFile) -> CommitResult:
    _choose_orders(staged, batch, file)
    staged.execute("UPDATE shop_order SET current = 0 WHERE id IN (SELECT former FROM temp.chosen)")
    staged.execute(
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
    erased_people.leave_out(staged)
    people.insert_names(staged)
    codes = {"first": file.first_code, "end": file.end_code}
    staged.execute(
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
    staged.execute(
        """
        INSERT OR IGNORE INTO order_repeat (order_id, batch_id)
        SELECT o.id, :batch FROM staging.ready r
        JOIN shop_order o ON o.source_id = :source AND o.key = r.key AND o.current
        WHERE r.code >= :first AND r.code < :end AND o.batch_id <> :batch
        """,
        {"batch": batch.id, "source": batch.source, **codes},
    )
    return _counted(staged, file)


def _choose_orders(staged: Staged, batch: _Batch, file: _StagedFile) -> None:
    """Fill `temp.chosen` with a file's orders that are new or differ from what the desk has."""
    staged.execute("DROP TABLE IF EXISTS temp.chosen")
    staged.execute(
        "CREATE TEMP TABLE chosen (code INTEGER PRIMARY KEY, order_id INTEGER, former INTEGER,"
        " rows INTEGER)"
    )
    staged.execute(
        """
        INSERT INTO temp.chosen
        SELECT r.code, :last + row_number() OVER (ORDER BY r.code), o.id, r.rows
        FROM staging.ready r
        LEFT JOIN shop_order o ON o.source_id = :source AND o.key = r.key AND o.current
        WHERE r.code >= :first AND r.code < :end
            AND (o.id IS NULL OR o.fingerprint <> r.fingerprint)
        """,
        {
            "last": _count(staged.connection, "SELECT coalesce(max(id), 0) FROM shop_order"),
            "source": batch.source,
            "first": file.first_code,
            "end": file.end_code,
        },
    )


def _counted(staged: Staged, file: _StagedFile) -> CommitResult:
    """The figures of a file whose orders have been written."""
    accepted, new, changed = staged.execute(
        "SELECT coalesce(sum(rows), 0), count(*) - count(former), count(former) FROM temp.chosen"
    ).fetchone()
    rows, orders = staged.execute(
        "SELECT coalesce(sum(rows), 0), count(*) FROM staging.ready WHERE code >= ? AND code < ?",
        (file.first_code, file.end_code),
    ).fetchone()
    return CommitResult(
        accepted=accepted,
        rejected=file.rejected,
        skipped=file.skipped,
        unchanged=rows - accepted + file.repeated,
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


def _join_guests(connection: Connection) -> tuple[tuple[int, int], ...]:
    """(guest, member) ids of those who were not joined before."""
    before = set(customers.joined_guests(connection))
    return tuple(pair for pair in customers.join_guests(connection) if pair not in before)


def _begin_batch(staged: Staged, origin: int, given: StagedImport, now: datetime) -> int:
    files = [row[0] for row in staged.execute("SELECT name FROM staging.file ORDER BY number")]
    staged.execute(
        "INSERT INTO import_batch (source_id, kind, preset, files, paths, imported_at,"
        " rows_accepted, rows_rejected, rows_skipped, rows_unchanged)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
        (
            *(origin, given.kind, given.preset, batches.as_list(files)),
            *(batches.as_list(given.paths), now.isoformat(" ", "seconds")),
        ),
    )
    return _count(staged.connection, "SELECT last_insert_rowid()")


def _finish_batch(staged: Staged, batch: int, result: CommitResult) -> None:
    staged.execute(
        "UPDATE import_batch SET rows_accepted = ?, rows_rejected = ?, rows_skipped = ?,"
        " rows_unchanged = ? WHERE id = ?",
        (result.accepted, result.rejected, result.skipped, result.unchanged, batch),
    )
    staged.execute(
        "INSERT INTO import_issue SELECT ?, number, file, row, place, value, reason, severity,"
        " detail FROM staging.issue",
        (batch,),
    )
    staged.execute(
        """
        INSERT INTO import_notice
        SELECT ?, rowid, reason, severity, count, coalesce(file, ''), coalesce(row, 0),
            coalesce(place, ''), coalesce(value, ''), coalesce(detail, '')
        FROM staging.notice
        """,
        (batch,),
    )
    if result.numbers_repeat:
        batches.add_notice(staged.connection, batch, "numbers_repeat", result.numbers_repeat)
    if result.kept_out:
        batches.add_notice(staged.connection, batch, "erased_person", "", result.kept_out)


def _map_products(staged: Staged) -> None:
    staged.execute(
        "INSERT OR IGNORE INTO product (code, name) SELECT p.code, p.name FROM staging.product p"
        " WHERE EXISTS (SELECT 1 FROM staging.ready)"
    )
    staged.execute("DROP TABLE IF EXISTS temp.product_map")
    staged.execute("CREATE TEMP TABLE product_map (id INTEGER PRIMARY KEY, product_id INTEGER)")
    staged.execute(
        "INSERT INTO temp.product_map SELECT s.id, p.id FROM staging.product s"
        " JOIN product p ON p.code = s.code AND p.name = s.name"
    )


def _drop_maps(connection: Connection) -> None:
    for name in ("product_map", "person_map", "chosen", "kept_out"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _count(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
