"""How one file writes its cells, found out over a whole column."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Conventions:
    """What all cells of a column tell together.

    Attributes:
        decimal_commas: fields whose amounts have a comma before their decimals (1.250,00).
        whole_ids: fields of ids that are whole numbers with a `.0` behind them, which is no part
            of the id.
        utc: the header of the date says that times are UTC.
        year: of days without one, from the name of the sheet or file or from a title; None where
            nothing tells it.
    """

    decimal_commas: frozenset[str] = frozenset()
    whole_ids: frozenset[str] = frozenset()
    utc: bool = False
    year: int | None = None


PLAIN = Conventions()
