"""今月のフォローを始める: what a start would plan, whom it leaves out, and what work it makes."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.adapting import Adapted, adapted
from crm_desk.domain.followup.plan import APPROACHES, Step
from crm_desk.domain.followup.templates import Design, MatrixPlace, Template, chosen, segment_of
from crm_desk.domain.followup.workload import (
    Limits,
    Load,
    Week,
    is_full,
    load_in,
    load_of,
    monday,
    on_working_days,
    postage,
    weeks_of,
    with_room,
    work_of,
)
from crm_desk.domain.working_days import AS_IT_COMES, WorkingDays

RECENTLY = 30
"""Days in which an approach is still fresh."""
CAP_DAYS = 90
_ASKED = (Way.EMAIL, Way.PHONE, Way.POSTCARD)
_NOTHING_INSTEAD = (None,) * APPROACHES


class LeftOutReason(StrEnum):
    """Why somebody gets no plan; the first that holds is said."""

    DECEASED = "deceased"
    NO_CONTACT = "no_contact"
    PERHAPS_NO_CONTACT = "perhaps_no_contact"
    UNREAD_NOTE = "unread_note"
    OPEN_COMPLAINT = "open_complaint"
    OPEN_PLAN = "open_plan"
    SUBSCRIBED = "subscribed"
    NO_TEMPLATE = "no_template"
    KNOWN_CELL = "known_cell"
    RECENT = "recent"
    NO_SECOND_MEDIUM = "no_second_medium"
    CAP = "cap"


@dataclass(frozen=True)
class ShopRules:
    """How the shop goes about its follow-ups.

    Attributes:
        media: those the shop uses, in its order; none: it was never asked.
        days: on which it works.
        one_medium: who can be reached through one medium only gets three steps by it.
    """

    media: tuple[Medium, ...] = ()
    days: WorkingDays = AS_IT_COMES
    one_medium: bool = False


USUAL_RULES = ShopRules()
"""As the program comes."""


@dataclass(frozen=True)
class Candidate:
    """A customer who might get a plan.

    Attributes:
        band: first day of the recency band, as of the day of the figures.
        recency: R値 in days, likewise.
        approached: days of approaches, those of the last 90 days at least.
        planned_from: cells that plans with a window still running were made from.
    """

    customer_id: int
    cluster: Cluster
    band: int
    subscribed: bool
    recency: int
    purchases: int
    reach: Reach
    has_open_plan: bool = False
    past_interval: bool = False
    approached: tuple[date, ...] = ()
    planned_from: frozenset[MatrixPlace] = frozenset()

    @property
    def cell(self) -> MatrixPlace:
        """Where the customer stands in the matrix."""
        return MatrixPlace(segment_of(self.cluster, subscribed=self.subscribed), self.band)


@dataclass(frozen=True)
class Proposal:
    """A plan that would be made.

    Attributes:
        template: as this customer can be approached by it.
        start: the first day of the plan.
        moved: a step went to a later week, because its own was full.
        instead: by step, the way of the template that another one stands for, or None.
        one_medium: all steps go through one medium: it can't be 達成.
    """

    candidate: Candidate
    template: Template
    steps: tuple[Step, ...]
    start: date
    moved: bool = False
    instead: tuple[Way | None, ...] = _NOTHING_INSTEAD
    one_medium: bool = False


class LeftOut(NamedTuple):
    """A customer who gets no plan; `block` says more of the reason."""

    candidate: Candidate
    reason: LeftOutReason
    block: Block | None = None


@dataclass(frozen=True)
class Outlook:
    """What a start would do; nothing is kept yet.

    Attributes:
        left_out: each with exactly one reason.
        weeks: those with work, in order.
        postage: of the new plans, minor units.
    """

    start: date
    limits: Limits
    proposals: tuple[Proposal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    weeks: tuple[Week, ...] = ()
    postage: int = 0

    @property
    def top1(self) -> tuple[Proposal, ...]:
        """Plans for TOP1%: confirmed one by one."""
        return tuple(p for p in self.proposals if p.candidate.cluster is Cluster.TOP1)

    @property
    def top1_without(self) -> tuple[LeftOut, ...]:
        """Everyone of TOP1% who gets no plan and has none (「TOP1%の方は、お一人残らず」)."""
        return tuple(
            each
            for each in self.left_out
            if each.candidate.cluster is Cluster.TOP1 and each.reason is not LeftOutReason.OPEN_PLAN
        )

    def counts(self) -> dict[LeftOutReason, int]:
        """How many are left out, by reason."""
        return dict(Counter(each.reason for each in self.left_out))

    def over(self, week: Week) -> bool:
        """A week holds more than the shop can do."""
        return week.calls > self.limits.calls or week.cards > self.limits.cards


def outlook(
    candidates: Iterable[Candidate],
    design: Design,
    limits: Limits,
    today: date,
    load: Load | None = None,
    rules: ShopRules = USUAL_RULES,
) -> Outlook:
    """What a start today would do.

    A call or handwritten card goes to a week with room (`with_room`); where no week has room for
    calls that stand for another medium, the plan makes do with one. What is over the caps all the
    same is shown so: the shop decides.

    Args:
        candidates: whoever matters most first; they get the weeks with room.
        load: of plans that are open already.
    """
    weeks = Counter(load or {})
    proposals, left_out = [], []
    for candidate in candidates:
        found = _placed(propose(candidate, design, limits, today, rules), weeks, limits, rules)
        if _is_overloaded(found, weeks, limits):
            fewer = propose(candidate, design, limits, today, rules, few_calls=True)
            found = _placed(fewer, weeks, limits, rules)
        if isinstance(found, LeftOut):
            left_out.append(found)
            continue
        proposals.append(found)
        for step in found.steps:
            if step.planned is not None:
                weeks[monday(step.planned), work_of(step.way)] += 1
    ways = (step.way for proposal in proposals for step in proposal.steps)
    return Outlook(
        today,
        limits,
        tuple(proposals),
        tuple(left_out),
        tuple(weeks_of(weeks)),
        postage(ways, limits),
    )


def propose(
    candidate: Candidate,
    design: Design,
    limits: Limits,
    today: date,
    rules: ShopRules = USUAL_RULES,
    *,
    few_calls: bool = False,
) -> Proposal | LeftOut:
    """A plan for one customer, or the one reason against it.

    Args:
        few_calls: as in `adapted`.
    """
    against = _standing_against(candidate)
    if against is not None:
        return against
    template = chosen(design, candidate.cell, candidate.purchases)
    if template is None:
        subscribed = LeftOutReason.SUBSCRIBED if candidate.subscribed else None
        return LeftOut(candidate, subscribed or LeftOutReason.NO_TEMPLATE)
    if candidate.cell in candidate.planned_from:
        return LeftOut(candidate, LeftOutReason.KNOWN_CELL)
    if any((today - day).days < RECENTLY for day in candidate.approached):
        return LeftOut(candidate, LeftOutReason.RECENT)
    found = adapted(
        template,
        candidate.reach,
        rules.media,
        design.words,
        one_medium=rules.one_medium,
        few_calls=few_calls,
    )
    if found is None:
        block = _first_block(template, candidate.reach, rules.media)
        return LeftOut(candidate, LeftOutReason.NO_SECOND_MEDIUM, block)
    return _proposal(candidate, found, limits, today, rules)


def _proposal(
    candidate: Candidate, found: Adapted, limits: Limits, today: date, rules: ShopRules
) -> Proposal | LeftOut:
    planned = found.template.planned(today, candidate.recency)
    steps = on_working_days(planned, today, rules.days)
    if over_cap(candidate.approached, steps, limits.per_customer):
        return LeftOut(candidate, LeftOutReason.CAP)
    return Proposal(
        candidate,
        found.template,
        steps,
        today,
        instead=found.instead,
        one_medium=found.one_medium,
    )


_HELD_BACK = {
    Block.DECEASED: LeftOutReason.DECEASED,
    Block.NO_CONTACT: LeftOutReason.NO_CONTACT,
    Block.PERHAPS_NO_CONTACT: LeftOutReason.PERHAPS_NO_CONTACT,
    Block.UNREAD_NOTE: LeftOutReason.UNREAD_NOTE,
}


def _standing_against(candidate: Candidate) -> LeftOut | None:
    if (held_back := candidate.reach.held_back_by) is not None:
        who = held_back if held_back is Block.PERHAPS_NO_CONTACT else None
        return LeftOut(candidate, _HELD_BACK[held_back], who)
    if candidate.reach.open_complaint:
        return LeftOut(candidate, LeftOutReason.OPEN_COMPLAINT)
    return LeftOut(candidate, LeftOutReason.OPEN_PLAN) if candidate.has_open_plan else None


def _first_block(template: Template, reach: Reach, media: Collection[Medium]) -> Block | None:
    """What is said to be missing: why a step can't be made, or else another medium not be used."""
    planned = (step.way for step in template.steps)
    ways = (way for way in (*planned, *_ASKED) if not media or way.medium in media)
    blocks = (usable(way, reach) for way in ways)
    return next((block for block in blocks if block is not None), None)


