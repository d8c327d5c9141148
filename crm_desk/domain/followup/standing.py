"""How a plan stands today: worked out from what was done, never typed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.plan import APPROACHES, MEDIA, Plan, Step

_SUNDAY = 6
LAST_WEEK = 7
"""Days at the end of a window in which a step waits for a parcel no longer."""


class PlanState(StrEnum):
    """What a plan has come to."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    ACHIEVED = "achieved"
    EXPIRED = "expired"
    BOUGHT = "bought"
    CANCELLED = "cancelled"


OPEN = frozenset({PlanState.NOT_STARTED, PlanState.UNDER_WAY})


class Bucket(StrEnum):
    """Where a plan is on the worklist: 遅れ, 今日, 今週, これから, 達成.

    達成 as long as the window runs; what is over for good is closed, and in no list of things
    to do.
    """

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    ACHIEVED = "achieved"
    CLOSED = "closed"


class Purchase(NamedTuple):
    """One purchase of the customer; minor units."""

    day: date
    amount: int


class Reaction(NamedTuple):
    """反応: what was bought in the window, after its first day.

    Attributes:
        day: of the first purchase.
        amount: of all of them, minor units.
    """

    day: date
    amount: int
    purchases: int


@dataclass(frozen=True)
class Standing:
    """How a plan stands.

    Attributes:
        counted: approaches in the window, 不在・不達 left out.
        missing: approaches that are still needed, 0 once the rule is met.
        needs_other: the last of those missing has to go through another medium.
        falls_short: even when every open step is made, there is one medium only.
        last_day: of the window.
        days_left: after today; 0 on the last day and later.
        late: open steps whose day is past, while the plan is open and not paused.
        next_step: the open step that is due first; None where nothing is to be done.
        refused: media that 断り blocks.
        reaction: None without a purchase in the window.
        offers_end: something was bought: thank, or end the plan.
        no_parcel: the open step that has waited for a parcel up to the window's last week, and
            now is due: it goes out otherwise, or the plan ends. None before, and while paused.
    """

    state: PlanState
    bucket: Bucket
    counted: tuple[Approach, ...]
    media: frozenset[Medium]
    missing: int
    needs_other: bool
    falls_short: bool
    last_day: date
    days_left: int
    late: tuple[Step, ...]
    next_step: Step | None
    refused: frozenset[Medium]
    reaction: Reaction | None
    offers_end: bool
    no_parcel: Step | None

    @property
    def is_open(self) -> bool:
        """Something is still to be done."""
        return self.state in OPEN


def standing(plan: Plan, purchases: Iterable[Purchase], today: date) -> Standing:
    """How a plan stands.

    Args:
        purchases: the customer's; those outside the window are passed over.
    """
    counted = plan.counted()
    media = frozenset(each.way.medium for each in counted)
    reaction = reaction_to(plan, purchases, today)
    # The rule (「3回アプローチを2回違う接触媒体」): both have to hold, so the wider gap counts.
    missing = max(APPROACHES - len(counted), MEDIA - len(media), 0)
    state = _state(plan, bool(counted), missing, reaction, today)
    steps = plan.open_steps() if state in OPEN else ()
    waits = plan.pause is not None
    ends_soon = _is_last_week(plan.last_day, today)
    parcels = [step for step in steps if step.planned is None]
    return Standing(
        state=state,
        bucket=_bucket(plan, state, [_due(plan, step, today)[0] for step in steps], today),
        counted=counted,
        media=media,
        missing=missing,
        needs_other=missing > 0 and len(media) == 1,
        falls_short=state in OPEN and len(media | {s.way.medium for s in steps}) < MEDIA,
        last_day=plan.last_day,
        days_left=max((plan.last_day - today).days, 0),
        late=() if waits else tuple(s for s in steps if s.planned and s.planned < today),
        next_step=min(steps, key=lambda step: _due(plan, step, today), default=None),
        refused=frozenset(a.way.medium for a in plan.approaches if a.result is Result.REFUSED),
        reaction=reaction,
        offers_end=reaction is not None and state in OPEN and plan.thanks is None,
        no_parcel=parcels[0] if parcels and ends_soon and not waits else None,
    )


def reaction_to(plan: Plan, purchases: Iterable[Purchase], today: date) -> Reaction | None:
    """What was bought after the plan's first day, up to its last day and today."""
    last = min(plan.last_day, today)
    found = [each for each in purchases if plan.start < each.day <= last and each.amount > 0]
    if not found:
        return None
    return Reaction(min(e.day for e in found), sum(e.amount for e in found), len(found))


def _state(
    plan: Plan, begun: bool, missing: int, reaction: Reaction | None, today: date
) -> PlanState:
    """The one place that decides; the first that holds counts.

    1. What a person has stopped stays stopped. 2. The rule met is met, whatever came after.
    3. A plan ended for a purchase is no failure, and 4. neither is one that ran out after a
    purchase. Only then can it have run out, or be open.
    """
    if plan.cancelled is not None:
        return PlanState.CANCELLED
    if not missing:
        return PlanState.ACHIEVED
    if plan.bought is not None:
        return PlanState.BOUGHT
    if today > plan.last_day:
        return PlanState.EXPIRED if reaction is None else PlanState.BOUGHT
    return PlanState.UNDER_WAY if begun else PlanState.NOT_STARTED


def _bucket(plan: Plan, state: PlanState, due_days: Sequence[date], today: date) -> Bucket:
    if state is PlanState.ACHIEVED and today <= plan.last_day:
        return Bucket.ACHIEVED
    if state not in OPEN:
        return Bucket.CLOSED
    if plan.pause is not None:
        return Bucket.LATER
    if not due_days:
        # Every step is made, and the rule still wants one more: by another medium, now.
        return Bucket.TODAY
    due = min(due_days)
    if due > week_end(today):
        return Bucket.LATER
    return Bucket.LATE if due < today else Bucket.TODAY if due == today else Bucket.WEEK


def first_bucket(plans: Iterable[Plan], today: date) -> Bucket:
    """Where the first step of plans that have just begun is: today, this week, or later."""
    days = (step.planned for plan in plans for step in plan.steps if step.planned is not None)
    first = min(days, default=date.max)
    if first > week_end(today):
        return Bucket.LATER
    return Bucket.TODAY if first <= today else Bucket.WEEK


def week_end(day: date) -> date:
    """The Sunday of the week."""
    return day + timedelta(days=_SUNDAY - day.weekday())


def _is_last_week(last_day: date, today: date) -> bool:
    return last_day < today + timedelta(days=LAST_WEEK)


def _due(plan: Plan, step: Step, today: date) -> tuple[date, int]:
    """When a step is due: with a parcel some day, and in the window's last week now."""
    parcel = today if _is_last_week(plan.last_day, today) else date.max
    return step.planned or parcel, step.number
