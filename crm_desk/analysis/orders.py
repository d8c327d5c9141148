"""Orders and customers as columns, and which of them count.

Definitions: analysis.md, "Orders and purchases". Days are `date.toordinal()`, amounts are whole
minor units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from crm_desk.domain.analysis.figures import AnalysisSettings, KindFilter, OrderCounts, Suggestion

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Money = npt.NDArray[Any]
"""int64, or Python integers (dtype object) where a sum might not fit into 64 bits."""

UNIDENTIFIED = -1
NO_REFERRER = -1
SUSPICIOUS = 10
"""An order above this many times the median purchase suggests wholesale, staff or a test."""
_SAFE = 2**62


@dataclass(frozen=True)
class Orders:
    """One entry per order, void ones included, in any order.

    Attributes:
        customer: index in `Customers.keys`, -1 = unidentified.
        day: ordinal of the order date.
        amount: goods, in minor units.
        void: counts nowhere.
        subscription: kind 定期.

    Raises:
        ValueError: the columns differ in length.
    """

    customer: Ints
    day: Days
    amount: Ints
    void: Flags
    subscription: Flags

    def __post_init__(self) -> None:
        columns = (self.customer, self.day, self.amount, self.void, self.subscription)
        if len({len(column) for column in columns}) != 1:
            raise ValueError("the columns of orders differ in length")

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True)
class Customers:
    """One entry per customer.

    Attributes:
        keys: unique; breaks the last tie of a rank.
        excluded: 集計から除く.
        opening_purchases: bought before the data begin.
        opening_amount: for so much, in minor units.
        opening_first: ordinal of the first purchase of all, 0 = not known.
        opening_last: ordinal of the last purchase before the data begin, 0 = not known.
        referrer: index of the customer who brought this one, -1 = nobody, below -1 = somebody
            who is no customer.
        referrals_recorded: False prints 未記録 instead of 0.

    Raises:
        ValueError: the columns differ in length.
    """

    keys: Sequence[str]
    excluded: Flags
    opening_purchases: Ints
    opening_amount: Ints
    opening_first: Days
    opening_last: Days
    referrer: Days
    referrals_recorded: bool = False

    def __post_init__(self) -> None:
        columns = (
            self.excluded,
            self.opening_purchases,
            self.opening_amount,
            self.opening_first,
            self.opening_last,
            self.referrer,
        )
        if {len(column) for column in columns} != {len(self.keys)}:
            raise ValueError("the columns of customers differ in length")

    def __len__(self) -> int:
        return len(self.keys)


def plain_customers(keys: Sequence[str]) -> Customers:
    """Customers of whom nothing but the key is known."""
    size = len(keys)
    return Customers(
        keys=keys,
        excluded=np.zeros(size, bool),
        opening_purchases=np.zeros(size, np.int64),
        opening_amount=np.zeros(size, np.int64),
        opening_first=np.zeros(size, np.int32),
        opening_last=np.zeros(size, np.int32),
        referrer=np.full(size, NO_REFERRER, np.int32),
    )


@dataclass(frozen=True)
class OrderSelection:
    """Rows of `Orders` that count, as masks over all of them, and their amounts.

    Attributes:
        seen: up to the as-of date and of the kind looked at, void ones included.
        valid: of these, not void.
        purchase: of these, with amount > 0 (>= 0 by setting); analysis.md, Orders 4.
        own: valid orders of customers who are counted, so neither unidentified nor excluded.
    """

    seen: Flags
    valid: Flags
    purchase: Flags
    own: Flags


def select(
    orders: Orders, customers: Customers, as_of: int, settings: AnalysisSettings
) -> OrderSelection:
    """The cut at the as-of date (ordinal), kinds and purchases; analysis.md, Orders 3-8.

    Raises:
        IndexError: an order of a customer who is not in `customers`.
    """
    seen = (orders.day <= as_of) & of_kind(orders, settings.kind)
    valid = seen & ~orders.void
    purchase = valid & is_purchase(orders.amount, settings)
    # The entry behind the last customer is what -1 points at.
    counted = np.append(~customers.excluded, False)
    return OrderSelection(seen, valid, purchase, valid & counted[orders.customer])


def of_kind(orders: Orders, kind: KindFilter) -> Flags:
    """Orders of one kind; analysis.md, Orders 8."""
    if kind is KindFilter.ALL:
        return np.ones(len(orders), bool)
    return orders.subscription if kind is KindFilter.SUBSCRIPTION else ~orders.subscription


def is_purchase(amount: Ints, settings: AnalysisSettings) -> Flags:
    """Amounts that make a valid order a purchase; analysis.md, Orders 4."""
    found: Flags = amount >= 0 if settings.zero_is_purchase else amount > 0
    return found


def count_orders(
    orders: Orders, chosen: OrderSelection, amount: Money, as_of: int, kind: KindFilter
) -> OrderCounts:
    """Counts and sales in minor units, customer or not; analysis.md, Orders and KPIs."""
    unidentified = chosen.valid & (orders.customer == UNIDENTIFIED)
    seen, valid = count(chosen.seen), count(chosen.valid)
    return OrderCounts(
        orders=seen,
        void=seen - valid,
        after_as_of=count((orders.day > as_of) & of_kind(orders, kind)),
        purchases=count(chosen.purchase),
        sales=total(amount[chosen.valid]),
        unidentified=count(unidentified),
        unidentified_sales=total(amount[unidentified]),
    )


def suggest_excluded(
    orders: Orders, customers: Customers, chosen: OrderSelection
) -> tuple[Suggestion, ...]:
    """Customers with a purchase above ten times the median purchase; analysis.md, Orders 7.

    The median is that of all purchases, whoever made them. Largest order first, then by key;
    who is excluded already is not suggested.
    """
    amounts = orders.amount[chosen.purchase]
    if not len(amounts):
        return ()
    # Twice the median is whole; in Python integers nothing overflows.
    limit = SUSPICIOUS * twice_median(amounts) // 2
    rows = chosen.purchase & chosen.own & (orders.amount > min(limit, int(amounts.max())))
    largest: dict[int, int] = {}
    for customer, amount in zip(
        orders.customer[rows].tolist(), orders.amount[rows].tolist(), strict=True
    ):
        largest[customer] = max(amount, largest.get(customer, amount))
    found = [Suggestion(customers.keys[customer], amount) for customer, amount in largest.items()]
    return tuple(sorted(found, key=lambda entry: (-entry.largest, entry.key)))


def exact_amounts(orders: Orders, customers: Customers) -> tuple[Money, Money]:
    """Amounts of orders and opening amounts, in a type whose sums can't overflow."""
    opening = customers.opening_amount
    if _peak(orders.amount) * len(orders) + _peak(opening) * len(customers) < _SAFE:
        return orders.amount, opening
    return orders.amount.astype(object), opening.astype(object)


def _peak(amounts: Ints) -> int:
    return max(int(amounts.max()), -int(amounts.min())) if len(amounts) else 0


def twice_median(values: Money) -> int:
    """Twice the median of at least one whole number: whole itself, and so exact."""
    low, high = (len(values) - 1) // 2, len(values) // 2
    parted = np.partition(values, (low, high))
    return int(parted[low]) + int(parted[high])


def total(amounts: Money) -> int:
    """Exact sum."""
    return int(amounts.sum())


def count(flags: Flags) -> int:
    """How many are set."""
    return int(np.count_nonzero(flags))
