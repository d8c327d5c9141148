"""A follow-up plan: one customer, three months, three steps, and the approaches made.

What state a plan is in is never kept; `standing` works it out.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desk.domain.contacts.approach import Approach, check_not_ahead
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.typed_day import in_month

if TYPE_CHECKING:
    from crm_desk.domain.analysis.figures import Cluster

APPROACHES = 3
MEDIA = 2
MONTHS = 3
STEPS = (1, 2, 3)


@dataclass(frozen=True)
class Step:
    """One of the three steps.

    Attributes:
        number: 1 to 3.
        planned: None = 次回出荷時: an insert goes out with the next parcel.
    """

    number: int
    planned: date | None
    way: Way
    purpose: str = ""


@dataclass(frozen=True)
class Origin:
    """Where the customer stood when the plan was made.

    Attributes:
        band: first day of the recency band; None where the plan was made by hand, of nobody's
            standing.
        subscribed: 定期中.
    """

    cluster: "Cluster | None" = None
    band: int | None = None
    subscribed: bool = False


@dataclass(frozen=True)
class Halt:
    """A pause, or the end of a plan: since when, and why.

    Attributes:
        by_complaint: an open complaint paused it; it goes on by itself with the last one closed.
    """

    day: date
    reason: str = ""
    by_complaint: bool = False


@dataclass(frozen=True)
class Plan:
    """A follow-up plan.

    Attributes:
        id: in the desk.
        person: id of the person it is for, which outlives imports.
        template: its name, when the plan was made.
        pause: it waits (an open complaint).
        cancelled: 中止.
        bought: 購入により終了, on this day.
        thanks: the remaining steps were turned into thanks on this day.
    """

    id: int
    person: int
    start: date
    steps: tuple[Step, ...]
    template: str = ""
    origin: Origin = Origin()
    pause: Halt | None = None
    cancelled: Halt | None = None
    bought: date | None = None
    thanks: date | None = None
    approaches: tuple[Approach, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day of the window."""
        return window_end(self.start)

    def covers(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.start <= day <= self.last_day

    def step(self, number: int) -> Step:
        """A step by its number.

        Raises:
            KeyError: there is none.
        """
        return {step.number: step for step in self.steps}[number]

    def counted(self) -> tuple[Approach, ...]:
        """The approaches that the rule counts: made in the window, and somebody was reached."""
        return tuple(each for each in self.approaches if each.counts and self.covers(each.day))

    def open_steps(self) -> tuple[Step, ...]:
        """Steps without an approach that counts."""
        done = {each.step for each in self.counted()}
        return tuple(step for step in self.steps if step.number not in done)


@lru_cache(maxsize=1024)
def window_end(start: date) -> date:
    """The same day three calendar months later, or that month's last day; it is included.

    2025-11-29 gives 2026-02-28, 2022-11-30 gives 2023-02-28.
    """
    return in_month(start, MONTHS)


def check_planned(plan: Plan, planned: date | None) -> None:
    """A step can be planned for this day.

    Raises:
        ReportableError: `step_outside` the window.
    """
    if planned is not None and not plan.covers(planned):
        raise ReportableError("step_outside", first=plan.start, last=plan.last_day)


def check_day(day: date, today: date, plan: Plan | None = None) -> None:
    """An approach can have been made on this day; a late entry is one, too.

    Args:
        plan: that it belongs to, if to any.

    Raises:
        ReportableError: `approach_ahead` of today, `approach_early`: before the plan's start;
            `date_far`.
    """
    check_not_ahead(day, today)
    if plan is not None and day < plan.start:
        raise ReportableError("approach_early", first=plan.start)


def with_approach(plan: Plan, approach: Approach, today: date) -> Plan:
    """The plan with one more approach.

    Raises:
        ReportableError: as `check_day`; `step_done`: the step has an approach that counts already.
    """
    check_day(approach.day, today, plan)
    done = {step.number for step in plan.steps} - {step.number for step in plan.open_steps()}
    if approach.counts and approach.step in done:
        raise ReportableError("step_done")
    return replace(plan, approaches=in_order((*plan.approaches, approach)))


def with_changed(plan: Plan, approach: Approach, today: date) -> Plan:
    """The plan with an approach as it should read, in place of the one with the same id.

    Raises:
        ReportableError: as `with_approach`; `approach_gone`.
    """
    return with_approach(without_approach(plan, approach.id), approach, today)


def without_approach(plan: Plan, approach_id: int) -> Plan:
    """The plan as if an approach had not been made.

    Raises:
        ReportableError: `approach_gone`.
    """
    rest = tuple(each for each in plan.approaches if each.id != approach_id)
    if len(rest) == len(plan.approaches):
        raise ReportableError("approach_gone")
    return replace(plan, approaches=rest)


def with_step(plan: Plan, step: Step) -> Plan:
    """The plan with a step changed.

    Raises:
        ReportableError: `step_outside` the window; `step_done`: what is done stays as it was
            planned.
    """
    check_planned(plan, step.planned)
    if step.number not in {each.number for each in plan.open_steps()}:
        raise ReportableError("step_done")
    steps = (step if each.number == step.number else each for each in plan.steps)
    return replace(plan, steps=tuple(steps))


def in_order(approaches: tuple[Approach, ...]) -> tuple[Approach, ...]:
    """By day; on one day as they were recorded."""
    return tuple(sorted(approaches, key=lambda each: (each.day, each.id)))
