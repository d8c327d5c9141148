"""Figures over orders (spec: analysis.md) as plain data: settings in, counts and sums out.

Money is whole minor units of the desk's currency, time is whole days. What is stored here are
counts and sums; rates and means are exact fractions, rounded once, when shown.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from crm_desk.domain.decimals import Number

SCORES = (1, 2, 3, 4, 5)
TIERS = (1, 10, 20)
HORIZONS = (90, 180, 365)
"""Days within which a second purchase is looked for (F2)."""
FEW_BUYERS = 25
"""Below this many, percentages and quantiles say little."""


class Method(StrEnum):
    """How R, F and M become scores from 1 to 5."""

    FIXED = "fixed"
    QUANTILES = "quantiles"


class KindFilter(StrEnum):
    """Which orders are looked at: both kinds, 都度 or 定期."""

    ALL = "all"
    SINGLE = "single"
    SUBSCRIPTION = "subscription"


class Cluster(StrEnum):
    """顧客層, exclusive; the first that matches counts."""

    TOP1 = "top1"
    TOP10 = "top10"
    TOP20 = "top20"
    ONCE = "once"
    TWO_THREE = "two_three"
    FOUR_PLUS = "four_plus"


@dataclass(frozen=True)
class AnalysisSettings:
    """What a shop may change.

    Attributes:
        r: four upper bounds in days for the R scores 5 to 2; None takes the method's own.
        f: four bounds in purchases; fixed: lowest count of the F scores 2 to 5, quantiles:
            a count above a bound is one score higher.
        m: as `f`, in minor units.
        bands: last days of the recency bands but for the open one.
        zero_is_purchase: an order with amount 0 counts as a purchase.
        kind: which orders are looked at; opening balances have no kind and count for ALL only.

    Raises:
        ValueError: bounds that are not four, or do not ascend.
    """

    method: Method = Method.FIXED
    r: tuple[Number, ...] | None = None
    f: tuple[Number, ...] | None = None
    m: tuple[Number, ...] | None = None
    bands: tuple[int, ...] = (30, 60, 90, 180, 365)
    zero_is_purchase: bool = False
    kind: KindFilter = KindFilter.ALL

    def __post_init__(self) -> None:
        for name, bounds in (("r", self.r), ("f", self.f), ("m", self.m)):
            if bounds is None:
                continue
            if len(bounds) != len(SCORES) - 1 or list(bounds) != sorted(bounds):
                raise ValueError(f"{name}: four ascending bounds are needed")
        if list(self.bands) != sorted(set(self.bands)) or any(day < 0 for day in self.bands):
            raise ValueError("bands: ascending days are needed")


@dataclass(frozen=True)
class OrderCounts:
    """What the orders are, customer or not.

    Attributes:
        orders: up to the as-of date, void ones included.
        void: of these, void.
        after_as_of: left out because of their date, void ones included.
        purchases: valid orders with amount > 0 (>= 0 by setting), unidentified ones included.
        sales: sum of all valid orders in minor units, unidentified ones included.
        unidentified: valid orders without a customer key.
        unidentified_sales: their sum in minor units.
    """

    orders: int = 0
    void: int = 0
    after_as_of: int = 0
    purchases: int = 0
    sales: int = 0
    unidentified: int = 0
    unidentified_sales: int = 0

    @property
    def valid(self) -> int:
        """Orders that count."""
        return self.orders - self.void

    @property
    def mean_order_value(self) -> Fraction | None:
        """1回あたり購入単価 in minor units = sales / purchases."""
        return ratio(self.sales, self.purchases)

    @property
    def unidentified_share(self) -> Fraction | None:
        """Share of the valid orders that have no customer key."""
        return ratio(self.unidentified, self.valid)

    @property
    def unidentified_sales_share(self) -> Fraction | None:
        """Share of the sales that have no customer key; None unless sales are above 0."""
        return ratio(self.unidentified_sales, self.sales)


@dataclass(frozen=True)
class Intervals:
    """Days between consecutive distinct purchase days of one customer, over all buyers.

    Attributes:
        gaps: how many there are.
        days: their sum.
        median: of all gaps, None without any.
        mean_per_customer: mean of the customers' own means.
    """

    gaps: int = 0
    days: int = 0
    median: Fraction | None = None
    mean_per_customer: Fraction | None = None

    @property
    def mean(self) -> Fraction | None:
        """Of all gaps, in days."""
        return ratio(self.days, self.gaps)


@dataclass(frozen=True)
class Within:
    """F2(H): of `base` buyers, whose first purchase is `days` back at least, `again` came back."""

    days: int
    base: int
    again: int

    @property
    def rate(self) -> Fraction | None:
        """None without a base."""
        return ratio(self.again, self.base)


@dataclass(frozen=True)
class Conversion:
    """回数別転換率: of `base` buyers with `start` purchases or more, `again` made one more."""

    start: int
    base: int
    again: int

    @property
    def rate(self) -> Fraction | None:
        """None without a base."""
        return ratio(self.again, self.base)


@dataclass(frozen=True)
class TierFigures:
    """TOP1%, TOP10% or TOP20%, nested: TOP10% holds TOP1%.

    Attributes:
        percent: 1, 10 or 20.
        customers: how many are in it; fewer than k_p where amounts are not above 0.
        amount: their total in minor units.
        cut: total amount of the last one in it, None where it is empty.
        sharing: buyers whose total amount is exactly `cut`.
        left_out: of these, outside the tier.
    """

    percent: int
    customers: int = 0
    amount: int = 0
    cut: int | None = None
    sharing: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class FigureGroup:
    """Some buyers: how many, what they bought, in purchases and minor units."""

    customers: int = 0
    purchases: int = 0
    amount: int = 0


@dataclass(frozen=True)
class Band:
    """A recency band, both days included; `last` is None for the open one."""

    first: int
    last: int | None
    customers: int = 0


@dataclass(frozen=True)
class RfmScores:
    """Scores of all buyers.

    Attributes:
        r, f, m: the four bounds used (days, purchases, minor units); quantiles of nobody are empty.
        grid: grid[r - 1][f - 1] = buyers with R score r and F score f.
        m_counts: buyers by M score, 1 first.
        few_buyers: fewer than 25.
        few_values: axes ("r", "f", "m") with fewer distinct values than there are scores.
        empty: (axis, scores that nobody has), axes without such scores left out.
    """

    method: Method
    r: tuple[Number, ...] = ()
    f: tuple[Number, ...] = ()
    m: tuple[Number, ...] = ()
    grid: tuple[tuple[int, ...], ...] = ((0,) * 5,) * 5
    m_counts: tuple[int, ...] = (0,) * 5
    few_buyers: bool = True
    few_values: tuple[str, ...] = ()
    empty: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def suggests_fixed(self) -> bool:
        """Quantiles say little here; the fixed bounds do better."""
        return self.method is Method.QUANTILES and (self.few_buyers or bool(self.few_values))


@dataclass(frozen=True)
class Notable:
    """Counts behind the sentences of the page (analysis.md, Sentences).

    Attributes:
        first_30: first purchase in the 30 days up to the as-of date.
        four_plus_quiet: 4 purchases or more, R > 90.
        once: n = 1, whatever the cluster; `once_amount` their total in minor units.
        bought_90: last purchase in the last 90 days (R <= 90).
        past_interval: R above the own interval (3 gaps or more), not 定期中.
        top20_quiet: in TOP20% with R > 180; `top20_quiet_amount` their total in minor units.
    """

    first_30: int = 0
    four_plus_quiet: int = 0
    once: int = 0
    once_amount: int = 0
    bought_90: int = 0
    past_interval: int = 0
    top20_quiet: int = 0
    top20_quiet_amount: int = 0


@dataclass(frozen=True)
class Suggestion:
    """A customer to think of leaving out (集計から除く): their largest order, in minor units."""

    key: str
    largest: int


@dataclass(frozen=True)
class Figures:
    """All figures of one look at the orders.

    Attributes:
        as_of: データ抽出日; None only where there are no orders and none was given.
        data_from, data_to: first and last day of all orders, void and later ones included.
        buyers: N, without excluded customers.
        purchases, amount: of the buyers, opening balances included.
        repeaters: buyers with n >= 2.
        referrers, referred: customers who brought a buyer, and buyers who were brought;
            None where the shop does not record it.
        active_subscribers: 定期中, excluded customers left out, whatever the `kind` shown.
        excluded: customers marked 集計から除く who would be buyers.
        undated: customers with an opening balance but no date at all, who can't be placed.
        tenure_days, recency_days: sums over the buyers.
    """

    as_of: date | None
    data_from: date | None
    data_to: date | None
    settings: AnalysisSettings
    orders: OrderCounts
    rfm: RfmScores
    buyers: int = 0
    purchases: int = 0
    amount: int = 0
    repeaters: int = 0
    referrers: int | None = None
    referred: int | None = None
    active_subscribers: int = 0
    excluded: int = 0
    undated: int = 0
    tenure_days: int = 0
    recency_days: int = 0
    intervals: Intervals = Intervals()
    f2_within: tuple[Within, ...] = ()
    conversion: tuple[Conversion, ...] = ()
    tiers: tuple[TierFigures, ...] = ()
    deciles: tuple[FigureGroup, ...] = ()
    clusters: dict[Cluster, FigureGroup] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    notable: Notable = Notable()
    suggested: tuple[Suggestion, ...] = ()

    @property
    def repeat_rate(self) -> Fraction | None:
        """リピート率 = #(n >= 2) / N."""
        return ratio(self.repeaters, self.buyers)

    @property
    def mean_purchases(self) -> Fraction | None:
        """Σn / N."""
        return ratio(self.purchases, self.buyers)

    @property
    def mean_tenure(self) -> Fraction | None:
        """Mean 在籍期間 in days, buyers with one purchase included as 0."""
        return ratio(self.tenure_days, self.buyers)

    @property
    def mean_recency(self) -> Fraction | None:
        """Mean R値 in days."""
        return ratio(self.recency_days, self.buyers)

    def people_share(self, customers: int) -> Fraction | None:
        """Share of the buyers."""
        return ratio(customers, self.buyers)

    def amount_share(self, amount: int) -> Fraction | None:
        """Share of the buyers' total amount; None unless that is above 0."""
        return ratio(amount, self.amount)


