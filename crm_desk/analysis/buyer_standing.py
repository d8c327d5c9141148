"""Where every buyer stands, in short: for plans made for many at once."""

from crm_desk.analysis.figures import Analysis
from crm_desk.analysis.orders import Ints
from crm_desk.analysis.selecting import matching
from crm_desk.analysis.tiers import CLUSTERS
from crm_desk.domain.analysis.view import BuyerStanding, Filter


def buyer_standings(analysis: Analysis, ids: Ints) -> list[BuyerStanding]:
    """Every buyer, the highest total amount first.

    Args:
        ids: customer id of every buyer of `analysis`.
    """
    table, placed = analysis.table, analysis.placed
    order = placed.rank.argsort()
    columns = (
        ids,
        placed.cluster,
        table.recency,
        table.purchases,
        table.amount,
        table.subscribed,
        matching(analysis, [Filter("past_interval")]),
    )
    rows = zip(*(column[order].tolist() for column in columns), strict=True)
    return [BuyerStanding(id_, CLUSTERS[cluster], *rest) for id_, cluster, *rest in rows]
