"""R, F and M scores from 1 to 5 (analysis.md, "RFM scores")."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from crm_desk.analysis.buyers import BuyerTable
from crm_desk.analysis.orders import Ints, Money
from crm_desk.domain.analysis.figures import FEW_BUYERS, SCORES, AnalysisSettings, Method, RfmScores
from crm_desk.domain.decimals import Number

FIXED_R = (30, 90, 180, 365)
FIXED_F = (2, 3, 6, 12)
_INNER = len(SCORES)
_LIMITS = np.iinfo(np.int64)


@dataclass(frozen=True)
class Bounds:
    """Four bounds an axis: days, purchases, minor units; quantiles of nobody are empty."""

    r: tuple[Number, ...]
    f: tuple[Number, ...]
    m: tuple[Number, ...]


@dataclass(frozen=True)
class Scores:
    """R, F and M score of every buyer, 1-5, 5 best."""

    r: Ints
    f: Ints
    m: Ints


def quantiles(values: Money) -> tuple[Number, ...]:
    """Type-7 quantiles at 20, 40, 60 and 80 %, exact; empty without values."""
    if not len(values):
        return ()
    ordered = np.sort(values)
    found: list[Number] = []
    for part in range(1, _INNER):
        place, rest = divmod((len(ordered) - 1) * part, _INNER)
        low = int(ordered[place])
        high = int(ordered[min(place + 1, len(ordered) - 1)])
        found.append(_plain(low + Fraction((high - low) * rest, _INNER)))
    return tuple(found)


def one_digit(value: Number) -> Number:
    """Rounded half up (towards more) to one significant digit: 8,500 to 9,000, 95 to 100."""
    if not value:
        return 0
    size, unit = abs(Fraction(value)), Fraction(1)
    while unit * 10 <= size:
        unit *= 10
    while unit > size:
        unit /= 10
    return _plain(floor(value / unit + Fraction(1, 2)) * unit)


def _plain(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def bounds(table: BuyerTable, settings: AnalysisSettings) -> Bounds:
    """The bounds in use: those of the settings, else the method's own."""
    if settings.method is Method.FIXED:
        own = Bounds(FIXED_R, FIXED_F, tuple(one_digit(cut) for cut in quantiles(table.amount)))
    else:
        own = Bounds(quantiles(table.recency), quantiles(table.purchases), quantiles(table.amount))
    return Bounds(settings.r or own.r, settings.f or own.f, settings.m or own.m)


def scores(table: BuyerTable, used: Bounds, method: Method) -> Scores:
    """Scores of all buyers; equal values get equal scores.

    R: 5 less the bounds below it, by both methods. F and M: one more than the bounds that are
    reached (fixed: lower bounds) or passed (quantiles).
    """
    count = _reached if method is Method.FIXED else _passed
    return Scores(
        r=len(SCORES) - _passed(used.r, table.recency),
        f=1 + count(used.f, table.purchases),
        m=1 + count(used.m, table.amount),
    )


def _passed(cuts: tuple[Number, ...], values: Money) -> Ints:
    """How many cuts are < each value; for whole values that is floor(cut) < value."""
    whole = _whole([floor(cut) for cut in cuts], values)
    return np.searchsorted(whole, values, side="left").astype(np.int64)


def _reached(cuts: tuple[Number, ...], values: Money) -> Ints:
    """How many cuts are <= each value; for whole values that is ceil(cut) <= value."""
    whole = _whole([ceil(cut) for cut in cuts], values)
    return np.searchsorted(whole, values, side="right").astype(np.int64)


def _whole(cuts: list[int], values: Money) -> Money:
    if values.dtype != object:
        # Values of 64 bits never lie beyond these ends, wherever a person puts a bound.
        cuts = [min(max(cut, int(_LIMITS.min)), int(_LIMITS.max)) for cut in cuts]
    return np.array(cuts, values.dtype)


def summary(
    table: BuyerTable, settings: AnalysisSettings, used: Bounds, given: Scores
) -> RfmScores:
    """Bounds, the R x F grid, and what should be said about them."""
    top = len(SCORES)
    grid = np.bincount((given.r - 1) * top + given.f - 1, minlength=top * top)
    axes = {"r": given.r, "f": given.f, "m": given.m}
    values = {"r": table.recency, "f": table.purchases, "m": table.amount}
    empty = ((axis, _nobody(column)) for axis, column in axes.items())
    return RfmScores(
        method=settings.method,
        r=used.r,
        f=used.f,
        m=used.m,
        grid=tuple(tuple(row) for row in grid.reshape(top, top).tolist()),
        m_counts=tuple(np.bincount(given.m - 1, minlength=top).tolist()),
        few_buyers=len(table) < FEW_BUYERS,
        few_values=tuple(a for a, column in values.items() if len(np.unique(column)) < top),
        empty=tuple((axis, nobody) for axis, nobody in empty if nobody),
    )


def _nobody(column: Ints) -> tuple[int, ...]:
    found = set(column.tolist())
    return tuple(score for score in SCORES if score not in found)
