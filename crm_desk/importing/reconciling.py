"""Which reading of a file's amounts meets the totals that it states.

Source of the rule: import-doubts.md, "Totals are reconciled".
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from crm_desk.importing.answers import Answers, Tax
from crm_desk.importing.fingerprint import NO_VALUE

SHARE = 0.95
"""Of the orders that a reading must meet."""


class Reading(NamedTuple):
    """How an order's parts make its total; the first values are import.md's.

    Attributes:
        tax_on_top: prices have no tax in them.
        discount_off: prices have the discount taken off already.
        points_off: the total has the points taken off that were paid with.
    """

    tax_on_top: bool = False
    discount_off: bool = False
    points_off: bool = False


DEFAULT_READING = Reading()


class Parts(NamedTuple):
    """What some orders state; arrays of minor units, one entry an order.

    Attributes:
        base: of the lines, else the subtotal.
        discount, points, tax: 0 where not stated.
        extra: shipping and fees.
        total: as stated.
    """

    base: Any
    discount: Any
    points: Any
    tax: Any
    extra: Any
    total: Any

    def total_by(self, reading: Reading) -> Any:
        """What the orders' totals would be."""
        total = self.base + self.extra
        if not reading.discount_off:
            total = total - np.minimum(self.discount, np.maximum(self.base, 0))
        if reading.tax_on_top:
            total = total + self.tax
        if reading.points_off:
            total = total - self.points
        return total


class Reconciled(NamedTuple):
    """What comes of comparing.

    Attributes:
        share: of the orders that the reading meets, 0.0 to 1.0; 1.0 where none can be compared.
        compared: orders.
        missed: whether an order's total is missed, one entry an order.
    """

    reading: Reading
    share: float
    compared: int
    missed: Any

    @property
    def is_met(self) -> bool:
        """The reading meets what the file states."""
        return self.share >= SHARE


def reconciled(parts: Parts, has: Mapping[str, bool], answers: Answers) -> Reconciled:
    """The reading that meets most totals; of equals the one that is nearest to import.md's.

    Args:
        has: `tax`, `discount`, `points`: whether the file states them.
        answers: a person's word goes before what is met.
    """
    orders = len(parts.total)
    best: Reconciled | None = None
    for reading in _readings(has, answers):
        missed = parts.total_by(reading) != parts.total
        share = 1.0 - np.count_nonzero(missed) / orders if orders else 1.0
        if best is None or share > best.share:
            best = Reconciled(reading, float(share), orders, missed)
    if best is None:
        raise ValueError("no reading")
    if not best.is_met and not (answers.tax or answers.discount_off is not None):
        missed = parts.total_by(DEFAULT_READING) != parts.total
        share = 1.0 - np.count_nonzero(missed) / orders
        return Reconciled(DEFAULT_READING, float(share), orders, missed)
    return best


def reading_by(answers: Answers) -> Reading:
    """What a person says; else as import.md has it."""
    return Reading(answers.tax is Tax.ON_TOP, bool(answers.discount_off))


def _readings(has: Mapping[str, bool], answers: Answers) -> Iterator[Reading]:
    taxes = (False, True) if has["tax"] else (False,)
    if answers.tax is not None:
        taxes = (answers.tax is Tax.ON_TOP,)
    discounts = (False, True) if has["discount"] else (False,)
    if answers.discount_off is not None:
        discounts = (answers.discount_off,)
    points = (False, True) if has["points"] else (False,)
    return (Reading(*switches) for switches in product(taxes, discounts, points))


def value_or_zero(values: Any) -> Any:
    """0 where nothing is stated."""
    return np.where(values == NO_VALUE, 0, values)
