"""今月のフォローを始める: what a start would plan, whom it leaves out, and what work it makes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.consent import EMAIL_IF_UNKNOWN, Block, Reach, usable
from crm_desk.domain.contacts.media import CARDS, LETTERS, Way
from crm_desk.domain.followup.plan import APPROACHES, MEDIA, Step, window_end
from crm_desk.domain.followup.templates import Design, MatrixPlace, Template, chosen, segment_of

RECENTLY = 30
"""Days in which an approach is still fresh."""
CAP_DAYS = 90
_WEEK = timedelta(days=7)


class LeftOutReason(StrEnum):
    """Why somebody gets no plan; the first that holds is said."""

    NO_CONTACT = "no_contact"
    PERHAPS_NO_CONTACT = "perhaps_no_contact"
    OPEN_COMPLAINT = "open_complaint"
    OPEN_PLAN = "open_plan"
    SUBSCRIBED = "subscribed"
    NO_TEMPLATE = "no_template"
    KNOWN_CELL = "known_cell"
    RECENT = "recent"
    NO_SECOND_MEDIUM = "no_second_medium"
    BLOCKED = "blocked"
    CAP = "cap"


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
    """What takes the shop's own time, and so has a cap a week."""

    CALLS = "calls"
    CARDS = "cards"


_WORK = {Way.PHONE: Work.CALLS, Way.HANDWRITTEN: Work.CARDS}
Load = Mapping[tuple[date, Work], int]
"""How much of it is planned already, by the Monday of the week."""


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
        moved: a step went to a later week, because its own was full.
    """

    candidate: Candidate
    template: Template
    steps: tuple[Step, ...]
    moved: bool = False


class LeftOut(NamedTuple):
    """A customer who gets no plan; `block` says more of the reason."""

    candidate: Candidate
    reason: LeftOutReason
    block: Block | None = None


class Week(NamedTuple):
    """Work in one week, that of open plans included."""

    monday: date
    calls: int
    cards: int


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
        """Everyone of TOP1% who gets no plan and has none (「TOP1%を全顧客に対応」)."""
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
) -> Outlook:
    """What a start today would do.

    A call or handwritten card goes to the next week with room where its own is full, as long as
    the steps after it stay a week apart and in the window. Where there is no such week it stays,
    and the week is shown over its cap: the shop decides.

    Args:
        candidates: whoever matters most first; they get the weeks with room.
        load: of plans that are open already.
    """
    weeks = Counter(load or {})
    proposals, left_out = [], []
    for candidate in candidates:
        found = propose(candidate, design, limits, today)
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            proposals.append(_with_room(found, weeks, limits, today))
    ways = (step.way for proposal in proposals for step in proposal.steps)
    return Outlook(
        today,
        limits,
        tuple(proposals),
        tuple(left_out),
        tuple(_weeks(weeks)),
        postage(ways, limits),
    )


def propose(
    candidate: Candidate, design: Design, limits: Limits, today: date
) -> Proposal | LeftOut:
    """A plan for one customer, or the one reason against it."""
    against = _standing_against(candidate)
    if against is not None:
        return against
    reach = candidate.reach
    template = chosen(
        design,
        candidate.cell,
        candidate.purchases,
        email_allowed=usable(Way.EMAIL, reach) is None,
    )
    if template is None:
        subscribed = LeftOutReason.SUBSCRIBED if candidate.subscribed else None
        return LeftOut(candidate, subscribed or LeftOutReason.NO_TEMPLATE)
    if candidate.cell in candidate.planned_from:
        return LeftOut(candidate, LeftOutReason.KNOWN_CELL)
    if any((today - day).days < RECENTLY for day in candidate.approached):
        return LeftOut(candidate, LeftOutReason.RECENT)
    if (blocked := _blocked(candidate, template)) is not None:
        return blocked
    steps = template.planned(today, candidate.recency)
    if over_cap(candidate.approached, steps, limits.per_customer):
        return LeftOut(candidate, LeftOutReason.CAP)
    return Proposal(candidate, template, steps)


def _standing_against(candidate: Candidate) -> LeftOut | None:
    if candidate.reach.no_contact:
        return LeftOut(candidate, LeftOutReason.NO_CONTACT)
    if candidate.reach.lookalike is not None:
        reason, block = LeftOutReason.PERHAPS_NO_CONTACT, Block.PERHAPS_NO_CONTACT
        return LeftOut(candidate, reason, block)
    if candidate.reach.open_complaint:
        return LeftOut(candidate, LeftOutReason.OPEN_COMPLAINT)
    return LeftOut(candidate, LeftOutReason.OPEN_PLAN) if candidate.has_open_plan else None


def _blocked(candidate: Candidate, template: Template) -> LeftOut | None:
    """A plan holds no step that can't be made."""
    blocks = [(step.way, usable(step.way, candidate.reach)) for step in template.steps]
    if all(block is None for _, block in blocks):
        media = {way.medium for way, _ in blocks}
        enough = len(media) >= MEDIA
        return None if enough else LeftOut(candidate, LeftOutReason.NO_SECOND_MEDIUM)
    first = next(block for _, block in blocks if block is not None)
    left = {way.medium for way, block in blocks if block is None}
    reason = LeftOutReason.BLOCKED if len(left) >= MEDIA else LeftOutReason.NO_SECOND_MEDIUM
    return LeftOut(candidate, reason, first)


