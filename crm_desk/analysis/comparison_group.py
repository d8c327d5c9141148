"""Customers without a follow-up plan, to set beside those who had one (followup.md, Results)."""

from collections.abc import Collection
from datetime import date

import numpy as np

from crm_desk.analysis.figures import analyse
from crm_desk.analysis.orders import UNIDENTIFIED, Customers, Orders, exact_amounts
from crm_desk.analysis.tiers import CLUSTERS
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster
from crm_desk.domain.followup.plan import window_end
from crm_desk.domain.followup.results import ResultGroup
from crm_desk.domain.followup.templates import band_of

Place = tuple[Cluster, int, bool]
"""Cluster, first day of the recency band, 定期中."""


def without_plan(
    orders: Orders, customers: Customers, start: date, planned: Collection[int]
) -> dict[Place, ResultGroup]:
    """Where buyers without a plan stood on a day, and what they bought in the window from it.

    Args:
        start: the as-of date of the standing, and the start of a window as a plan's.
        planned: places in `customers` of those who had a plan then.
    """
    table_of = analyse(orders, customers, start, AnalysisSettings())
    amount, _ = exact_amounts(orders, customers)
    within = (
        ~orders.void
        & (orders.customer != UNIDENTIFIED)
        & (orders.day > start.toordinal())
        & (orders.day <= window_end(start).toordinal())
        & (amount > 0)
    )
    spent = np.zeros(len(customers), amount.dtype)
    np.add.at(spent, orders.customer[within], amount[within])
    table, cluster = table_of.table, table_of.placed.cluster
    kept = ~np.isin(table.customer, np.array(sorted(planned), np.int64))
    columns = (cluster, table.recency, table.subscribed, spent[table.customer])
    found: dict[Place, ResultGroup] = {}
    for number, recency, subscribed, bought in zip(
        *(column[kept].tolist() for column in columns), strict=True
    ):
        place = (CLUSTERS[number], band_of(recency), subscribed)
        group = found.get(place, ResultGroup())
        found[place] = ResultGroup(
            group.people + 1, group.buyers + (bought > 0), group.amount + bought
        )
    return found
