"""What a person decides about an import beyond the layout."""

from dataclasses import dataclass
from enum import StrEnum

from crm_desk.importing.answers import UNANSWERED, Answers
from crm_desk.importing.conventions import PLAIN, Conventions
from crm_desk.importing.dates import DateOrder


class AmountBasis(StrEnum):
    """Which amount of an order counts."""

    GOODS = "goods"
    TOTAL = "total"


@dataclass(frozen=True)
class Choices:
    """Decisions of one import.

    Attributes:
        date_order: how dates such as 03/04/2022 are read; None asks when one turns up.
        currency: of the desk; rows in another one are rejected.
        digits: decimal places of the currency's minor unit.
        today: days after this one are doubtful, as `date.toordinal()`; None doubts no day.
        data_from: the day on which the desk's orders begin, likewise; None where it has none.
        answers: about the source of the file that is read.
        conventions: how the file that is read writes its cells.
    """

    date_order: DateOrder | None = None
    currency: str = "JPY"
    digits: int = 0
    today: int | None = None
    data_from: int | None = None
    answers: Answers = UNANSWERED
    conventions: Conventions = PLAIN


MINOR_DIGITS = {"JPY": 0, "USD": 2, "EUR": 2, "GBP": 2, "CNY": 2, "TWD": 2, "KRW": 0}
"""ISO 4217 minor units of the currencies that can be chosen."""
