"""How the month goes, beside the month before and the same month of last year."""

from datetime import date

from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.month import DaySpan, MonthSoFar, month_to, same_days
from crm_desk.store.analysis import sales
from crm_desk.store.connection import Connection

_MONTH_BEFORE, _YEAR_BEFORE = 1, 12


def month_so_far(desk: Desk, today: date) -> MonthSoFar | None:
    """The month of today up to the newest order; None while there is no order of it. Any thread.

    Days after the newest order are compared with nothing: they may only not be here yet.
    """
    return desk.store.read_in_worker(lambda connection: _month_in(connection, today))


def _month_in(connection: Connection, today: date) -> MonthSoFar | None:
    days = sales.order_days(connection, today)
    if days is None or days[1] < today.replace(day=1):
        return None
    first_order, newest = days
    span = month_to(newest)
    others = [same_days(span, back) for back in (_MONTH_BEFORE, _YEAR_BEFORE)]
    now, *before = sales.sales_in(connection, [span, *others])
    month_before, year_before = (
        found if _is_covered(other, first_order) else None
        for other, found in zip(others, before, strict=True)
    )
    return MonthSoFar(span, now, month_before, year_before)


def _is_covered(span: DaySpan, first_order: date) -> bool:
    """The orders reach back to the beginning of these days."""
    return first_order <= span.first
