"""Plans looked at before they are made: for one customer, or for those of a selection."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.design import design_in, limits_in
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.making import Draft, allowed, origin_of
from crm_desk.desk.followup.month import draft_of, preview, rules_in
from crm_desk.domain.analysis.view import BuyerStanding
from crm_desk.domain.contacts.consent import Reach
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.adapting import adapted
from crm_desk.domain.followup.plan import Plan, Step, window_end
from crm_desk.domain.followup.standing import standing
from crm_desk.domain.followup.starting import CAP_DAYS, LeftOut, Outlook, over_cap
from crm_desk.domain.followup.templates import Template
from crm_desk.domain.followup.workload import on_working_days
from crm_desk.domain.texts import Texts
from crm_desk.domain.working_days import EVERY_DAY, WorkingDays
from crm_desk.store.connection import Connection
from crm_desk.store.followup import people as people_rows

_NOBODY = Reach()


@dataclass(frozen=True)
class SuggestedPlan:
    """What the follow-up matrix has for one customer.

    Attributes:
        stands: where the customer stands; None for who has bought nothing that counts.
        template: with what was put in place of what does not fit; None where there is none.
        left_out: why the matrix leaves the customer out; a plan can be made all the same, unless
            one is open.
    """

    stands: BuyerStanding | None = None
    template: Template | None = None
    left_out: LeftOut | None = None


class AdaptedDraft(NamedTuple):
    """A draft, and by step the way of its template that another one stands for, or None."""

    draft: Draft
    instead: tuple[Way | None, ...]


def suggested(desk: Desk, look: Look, customer: int, today: date, language: str) -> SuggestedPlan:
    """What the follow-up matrix has for one customer; on any thread."""
    stands = next((each for each in look.standings() if each.id == customer), None)
    seen = preview(desk, look, today, language, only=[customer])
    template = next((each.template for each in seen.proposals), None)
    return SuggestedPlan(stands, template, next(iter(seen.left_out), None))


def making_of(desk: Desk, seen: Outlook) -> FollowupEdit:
    """The edit that makes the plans of a preview of some customers; on any thread."""
    drafts = [draft_of(each) for each in seen.proposals]
    return allowed(desk, drafts, seen.start, seen.start, "followup_plans")


def draft_for(
    desk: Desk,
    customer: int,
    template: Template,
    start: date,
    language: str,
    stands: BuyerStanding | None = None,
) -> AdaptedDraft:
    """A plan for one customer after a template, as this customer can be approached by it.

    Where only one medium is left, the steps stay as the template has them: a person decides.

    Args:
        stands: where the customer stands today, as far as the orders were looked at.
    """

    def work(connection: Connection) -> AdaptedDraft:
        reach = reach_in(connection, [customer]).get(customer, _NOBODY)
        rules, words = rules_in(connection), design_in(connection, language).words
        found = adapted(template, reach, rules.media, words)
        used = found.template if found is not None else template
        planned = used.planned(start, stands.recency if stands else None)
        steps = on_working_days(planned, start, rules.days)
        draft = Draft(customer, template.name, steps, origin_of(stands))
        return AdaptedDraft(draft, found.instead if found is not None else ())

    return desk.store.read(work)


def begun_on(draft: Draft, before: date, start: date, days: WorkingDays = EVERY_DAY) -> Draft:
    """A draft that begins on another day: its steps go along, and stay in the window.

    Args:
        days: on which the shop works.
    """
    last = window_end(start)

    def moved(step: Step) -> Step:
        if step.planned is None:
            return step
        day = min(max(start + (step.planned - before), start), last)
        return replace(step, planned=days.nearest(day, start, last))

    return replace(draft, steps=tuple(moved(step) for step in draft.steps))


def too_many(desk: Desk, draft: Draft, start: date) -> ReportableError | None:
    """`plan_cap`, as `making.make` would raise it; None while the draft keeps to the cap."""

    def work(connection: Connection) -> tuple[tuple[date, ...], int]:
        approached = people_rows.approached(connection, start - timedelta(days=CAP_DAYS))
        return approached.get(draft.customer_id, ()), limits_in(connection).per_customer

    approached, cap = desk.store.read(work)
    if not over_cap(approached, draft.steps, cap):
        return None
    return ReportableError("plan_cap", cap=cap, days=CAP_DAYS)


def hints(draft: Draft, start: date, texts: Texts) -> tuple[str, ...]:
    """What is worth a thought before the plan is made, in words."""
    plan = Plan(0, 0, start, draft.steps)
    return wording.hints(plan, standing(plan, (), start), texts)
