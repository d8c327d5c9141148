"""Sums of the lines of each order, while its file is read."""

from typing import Any

import numpy as np

from crm_desk.importing.fingerprint import NO_VALUE


class OrderSums:
    """Running sums of the lines of each order, by its code.

    Attributes:
        rows: all rows that are no discounts, the rejected ones too.
        goods, discount: minor units.
        accepted: lines.
        stated: lines that state an amount.
        positive: lines whose amount is not below zero.
        hashes: sums of `line_hashes`.
        incomplete: one of its rows is rejected.
        void, live: lines that say that they are no sale, or one.
        void_goods, void_stated, void_hashes: what the void lines have of the sums.
    """

    def __init__(self) -> None:
        # Arrays while rows are added, plain lists afterwards.
        self.rows: Any = np.zeros(1024, np.int64)
        self.goods: Any = np.zeros(1024, np.int64)
        self.discount: Any = np.zeros(1024, np.int64)
        self.accepted: Any = np.zeros(1024, np.int64)
        self.stated: Any = np.zeros(1024, np.int64)
        self.positive: Any = np.zeros(1024, np.int64)
        self.hashes: Any = np.zeros(1024, np.uint64)
        self.incomplete: Any = np.zeros(1024, np.bool_)
        self.void: Any = np.zeros(1024, np.int64)
        self.live: Any = np.zeros(1024, np.int64)
        self.void_goods: Any = np.zeros(1024, np.int64)
        self.void_stated: Any = np.zeros(1024, np.int64)
        self.void_hashes: Any = np.zeros(1024, np.uint64)

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
        np.add.at(self.rows, codes[~discounts], 1)
        np.add.at(self.accepted, codes[accepted], 1)
        np.add.at(self.hashes, codes[accepted], hashes[accepted])
        stated = accepted & (amounts != NO_VALUE)
        goods, off = stated & ~discounts, stated & discounts
        np.add.at(self.stated, codes[goods], 1)
        np.add.at(self.positive, codes[goods & (amounts >= 0)], 1)
        np.add.at(self.goods, codes[goods], amounts[goods])
        np.add.at(self.discount, codes[off], -amounts[off])

    def add_states(self, codes: Any, goods: Any, hashes: Any, void: Any, live: Any) -> None:
        """Note which accepted lines say whether they are a sale; after `add`.

        Args:
            goods: minor units, `NO_VALUE` where a line states none or is a discount.
        """
        np.add.at(self.live, codes[live], 1)
        if not void.any():
            return
        stated = void & (goods != NO_VALUE)
        np.add.at(self.void, codes[void], 1)
        np.add.at(self.void_goods, codes[stated], goods[stated])
        np.add.at(self.void_stated, codes[stated], 1)
        np.add.at(self.void_hashes, codes[void], hashes[void])

    def mixed(self) -> Any:
        """Codes of orders with void lines and others that say they are none."""
        return np.flatnonzero((self.void > 0) & (self.live > 0))

    def leave_void_out(self, codes: Any) -> None:
        """Take the void lines of these orders off their sums."""
        self.goods[codes] -= self.void_goods[codes]
        self.stated[codes] -= self.void_stated[codes]
        self.hashes[codes] -= self.void_hashes[codes]
        self.void[codes] = 0

    def merge(self, into: int, code: int) -> None:
        """The lines of a part are lines of its order."""
        with np.errstate(over="ignore"):
            for array in vars(self).values():
                array[into] += array[code]
                array[code] = 0

    def clear(self, code: int) -> None:
        """The order has no lines any more."""
        for array in vars(self).values():
            array[code] = 0
