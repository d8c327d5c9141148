"""Parts of orders that were kept apart while reading: one order, or several?

Source of the rules: import-doubts.md, "Order numbers".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crm_desk.domain.customers.key import customer_key
from crm_desk.importing.gathering import WHO
from crm_desk.importing.heads import HEAD_FIELDS, Head

Line = tuple[int, int, int | None, int | None]
"""(row, product, quantity, amount) of a line."""

_AT = [HEAD_FIELDS.index(name) for name in WHO]


class DatedPart(NamedTuple):
    """The rows of one order number on one day.

    Attributes:
        is_return: none of its amounts is above zero, and one is below.
        who: key of its customer; None where it names nobody.
    """

    code: int
    day: int
    is_return: bool
    who: str | None


def customer_of(head: Head) -> str | None:
    """The key of the customer that an order's rows name."""
    return customer_key(*(head[at] or "" for at in _AT))


def show_repetition(parts: Sequence[DatedPart]) -> bool:
    """The number stands for orders of several days: more than returns were noted later."""
    return len({part.code for part in _grouped(parts)}) > 1


def by_order(parts: Sequence[DatedPart], *, repeats: bool) -> Mapping[int, list[int]]:
    """Code of an order -> codes of the other parts that belong to it.

    Args:
        repeats: each day is an order of its own, but for returns.
    """
    ordered = sorted(parts, key=lambda part: (part.day, part.code))
    if not repeats:
        return {ordered[0].code: [part.code for part in ordered[1:]]}
    found: dict[int, list[int]] = defaultdict(list)
    for part, root in _grouped_pairs(ordered):
        found[root.code].extend([part.code] if part.code != root.code else [])
    return found


def _grouped(parts: Sequence[DatedPart]) -> Iterable[DatedPart]:
    ordered = sorted(parts, key=lambda part: (part.day, part.code))
    return [root for _, root in _grouped_pairs(ordered)]


def _grouped_pairs(ordered: Sequence[DatedPart]) -> Iterable[tuple[DatedPart, DatedPart]]:
    """Each part with the order that it belongs to: a return with the last order before it."""
    orders: list[DatedPart] = []
    for part in ordered:
        root = part
        if part.is_return:
            earlier = [order for order in orders if part.who in (None, order.who)]
            root = earlier[-1] if earlier else part
        if root is part:
            orders.append(part)
        yield part, root


class United(NamedTuple):
    """An order that stands in two files.

    Attributes:
        is_whole: every product that stands in both has the same rows in both; else the later
            file's rows stand for the order.
        repeated: lines of the later file that the earlier one has, too.
        is_all: the later file has all lines of the earlier one: what it states of the order is
            the newer word for the whole of it.
    """

    is_whole: bool
    repeated: tuple[Line, ...]
    is_all: bool = False


def united(earlier: Sequence[Line], later: Sequence[Line]) -> United:
    """Compare the lines of an order in two files."""
    before, after = _by_product(earlier), _by_product(later)
    shared = before.keys() & after.keys()
    if any(before[product] != after[product] for product in shared):
        return United(is_whole=False, repeated=())
    repeated = tuple(line for line in later if line[1] in shared)
    return United(is_whole=True, repeated=repeated, is_all=shared == before.keys())


def _by_product(lines: Sequence[Line]) -> Mapping[int, Counter[tuple[int | None, int | None]]]:
    found: dict[int, Counter[tuple[int | None, int | None]]] = defaultdict(Counter)
    for _, product, quantity, amount in lines:
        found[product][quantity, amount] += 1
    return found
