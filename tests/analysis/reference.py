"""The figures once more, from the definitions alone: plain rows, loops and fractions, no arrays.

Slow on purpose. Nothing of crm_desk is used but the names of settings and clusters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from crm_desk.domain.analysis.figures import AnalysisSettings

ORDER = ("top1", "top10", "top20", "once", "two_three", "four_plus")


class Row(NamedTuple):
    customer: str | None
    day: date
    amount: int
    void: bool = False
    subscription: bool = False


class Person(NamedTuple):
    excluded: bool = False
    opening_purchases: int = 0
    opening_amount: int = 0
    opening_first: date | None = None
    opening_last: date | None = None
    referrer: str | None = None


@dataclass
class Buyer:
    key: str
    n: int
    m: int
    first: date
    last: date
    second: date | None
    second_known: bool
    gaps: list[int]
    interval: Fraction | None = None
    subscribed: bool = False
    rank: int = 0
    cluster: str = ""
    scores: tuple[int, int, int] = (0, 0, 0)
    decile: int = 0


def median(values: Iterable[int]) -> Fraction:
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)


def type_7(values: Sequence[int], part: Fraction) -> Fraction:
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    below = place.numerator // place.denominator
    if below + 1 == len(ordered):
        return Fraction(ordered[below])
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def one_digit(value: Fraction) -> Fraction:
    """Through decimals; half goes up, so away from zero above and towards it below."""
    if value == 0:
        return Fraction(0)
    size = abs(value)
    # Fifths of whole numbers are short decimals.
    exact = Decimal(size.numerator) / Decimal(size.denominator)
    assert Fraction(exact) == size
    step = Decimal(1).scaleb(exact.adjusted())
    rounding = ROUND_HALF_UP if value > 0 else "ROUND_HALF_DOWN"
    rounded = Fraction(exact.quantize(step, rounding=rounding))
    return rounded if value > 0 else -rounded


def is_purchase(row: Row, settings: AnalysisSettings) -> bool:
    return row.amount > 0 or (settings.zero_is_purchase and row.amount == 0)


def of_kind(row: Row, settings: AnalysisSettings) -> bool:
    kind = settings.kind.value
    return kind == "all" or row.subscription == (kind == "subscription")


def day_gaps(days: Iterable[date]) -> list[int]:
    ordered = sorted(set(days))
    return [(b - a).days for a, b in pairwise(ordered)]


def active(rows: Iterable[Row], as_of: date, settings: AnalysisSettings) -> bool:
    """定期中, of one customer."""
    days = [r.day for r in rows if r.subscription and not r.void and is_purchase(r, settings)]
    days = [day for day in days if day <= as_of]
    if not days:
        return False
    gaps = day_gaps(days)
    usual = median(gaps) if gaps else Fraction(30)
    return (as_of - max(days)).days <= Fraction(3, 2) * usual


def balance(person: Person, as_of: date) -> tuple[int, int, list[date]] | None:
    days = [d for d in (person.opening_first, person.opening_last) if d]
    if days and all(day > as_of for day in days):
        return None
    return person.opening_purchases, person.opening_amount, sorted(d for d in days if d <= as_of)


def buyer(
    key: str, rows: Sequence[Row], person: Person, as_of: date, settings: AnalysisSettings
) -> Buyer | None:
    """`rows`: the customer's valid orders up to the as-of date, of the kind looked at."""
    days = sorted(row.day for row in rows if is_purchase(row, settings))
    n, m, gaps = len(days), sum(row.amount for row in rows), day_gaps(days)
    second, known = (days[1] if n > 1 else None), True
    opening = balance(person, as_of) if settings.kind.value == "all" else None
    if opening:
        count, amount, dated = opening
        if count and not dated and not n:
            return None
        n, m = n + count, m + amount
        if count:
            known = count == 1 and bool(dated)
            together = sorted([*days, dated[0]]) if known else []
            second = together[1] if len(together) > 1 else None
            days = sorted([*days, *dated])
    if not n:
        return None
    return Buyer(key, n, m, days[0], days[-1], second, known, gaps)


