"""What the page 顧客分析 shows, as plain data: sentences, charts, a selection of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, NamedTuple

from crm_desk.domain.analysis.figures import BuyerRow, Cluster, Figures, Method, RfmScores

Range = tuple[int, int | None]
"""First and last whole number of a score, None open; last < first: nobody can have it."""


class ChartName(StrEnum):
    """The charts of the page, in their order."""

    CLUSTERS = "clusters"
    BANDS = "bands"
    GRID = "grid"
    PARETO = "pareto"
    SCATTER = "scatter"
    STEPS = "steps"


class Filter(NamedTuple):
    """One condition on buyers; several are met together.

    Attributes:
        kind: `cluster`, `tier`, `cell`, `recency`, `amount`, `purchases`, `past_interval`,
            `subscribed`, `steps`.
        value: cluster: `Cluster`; tier: 1, 10, 20; cell: (R, F) scores 1-5;
            recency (days), amount (minor units), purchases: (from, to), both included, None open;
            steps: purchases at least; nothing else for the last two of `kind`.
    """

    kind: str
    value: Any = None


Filters = tuple[Filter, ...]


class BandBar(NamedTuple):
    """One cluster or band.

    Attributes:
        filter: what a click on it filters by.
        customers, amount: people, and their total in minor units.
    """

    name: str
    customers: int
    people_share: Fraction | None
    amount: int
    amount_share: Fraction | None
    filter: Filter


class PurchaseStep(NamedTuple):
    """From the k-th purchase to the next: `base` people made k of them."""

    k: int
    base: int
    rate: Fraction


@dataclass(frozen=True)
class ScatterPlane:
    """Where buyers lie by recency and total amount.

    Attributes:
        days: round days from 0 to the longest recency or beyond.
        low, high: powers of ten (in minor units) around all totals above 0.
        has_strip: some totals are 0 or less; they lie in a strip below `low`.
        heights: one entry per buyer (numpy array): the total as a power of ten above `low`, -0.5
            in the strip.
        cells: (column, row, buyers) where there are any: columns between the days, row 0 below
            `low`; from the top left on as the eye reads.
    """

    days: tuple[int, ...] = (0, 30)
    low: int = 2
    high: int = 4
    has_strip: bool = False
    heights: Any = ()
    cells: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True)
class Charts:
    """Data of all charts.

    Attributes:
        clusters: TOP1% first, people beside sales.
        bands: recency bands.
        grid: `grid[r-1][f-1]` people with these scores.
        pareto: (share of people, share of sales), both 0 to 1, from (0, 0) on, at most 400 points.
        tier_marks: (percent, share of people, share of sales) of TOP1/10/20 %.
        recency, amount, cluster, ids: one entry per buyer (numpy arrays): R value in days, total
            in minor units, place in `Cluster`, customer id; for the scatter.
        plane: the same buyers on the scatter's axes.
    """

    clusters: Sequence[BandBar] = ()
    bands: Sequence[BandBar] = ()
    grid: Sequence[Sequence[int]] = ()
    pareto: Sequence[tuple[float, float]] = ()
    tier_marks: Sequence[tuple[int, float, float]] = ()
    steps: Sequence[PurchaseStep] = ()
    recency: Any = ()
    amount: Any = ()
    cluster: Any = ()
    ids: Any = ()
    plane: ScatterPlane = ScatterPlane()


class Sentence(NamedTuple):
    """One true sentence, and the chart that it stands over; None: over the page."""

    key: str
    text: str
    chart: ChartName | None


@dataclass(frozen=True)
class AnalysisView:
    """One look at the orders: as of a day, by some thresholds."""

    figures: Figures
    charts: Charts
    sentences: Sequence[Sentence] = ()

    @property
    def has_orders(self) -> bool:
        """The desk holds orders, of whatever day."""
        return bool(self.figures.orders.orders or self.figures.orders.after_as_of)


@dataclass(frozen=True)
class Selected:
    """Who meets all filters.

    Attributes:
        ids: customer ids in the order asked for (array of int64).
        people_share, amount_share: of all buyers.
    """

    ids: Any
    customers: int = 0
    people_share: Fraction | None = None
    amount: int = 0
    amount_share: Fraction | None = None
    filters: Sequence[Filter] = field(default=())


class BuyerRecord(NamedTuple):
    """One buyer of a table: who it is, and what they bought (`attrgetter("buyer.amount")`)."""

    id: int
    member_no: str
    name: str
    kana: str
    email: str
    phone: str
    buyer: BuyerRow

    @property
    def past_interval(self) -> bool:
        """Past the own usual moment (3 gaps or more), and not 定期中."""
        late = (self.buyer.interval_ratio or 0) > 1
        return late and self.buyer.gaps >= 3 and not self.buyer.subscribed


class BuyerStanding(NamedTuple):
    """Where one buyer stands, in short; see `BuyerRow`."""

    id: int
    cluster: Cluster
    recency: int
    purchases: int
    amount: int
    subscribed: bool
    past_interval: bool


class Suspect(NamedTuple):
    """A customer to think of leaving out (集計から除く): their largest order, in minor units."""

    id: int
    member_no: str
    name: str
    largest: int


def recency_ranges(rfm: RfmScores) -> tuple[Range, ...]:
    """Days of the R scores 1 to 5; none without bounds."""
    last = [floor(bound) for bound in rfm.r]
    if not last:
        return ()
    between = [(before + 1, to) for before, to in pairwise(last)]
    return ((last[-1] + 1, None), *reversed(between), (0, last[0]))


def purchase_ranges(rfm: RfmScores) -> tuple[Range, ...]:
    """Purchases of the F scores 1 to 5; none without bounds."""
    fixed = rfm.method is Method.FIXED
    first = [ceil(bound) if fixed else floor(bound) + 1 for bound in rfm.f]
    if not first:
        return ()
    between = [(start, following - 1) for start, following in pairwise([1, *first])]
    return (*between, (first[-1], None))
