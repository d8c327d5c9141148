"""Rates of the categories as screen, paper and workbook draw them: as bars, and as a radar."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.scoring import CategoryScore
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts


@dataclass(frozen=True)
class CategoryRate:
    """One category; rates 0-1, None where there is none, which is drawn as a gap and never as 0.

    Attributes:
        value: the rate, or what stands in its place (対象外, 未回答, 保留).
        before: last time's rate, only where it is over the items that `rate` is over.
        target: None where none is set, or there is no rate to hold against it.
        is_weakest: to be worked on first.
    """

    name: str
    short: str
    value: str
    rate: Fraction | None
    before: Fraction | None
    target: Fraction | None
    is_weakest: bool

    @property
    def label(self) -> str:
        """The name, with what stands in the rate's place where there is none."""
        return self.name if self.rate is not None else f"{self.name} ({self.value})"

    @property
    def short_label(self) -> str:
        """The short name, with what stands in the rate's place where there is none."""
        return self.short if self.rate is not None else f"{self.short}\n{self.value}"


def category_rates(summary: Summary, texts: Texts) -> tuple[CategoryRate, ...]:
    """What is drawn, category by category."""
    weakest = summary.weak_points[0].category.id if summary.weak_points else None
    return tuple(_rate(entry, summary, weakest, texts) for entry in summary.score.categories)


def _rate(
    entry: CategoryScore, summary: Summary, weakest: str | None, texts: Texts
) -> CategoryRate:
    category, tally = entry.category, entry.tally
    target = summary.assessment.details.targets.get(category.id)
    return CategoryRate(
        name=category.name,
        short=category.short,
        value=wording.rate_or_state(tally, texts),
        rate=tally.rate,
        before=_last_time(entry, summary),
        target=None if target is None or tally.rate is None else Fraction(target, 100),
        is_weakest=category.id == weakest,
    )


def _last_time(entry: CategoryScore, summary: Summary) -> Fraction | None:
    """Last time's rate where both are over the same items: who sees both compares them."""
    change = summary.comparison.category(entry.category.id) if summary.comparison else None
    if change is None or change.rates.compared < entry.tally.answered:
        return None
    return change.rates.before


def last_time_note(summary: Summary, rates: Sequence[CategoryRate], texts: Texts) -> str:
    """Why last time's mark is missing at a category with a rate; "" where none is missing."""
    if summary.comparison is None or all(r.rate is None or r.before is not None for r in rates):
        return ""
    return texts("result.last_time_left_out")


def runs(rates: Sequence[Fraction | None]) -> list[list[int]]:
    """The places of a radar that a line joins, run by run; a gap is where there is no rate.

    A run of all places is closed: the first place stands at its end once more.
    """
    places = [place for place, rate in enumerate(rates) if rate is not None]
    if not places:
        return []
    if len(places) == len(rates):
        return [[*places, places[0]]]
    gap = next(place for place, rate in enumerate(rates) if rate is None)
    found: list[list[int]] = [[]]
    for step in range(1, len(rates) + 1):
        place = (gap + step) % len(rates)
        if rates[place] is not None:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]
