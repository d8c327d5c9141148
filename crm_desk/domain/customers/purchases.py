"""What a customer bought, as paper shows it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class PastOrder(NamedTuple):
    """One order of a customer; minor units."""

    day: date
    amount: int
    products: tuple[str, ...]


@dataclass(frozen=True)
class Bought:
    """A person's purchases, opening balances included; minor units, days.

    Attributes:
        recency: R値 on the データ抽出日; None where it is not known.
    """

    purchases: int = 0
    amount: int = 0
    first: date | None = None
    last: date | None = None
    recency: int | None = None
