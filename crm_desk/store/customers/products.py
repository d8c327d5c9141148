"""Products, and which of them are subscriptions."""

from collections.abc import Sequence

from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions

_BY_PRODUCT = """
UPDATE shop_order SET by_product = EXISTS (
    SELECT 1
    FROM order_line l
    JOIN product p ON p.id = l.product_id
    WHERE l.order_id = shop_order.id AND p.subscription
)"""


def undecided(connection: Connection) -> list[tuple[int, str]]:
    """(id, name) of products of which nobody has said whether they are subscriptions."""
    return connection.execute(
        "SELECT id, name FROM product WHERE subscription IS NULL AND name <> '' ORDER BY id"
    ).fetchall()


def decide(connection: Connection, ids: Sequence[int], subscription: bool | None) -> None:
    """Say of products whether they are subscriptions (None: nobody knows); orders follow."""
    connection.executemany(
        "UPDATE product SET subscription = ? WHERE id = ?", [(subscription, id_) for id_ in ids]
    )
    for some in portions(ids):
        connection.execute(
            f"""
            {_BY_PRODUCT}
            WHERE id IN (SELECT order_id FROM order_line WHERE product_id IN ({marks(some)}))
            """,
            some,
        )


def mark_orders(connection: Connection, batch: int) -> None:
    """Let the orders of an import follow what was said of their products."""
    if connection.execute("SELECT 1 FROM product WHERE subscription LIMIT 1").fetchone():
        connection.execute(f"{_BY_PRODUCT} WHERE batch_id = ?", (batch,))
