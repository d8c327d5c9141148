"""The key figures before the last import beside those of now."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from crm_desk.analysis.figures import Analysis
from crm_desk.analysis.orders import Customers, Orders, select
from crm_desk.domain.analysis.figures import Figures
from crm_desk.domain.analysis.trends import Kpi, Sample, Trend, counted, estimated, rate_sample

_SAFE = 2**62
_F2_DAYS = 90

Side = tuple[Analysis, Orders]
"""A look at orders, and these orders."""


def trends(before: Side, now: Side, customers: Customers) -> Mapping[Kpi, Trend]:
    """Every figure that both sides have; rates and means by `domain.trends.estimated`."""
    old, new = before[0].figures, now[0].figures
    found: dict[Kpi, Trend | None] = {
        Kpi.BUYERS: counted(old.buyers, new.buyers),
        Kpi.SALES: counted(old.orders.sales, new.orders.sales),
        Kpi.MEAN_ORDER_VALUE: estimated(
            _order_values(*before, customers), _order_values(*now, customers)
        ),
    }
    samples: dict[Kpi, Callable[[Analysis], Sample]] = {
        Kpi.REPEAT_RATE: lambda a: rate_sample(a.figures.repeaters, a.figures.buyers),
        Kpi.F2: lambda a: _second_purchases(a.figures),
        Kpi.MEAN_PURCHASES: lambda a: sample(a.table.purchases),
        Kpi.RECENCY: lambda a: sample(a.table.recency),
        Kpi.TENURE: lambda a: sample(a.table.tenure),
    }
    for kpi, of in samples.items():
        found[kpi] = estimated(of(before[0]), of(now[0]))
    return {kpi: trend for kpi, trend in found.items() if trend is not None}


def _second_purchases(figures: Figures) -> Sample:
    within = next((each for each in figures.f2_within if each.days == _F2_DAYS), None)
    return rate_sample(within.again, within.base) if within else Sample(0, 0, 0)


def _order_values(analysis: Analysis, orders: Orders, customers: Customers) -> Sample:
    figures = analysis.figures
    if figures.as_of is None:
        return Sample(0, 0, 0)
    chosen = select(orders, customers, figures.as_of.toordinal(), figures.settings)
    values = sample(orders.amount[chosen.purchase])
    # 1回あたり購入単価 divides all sales, returns included, by the purchases.
    return values._replace(total=figures.orders.sales)


def sample(values: Any) -> Sample:
    """Exact sums of a column of whole numbers."""
    if not len(values):
        return Sample(0, 0, 0)
    peak = int(np.abs(values).max())
    exact = values if peak * peak * len(values) < _SAFE else values.astype(object)
    return Sample(len(values), int(exact.sum()), int((exact * exact).sum()))
