"""Buyers by filters and in an order: masks and one stable sort, fast for a million of them."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from crm_desk.analysis.figures import Analysis, Placed
from crm_desk.analysis.intervals import OWN_FROM
from crm_desk.analysis.orders import Flags, Ints
from crm_desk.analysis.tiers import CLUSTERS
from crm_desk.domain.analysis.view import Filter

Column = Any
"""One entry per buyer, numbers."""
_NARROW = 2**16

_COLUMNS: dict[str, Callable[[Analysis], Column]] = {
    "purchases": lambda a: a.table.purchases,
    "amount": lambda a: a.table.amount,
    "first": lambda a: a.table.first,
    "last": lambda a: a.table.last,
    "recency": lambda a: a.table.recency,
    "tenure": lambda a: a.table.tenure,
    "interval_ratio": lambda a: interval_ratio(a),
    "cluster": lambda a: a.placed.cluster,
    "r": lambda a: a.placed.scores.r,
    "f": lambda a: a.placed.scores.f,
    "m": lambda a: a.placed.scores.m,
}
SORTS = ("rank", *_COLUMNS)

_FILTERS: dict[str, Callable[[Analysis, Any], Flags]] = {
    "cluster": lambda a, cluster: a.placed.cluster == CLUSTERS.index(cluster),
    "tier": lambda a, percent: (a.placed.tier > 0) & (a.placed.tier <= percent),
    "cell": lambda a, rf: (a.placed.scores.r == rf[0]) & (a.placed.scores.f == rf[1]),
    "recency": lambda a, ends: _within(a.table.recency, *ends),
    "amount": lambda a, ends: _within(a.table.amount, *ends),
    "purchases": lambda a, ends: _within(a.table.purchases, *ends),
    "past_interval": lambda a, _: (
        a.table.past_interval & (a.table.gaps >= OWN_FROM) & ~a.table.subscribed
    ),
    "subscribed": lambda a, _: a.table.subscribed,
    "steps": lambda a, least: a.table.purchases >= least,
}


def matching(analysis: Analysis, filters: Sequence[Filter]) -> Flags:
    """Which buyers meet all filters.

    Raises:
        KeyError: a kind of filter that there is not.
    """
    found = np.ones(len(analysis.table), bool)
    for each in filters:
        found &= _FILTERS[each.kind](analysis, each.value)
    return found


def by_rank(analysis: Analysis) -> Ints:
    """Places of all buyers, the highest total amount first."""
    order = np.empty(len(analysis.table), np.int64)
    order[analysis.placed.rank - 1] = np.arange(len(order))
    return order


def in_order(analysis: Analysis, found: Flags, sort: str, *, descending: bool) -> Ints:
    """Places of some buyers, sorted; equal ones by rank, unknown ones last either way.

    Args:
        found: a mask over all buyers.
        sort: one of `SORTS`.

    Raises:
        KeyError: a column that there is not.
    """
    order = by_rank(analysis)
    order = order[found[order]]
    if sort == "rank":
        return order[::-1] if descending else order
    if sort == "amount" and descending:
        return order
    values = _COLUMNS[sort](analysis)[order]
    return order[np.argsort(_narrow(-values if descending else values), kind="stable")]


def band_of(analysis: Analysis) -> Ints:
    """Place of every buyer's recency band."""
    ends = np.array(analysis.figures.settings.bands, np.int64)
    return np.searchsorted(ends, analysis.table.recency, side="left").astype(np.int64)


def interval_ratio(analysis: Analysis) -> Column:
    """R値 / interval, NaN where the shop has no interval."""
    twice = analysis.table.twice_interval
    known = np.where(twice > 0, twice, np.nan)
    return 2 * analysis.table.recency / known


def some(analysis: Analysis, places: Ints) -> Analysis:
    """The same figures with these buyers alone behind them, for their rows."""
    table = replace(analysis.table, **_taken(analysis.table, places))
    placed = analysis.placed
    scores = replace(placed.scores, **_taken(placed.scores, places))
    ranks = {name: getattr(placed, name)[places] for name in ("rank", "tier", "decile", "cluster")}
    return Analysis(analysis.figures, table, Placed(**ranks, scores=scores))


def _taken(columns: Any, places: Ints) -> dict[str, Any]:
    return {field.name: getattr(columns, field.name)[places] for field in fields(columns)}


def _within(values: Column, first: int | None, last: int | None) -> Flags:
    found = np.ones(len(values), bool)
    if first is not None:
        found &= values >= first
    if last is not None:
        found &= values <= last
    return found


def _narrow(values: Column) -> Column:
    """Numbers that lie close together in 16 bits, which numpy sorts ten times as fast."""
    if not len(values) or values.dtype != np.int64:
        return values
    low, high = int(values.min()), int(values.max())
    return (values - low).astype(np.uint16) if high - low < _NARROW else values