def over_cap(approached: Sequence[date], steps: Iterable[Step], cap: int) -> bool:
    """Whether some 90 days would hold more approaches than the cap."""
    planned = [step.planned for step in steps if step.planned is not None]
    days = [*approached, *planned]
    return any(
        sum(0 <= (last - day).days < CAP_DAYS for day in days) > max(cap, APPROACHES)
        for last in planned
    )


def _placed(
    proposal: Proposal | LeftOut, weeks: Load, limits: Limits, rules: ShopRules
) -> Proposal | LeftOut:
    """The proposal in weeks that have room for it."""
    if isinstance(proposal, LeftOut):
        return proposal
    steps = with_room(proposal.steps, weeks, limits, proposal.start, rules.days)
    if steps == proposal.steps:
        return proposal
    if over_cap(proposal.candidate.approached, steps, limits.per_customer):
        return LeftOut(proposal.candidate, LeftOutReason.CAP)
    return replace(proposal, steps=steps, moved=True)


def _is_overloaded(found: Proposal | LeftOut, weeks: Load, limits: Limits) -> bool:
    """Several calls stand for another medium, and no week has room for one of them."""
    if isinstance(found, LeftOut):
        return False
    pairs = zip(found.steps, found.instead, strict=True)
    calls = sum(before is not None and step.way is Way.PHONE for step, before in pairs)
    return calls > 1 and is_full(found.steps, weeks, limits)


def without(seen: Outlook, left: Collection[int]) -> Outlook:
    """The same start without these customers: their work and postage less.

    The days of the others stay as they are, so that what was looked at is what is started.
    """
    kept = tuple(p for p in seen.proposals if p.candidate.customer_id not in left)
    gone = [p for p in seen.proposals if p.candidate.customer_id in left]
    load = load_in(seen.weeks)
    load.subtract(load_of(((step.planned, step.way) for p in gone for step in p.steps), seen.start))
    return replace(
        seen,
        proposals=kept,
        weeks=tuple(weeks_of(load)),
        postage=postage((step.way for p in kept for step in p.steps), seen.limits),
    )
