"""The charts of 顧客分析 as plain data, ready to be drawn; a click hands back filters."""

import math
from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from crm_desk.domain.analysis.chart_words import ChartWords
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import (
    AnalysisView,
    BandBar,
    ChartName,
    Filter,
    Filters,
    ScatterPlane,
)
from crm_desk.domain.charts import (
    Axis,
    Bar,
    BarPair,
    Cell,
    CellGrid,
    Chart,
    Column,
    ColumnChart,
    Curve,
    Mark,
    PairedBars,
    PointCloud,
    PointGroup,
    PointMark,
    Region,
    RegionCell,
    Tick,
)

STRONGEST_FIRST = (
    Cluster.TOP1,
    Cluster.TOP10,
    Cluster.TOP20,
    Cluster.FOUR_PLUS,
    Cluster.TWO_THREE,
    Cluster.ONCE,
)
"""Clusters in the order of their tones."""


def describe(view: AnalysisView, words: ChartWords) -> dict[ChartName, Chart]:
    """All charts of a look at the orders."""
    return {name: make(view, words) for name, make in _MAKERS.items()}


def cluster_bars(view: AnalysisView, words: ChartWords) -> PairedBars:
    """Each cluster's share of the people over its share of the sales, the strongest first."""
    bars = sorted(view.charts.clusters, key=_tone)
    pairs = [
        BarPair(
            bar.name,
            Bar(_length(bar.people_share), words.people_value(bar.customers, bar.people_share)),
            Bar(_length(bar.amount_share), words.amount_value(bar.amount, bar.amount_share)),
            _tone(bar),
            Mark(words.cluster_mark(bar), (bar.filter,)),
        )
        for bar in bars
    ]
    return PairedBars(pairs, words.legend(), STRONGEST_FIRST.index(Cluster.TOP20))


def band_columns(view: AnalysisView, words: ChartWords) -> ColumnChart:
    """How many people bought last how long ago, the latest first."""
    columns = [
        Column(
            bar.name,
            bar.customers,
            words.band_value(bar),
            f"{bar.customers:,}",
            Mark(words.band_mark(bar), (bar.filter,)),
        )
        for bar in view.charts.bands
    ]
    return ColumnChart(columns, STRONGEST_FIRST.index(Cluster.TWO_THREE))


def score_grid(view: AnalysisView, words: ChartWords) -> CellGrid:
    """R x F: purchases upwards, the latest buyers at the right."""
    rfm, grid = view.figures.rfm, view.charts.grid
    columns, rows = words.recency_names(rfm), words.purchase_names(rfm)

    def cell(r: int, f: int) -> Cell:
        count, condition = grid[r][f], Filter("cell", (r + 1, f + 1))
        words_of_cell = words.cell_mark(rows[f], columns[r], count)
        return Cell(count, f"{count:,}", Mark(words_of_cell, (condition,)))

    cells = [[cell(r, f) for r in range(len(columns))] for f in range(len(rows))] if grid else []
    return CellGrid(columns, rows, cells)


def pareto_curve(view: AnalysisView, words: ChartWords) -> Curve:
    """Which share of the people, from the highest total amount on, brings which of the sales."""
    figures, points = view.figures, view.charts.pareto
    marks = [
        PointMark(
            x,
            y,
            words.tier_text(percent, y, figures),
            Mark(words.tier_mark(percent, x, y, figures), (Filter("tier", percent),)),
        )
        for percent, x, y in sorted(view.charts.tier_marks)
    ]
    (across, up), (across_ticks, up_ticks) = words.curve_titles(), words.curve_ticks(figures)
    # Returns booked as orders of their own can lead the curve out of 0 to 100 %.
    heights = [0.0, 1.0, *(y for _, y in points)]
    return Curve(
        points,
        Axis(across, across_ticks, 0, 1),
        Axis(up, up_ticks, min(heights), max(heights)),
        # Of few people two tiers can be the same ones.
        list({mark.text: mark for mark in marks}.values()),
    )


def step_columns(view: AnalysisView, words: ChartWords) -> ColumnChart:
    """How many people came to the k-th purchase, and which share of them went on."""
    steps = view.charts.steps
    counts: list[tuple[int, int, Fraction | None]] = [(s.k, s.base, s.rate) for s in steps]
    if steps:
        last = steps[-1]
        counts.append((last.k + 1, int(last.rate * last.base), None))
    columns = [
        Column(
            words.step_name(k),
            base,
            words.step_value(base, share),
            f"{base:,}",
            Mark(words.step_mark(k, base, share), (Filter("steps", k),)),
        )
        for k, base, share in counts
    ]
    links = [words.step_link(step) for step in steps]
    return ColumnChart(columns, STRONGEST_FIRST.index(Cluster.ONCE), links)


