"""What changed since the last import, figure by figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crm_desk.domain.decimals import decimal, rounded
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


class Kpi(StrEnum):
    """Key figures that are compared."""

    BUYERS = "buyers"
    SALES = "sales"
    REPEAT_RATE = "repeat_rate"
    MEAN_PURCHASES = "mean_purchases"
    MEAN_ORDER_VALUE = "mean_order_value"
    F2 = "f2"
    RECENCY = "recency"
    TENURE = "tenure"


class Sample(NamedTuple):
    """What a mean is made of: how many values, their sum, and the sum of their squares."""

    n: int
    total: int
    squares: int

    @property
    def mean(self) -> Fraction:
        """Of the values."""
        return Fraction(self.total, self.n)

    @property
    def squared_error(self) -> Fraction:
        """Square of the mean's standard error, by the sample's own variance."""
        variance = (self.squares - Fraction(self.total**2, self.n)) / (self.n - 1)
        return variance / self.n


class Trend(NamedTuple):
    """One figure, now less before.

    Attributes:
        difference: people, minor units, days, purchases, or a difference of rates.
        is_change: beyond two standard errors (analysis.md, Sentences); counts always are.
    """

    difference: int | Fraction
    is_change: bool


@dataclass(frozen=True)
class Trends:
    """Every figure that both sides have.

    Attributes:
        imported: the day of the last import.
        as_of: the newest order before it.
    """

    imported: date
    as_of: date
    of: Mapping[Kpi, Trend]


def counted(before: int, now: int) -> Trend:
    """Of a count or a sum: any difference is one."""
    return Trend(now - before, before != now)


def estimated(before: Sample, now: Sample) -> Trend | None:
    """Of a mean or a rate: a change only beyond two standard errors; None below two values."""
    if min(before.n, now.n) < 2:
        return None
    difference = now.mean - before.mean
    error = before.squared_error + now.squared_error
    return Trend(difference, difference**2 > 4 * error)


def rate_sample(part: int, whole: int) -> Sample:
    """A share as the mean of ones and zeros."""
    return Sample(whole, part, part)


_RATES = frozenset({Kpi.REPEAT_RATE, Kpi.F2})
_AMOUNTS = frozenset({Kpi.SALES, Kpi.MEAN_ORDER_VALUE})
_DAYS = frozenset({Kpi.RECENCY, Kpi.TENURE})


def words(kpi: Kpi, trend: Trend, money: Money, texts: Texts) -> str:
    """`↑ ＋12名`, or that it is nearly the same."""
    size = abs(Fraction(trend.difference))
    if not trend.is_change or not size:
        return texts("rfm.same")
    if kpi in _RATES:
        said = texts("rfm.points", n=decimal(100 * size, 1))
    elif kpi in _AMOUNTS:
        said = money.text(rounded(size))
    elif kpi in _DAYS:
        said = texts("rfm.trend_days", n=decimal(size, 1))
    elif kpi is Kpi.MEAN_PURCHASES:
        said = texts("rfm.trend_times", n=decimal(size, 1))
    else:
        said = texts("rfm.trend_people", n=f"{rounded(size):,}")
    return texts("rfm.rise" if trend.difference > 0 else "rfm.fall", change=said)
