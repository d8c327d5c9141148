"""The month so far, and what it is compared with."""

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

_MONTHS = 12


class DaySpan(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date


class Sales(NamedTuple):
    """What was sold in some days.

    Attributes:
        orders: valid ones of more than zero.
        amount: minor units, of all valid orders; refunds lower it.
    """

    orders: int
    amount: int


@dataclass(frozen=True)
class MonthSoFar:
    """The sales of a month up to one day, beside the same days of two other months.

    Attributes:
        span: from the first of the month to the day up to which there are orders.
        month_before, year_before: None where the orders don't reach back to all of those days.
    """

    span: DaySpan
    sales: Sales
    month_before: Sales | None
    year_before: Sales | None


def month_to(day: date) -> DaySpan:
    """From the first of the month of a day to that day."""
    return DaySpan(day.replace(day=1), day)


def same_days(span: DaySpan, months_back: int) -> DaySpan:
    """The same days of an earlier month; a shorter month ends earlier."""
    place = span.first.year * _MONTHS + span.first.month - 1 - months_back
    first = date(place // _MONTHS, place % _MONTHS + 1, 1)
    length = calendar.monthrange(first.year, first.month)[1]
    return DaySpan(first, first.replace(day=min(span.last.day, length)))


def change(now: Sales, before: Sales) -> Fraction | None:
    """By how much the amount rose, as a share of before; None where nothing was sold then."""
    return Fraction(now.amount - before.amount, before.amount) if before.amount > 0 else None