def over_cap(approached: Sequence[date], steps: Iterable[Step], cap: int) -> bool:
    """Whether some 90 days would hold more approaches than the cap."""
    planned = [step.planned for step in steps if step.planned is not None]
    days = [*approached, *planned]
    return any(
        sum(0 <= (last - day).days < CAP_DAYS for day in days) > max(cap, APPROACHES)
        for last in planned
    )


def _with_room(
    proposal: Proposal, weeks: "Counter[tuple[date, Work]]", limits: Limits, start: date
) -> Proposal:
    """The proposal in weeks that have room for it; its work is noted in them."""
    steps: list[Step] = []
    last = window_end(start)
    dated = sum(step.planned is not None for step in proposal.steps)
    earliest = start
    for step in proposal.steps:
        if step.planned is None:
            steps.append(step)
            continue
        dated -= 1
        day = max(step.planned, earliest)
        latest = max(last - dated * _WEEK, day)
        day = min(_day_with_room(step.way, day, latest, weeks, limits), last)
        steps.append(replace(step, planned=day))
        earliest = min(day + _WEEK, last) if day != step.planned else earliest
        if work := _WORK.get(step.way):
            weeks[monday(day), work] += 1
    return replace(proposal, steps=tuple(steps), moved=tuple(steps) != proposal.steps)


def _day_with_room(way: Way, day: date, latest: date, weeks: Load, limits: Limits) -> date:
    work = _WORK.get(way)
    if work is None:
        return day
    cap = limits.calls if work is Work.CALLS else limits.cards
    found = day
    while found <= latest:
        if weeks.get((monday(found), work), 0) < cap:
            return found
        found += _WEEK
    return day


def monday(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def postage(ways: Iterable[Way], limits: Limits) -> int:
    """What so many cards and letters cost to send, in minor units."""
    counts = Counter(ways)
    cards = sum(counts[way] for way in CARDS)
    letters = sum(counts[way] for way in LETTERS)
    return cards * limits.card_price + letters * limits.letter_price


def load_of(steps: Iterable[tuple[date | None, Way]], today: date) -> dict[tuple[date, Work], int]:
    """The work that open steps (day, way) make, by week; what is late is work of this week."""
    found: Counter[tuple[date, Work]] = Counter()
    for day, way in steps:
        if day is not None and (work := _WORK.get(way)):
            found[monday(max(day, today)), work] += 1
    return dict(found)


def _weeks(load: Load) -> Iterator[Week]:
    for first in sorted({monday for monday, _ in load}):
        yield Week(first, load.get((first, Work.CALLS), 0), load.get((first, Work.CARDS), 0))


def without(seen: Outlook, left: Collection[int]) -> Outlook:
    """The same start without these customers: their work and postage less.

    The days of the others stay as they are, so that what was looked at is what is started.
    """
    kept = tuple(p for p in seen.proposals if p.candidate.customer_id not in left)
    gone = [p for p in seen.proposals if p.candidate.customer_id in left]
    load = Counter({(week.monday, Work.CALLS): week.calls for week in seen.weeks})
    load.update({(week.monday, Work.CARDS): week.cards for week in seen.weeks})
    load.subtract(load_of(((step.planned, step.way) for p in gone for step in p.steps), seen.start))
    return replace(
        seen,
        proposals=kept,
        weeks=tuple(week for week in _weeks(load) if week.calls or week.cards),
        postage=postage((step.way for p in kept for step in p.steps), seen.limits),
    )
