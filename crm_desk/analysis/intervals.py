"""Purchase days of customers, and the days between them (analysis.md, Per buyer and KPIs)."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from crm_desk.analysis.orders import Days, Flags, Ints, twice_median
from crm_desk.domain.analysis.figures import Intervals

OWN_FROM = 3
"""Gaps from which a customer's own median counts."""
UNKNOWN_SUBSCRIPTION = 30
"""Days between 定期 orders where a customer has only one so far."""


@dataclass(frozen=True)
class PurchaseDays:
    """Purchase days by customer, then day; a day with two purchases stands twice.

    Attributes:
        customer: index of the customer, ascending.
        day: ordinals, ascending within a customer.
        counts: purchases per customer, one entry for every customer.
        starts: where each customer's days begin.
    """

    customer: Ints
    day: Ints
    counts: Ints
    starts: Ints


@dataclass(frozen=True)
class Gaps:
    """Days between consecutive distinct purchase days.

    Attributes:
        days: all gaps, each 1 or more, ascending within a customer.
        counts: gaps per customer.
        sums: days per customer.
        twice_median: per customer, 0 without gaps; doubled, it is a whole number.
    """

    days: Ints
    counts: Ints
    sums: Ints
    twice_median: Ints


def purchase_days(customer: Ints, day: Days, customers: int) -> PurchaseDays:
    """Sort purchases of identified customers; one number per purchase sorts much faster."""
    counts = np.bincount(customer, minlength=customers)
    starts = np.cumsum(counts) - counts
    bits = _bits(day)
    packed = (customer.astype(np.int64) << bits) | day
    packed.sort()
    return PurchaseDays(packed >> bits, packed & ((1 << bits) - 1), counts, starts)


def gaps(days: PurchaseDays) -> Gaps:
    """Gaps of every customer; two purchases on one day have none between them."""
    size = len(days.counts)
    step = np.diff(days.day)
    found = (np.diff(days.customer) == 0) & (step > 0)
    owner = days.customer[1:][found]
    step = step[found]
    counts = np.bincount(owner, minlength=size)
    # Sums of days stay far below 2**53, where float64 counts exactly.
    sums = np.bincount(owner, weights=step, minlength=size).astype(np.int64)
    bits = _bits(step)
    packed = (owner << bits) | step
    packed.sort()
    step = packed & ((1 << bits) - 1)
    return Gaps(step, counts, sums, _twice_medians(step, counts))


def _bits(values: Ints | Days) -> int:
    """Bits that hold every one of these non-negative numbers."""
    return int(values.max()).bit_length() if len(values) else 0


def _twice_medians(values: Ints, counts: Ints) -> Ints:
    """Per customer, from values ascending within each; 0 where there are none."""
    found = np.zeros(len(counts), np.int64)
    some = counts > 0
    starts = (np.cumsum(counts) - counts)[some]
    low, high = starts + (counts[some] - 1) // 2, starts + counts[some] // 2
    found[some] = values[low] + values[high]
    return found


def summary(own: Gaps) -> Intervals:
    """Purchase intervals in days: pooled, and the mean of customers' means (analysis.md, KPIs)."""
    if not len(own.days):
        return Intervals()
    return Intervals(
        gaps=len(own.days),
        days=int(own.days.sum()),
        median=Fraction(twice_median(own.days), 2),
        mean_per_customer=_mean_of_means(own),
    )


def _mean_of_means(own: Gaps) -> Fraction:
    """Customers with equally many gaps are added up first: few fractions instead of many."""
    some = own.counts > 0
    days = np.bincount(own.counts[some], weights=own.sums[some]).astype(np.int64)
    added = sum(
        (Fraction(sum_, number) for number, sum_ in enumerate(days.tolist()) if sum_), Fraction(0)
    )
    return added / int(np.count_nonzero(some))


def subscribed(days: PurchaseDays, as_of: int) -> Flags:
    """定期中, for every customer, from the days of their 定期 purchases.

    R <= 1.5 x median interval, 30 days where unknown (analysis.md, Orders 8); compared as
    4 R <= 3 x twice the median.
    """
    active = np.zeros(len(days.counts), bool)
    some = days.counts > 0
    doubled = gaps(days).twice_median[some]
    doubled[doubled == 0] = 2 * UNKNOWN_SUBSCRIPTION
    last = days.day[days.starts[some] + days.counts[some] - 1]
    active[some] = 4 * (as_of - last) <= 3 * doubled
    return active
