"""Templates of plans, and which applies where: the follow-up matrix (フォロー設計表)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.plan import STEPS, Step, window_end
from crm_desk.domain.toml_lines import damaged, parse_toml

BAND_STARTS = (0, 31, 61, 91, 181, 366)
"""First days of the recency bands, the matrix's columns."""
LONG_AGO = 14
"""R値 above which お礼 reads 使い心地伺い."""
SHORTEST_WINDOW = 89
"""Days from a start to the last day of its window, at least (31 January to 30 April)."""


class Segment(StrEnum):
    """Rows of the matrix: 定期中, then the clusters, TOP1% first."""

    SUBSCRIBED = "subscribed"
    TOP1 = "top1"
    TOP10 = "top10"
    TOP20 = "top20"
    FOUR_PLUS = "four_plus"
    TWO_THREE = "two_three"
    ONCE = "once"


TIERS = frozenset({Segment.TOP1, Segment.TOP10, Segment.TOP20})


class MatrixPlace(NamedTuple):
    """One cell of the matrix; `band` is the first day of its recency band."""

    segment: Segment
    band: int


@dataclass(frozen=True)
class TemplateStep:
    """One step of a template.

    Attributes:
        after: days from the plan's start; None = 次回出荷時.
        late: what the purpose reads for whom R値 is above 14; "" where it stays.
    """

    after: int | None
    way: Way
    purpose: str
    late: str = ""


@dataclass(frozen=True)
class Template:
    """Three steps, with a name."""

    id: str
    name: str
    steps: tuple[TemplateStep, ...]

    def is_sound(self) -> bool:
        """Three steps, inside every window, one after the other, through two media or more."""
        days = [step.after for step in self.steps if step.after is not None]
        return (
            len(self.steps) == len(STEPS)
            and days == sorted(days)
            and all(0 <= day <= SHORTEST_WINDOW for day in days)
            and len({step.way.medium for step in self.steps}) > 1
            and bool(self.name)
        )

    def planned(self, start: date, recency: int | None = None) -> tuple[Step, ...]:
        """The steps of a plan that starts on a day.

        Args:
            recency: R値 in days; None where it is not known.
        """
        late = recency is not None and recency > LONG_AGO
        last = window_end(start)
        return tuple(
            Step(
                number,
                None if step.after is None else min(start + timedelta(days=step.after), last),
                step.way,
                step.late if late and step.late else step.purpose,
            )
            for number, step in enumerate(self.steps, start=1)
        )

    def with_ways(self, instead: Mapping[Way, Way]) -> "Template":
        """The same with other ways in the place of some."""
        steps = (replace(step, way=instead.get(step.way, step.way)) for step in self.steps)
        return replace(self, steps=tuple(steps))


_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class AdaptedWords:
    """What steps are for that go another way than their template says.

    Attributes:
        calls: by step, what a call is for that stands in for another medium; it asks.
        asks: purposes that suit a call as they are.
        without_call: purposes that speak of a call before them, and what they read without one.
    """

    calls: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()
    without_call: Mapping[str, str] = field(default_factory=lambda: _NO_WORDS)


NO_WORDS = AdaptedWords()
"""Every purpose stays."""


@dataclass(frozen=True)
class Design:
    """Templates and matrix together.

    Attributes:
        cells: which template applies; "" is none: 年1回の一斉案内.
        words: for steps that go another way than planned.
    """

    templates: Mapping[str, Template]
    cells: Mapping[MatrixPlace, str]
    words: AdaptedWords = NO_WORDS

    def template(self, cell: MatrixPlace) -> Template | None:
        """The template of a cell; None where there is none."""
        return self.templates.get(self.cells.get(cell, ""))


def segment_of(cluster: Cluster, *, subscribed: bool) -> Segment:
    """The row that a customer stands in."""
    return Segment.SUBSCRIBED if subscribed else Segment(cluster.value)


def band_of(recency: int) -> int:
    """The first day of the recency band."""
    return max((first for first in BAND_STARTS if first <= recency), default=0)


def chosen(design: Design, cell: MatrixPlace, purchases: int) -> Template | None:
    """The template for one customer; with one purchase inside a tier the 1回 row, 手 for は."""
    once = purchases == 1 and cell.segment in TIERS
    template = design.template(MatrixPlace(Segment.ONCE, cell.band) if once else cell)
    if template is None or not once:
        return template
    return template.with_ways({Way.POSTCARD: Way.HANDWRITTEN})


def parse_design(text: str, file_name: str) -> Design:
    """The templates and the matrix that the program comes with.

    Raises:
        ReportableError: `resource_damaged`.
    """
    read = parse_toml(text, file_name)
    try:
        templates = {id_: _template(id_, entry) for id_, entry in read["template"].items()}
        cells = {
            MatrixPlace(segment, band): id_
            for segment in Segment
            for band, id_ in zip(BAND_STARTS, read["matrix"][segment.value], strict=True)
        }
        words = _words(read["adapted"], templates.values())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(file_name, 1, str(error)) from error
    unsound = [id_ for id_, template in templates.items() if not template.is_sound()]
    unsound += sorted(set(cells.values()) - templates.keys() - {""})
    if unsound:
        raise damaged(file_name, 1, ", ".join(unsound))
    return Design(templates, cells, words)


def _words(entry: Mapping[str, Any], templates: Iterable[Template]) -> AdaptedWords:
    calls = tuple(str(entry["calls"][place]) for place in range(len(STEPS)))
    called = {step.purpose for each in templates for step in each.steps if step.way is Way.PHONE}
    return AdaptedWords(
        calls,
        frozenset({*calls, *called}),
        {str(before): str(after) for before, after in entry["without_call"].items()},
    )


def _template(id_: str, entry: Mapping[str, Any]) -> Template:
    steps = (
        TemplateStep(
            step.get("after"), Way(step["way"]), str(step["purpose"]), str(step.get("late", ""))
        )
        for step in entry["steps"]
    )
    return Template(id_, str(entry["name"]), tuple(steps))
