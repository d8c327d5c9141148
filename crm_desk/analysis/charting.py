"""The figures as the charts of the page draw them."""

import math
from fractions import Fraction

import numpy as np

from crm_desk.analysis import tiers
from crm_desk.analysis.figures import Analysis
from crm_desk.analysis.orders import Ints
from crm_desk.analysis.selecting import band_of, by_rank
from crm_desk.domain.analysis.figures import Band, Cluster, FigureGroup, Figures
from crm_desk.domain.analysis.view import BandBar, Charts, Filter, PurchaseStep, ScatterPlane
from crm_desk.domain.texts import Texts

POINTS = 400
"""Of the Pareto curve, at most."""
_STEPS = (1, 2, 5)
_MOST_STEPS = 6


def charts(analysis: Analysis, ids: Ints, texts: Texts) -> Charts:
    """Data of all charts.

    Args:
        ids: the desk's customer id of every buyer.
    """
    figures, table = analysis.figures, analysis.table
    return Charts(
        clusters=tuple(
            _bar(
                texts(f"figures.cluster_{cluster.value}"),
                figures.clusters[cluster],
                figures,
                Filter("cluster", cluster),
            )
            for cluster in Cluster
        ),
        bands=_bands(analysis, texts),
        grid=figures.rfm.grid,
        pareto=_pareto(analysis),
        tier_marks=_marks(figures),
        steps=tuple(
            PurchaseStep(s.start, s.base, Fraction(s.again, s.base)) for s in figures.conversion
        ),
        recency=table.recency,
        amount=table.amount,
        cluster=analysis.placed.cluster,
        ids=ids,
        plane=scatter_plane(table.recency, table.amount),
    )


def _bar(name: str, group: FigureGroup, figures: Figures, click: Filter) -> BandBar:
    return BandBar(
        name,
        group.customers,
        figures.people_share(group.customers),
        group.amount,
        figures.amount_share(group.amount),
        click,
    )


def _bands(analysis: Analysis, texts: Texts) -> tuple[BandBar, ...]:
    bands = analysis.figures.bands
    groups = tiers.groups(analysis.table, band_of(analysis), len(bands))
    return tuple(
        _bar(
            _band_name(band, texts),
            group,
            analysis.figures,
            # By its days: who is meant stays the same when other bands are chosen.
            Filter("recency", (band.first, band.last)),
        )
        for band, group in zip(bands, groups, strict=True)
    )


def _band_name(band: Band, texts: Texts) -> str:
    if band.last is None:
        return texts("figures.band_open", first=band.first)
    return texts("figures.band", first=band.first, last=band.last)


def _pareto(analysis: Analysis) -> tuple[tuple[float, float], ...]:
    """(share of people, share of sales) from (0, 0) on; empty without sales.

    The tiers' ends are among the points, so that their marks lie on the curve.
    """
    figures, size = analysis.figures, len(analysis.table)
    if figures.amount <= 0:
        return ()
    sums = np.cumsum(analysis.table.amount[by_rank(analysis)])
    ends = [tier.customers for tier in figures.tiers if tier.customers]
    spread = np.linspace(1, size, min(size, POINTS - 1 - len(ends))).astype(np.int64)
    points = np.union1d(spread, np.array(ends, np.int64)).tolist()
    curve = (_point(people, size, int(sums[people - 1]), figures.amount) for people in points)
    return ((0.0, 0.0), *curve)


def _point(people: int, size: int, amount: int, whole: int) -> tuple[float, float]:
    # Those with more returns than purchases come last: before them it is more than all.
    return people / size, min(float(Fraction(amount, whole)), 1.0)


def _marks(figures: Figures) -> tuple[tuple[int, float, float], ...]:
    if figures.amount <= 0:
        return ()
    return tuple(
        (tier.percent, *_point(tier.customers, figures.buyers, tier.amount, figures.amount))
        for tier in figures.tiers
        if tier.customers
    )


def scatter_plane(recency: Ints, amount: Ints) -> ScatterPlane:
    """The axes of the scatter and who lies where on them.

    Args:
        recency, amount: one entry per buyer: days and minor units.
    """
    above = amount[amount > 0]
    low = math.floor(math.log10(int(above.min()))) if len(above) else 2
    high = math.floor(math.log10(int(above.max()))) + 1 if len(above) else low + 1
    days = day_ticks(max(int(recency.max()), 1) if len(recency) else 1)
    powers = np.log10(np.maximum(amount, 1))
    return ScatterPlane(
        days=days,
        low=low,
        high=high,
        has_strip=len(above) < len(amount),
        heights=np.where(amount < 10**low, -0.5, powers - low),
        cells=_cells(recency, amount, days, [10**power for power in range(low, high)]),
    )


def _cells(
    recency: Ints, amount: Ints, days: tuple[int, ...], edges: list[int]
) -> list[tuple[int, int, int]]:
    columns = np.clip(np.searchsorted(days, recency, side="left") - 1, 0, len(days) - 2)
    rows = np.searchsorted(edges, amount, side="right")
    counts = np.bincount(rows * len(days) + columns)
    found = [
        (code % len(days), code // len(days), int(counts[code]))
        for code in np.flatnonzero(counts).tolist()
    ]
    return sorted(found, key=lambda cell: (-cell[1], cell[0]))


def day_ticks(longest: int) -> tuple[int, ...]:
    """Round days from 0 to the longest at least, in six steps at most."""
    steps = (n * 10**power for power in range(8) for n in _STEPS)
    step = next(n for n in steps if n * _MOST_STEPS >= longest)
    return tuple(step * n for n in range(math.ceil(longest / step) + 1))