def compute(
    rows: Sequence[Row],
    people: Mapping[str, Person],
    as_of: date | None,
    settings: AnalysisSettings,
) -> dict[str, Any]:
    """Every figure that the tests compare, under names of its own."""
    if as_of is None:
        as_of = max((row.day for row in rows), default=None)
    if as_of is None:
        return {"buyers": []}
    looked_at = [row for row in rows if of_kind(row, settings)]
    seen = [row for row in looked_at if row.day <= as_of]
    valid = [row for row in seen if not row.void]
    own: dict[str, list[Row]] = defaultdict(list)
    every: dict[str, list[Row]] = defaultdict(list)
    for row in valid:
        if row.customer is not None:
            own[row.customer].append(row)
    for row in rows:
        if row.customer is not None:
            every[row.customer].append(row)
    included = {key: person for key, person in people.items() if not person.excluded}
    found = [buyer(k, own[k], p, as_of, settings) for k, p in included.items()]
    buyers = [b for b in found if b]
    gaps = [gap for b in buyers for gap in b.gaps]
    shop = median(gaps) if gaps else None
    for b in buyers:
        b.interval = median(b.gaps) if len(b.gaps) >= 3 else shop
        b.subscribed = active(every[b.key], as_of, settings)
    place(buyers)
    bounds = score(buyers, as_of, settings)
    purchases = [row for row in valid if is_purchase(row, settings)]
    return {
        "orders": len(seen),
        "void": len(seen) - len(valid),
        "after": len(looked_at) - len(seen),
        "purchases": len(purchases),
        "sales": sum(row.amount for row in valid),
        "unidentified": sum(row.customer is None for row in valid),
        "unidentified_sales": sum(row.amount for row in valid if row.customer is None),
        "buyers": sorted(buyers, key=lambda b: b.rank),
        "bounds": bounds,
        "f2": {h: within(buyers, as_of, h) for h in (90, 180, 365)},
        "gaps": len(gaps),
        "mean_gap": Fraction(sum(gaps), len(gaps)) if gaps else None,
        "median_gap": shop,
        "mean_of_means": mean_of_means(buyers),
        "active": sum(active(every[key], as_of, settings) for key in included),
        "bands": bands(buyers, as_of, settings),
        "suggested": suggested(purchases, included),
        "excluded": len({r.customer for r in purchases if r.customer is not None} - set(included)),
    }


def mean_of_means(buyers: Sequence[Buyer]) -> Fraction | None:
    means = [Fraction(sum(b.gaps), len(b.gaps)) for b in buyers if b.gaps]
    return sum(means, Fraction(0)) / len(means) if means else None


def place(buyers: list[Buyer]) -> None:
    size = len(buyers)
    ranked = sorted(
        buyers, key=lambda b: (-b.m, -b.n, -b.last.toordinal(), b.first.toordinal(), b.key)
    )
    tops = [(name, (size * p + 99) // 100) for name, p in zip(ORDER, (1, 10, 20), strict=False)]
    for rank, b in enumerate(ranked, start=1):
        b.rank = rank
        inside = [name for name, top in tops if rank <= top and b.m > 0]
        by_count = "once" if b.n == 1 else "two_three" if b.n <= 3 else "four_plus"
        b.cluster = inside[0] if inside else by_count
        b.decile = min(j for j in range(1, 11) if 10 * rank < size * j + 10)


def score(
    buyers: Sequence[Buyer], as_of: date, settings: AnalysisSettings
) -> dict[str, tuple[int | Fraction, ...]]:
    values = {
        "r": [(as_of - b.last).days for b in buyers],
        "f": [b.n for b in buyers],
        "m": [b.m for b in buyers],
    }
    fixed = settings.method.value == "fixed"
    parts = [Fraction(j, 5) for j in (1, 2, 3, 4)]
    cuts: dict[str, tuple[int | Fraction, ...]] = {
        axis: tuple(type_7(v, part) for part in parts) if v else () for axis, v in values.items()
    }
    if fixed:
        cuts["r"], cuts["f"] = (30, 90, 180, 365), (2, 3, 6, 12)
        cuts["m"] = tuple(one_digit(Fraction(cut)) for cut in cuts["m"])
    for axis, edited in (("r", settings.r), ("f", settings.f), ("m", settings.m)):
        cuts[axis] = edited if edited is not None else cuts[axis]
    for b, r, f, m in zip(buyers, values["r"], values["f"], values["m"], strict=True):
        b.scores = (
            5 - sum(cut < r for cut in cuts["r"]),
            1 + sum(cut <= f if fixed else cut < f for cut in cuts["f"]),
            1 + sum(cut <= m if fixed else cut < m for cut in cuts["m"]),
        )
    return cuts


def within(buyers: Sequence[Buyer], as_of: date, days: int) -> tuple[int, int]:
    span = timedelta(days)
    base = [b for b in buyers if b.second_known and b.first + span <= as_of]
    return len(base), sum(b.second is not None and b.second - b.first <= span for b in base)


def bands(buyers: Sequence[Buyer], as_of: date, settings: AnalysisSettings) -> list[int]:
    found: Counter[int] = Counter()
    for b in buyers:
        days = (as_of - b.last).days
        found[sum(days > end for end in settings.bands)] += 1
    return [found[number] for number in range(len(settings.bands) + 1)]


def suggested(purchases: Sequence[Row], included: Mapping[str, Person]) -> dict[str, int]:
    if not purchases:
        return {}
    limit = 10 * median(row.amount for row in purchases)
    found: dict[str, int] = {}
    for row in purchases:
        if row.customer is not None and row.customer in included and row.amount > limit:
            found[row.customer] = max(row.amount, found.get(row.customer, 0))
    return found
