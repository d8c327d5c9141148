"""What was sold in some days."""

from collections.abc import Sequence
from datetime import date

from crm_desk.domain.analysis.month import DaySpan, Sales
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection


def sales_in(connection: Connection, spans: Sequence[DaySpan]) -> list[Sales]:
    """The sales of each of these spans, in their order.

    As in the analysis: valid orders as they stand now, customers that are left out of the figures
    and orders of nobody included, by the desk's choice of the amount.
    """
    counted = desk_info.amount_basis(connection)
    within = [f"day BETWEEN :first{n} AND :last{n}" for n in range(len(spans))]
    values = {
        name: day.toordinal()
        for n, span in enumerate(spans)
        for name, day in ((f"first{n}", span.first), (f"last{n}", span.last))
    }
    sums = ", ".join(
        f"count(*) FILTER (WHERE {each} AND {counted} > 0),"
        f" coalesce(sum({counted}) FILTER (WHERE {each}), 0)"
        for each in within
    )
    row = connection.execute(
        f"""
        SELECT {sums}
        -- Nearly all orders are current: by that index each one would be looked up by itself.
        FROM shop_order NOT INDEXED
        WHERE current AND NOT void AND NOT left_out AND ({" OR ".join(within)})
        """,
        values,
    ).fetchone()
    return [Sales(*row[place : place + 2]) for place in range(0, len(row), 2)]


def order_days(connection: Connection, today: date) -> tuple[date, date] | None:
    """The first day of all orders and the last one up to today; None without any until then."""
    first, last = connection.execute(
        "SELECT min(day), max(day) FROM shop_order NOT INDEXED"
        " WHERE current AND NOT left_out AND day <= ?",
        (today.toordinal(),),
    ).fetchone()
    return None if last is None else (date.fromordinal(first), date.fromordinal(last))


def reach_back_to(connection: Connection, day: date) -> bool:
    """There is an order of that day or an earlier one."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM shop_order NOT INDEXED"
        " WHERE current AND NOT left_out AND day <= ?)",
        (day.toordinal(),),
    ).fetchone()
    return bool(row[0])


def import_days(connection: Connection) -> list[date]:
    """The days on which files of orders were brought in, each once."""
    rows = connection.execute(
        "SELECT DISTINCT date(imported_at) FROM import_batch WHERE kind = 'orders' ORDER BY 1"
    )
    return [date.fromisoformat(day) for (day,) in rows]
