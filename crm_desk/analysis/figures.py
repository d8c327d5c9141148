"""From orders to all figures; the same orders in another order give the same to the last digit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from crm_desk.analysis import buyers, intervals, kpi, rfm, tiers
from crm_desk.analysis.buyers import BuyerTable
from crm_desk.analysis.orders import (
    UNIDENTIFIED,
    Customers,
    Flags,
    Ints,
    Orders,
    OrderSelection,
    count,
    count_orders,
    exact_amounts,
    select,
    suggest_excluded,
    total,
)
from crm_desk.domain.analysis.figures import (
    AnalysisSettings,
    Cluster,
    FigureGroup,
    Figures,
    KindFilter,
)


@dataclass(frozen=True)
class Placed:
    """What ranks and scores make of every buyer; N entries in every column.

    Attributes:
        rank: 1 = highest total amount.
        tier: 1, 10, 20, or 0 outside.
        decile: 1-10.
        cluster: place in `tiers.CLUSTERS`.
        scores: 1-5 each.
    """

    rank: Ints
    tier: Ints
    decile: Ints
    cluster: Ints
    scores: rfm.Scores


@dataclass(frozen=True)
class Analysis:
    """Figures, and the buyers behind them."""

    figures: Figures
    table: BuyerTable
    placed: Placed


def analyse(
    orders: Orders,
    customers: Customers,
    as_of: date | None,
    settings: AnalysisSettings,
    today: date | None = None,
) -> Analysis:
    """All figures of analysis.md, with the buyers behind them.

    Args:
        orders: in any order, void ones included.
        customers: whom `orders.customer` points at.
        as_of: データ抽出日; None takes the latest order date up to `today`.
        settings: thresholds, bands and kind.
        today: orders of later days never set the as-of date; None takes every day as it is.
    """
    day = _as_of(orders, as_of, today)
    amount, opening = exact_amounts(orders, customers)
    chosen = select(orders, customers, day, settings)
    bought = chosen.purchase & chosen.own
    days = intervals.purchase_days(orders.customer[bought], orders.day[bought], len(customers))
    found = buyers.tally(days, orders.customer[chosen.own], amount[chosen.own])
    if settings.kind is KindFilter.ALL:
        found = buyers.add_opening(found, customers, opening, day)
    own = intervals.gaps(days)
    pooled = intervals.summary(own)
    active = _subscribed(orders, customers, day, settings)
    twice = int(2 * pooled.median) if pooled.median is not None else 0
    table = buyers.buyer_table(found, own, twice, active, day)
    used = rfm.bounds(table, settings)
    placed = _placed(table, customers.keys, rfm.scores(table, used, settings.method))
    referrers, referred = kpi.referrals(table, customers)
    figures = Figures(
        as_of=date.fromordinal(day) if day else None,
        data_from=date.fromordinal(int(orders.day.min())) if len(orders) else None,
        data_to=date.fromordinal(int(orders.day.max())) if len(orders) else None,
        settings=settings,
        orders=count_orders(orders, chosen, amount, day, settings.kind),
        rfm=rfm.summary(table, settings, used, placed.scores),
        buyers=len(table),
        purchases=total(table.purchases),
        amount=total(table.amount),
        repeaters=count(table.purchases >= 2),
        referrers=referrers,
        referred=referred,
        active_subscribers=count(active),
        excluded=_excluded(orders, customers, chosen),
        undated=found.undated,
        tenure_days=total(table.tenure),
        recency_days=total(table.recency),
        intervals=pooled,
        f2_within=kpi.f2_within(table, day),
        conversion=kpi.conversion(table),
        tiers=tiers.tier_figures(table, placed.rank, placed.tier),
        deciles=tiers.groups(table, placed.decile - 1, 10),
        clusters=_clusters(table, placed.cluster),
        bands=kpi.bands(table, settings.bands),
        notable=kpi.notable(table, placed.tier, day),
        suggested=suggest_excluded(orders, customers, chosen),
    )
    return Analysis(figures, table, placed)


def _as_of(orders: Orders, as_of: date | None, today: date | None) -> int:
    """Ordinal of the as-of date; 0 where there is nothing to take it from."""
    if as_of is not None:
        return as_of.toordinal()
    days = orders.day
    if today is not None:
        known = days[days <= today.toordinal()]
        # Where every order lies ahead, the clock is what is wrong.
        days = known if len(known) else days
    return int(days.max()) if len(days) else 0


def _subscribed(
    orders: Orders, customers: Customers, as_of: int, settings: AnalysisSettings
) -> Flags:
    """定期中 for every customer, from 定期 purchases alone, whatever kind is shown."""
    if not orders.subscription.any():
        return np.zeros(len(customers), bool)
    every = replace(settings, kind=KindFilter.SUBSCRIPTION)
    chosen = select(orders, customers, as_of, every)
    bought = chosen.purchase & chosen.own
    days = intervals.purchase_days(orders.customer[bought], orders.day[bought], len(customers))
    return intervals.subscribed(days, as_of)


def _excluded(orders: Orders, customers: Customers, chosen: OrderSelection) -> int:
    """Customers marked 集計から除く with at least one purchase."""
    left_out = chosen.purchase & ~chosen.own & (orders.customer != UNIDENTIFIED)
    return len(np.unique(orders.customer[left_out]))


def _placed(table: BuyerTable, keys: Sequence[str], scores: rfm.Scores) -> Placed:
    rank = tiers.ranks(table, keys)
    tier = tiers.tier_of(table, rank)
    return Placed(rank, tier, tiers.decile_of(rank), tiers.cluster_of(table, tier), scores)


def _clusters(table: BuyerTable, cluster: Ints) -> dict[Cluster, FigureGroup]:
    every = tiers.groups(table, cluster, len(tiers.CLUSTERS))
    return dict(zip(tiers.CLUSTERS, every, strict=True))