def buyer_scatter(view: AnalysisView, words: ChartWords) -> PointCloud:
    """A point per buyer: recency to the right, total amount upwards, ten times each line."""
    charts, plane = view.charts, view.charts.plane
    names = {Cluster(bar.filter.value): bar.name for bar in charts.clusters}
    steps = range(plane.high - plane.low + 1)
    up = [Tick(step, words.money.text(10 ** (plane.low + step))) for step in steps]
    if plane.has_strip:
        up.append(Tick(-1, words.not_above_zero()))
    across_title, up_title = words.scatter_titles()
    regions = BuyerRegions(plane.low)
    return PointCloud(
        x=charts.recency,
        y=plane.heights,
        group=charts.cluster,
        groups=[
            PointGroup(names.get(cluster, ""), STRONGEST_FIRST.index(cluster))
            for cluster in Cluster
        ],
        x_axis=Axis(across_title, _days(plane, words), 0, plane.days[-1]),
        y_axis=Axis(up_title, up, -float(plane.has_strip), plane.high - plane.low),
        has_strip=plane.has_strip,
        cells=[_plane_cell(plane, cell, words) for cell in plane.cells],
        regions=regions,
        count_text=words.people,
    )


class BuyerRegions(NamedTuple):
    """Filters by recency and total amount from rectangles of the scatter, and back.

    Attributes:
        low: power of ten (in minor units) where the scale of amounts begins.
    """

    low: int

    def payload(self, region: Region) -> Filters:
        """Whole days and minor units within a rectangle."""
        first = max(math.ceil(region.left), 0)
        days = (first, max(first, math.floor(region.right)))
        least = None if region.bottom < 0 else math.ceil(10 ** (region.bottom + self.low))
        most = 0 if region.top < 0 else math.floor(10 ** (region.top + self.low))
        return (Filter("recency", days), Filter("amount", (least, most)))

    def region(self, chosen: Collection[Filter]) -> Region | None:
        """The rectangle of these filters, if they are by both."""
        values = {each.kind: each.value for each in chosen}
        if not {"recency", "amount"} <= values.keys():
            return None
        (first, last), (low, high) = values["recency"], values["amount"]
        from_bottom = low is None or low < 10**self.low
        return Region(
            max(first or 0, 0),
            -math.inf if from_bottom else self._height(low),
            math.inf if last is None else last,
            math.inf if high is None else self._height(max(high, 1)),
        )

    def _height(self, amount: int) -> float:
        return -0.5 if amount < 10**self.low else math.log10(amount) - self.low


_MAKERS: dict[ChartName, Callable[[AnalysisView, ChartWords], Chart]] = {
    ChartName.CLUSTERS: cluster_bars,
    ChartName.BANDS: band_columns,
    ChartName.GRID: score_grid,
    ChartName.PARETO: pareto_curve,
    ChartName.SCATTER: buyer_scatter,
    ChartName.STEPS: step_columns,
}


def _tone(bar: BandBar) -> int:
    return STRONGEST_FIRST.index(Cluster(bar.filter.value))


def _length(share: Fraction | None) -> float:
    """Of a bar: what is below zero has none."""
    return max(float(share or 0), 0)


def _days(plane: ScatterPlane, words: ChartWords) -> Sequence[Tick]:
    *days, last = plane.days
    return [*(Tick(day, f"{day:,}") for day in days), Tick(last, words.last_day(last))]


def _plane_cell(plane: ScatterPlane, cell: tuple[int, int, int], words: ChartWords) -> RegionCell:
    column, row, count = cell
    first, last = plane.days[column], plane.days[column + 1]
    # A day on a line belongs to the cell at its left.
    days = (first + (1 if column else 0), last)
    amounts = (
        None if row == 0 else 10 ** (plane.low + row - 1),
        10 ** (plane.low + row) - 1,
    )
    filters = (Filter("recency", days), Filter("amount", amounts))
    return RegionCell(
        Region(first, row - 1, last, row), Mark(words.area_mark(days, amounts, count), filters)
    )
