"""The lines of orders as columns: which product, how many, for how much."""

from dataclasses import dataclass
from typing import NamedTuple

from crm_desk.analysis.orders import Flags, Ints


class Product(NamedTuple):
    """What a shop sells; the code is "" where the files have none."""

    code: str
    name: str


@dataclass(frozen=True)
class OrderLines:
    """One entry per line, by order and then as in the file; void orders have theirs, too.

    Amounts are those of the files: a discount on the whole order and shipping are in no line.

    Attributes:
        order: place of the line's order in `Orders`.
        product: place in `products`.
        quantity: in thousandths, 0 where the file has none.
        amount: in minor units, 0 where the file has none.
        quantity_known, amount_known: the file has one.
        products: all that the desk knows, each once.

    Raises:
        ValueError: the columns differ in length.
    """

    order: Ints
    product: Ints
    quantity: Ints
    amount: Ints
    quantity_known: Flags
    amount_known: Flags
    products: tuple[Product, ...]

    def __post_init__(self) -> None:
        columns = (self.product, self.quantity, self.amount, self.quantity_known, self.amount_known)
        if {len(column) for column in columns} != {len(self.order)}:
            raise ValueError("the columns of lines differ in length")

    def __len__(self) -> int:
        return len(self.order)
