"""Orders and customers as figures need them."""

from collections.abc import Iterator
from typing import Any

from crm_desk.store.connection import Connection
from crm_desk.store.contacts import shared
from crm_desk.store.customers import openings

NO_DAY = 9_999_999
"""Later than any day: where no day is known."""


def orders(connection: Connection, basis: str) -> Iterator[tuple[int, ...]]:
    """Every order as it stands now, by id.

    Each row: id, customer id or -1, day, amount, void, subscription, import. A joined customer's
    orders are those of the customer that it was joined to.

    Args:
        basis: `goods` or `total`, which amount counts.
    """
    # Of who was left out and is erased since nothing tells any more that these don't count.
    return iter(
        connection.execute(f"{_selected(basis)} WHERE o.current AND NOT o.left_out ORDER BY o.id")
    )


def _selected(basis: str) -> str:
    amount = {"goods": "o.goods", "total": "o.total"}[basis]
    return f"""
        SELECT o.id, coalesce(c.joined_to, o.customer_id, -1), o.day, {amount}, o.void,
               max(o.subscription, o.by_product), o.batch_id
        FROM shop_order o LEFT JOIN customer c ON c.id = o.customer_id
        """


def former_orders(connection: Connection, basis: str, batch_id: int) -> Iterator[tuple[int, ...]]:
    """As `orders`: what stood in the place of the orders that an import brought."""
    former = """
        WHERE o.id IN (
            SELECT (SELECT max(f.id) FROM shop_order f
                    WHERE f.source_id = n.source_id AND f.key = n.key
                      AND f.batch_id <> n.batch_id)
            FROM shop_order n WHERE n.batch_id = ? AND n.current)
        """
    return iter(connection.execute(_selected(basis) + former, (batch_id,)))


def order_lines(connection: Connection) -> Iterator[tuple[int, ...]]:
    """The lines of all orders and of all their versions, by order and as in the file.

    Each row: order id, product id, quantity in thousandths, whether it is known, amount, whether
    it is known; what is not known is 0.
    """
    return iter(
        connection.execute(
            """
            SELECT order_id, product_id, coalesce(quantity, 0), quantity IS NOT NULL,
                   coalesce(amount, 0), amount IS NOT NULL
            FROM order_line ORDER BY order_id, line
            """
        )
    )


def products(connection: Connection) -> list[tuple[int, str, str]]:
    """(id, code, name) by id."""
    return connection.execute("SELECT id, code, name FROM product ORDER BY id").fetchall()


def last_import(connection: Connection) -> tuple[int, str] | None:
    """(number, time) of the newest import of order files; None where there is no earlier one."""
    rows = connection.execute(
        """
        SELECT id, imported_at FROM import_batch b
        WHERE kind = 'orders'
          AND EXISTS (SELECT 1 FROM shop_order o WHERE o.batch_id = b.id AND o.current)
        ORDER BY id DESC LIMIT 2
        """
    ).fetchall()
    return (rows[0][0], rows[0][1]) if len(rows) == 2 else None


def customers(connection: Connection) -> list[tuple[Any, ...]]:
    """Who is not joined to another, by id.

    Each row: id, key, member no, name, kana, e-mail, phone, post code, address, referrer,
    excluded; opening balances: purchases, amount, first day or `NO_DAY`, last day or 0.

    Contacts that are nobody's are ''. Joined customers are left out; what is known of them counts
    for the one they are joined to.
    """
    return connection.execute(
        f"""
        WITH o AS ({openings.OWN}),
        balance AS (
            SELECT c.id, c.joined_to AS root, c.referrer, {openings.PURCHASES} AS purchases,
                   {openings.AMOUNT} AS amount, coalesce(c.opening_first, {NO_DAY}) AS first,
                   coalesce(c.opening_last, 0) AS last
            FROM customer c LEFT JOIN o ON o.id = c.id)
        SELECT c.id, c.key, c.member_no, c.name, c.kana, {shared.email_out("c")},
               {shared.phone_out("c")}, c.postcode, c.address,
               coalesce(nullif(c.referrer, ''), max(j.referrer), ''), c.excluded,
               own.purchases + coalesce(sum(j.purchases), 0),
               own.amount + coalesce(sum(j.amount), 0),
               min(own.first, coalesce(min(j.first), {NO_DAY})),
               max(own.last, coalesce(max(j.last), 0))
        FROM customer c
        JOIN balance own ON own.id = c.id
        LEFT JOIN balance j ON j.root = c.id
        WHERE c.joined_to IS NULL GROUP BY c.id ORDER BY c.id
        """
    ).fetchall()


def joined_handles(connection: Connection) -> list[tuple[int, str, str]]:
    """(the customer joined to, member no, name) of joined customers."""
    return connection.execute(
        "SELECT joined_to, member_no, name FROM customer WHERE joined_to IS NOT NULL"
    ).fetchall()


def newest_day(connection: Connection) -> int | None:
    """Of all orders, void ones too; None without any."""
    (found,) = connection.execute("SELECT max(day) FROM shop_order WHERE current").fetchone()
    return None if found is None else int(found)


def overview(connection: Connection) -> tuple[int, int, int] | None:
    """(day of the newest order, buyers, those with two or more purchases); None without orders."""
    last_day = newest_day(connection)
    if last_day is None:
        return None
    buyers, repeaters = connection.execute(
        "SELECT count(*) FILTER (WHERE s.purchases >= 1),"
        " count(*) FILTER (WHERE s.purchases >= 2) FROM customer_sums s"
        " JOIN customer c ON c.id = s.customer_id WHERE NOT c.excluded"
    ).fetchone()
    return last_day, buyers, repeaters
