"""Figures over all buyers (analysis.md, "KPIs"); rates stay counts here."""

from itertools import pairwise

import numpy as np

from crm_desk.analysis.buyers import UNKNOWN, BuyerTable
from crm_desk.analysis.orders import NO_REFERRER, Customers, Ints, count, total
from crm_desk.domain.analysis.figures import HORIZONS, Band, Conversion, Notable, Within

STEPS = 9
"""The last conversion shown is 9→10."""


def conversion(table: BuyerTable) -> tuple[Conversion, ...]:
    """回数別転換率: k→k+1 for k = 1 … 9 while there is anybody with k purchases."""
    reached = [count(table.purchases >= k) for k in range(1, STEPS + 2)]
    return tuple(
        Conversion(k, base, again)
        for k, (base, again) in enumerate(pairwise(reached), start=1)
        if base
    )


def f2_within(table: BuyerTable, as_of: int) -> tuple[Within, ...]:
    """F2(H): second purchase at most H days after the first, by those who had H days for it.

    Who has more than one purchase in an opening balance is left out: nobody knows when the
    second one was.
    """
    known = table.second != UNKNOWN
    found = []
    for days in HORIZONS:
        base = known & (as_of - table.first >= days)
        again = base & (table.second > 0) & (table.second - table.first <= days)
        found.append(Within(days, count(base), count(again)))
    return tuple(found)


def bands(table: BuyerTable, ends: tuple[int, ...]) -> tuple[Band, ...]:
    """Recency bands: buyers by R値 in days, both ends included; the last band is open."""
    place = np.searchsorted(np.array(ends, np.int64), table.recency, side="left")
    customers = np.bincount(place, minlength=len(ends) + 1).tolist()
    starts = [0, *(end + 1 for end in ends)]
    return tuple(
        Band(first, last, number)
        for first, last, number in zip(starts, [*ends, None], customers, strict=True)
    )


def referrals(table: BuyerTable, customers: Customers) -> tuple[int | None, int | None]:
    """紹介してくださった方 (customers, not excluded) and 紹介で来られた方 (buyers)."""
    if not customers.referrals_recorded:
        return None, None
    referrer = customers.referrer[table.customer].astype(np.int64)
    # Nobody brings themselves.
    brought = (referrer != NO_REFERRER) & (referrer != table.customer)
    known = np.unique(referrer[brought & (referrer >= 0)])
    return count(~customers.excluded[known]), count(brought)


def notable(table: BuyerTable, tier: Ints, as_of: int) -> Notable:
    """Counts for the sentences of the page (analysis.md, Sentences); amounts in minor units."""
    once = table.purchases == 1
    quiet = (tier > 0) & (table.recency > 180)
    return Notable(
        first_30=count(as_of - table.first <= 30),
        four_plus_quiet=count((table.purchases >= 4) & (table.recency > 90)),
        once=count(once),
        once_amount=total(table.amount[once]),
        bought_90=count(table.recency <= 90),
        past_interval=count(table.past_interval & (table.gaps >= 3) & ~table.subscribed),
        top20_quiet=count(quiet),
        top20_quiet_amount=total(table.amount[quiet]),
    )
