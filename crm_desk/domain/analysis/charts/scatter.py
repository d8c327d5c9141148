"""A point per buyer: recency against total amount."""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crm_desk.domain.analysis.charts.tones import tone_of
from crm_desk.domain.analysis.charts.words import ChartWords
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import AnalysisView, Filter, Filters, ScatterPlane
from crm_desk.domain.charts import Axis, Mark, PointCloud, PointGroup, Region, RegionCell, Tick


class ScatterWords(ChartWords):
    """Words at the axes and of the areas between their lines."""

    def scatter_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("chart.recency_across"), self.texts("chart.amount_up")

    def not_above_zero(self) -> str:
        """At the strip of those whose total is not above 0."""
        return self.texts("chart.zero_or_less", zero=self.money.text(0))

    def last_day(self, day: int) -> str:
        """The last tick of recency."""
        return f"{day:,}"

    def area_mark(self, days: tuple[int, int], amounts: tuple[int | None, int], n: int) -> str:
        """Who lies between some days and some amounts."""
        (first, last), (low, high) = days, amounts
        said = {"first": first, "last": last, "people": self.people(n)}
        most = self.money.text(high)
        if low is None:
            return self.texts("chart.area_up_to", high=most, **said)
        return self.texts("chart.area_between", low=self.money.text(low), high=most, **said)


class PrintedScatterWords(ScatterWords):
    """Words for paper."""

    def scatter_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("rfm_paper.recency_across"), self.texts("chart.amount_up")

    def not_above_zero(self) -> str:
        """At the strip of those whose total is not above 0."""
        return self.texts("rfm_paper.below")

    def last_day(self, day: int) -> str:
        """The last tick of recency has the unit."""
        return f"{day:,}{self.texts('analysis_book.unit_days')}"


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


def buyer_scatter(view: AnalysisView, words: ScatterWords) -> PointCloud:
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
        groups=[PointGroup(names.get(cluster, ""), tone_of(cluster)) for cluster in Cluster],
        x_axis=Axis(across_title, _days(plane, words), 0, plane.days[-1]),
        y_axis=Axis(up_title, up, -float(plane.has_strip), plane.high - plane.low),
        has_strip=plane.has_strip,
        cells=[_plane_cell(plane, cell, words) for cell in plane.cells],
        regions=regions,
        count_text=words.people,
    )


def _days(plane: ScatterPlane, words: ScatterWords) -> Sequence[Tick]:
    *days, last = plane.days
    return [*(Tick(day, f"{day:,}") for day in days), Tick(last, words.last_day(last))]


def _plane_cell(plane: ScatterPlane, cell: tuple[int, int, int], words: ScatterWords) -> RegionCell:
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
