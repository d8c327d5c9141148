"""What every buyer bought and when (analysis.md, "Per buyer")."""

from dataclasses import dataclass

import numpy as np

from crm_desk.analysis.intervals import OWN_FROM, Gaps, PurchaseDays
from crm_desk.analysis.orders import Customers, Flags, Ints, Money, count

UNKNOWN = -1
"""A second purchase that lies somewhere in an opening balance."""
NONE = 0
"""No such day; ordinals begin at 1."""


@dataclass(frozen=True)
class BuyerTally:
    """Purchases per customer; one entry for every customer, buyers or not.

    Attributes:
        purchases: n.
        amount: M in minor units, negative orders included.
        first, last: ordinals of the first and last purchase, 0 without any.
        second: ordinal of the second purchase (a second one on the first day counts),
            0 without any, -1 where it can't be known.
        undated: how many customers have an opening balance but no date at all.
    """

    purchases: Ints
    amount: Money
    first: Ints
    last: Ints
    second: Ints
    undated: int = 0


@dataclass(frozen=True)
class BuyerTable:
    """One entry per buyer, by number of the customer; N entries in every column.

    Attributes:
        customer: index in `Customers.keys`.
        purchases: n (累計購入回数).
        amount: M (累計購入金額) in minor units.
        first, last, second: ordinals, as in `BuyerTally`.
        recency: R値 = as-of - last, days.
        tenure: 在籍期間 = last - first, days.
        gaps: between distinct purchase days.
        twice_interval: twice the own median gap from 3 gaps on, else twice the shop's; in days,
            0 where the shop has no gap.
        subscribed: 定期中.
    """

    customer: Ints
    purchases: Ints
    amount: Money
    first: Ints
    last: Ints
    second: Ints
    recency: Ints
    tenure: Ints
    gaps: Ints
    twice_interval: Ints
    subscribed: Flags

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def past_interval(self) -> Flags:
        """R値 / interval > 1, compared in whole numbers."""
        late: Flags = (self.twice_interval > 0) & (2 * self.recency > self.twice_interval)
        return late


def tally(days: PurchaseDays, customer: Ints, amount: Money) -> BuyerTally:
    """n, M and days per customer.

    Args:
        days: purchases of counted customers.
        customer, amount: their valid orders, purchases or not; amounts in minor units.
    """
    size = len(days.counts)
    money: Money = np.zeros(size, amount.dtype)
    np.add.at(money, customer, amount)
    first, second, last = (np.zeros(size, np.int64) for _ in range(3))
    once, twice = days.counts > 0, days.counts > 1
    first[once] = days.day[days.starts[once]]
    second[twice] = days.day[days.starts[twice] + 1]
    last[once] = days.day[days.starts[once] + days.counts[once] - 1]
    return BuyerTally(days.counts, money, first, last, second)


def add_opening(found: BuyerTally, customers: Customers, opening: Money, as_of: int) -> BuyerTally:
    """Opening balances added in (analysis.md, Per buyer); excluded customers have none.

    A balance whose days all lie after the as-of date is left out. Where only one of its days is
    known, that day is its first and its last. A balance has no days in between, so it gives no
    gaps; the second purchase of a customer is known only if it holds a single dated one.
    """
    purchases = np.where(customers.excluded, 0, customers.opening_purchases).astype(np.int64)
    if not purchases.any() and not opening.any():
        return found
    given = (customers.opening_first > 0) | (customers.opening_last > 0)
    start, end = opening_days(customers, as_of)
    used = ~customers.excluded & ~(given & (start == NONE))
    undated = used & (purchases > 0) & (start == NONE) & (found.purchases == 0)
    used &= ~undated
    purchases[~used] = 0
    amount = found.amount.copy()
    amount[used] += opening[used]
    dated = (purchases > 0) & (start > 0)
    first = np.where(dated & ((found.first == NONE) | (start < found.first)), start, found.first)
    return BuyerTally(
        found.purchases + purchases,
        amount,
        first,
        np.where(dated, np.maximum(found.last, end), found.last),
        _second(found, purchases, np.where(dated, start, NONE)),
        count(undated),
    )


def opening_days(customers: Customers, as_of: int) -> tuple[Ints, Ints]:
    """First and last day of the opening balances as ordinals, 0 where none is known by then."""
    one, other = (
        np.where(column <= as_of, column, NONE).astype(np.int64)
        for column in (customers.opening_first, customers.opening_last)
    )
    both = (one > 0) & (other > 0)
    end = np.maximum(one, other)
    return np.where(both, np.minimum(one, other), end), end


def _second(found: BuyerTally, purchases: Ints, day: Ints) -> Ints:
    """The second purchase, where a balance of `purchases` begins on `day` (0 = not known)."""
    # With one more day, the second of the three is the middle one; none at all is far away.
    far = np.iinfo(np.int64).max
    first, second = (
        np.where(column == NONE, far, column) for column in (found.first, found.second)
    )
    middle = np.minimum(np.maximum(first, day), second)
    middle[middle == far] = NONE
    merged = np.where(day > 0, middle, UNKNOWN)
    return np.where(purchases == 0, found.second, np.where(purchases == 1, merged, UNKNOWN))


def buyer_table(
    found: BuyerTally, own: Gaps, shop_twice_interval: int, subscribed: Flags, as_of: int
) -> BuyerTable:
    """Customers with at least one purchase (analysis.md, Orders 7 and Per buyer).

    Args:
        own: gaps of every customer.
        shop_twice_interval: twice the pooled median, 0 without gaps.
        subscribed: of every customer.
        as_of: ordinal.
    """
    rows = np.flatnonzero(found.purchases > 0)
    first, last = found.first[rows], found.last[rows]
    gap_counts = own.counts[rows]
    return BuyerTable(
        customer=rows,
        purchases=found.purchases[rows],
        amount=found.amount[rows],
        first=first,
        last=last,
        second=found.second[rows],
        recency=as_of - last,
        tenure=last - first,
        gaps=gap_counts,
        twice_interval=np.where(
            gap_counts >= OWN_FROM, own.twice_median[rows], shop_twice_interval
        ),
        subscribed=subscribed[rows],
    )
