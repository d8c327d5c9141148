"""The buyers behind the figures, as rows for people."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from crm_desk.analysis.figures import Analysis
from crm_desk.analysis.orders import Ints
from crm_desk.analysis.tiers import CLUSTERS
from crm_desk.domain.analysis.figures import BuyerRow


def buyer_rows(analysis: Analysis, keys: Sequence[str]) -> list[BuyerRow]:
    """One row per buyer, highest total amount first; `keys` as in `Customers`.

    Half days of a median are exact in a float; the ratio is rounded once.
    """
    table, placed = analysis.table, analysis.placed
    order = np.argsort(placed.rank)
    numbers = [
        column[order].tolist()
        for column in (table.recency, table.tenure, table.gaps, table.twice_interval)
    ]
    twice, recency = numbers[3], numbers[0]
    customer = table.customer[order].tolist()
    columns = (
        customer,
        [keys[index] for index in customer],
        placed.rank[order].tolist(),
        table.purchases[order].tolist(),
        table.amount[order].tolist(),
        _dates(table.first[order]),
        _dates(table.last[order]),
        *numbers[:3],
        [doubled / 2 if doubled else None for doubled in twice],
        [2 * r / doubled if doubled else None for r, doubled in zip(recency, twice, strict=True)],
        placed.tier[order].tolist(),
        [CLUSTERS[number] for number in placed.cluster[order].tolist()],
        placed.decile[order].tolist(),
        placed.scores.r[order].tolist(),
        placed.scores.f[order].tolist(),
        placed.scores.m[order].tolist(),
        table.subscribed[order].tolist(),
    )
    return [BuyerRow(*row) for row in zip(*columns, strict=True)]


def _dates(ordinals: Ints) -> list[date]:
    """Few days are shared by many buyers: each becomes a date once."""
    days, place = np.unique(ordinals, return_inverse=True)
    dates = [date.fromordinal(day) for day in days.tolist()]
    return [dates[number] for number in place.tolist()]
