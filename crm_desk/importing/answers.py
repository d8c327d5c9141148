"""What a person answered about the files of one source, where the files leave it open."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class Numbers(StrEnum):
    """What one order number stands for.

    Attributes:
        UNIQUE: one order.
        REPEAT: one order on each day: slips that begin anew every month.
        CUSTOMER: one order of each customer on each day: two registers with slips of their own.
    """

    UNIQUE = "unique"
    REPEAT = "repeat"
    CUSTOMER = "customer"


class Tax(StrEnum):
    """Whether the prices of a file have their tax in them."""

    INCLUDED = "included"
    ON_TOP = "on-top"


@dataclass(frozen=True)
class Answers:
    """Answers about one source; nothing is answered where a value is None or empty.

    Attributes:
        per_line, per_order: fields whose amounts belong to lines, or to orders.
        discount_off: the stated amounts have their discounts taken off already.
        void_status, sale_status: words of the status column, as `row_filter.fold` gives them.
        decimal: the sign before the decimals, "." or ",".
        year: of days that are written without one.
        keep_future: days after today are taken in.
        ditto_amounts: marks such as 〃 repeat amounts, too.
        openings: what a list of customers says of purchases is added as purchases before the data.
        shared: e-mail addresses and telephone digits that are the shop's own, or a mall's.
        personal: such contacts that are one person's, or one family's, however many names.
    """

    numbers: Numbers | None = None
    per_line: tuple[str, ...] = ()
    per_order: tuple[str, ...] = ()
    tax: Tax | None = None
    discount_off: bool | None = None
    void_status: tuple[str, ...] = ()
    sale_status: tuple[str, ...] = ()
    decimal: str = ""
    year: int | None = None
    keep_future: bool = False
    ditto_amounts: bool = False
    openings: bool | None = None
    shared: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As plain data; only what is answered."""
        unanswered = asdict(UNANSWERED)
        return {name: value for name, value in asdict(self).items() if value != unanswered[name]}


UNANSWERED = Answers()


def answers_from_json(data: Mapping[str, Any]) -> Answers:
    """Answers from their plain data; what a newer program knows beyond them is left out."""
    known = {field.name for field in fields(Answers)}
    found: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
        if name in known
    }
    if found.get("numbers"):
        found["numbers"] = Numbers(found["numbers"])
    if found.get("tax"):
        found["tax"] = Tax(found["tax"])
    return Answers(**found)
