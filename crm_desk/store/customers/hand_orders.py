"""Orders that a person enters, one at a time; each is an import of its own."""

from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from crm_desk.domain.customers.people import Facts
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts, sums


class HandLine(NamedTuple):
    """One line; quantity in thousandths, amount in minor units."""

    product: str
    quantity: int
    amount: int


class HandOrder(NamedTuple):
    """One order with all that it brings; money in minor units, the day as `date.toordinal()`.

    The ids are fixed beforehand, so that what is taken back and carried out again is the same.

    Attributes:
        key: tells it from every other order, for good.
        person: what it says of a customer; None where the customer was chosen.
        is_new_customer, is_new_source: they come with it, and go with it.
        new_products: likewise.
    """

    order_id: int
    batch_id: int
    source_id: int
    customer_id: int
    source: str
    key: str
    entered_at: datetime
    day: int
    goods: int
    total: int
    discount: int
    shipping: int
    subscription: bool
    note: str
    lines: tuple[HandLine, ...]
    person: Facts | None
    is_new_customer: bool
    is_new_source: bool
    new_products: tuple[str, ...]


def numbered(connection: Connection, entry: HandOrder) -> HandOrder:
    """The entry with the ids that it gets, and with what is new with it."""
    customer, person = entry.customer_id, entry.person
    known = None
    if person is not None:
        known = _one(connection, "SELECT id FROM customer WHERE key = ?", person.key)
        customer = known or _next(connection, "customer")
    source = _one(connection, "SELECT id FROM source WHERE label = ?", entry.source)
    # Numbers of imports are never given twice.
    last = _one(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'import_batch'")
    return entry._replace(
        order_id=_next(connection, "shop_order"),
        batch_id=(last or 0) + 1,
        source_id=source or _next(connection, "source"),
        customer_id=customer,
        is_new_customer=person is not None and known is None,
        is_new_source=source is None,
        new_products=tuple(
            name
            for name in dict.fromkeys(line.product for line in entry.lines)
            if _product(connection, name) is None
        ),
    )


def insert(connection: Connection, entry: HandOrder) -> None:
    """Keep it, with its customer, products and source where they are new."""
    if entry.is_new_source:
        connection.execute(
            "INSERT INTO source (id, label) VALUES (?, ?)", (entry.source_id, entry.source)
        )
    rows = max(1, len(entry.lines))
    connection.execute(
        """
        INSERT INTO import_batch (
            id, source_id, kind, preset, files, imported_at, rows_accepted, rows_rejected,
            rows_skipped, rows_unchanged
        ) VALUES (?, ?, 'hand', '', '', ?, ?, 0, 0, 0)
        """,
        (entry.batch_id, entry.source_id, entry.entered_at.isoformat(" ", "seconds"), rows),
    )
    if entry.person is not None:
        _insert_person(connection, entry, entry.person)
    connection.execute(
        """
        INSERT INTO shop_order (
            id, batch_id, source_id, key, number, day, customer_id, goods, total, discount, refund,
            shipping, status, void, subscription, incomplete, fingerprint, current, note
        ) VALUES (
            :order_id, :batch_id, :source_id, :key, '', :day, :customer_id, :goods, :total,
            :discount, 0, :shipping, '', 0, :subscription, 0, :fingerprint, 1, :note
        )
        """,
        {
            "order_id": entry.order_id,
            "batch_id": entry.batch_id,
            "source_id": entry.source_id,
            "key": entry.key,
            "day": entry.day,
            "customer_id": entry.customer_id,
            "goods": entry.goods,
            "total": entry.total,
            "discount": entry.discount,
            "shipping": entry.shipping,
            "subscription": entry.subscription,
            "fingerprint": blake2b(entry.key.encode(), digest_size=16).digest(),
            "note": entry.note,
        },
    )
    connection.executemany(
        "INSERT INTO product (code, name) VALUES ('', ?)",
        ((name,) for name in entry.new_products),
    )
    connection.executemany(
        """
        INSERT INTO order_line (order_id, line, product_id, quantity, amount)
        VALUES (?, ?, ?, ?, ?)
        """,
        (
            (entry.order_id, number, _product(connection, line.product), line.quantity, line.amount)
            for number, line in enumerate(entry.lines, start=1)
        ),
    )
    _settle(connection, entry, None)


def remove(connection: Connection, entry: HandOrder) -> None:
    """Take it back with all that it brought."""
    connection.execute("DELETE FROM shop_order WHERE id = ?", (entry.order_id,))
    connection.executemany(
        "DELETE FROM product WHERE code = '' AND name = ?",
        ((name,) for name in entry.new_products),
    )
    connection.execute("DELETE FROM customer_facts WHERE batch_id = ?", (entry.batch_id,))
    connection.execute("DELETE FROM import_batch WHERE id = ?", (entry.batch_id,))
    before = _joined_to(connection, entry.customer_id)
    if entry.is_new_customer:
        connection.execute("DELETE FROM customer WHERE id = ?", (entry.customer_id,))
    else:
        facts.refresh(connection, [entry.customer_id])
    _settle(connection, entry, before)
    if entry.is_new_source:
        connection.execute("DELETE FROM source WHERE id = ?", (entry.source_id,))


def _insert_person(connection: Connection, entry: HandOrder, person: Facts) -> None:
    if entry.is_new_customer:
        connection.execute(
            "INSERT INTO customer (id, key) VALUES (?, ?)", (entry.customer_id, person.key)
        )
    # What is typed is typed now, however old the order: it counts before what files say up to now.
    said = replace(person, seen_day=max(entry.day, entry.entered_at.toordinal()))
    facts.insert(connection, entry.customer_id, entry.batch_id, said)
    facts.refresh(connection, [entry.customer_id])


def _settle(connection: Connection, entry: HandOrder, before: int | None) -> None:
    """A guest with an e-mail may be a member; sums follow.

    Args:
        before: whom the customer was joined to.
    """
    if entry.person is not None and entry.person.key.startswith("e:"):
        facts.join_guests(connection, [entry.person.key.removeprefix("e:")])
    after = _joined_to(connection, entry.customer_id)
    touched = (entry.customer_id, before, after)
    sums.refresh(connection, [id_ for id_ in touched if id_ is not None])


def _joined_to(connection: Connection, customer: int) -> int | None:
    return _one(connection, "SELECT joined_to FROM customer WHERE id = ?", customer)


def _product(connection: Connection, name: str) -> int | None:
    """The product of that name, whatever its code."""
    return _one(connection, "SELECT max(id) FROM product WHERE name = ?", name)


def _next(connection: Connection, table: str) -> int:
    return (_one(connection, f"SELECT max(id) FROM {table}") or 0) + 1


def _one(connection: Connection, sql: str, *values: object) -> int | None:
    row = connection.execute(sql, values).fetchone()
    return None if row is None or row[0] is None else int(row[0])
