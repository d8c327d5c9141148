"""Ranks by total amount, TOP1/10/20%, deciles and clusters (analysis.md, Tiers and clusters)."""

from collections.abc import Sequence

import numpy as np

from crm_desk.analysis.buyers import BuyerTable
from crm_desk.analysis.orders import Flags, Ints, Money, count, total
from crm_desk.domain.analysis.figures import TIERS, Cluster, FigureGroup, TierFigures

CLUSTERS = tuple(Cluster)
"""A cluster's number in the arrays is its place here."""
_TIER_CLUSTERS = {1: Cluster.TOP1, 10: Cluster.TOP10, 20: Cluster.TOP20}


def tier_size(buyers: int, percent: int) -> int:
    """k_p = (N p + 99) // 100; N = 37 gives 1 / 4 / 8."""
    return (buyers * percent + 99) // 100


def ranks(table: BuyerTable, keys: Sequence[str]) -> Ints:
    """Rank of every buyer from 1: M desc, n desc, last desc, first asc, key asc."""
    columns = (_sortable(table.amount), table.purchases, table.last, -table.first)
    order = np.lexsort([-column for column in reversed(columns)])
    tied = np.ones(max(len(order) - 1, 0), bool)
    for column in columns:
        tied &= np.diff(column[order]) == 0
    if tied.any():
        order = _by_key(order, tied, table.customer, keys)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _sortable(amount: Money) -> Ints:
    """Amounts beyond 64 bits as their places among the distinct ones."""
    if amount.dtype != object:
        return amount
    places: Ints = np.unique(amount, return_inverse=True)[1].astype(np.int64)
    return places


def _by_key(order: Ints, tied: Flags, customer: Ints, keys: Sequence[str]) -> Ints:
    """Put those in the order of their keys who are equal in all else; texts are slow to sort."""
    run = np.concatenate(([0], np.cumsum(~tied)))
    inside = np.concatenate((tied, [False])) | np.concatenate(([False], tied))
    places = np.flatnonzero(inside)
    members = zip(
        run[places].tolist(),
        [keys[index] for index in customer[order[places]].tolist()],
        order[places].tolist(),
        strict=True,
    )
    order = order.copy()
    order[places] = [row for _, _, row in sorted(members)]
    return order


def tier_of(table: BuyerTable, rank: Ints) -> Ints:
    """1, 10 or 20: the smallest tier that holds each buyer; 0 outside, or where M <= 0."""
    tier = np.zeros(len(table), np.int64)
    for percent in reversed(TIERS):
        tier[rank <= tier_size(len(table), percent)] = percent
    tier[table.amount <= 0] = 0
    return tier


def tier_figures(table: BuyerTable, rank: Ints, tier: Ints) -> tuple[TierFigures, ...]:
    """The nested tiers, and how many share the amount at each cut."""
    return tuple(
        _tier(percent, table.amount, rank, (tier > 0) & (tier <= percent)) for percent in TIERS
    )


def _tier(percent: int, amount: Money, rank: Ints, inside: Flags) -> TierFigures:
    customers = count(inside)
    if not customers:
        return TierFigures(percent)
    cut = int(amount[rank == customers][0])
    same = amount == cut
    return TierFigures(
        percent, customers, total(amount[inside]), cut, count(same), count(same & ~inside)
    )


def decile_of(rank: Ints) -> Ints:
    """Decile 1-10 of every buyer: the smallest j with rank <= ceil(N j / 10)."""
    size = len(rank)
    ends = np.array([-(-size * j // 10) for j in range(1, 11)], np.int64)
    return np.searchsorted(ends, rank, side="left").astype(np.int64) + 1


def cluster_of(table: BuyerTable, tier: Ints) -> Ints:
    """Number of every buyer's cluster in CLUSTERS: tiers first, then by purchases."""
    place = {cluster: number for number, cluster in enumerate(CLUSTERS)}
    found = np.full(len(table), place[Cluster.FOUR_PLUS], np.int64)
    found[table.purchases <= 3] = place[Cluster.TWO_THREE]
    found[table.purchases == 1] = place[Cluster.ONCE]
    for percent, cluster in _TIER_CLUSTERS.items():
        found[tier == percent] = place[cluster]
    return found


def groups(table: BuyerTable, number: Ints, size: int) -> tuple[FigureGroup, ...]:
    """Customers, purchases and minor units by a number below `size` that every buyer has."""
    return tuple(
        FigureGroup(count(inside), total(table.purchases[inside]), total(table.amount[inside]))
        for inside in (number == each for each in range(size))
    )
