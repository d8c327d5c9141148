"""Purchases and amounts per customer, kept beside the customers so that lists sort by them."""

from collections.abc import Iterable

from crm_desk.store.connection import Connection

_COLUMNS = "customer_id, purchases, amount, first_day, last_day"


def _worked_out(chosen: str) -> str:
    """The rows of the table `customer_sums` (analysis.md, "Orders and purchases").

    A purchase is a valid order of more than zero; negative ones lower the amount only. Balances
    over all time have the desk's own orders in them: only the rest is opening.

    Args:
        chosen: a condition that follows the id of a customer.
    """
    return (
        # In two steps: the first one walks along the index, order by order.
        "WITH own AS (SELECT o.customer_id AS id, count(*) FILTER (WHERE o.goods > 0) AS purchases,"
        "  sum(o.goods) AS amount, min(o.day) FILTER (WHERE o.goods > 0) AS first_day,"
        "  max(o.day) FILTER (WHERE o.goods > 0) AS last_day FROM shop_order o"
        f" WHERE o.customer_id {chosen} AND o.current AND NOT o.void GROUP BY o.customer_id),"
        " whole AS (SELECT coalesce(c.joined_to, c.id) AS id,"
        "  coalesce(sum(o.purchases), 0) AS bought, coalesce(sum(o.amount), 0) AS spent,"
        "  sum(c.opening_purchases) AS purchases, sum(c.opening_amount) AS amount,"
        "  max(c.opening_lifetime) AS lifetime,"
        # min() and max() pass over what is not known; with two arguments they don't.
        "  min(min(coalesce(c.opening_first, o.first_day), coalesce(o.first_day, c.opening_first)))"
        "   AS first_day,"
        "  max(max(coalesce(c.opening_last, o.last_day), coalesce(o.last_day, c.opening_last)))"
        "   AS last_day"
        f" FROM customer c LEFT JOIN own o ON o.id = c.id WHERE c.id {chosen} GROUP BY 1)"
        " SELECT id, bought + CASE WHEN lifetime THEN max(purchases - bought, 0)"
        "  ELSE purchases END,"
        " spent + CASE WHEN lifetime THEN max(amount - spent, 0) ELSE amount END,"
        " first_day, last_day FROM whole"
    )


def rebuild(connection: Connection) -> None:
    """Work everything out anew, after an import came or went."""
    connection.execute("DELETE FROM customer_sums")
    connection.execute(f"INSERT INTO customer_sums ({_COLUMNS}) {_worked_out('IS NOT NULL')}")


def refresh(connection: Connection, customers: Iterable[int]) -> None:
    """Work these customers out anew, with whoever they are joined with now."""
    connection.execute("DROP TABLE IF EXISTS temp.changed")
    connection.execute("CREATE TEMP TABLE changed (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.changed VALUES (?)", ((customer,) for customer in customers)
    )
    connection.execute(
        "INSERT OR IGNORE INTO temp.changed SELECT c.joined_to FROM customer c"
        " JOIN temp.changed t ON t.id = c.id WHERE c.joined_to IS NOT NULL"
    )
    connection.execute(
        "INSERT OR IGNORE INTO temp.changed SELECT c.id FROM temp.changed t"
        " JOIN customer c ON c.joined_to = t.id"
    )
    connection.execute(
        "DELETE FROM customer_sums WHERE customer_id IN (SELECT id FROM temp.changed)"
    )
    chosen = "IN (SELECT id FROM temp.changed)"
    connection.execute(f"INSERT INTO customer_sums ({_COLUMNS}) {_worked_out(chosen)}")
    connection.execute("DROP TABLE temp.changed")