class BuyerRow(NamedTuple):
    """One buyer, as tables and workbooks show them.

    Attributes:
        customer: number of the customer in `Customers.keys`.
        rank: 1 = highest total amount.
        amount: 累計購入金額 in minor units.
        recency: R値 in days.
        tenure: 在籍期間 in days.
        gaps: between distinct purchase days; from 3 on `interval` is the customer's own.
        interval: median days, the shop's below 3 gaps; None where the shop has no gap at all.
        interval_ratio: R値 / interval; above 1 = past the usual moment.
        tier: 1, 10 or 20 (the smallest that holds them), 0 outside.
        decile: 1 to 10.
        subscribed: 定期中.
    """

    customer: int
    key: str
    rank: int
    purchases: int
    amount: int
    first: date
    last: date
    recency: int
    tenure: int
    gaps: int
    interval: float | None
    interval_ratio: float | None
    tier: int
    cluster: Cluster
    decile: int
    r: int
    f: int
    m: int
    subscribed: bool

    @property
    def once_in_tier(self) -> bool:
        """A one-time buyer inside a tier, which is marked."""
        return self.purchases == 1 and self.tier > 0


def ratio(part: int, whole: int) -> Fraction | None:
    """Exact part / whole; None where there is no base to speak of (whole <= 0)."""
    return Fraction(part, whole) if whole > 0 else None
