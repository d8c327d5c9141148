"""Sums of the lines of each order, while its file is read."""

from typing import Any

import numpy as np

from crm_desk.importing.fingerprint import NO_VALUE


class OrderSums:
    """Running sums of the lines of each order, by its code.

    Attributes:
        goods, discount: minor units.
        accepted: lines.
        stated: lines that state an amount.
        hashes: sums of `line_hashes`.
        incomplete: one of its rows is rejected.
    """

    def __init__(self) -> None:
        # Arrays while rows are added, plain lists afterwards.
        self.goods: Any = np.zeros(1024, np.int64)
        self.discount: Any = np.zeros(1024, np.int64)
        self.accepted: Any = np.zeros(1024, np.int64)
        self.stated: Any = np.zeros(1024, np.int64)
        self.hashes: Any = np.zeros(1024, np.uint64)
        self.incomplete: Any = np.zeros(1024, np.bool_)

    def close(self) -> None:
        """Nothing more is added: single values are read from now on, which lists do faster."""
        for name, array in vars(self).items():
            setattr(self, name, array.tolist())

    def make_room(self, orders: int) -> None:
        """Hold the sums of at least so many orders."""
        if orders <= len(self.goods):
            return
        for name, array in vars(self).items():
            longer = np.zeros(max(orders, 2 * len(array)), array.dtype)
            longer[: len(array)] = array
            setattr(self, name, longer)

    def add(self, codes: Any, accepted: Any, amounts: Any, discounts: Any, hashes: Any) -> None:
        """Add lines: arrays of the same length.

        Args:
            codes: of their orders.
            amounts: minor units, `NO_VALUE` where not stated.
            discounts: the amount lowers the order's goods.
        """
        np.add.at(self.accepted, codes[accepted], 1)
        np.add.at(self.hashes, codes[accepted], hashes[accepted])
        stated = accepted & (amounts != NO_VALUE)
        goods, off = stated & ~discounts, stated & discounts
        np.add.at(self.stated, codes[goods], 1)
        np.add.at(self.goods, codes[goods], amounts[goods])
        np.add.at(self.discount, codes[off], -amounts[off])
