"""Orders and customers as figures need them."""

from collections.abc import Iterator
from typing import Any

from crm_desk.store.connection import Connection

NO_DAY = 9_999_999
"""Later than any day: where no day is known."""


def figures_of_orders(connection: Connection, basis: str) -> Iterator[tuple[int, ...]]:
    """(customer id or -1, day, amount, void, subscription) of every order.

    A joined customer's orders are those of the customer that it was joined to.

    Args:
        basis: `goods` or `total`, which amount counts.
    """
    amount = {"goods": "o.goods", "total": "o.total"}[basis]
    return iter(
        connection.execute(
            f"SELECT coalesce(c.joined_to, o.customer_id, -1), o.day, {amount}, o.void,"
            " max(o.subscription, o.by_product) FROM shop_order o LEFT JOIN customer c ON c.id = o.customer_id"
            " WHERE o.current"
        )
    )


def customers_for_figures(connection: Connection) -> list[tuple[Any, ...]]:
    """Who is not joined to another, by id.

    Each row: id, key, member no, name, kana, e-mail, phone, post code, address, referrer,
    excluded; opening balances: purchases, amount, first day or `NO_DAY`, last day or 0, 1 if
    they count the desk's orders too.

    Joined customers are left out; their opening balances count for the one they are joined to.
    """
    return connection.execute(
        "SELECT c.id, c.key, c.member_no, c.name, c.kana, c.email, c.phone, c.postcode, c.address,"
        " c.referrer, c.excluded,"
        " c.opening_purchases + coalesce(sum(j.opening_purchases), 0),"
        " c.opening_amount + coalesce(sum(j.opening_amount), 0),"
        f" min(coalesce(c.opening_first, {NO_DAY}), coalesce(min(j.opening_first), {NO_DAY})),"
        " max(coalesce(c.opening_last, 0), coalesce(max(j.opening_last), 0)),"
        " max(c.opening_lifetime, coalesce(max(j.opening_lifetime), 0))"
        " FROM customer c LEFT JOIN customer j ON j.joined_to = c.id"
        " WHERE c.joined_to IS NULL GROUP BY c.id ORDER BY c.id"
    ).fetchall()


def overview(connection: Connection) -> tuple[int, int, int] | None:
    """(day of the newest order, buyers, those with two or more purchases); None without orders."""
    (last_day,) = connection.execute("SELECT max(day) FROM shop_order WHERE current").fetchone()
    if last_day is None:
        return None
    buyers, repeaters = connection.execute(
        "SELECT count(*) FILTER (WHERE s.purchases >= 1),"
        " count(*) FILTER (WHERE s.purchases >= 2) FROM customer_sums s"
        " JOIN customer c ON c.id = s.customer_id WHERE NOT c.excluded"
    ).fetchone()
    return last_day, buyers, repeaters
