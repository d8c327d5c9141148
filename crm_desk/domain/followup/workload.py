"""The work that approaches make in a week, and the weeks that have room for it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from crm_desk.domain.contacts.consent import EMAIL_IF_UNKNOWN
from crm_desk.domain.contacts.media import CARDS, LETTERS, Way
from crm_desk.domain.followup.plan import Step, window_end
from crm_desk.domain.working_days import AS_IT_COMES, WorkingDays

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Limits:
    """What the shop can do; editable.

    Attributes:
        calls, cards: telephone calls and handwritten cards a week.
        per_customer: approaches in 90 days, over all media; a plan alone is three.
        card_price, letter_price: postage in minor units.
        email_if_unknown: e-mail to existing customers who were never asked (取引関係).
    """

    calls: int = 5
    cards: int = 10
    per_customer: int = 3
    card_price: int = 85
    letter_price: int = 110
    email_if_unknown: bool = EMAIL_IF_UNKNOWN


class Work(StrEnum):
    """What an approach is to the shop: calls and handwritten cards have a cap a week."""

    CALLS = "calls"
    CARDS = "cards"
    OTHERS = "others"


_WORK = {Way.PHONE: Work.CALLS, Way.HANDWRITTEN: Work.CARDS}
Load = Mapping[tuple[date, Work], int]
"""How much of it is planned already, by the Monday of the week."""


class Week(NamedTuple):
    """Work in one week, that of open plans included.

    Attributes:
        calls, cards: those with a cap.
        others: approaches that have none.
    """

    monday: date
    calls: int
    cards: int
    others: int = 0

    @property
    def approaches(self) -> int:
        """All of the week."""
        return self.calls + self.cards + self.others


def work_of(way: Way) -> Work:
    """What an approach in a way is to the shop."""
    return _WORK.get(way, Work.OTHERS)


def monday(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def load_of(steps: Iterable[tuple[date | None, Way]], today: date) -> dict[tuple[date, Work], int]:
    """The work that open steps (day, way) make, by week; what is late is work of this week."""
    found: Counter[tuple[date, Work]] = Counter()
    for day, way in steps:
        if day is not None:
            found[monday(max(day, today)), work_of(way)] += 1
    return dict(found)


def weeks_of(load: Load) -> Iterator[Week]:
    """The weeks with work, in order."""
    for first in sorted({monday for (monday, _), count in load.items() if count}):
        calls, cards, others = (load.get((first, work), 0) for work in Work)
        yield Week(first, calls, cards, others)


def load_in(weeks: Iterable[Week]) -> Counter[tuple[date, Work]]:
    """The same work as `weeks_of` says it."""
    return Counter(
        {
            (week.monday, work): count
            for week in weeks
            for work, count in zip(Work, (week.calls, week.cards, week.others), strict=True)
        }
    )


def postage(ways: Iterable[Way], limits: Limits) -> int:
    """What so many cards and letters cost to send, in minor units."""
    counts = Counter(ways)
    cards = sum(counts[way] for way in CARDS)
    letters = sum(counts[way] for way in LETTERS)
    return cards * limits.card_price + letters * limits.letter_price


def on_working_days(
    steps: Iterable[Step], start: date, days: WorkingDays = AS_IT_COMES
) -> tuple[Step, ...]:
    """Steps of a plan that begins on a day, each on a day on which the shop works."""
    last = window_end(start)

    def moved(step: Step) -> Step:
        if step.planned is None or not days.is_off(step.planned):
            return step
        return replace(step, planned=days.nearest(step.planned, start, last))

    return tuple(moved(step) for step in steps)


def with_room(
    steps: Iterable[Step], load: Load, limits: Limits, start: date, days: WorkingDays = AS_IT_COMES
) -> tuple[Step, ...]:
    """The steps of a plan, which are on working days, in weeks that have room for them.

    A call or handwritten card goes to the next week with room where its own is full, as long as
    the steps after it stay a week apart and in the window. Where there is no such week, it goes
    to the one with the least work: then the week is over its cap (`is_full`).
    """
    placed: list[Step] = []
    own: Counter[tuple[date, Work]] = Counter()
    room = _Room(load, own, limits, days)
    last, earliest = window_end(start), start
    steps = tuple(steps)
    dated = sum(step.planned is not None for step in steps)
    for step in steps:
        if step.planned is None:
            placed.append(step)
            continue
        dated -= 1
        day = step.planned
        if day < earliest:
            day = days.nearest(earliest, start, last)
        latest = max(last - dated * _WEEK, day)
        found = room.day(step.way, day, latest)
        placed.append(step if found == step.planned else replace(step, planned=found))
        earliest = found if found == day else min(found + _WEEK, last)
        own[monday(found), work_of(step.way)] += 1
    return tuple(placed)


def is_full(steps: Iterable[Step], load: Load, limits: Limits) -> bool:
    """Whether these steps, beside the load, put some week over its cap."""
    own = load_of(((step.planned, step.way) for step in steps), date.min)
    caps = {Work.CALLS: limits.calls, Work.CARDS: limits.cards}
    return any(
        load.get((week, work), 0) + count > caps[work]
        for (week, work), count in own.items()
        if work in caps
    )


class _Room(NamedTuple):
    """Weeks with the work that is in them, that of the same plan included."""

    load: Load
    own: Load
    limits: Limits
    days: WorkingDays

    def day(self, way: Way, day: date, latest: date) -> date:
        """The day itself, or one of the next week with room, else of that with the least work."""
        work = work_of(way)
        if work is Work.OTHERS:
            return day
        cap = self.limits.calls if work is Work.CALLS else self.limits.cards
        least, best = None, day
        for found, week in _weekly(self.days, day, latest):
            key = (week, work)
            load = self.load.get(key, 0) + self.own.get(key, 0)
            if load < cap:
                return found
            if least is None or load < least:
                least, best = load, found
        return best


@lru_cache(maxsize=4096)
def _weekly(days: WorkingDays, day: date, latest: date) -> tuple[tuple[date, date], ...]:
    """A day and those that are weeks later, as far as they are working days, with their Mondays."""
    weeks = range((latest - day).days // _WEEK.days + 1)
    found = (days.nearest(day + number * _WEEK, day, latest) for number in weeks)
    return tuple((each, monday(each)) for each in found)
