"""Plans and their approaches in the time line."""

from collections.abc import Iterator, Sequence
from datetime import date

from crm_desk.desk.contacts.timeline import approach_row
from crm_desk.desk.followup import common
from crm_desk.desk.followup.common import PlanWithStanding
from crm_desk.desk.route import Route
from crm_desk.desk.timeline_rows import (
    Record,
    RowGroup,
    RowMark,
    TimelineRequest,
    TimelineRow,
    TimelineSource,
)
from crm_desk.domain.contacts.approach import Approach
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import APPROACHES, MEDIA, Plan
from crm_desk.domain.followup.standing import PlanState, Standing
from crm_desk.domain.texts import Texts
from crm_desk.store.connection import Connection
from crm_desk.store.followup import plans

PLAN_BEGUN, PLAN_PAUSED, PLAN_ENDED = "plan_begun", "plan_paused", "plan_ended"
"""Kinds of records."""


def _rows(asked: TimelineRequest) -> Iterator[TimelineRow]:
    ids = plans.plans_of(asked.connection, tuple(asked.persons))
    for known in common.plans_with_standing_in(asked.connection, ids, asked.today).values():
        yield from _of_plan(known, asked)


def _of_plan(known: PlanWithStanding, asked: TimelineRequest) -> Iterator[TimelineRow]:
    plan, texts = known.plan, asked.texts
    customer = asked.persons[plan.person]
    yield _plan_row(plan, plan.start, PLAN_BEGUN, plan.template or NO_FIGURE, customer, texts)
    if plan.pause is not None:
        yield _plan_row(plan, plan.pause.day, PLAN_PAUSED, plan.pause.reason, customer, texts)
    ended = _end(known)
    if ended is not None:
        words = _ending_words(known, asked)
        yield _plan_row(plan, ended, PLAN_ENDED, words, customer, texts)
    for approach in plan.approaches:
        yield approach_row(approach, customer, _about(plan, approach, texts), texts)


def _plan_row(
    plan: Plan, day: date, kind: str, words: str, customer: int, texts: Texts
) -> TimelineRow:
    return TimelineRow(
        day=day,
        group=RowGroup.APPROACH,
        mark=RowMark.PLAN,
        title=texts("time_line.plan"),
        words=texts("result.separator").join(p for p in (texts(f"time_line.{kind}"), words) if p),
        customer=customer,
        record=Record(kind, plan.id),
        route=Route("followup", id=plan.id),
    )


def _end(known: PlanWithStanding) -> date | None:
    """The day on which a plan came to what it is; None while it is open."""
    plan, standing = known.plan, known.standing
    if standing.is_open:
        return None
    if plan.cancelled is not None:
        return plan.cancelled.day
    if standing.state is PlanState.ACHIEVED:
        return _achieved_on(plan)
    return plan.bought or plan.last_day


def _achieved_on(plan: Plan) -> date:
    """The day of the approach that met the rule; those that came after it change nothing."""
    made = 0
    media: set[Medium] = set()
    for each in sorted(plan.counted(), key=lambda a: (a.day, a.id)):
        made, media = made + 1, media | {each.way.medium}
        if made >= APPROACHES and len(media) >= MEDIA:
            return each.day
    return plan.last_day


def _ending_words(known: PlanWithStanding, asked: TimelineRequest) -> str:
    standing: Standing = known.standing
    parts = (
        wording.summary(known.plan, standing, asked.texts),
        wording.reaction(standing, asked.texts, asked.money),
    )
    return asked.texts("result.separator").join(part for part in parts if part)


def _about(plan: Plan, approach: Approach, texts: Texts) -> str:
    """近況と季節の便り(フォロー 2回目)."""
    if approach.step is None:
        return texts("time_line.beside_steps")
    purpose = plan.step(approach.step).purpose
    if not purpose:
        return texts("time_line.step", n=approach.step)
    return texts("time_line.step_for", purpose=purpose, n=approach.step)


def next_step(connection: Connection, persons: Sequence[int], today: date, texts: Texts) -> str:
    """次のお声がけ 12/03 電話: of a person's open plan, for whoever answers the telephone."""
    ids = plans.plans_of(connection, tuple(persons))
    for known in common.plans_with_standing_in(connection, ids, today).values():
        step = known.standing.next_step
        if known.standing.is_open and step is not None:
            if known.plan.pause is not None:
                return texts("time_line.plan_waits")
            when = texts("followup.next_parcel")
            if step.planned is not None:
                when = texts("time_line.day", month=step.planned.month, day=step.planned.day)
            return texts("time_line.next_step", when=when, way=wording.way(step.way, texts))
    return ""


TIMELINE = (TimelineSource(frozenset({RowGroup.APPROACH}), _rows),)
"""What follow-ups yield."""
