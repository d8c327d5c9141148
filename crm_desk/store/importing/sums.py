"""Figures of what imports brought, to be compared with the cart's own."""

from collections.abc import Sequence

from crm_desk.store import desk_info
from crm_desk.store.connection import Connection


def span(connection: Connection, batch_ids: Sequence[int]) -> tuple[int, int, int, int] | None:
    """(first day, last day, sum of what counts, void orders) of imports; None without orders.

    Days are Python's ordinals, sums are minor units of the amount that counts at this desk.
    """
    amount = desk_info.amount_basis(connection)
    marks = ", ".join("?" * len(batch_ids))
    found = connection.execute(
        f"SELECT min(day), max(day), coalesce(sum(CASE WHEN void THEN 0 ELSE {amount} END), 0),"
        f" coalesce(sum(void), 0) FROM shop_order WHERE batch_id IN ({marks})",
        list(batch_ids),
    ).fetchone()
    if found[0] is None:
        return None
    first, last, total, void = found
    return first, last, total, void


def first_day(connection: Connection) -> int | None:
    """The day on which the desk's orders begin, as an ordinal; None without orders."""
    (day,) = connection.execute(
        "SELECT min(day) FROM shop_order WHERE current AND NOT void"
    ).fetchone()
    return None if day is None else int(day)
