"""Purchases and amounts per customer, kept beside the customers so that lists sort by them."""

from collections.abc import Iterable

from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.customers import openings
from crm_desk.store.persons import ROOT

_COLUMNS = "customer_id, purchases, amount, first_day, last_day"


def _worked_out(connection: Connection, chosen: str) -> str:
    """The rows of the table `customer_sums` (analysis.md, "Orders and purchases").

    A purchase is a valid order of more than zero; negative ones lower the amount only. Which
    amount counts is the desk's choice.

    Args:
        chosen: a condition that follows the id of a customer.
    """
    counted = desk_info.amount_basis(connection)
    # In two steps: the first one walks along the index, order by order.
    return f"""
    WITH own AS (
        SELECT
            customer_id AS id,
            sum({counted}) AS amount,
            count(*) FILTER (WHERE {counted} > 0) AS bought,
            sum(total) AS paid,
            min(day) FILTER (WHERE {counted} > 0) AS first_day,
            max(day) FILTER (WHERE {counted} > 0) AS last_day
        FROM shop_order
        WHERE customer_id {chosen} AND current AND NOT void
        GROUP BY customer_id
    )
    SELECT
        {ROOT},
        sum(coalesce(o.bought, 0) + {openings.PURCHASES}),
        sum(coalesce(o.amount, 0) + {openings.AMOUNT}),
        -- min() and max() pass over what is not known; with two arguments they don't.
        min(min(coalesce(c.opening_first, o.first_day), coalesce(o.first_day, c.opening_first))),
        max(max(coalesce(c.opening_last, o.last_day), coalesce(o.last_day, c.opening_last)))
    FROM customer c
    LEFT JOIN own o ON o.id = c.id
    WHERE c.id {chosen}
    GROUP BY 1
    """


def rebuild(connection: Connection) -> None:
    """Work everything out again, after an import came or went."""
    connection.execute("DELETE FROM customer_sums")
    connection.execute(
        f"INSERT INTO customer_sums ({_COLUMNS}) {_worked_out(connection, 'IS NOT NULL')}"
    )


def refresh(connection: Connection, customers: Iterable[int]) -> None:
    """Work these customers out again, with whoever they are joined with now."""
    connection.execute("DROP TABLE IF EXISTS temp.changed")
    connection.execute("CREATE TEMP TABLE changed (id INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO temp.changed VALUES (?)", ((customer,) for customer in customers)
    )
    connection.execute(
        """
        INSERT OR IGNORE INTO temp.changed
        SELECT c.joined_to
        FROM customer c
        JOIN temp.changed t ON t.id = c.id
        WHERE c.joined_to IS NOT NULL
        """
    )
    connection.execute(
        """
        INSERT OR IGNORE INTO temp.changed
        SELECT c.id
        FROM temp.changed t
        JOIN customer c ON c.joined_to = t.id
        """
    )
    connection.execute(
        "DELETE FROM customer_sums WHERE customer_id IN (SELECT id FROM temp.changed)"
    )
    chosen = "IN (SELECT id FROM temp.changed)"
    connection.execute(f"INSERT INTO customer_sums ({_COLUMNS}) {_worked_out(connection, chosen)}")
    connection.execute("DROP TABLE temp.changed")
