"""Plans made: for one customer, or for several at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.desk.followup.design import limits_in
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.domain.analysis.view import BuyerStanding
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.approach import check_year
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.spoken_name import bare_name
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Origin, Plan, Step, check_planned
from crm_desk.domain.followup.starting import CAP_DAYS, over_cap
from crm_desk.domain.followup.templates import Template, band_of
from crm_desk.store import persons
from crm_desk.store import rows as store_rows
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people
from crm_desk.store.followup import people as people_rows

NOWHERE = Origin()
"""Nothing is known of where the customer stands."""


@dataclass(frozen=True)
class Draft:
    """A plan before it is made."""

    customer_id: int
    template: str
    steps: tuple[Step, ...]
    origin: Origin = NOWHERE


def draft(
    customer: int, template: Template, start: date, stands: BuyerStanding | None = None
) -> Draft:
    """A plan for one customer after a template; its steps can be changed before it is made.

    Args:
        stands: where the customer stands today, as far as the orders were looked at.
    """
    recency = stands.recency if stands else None
    return Draft(customer, template.name, template.planned(start, recency), origin_of(stands))


def origin_of(stands: BuyerStanding | None) -> Origin:
    """Where a customer stands when a plan is made."""
    if stands is None:
        return NOWHERE
    return Origin(stands.cluster, band_of(stands.recency), stands.subscribed)


def blocks_of(found: Draft, reach: Reach) -> dict[int, Block]:
    """Why steps of a draft can't be made, by their numbers; empty where all can.

    Args:
        reach: of the customer.
    """
    blocks = ((step.number, usable(step.way, reach)) for step in found.steps)
    return {number: block for number, block in blocks if block is not None}


def make(desk: Desk, drafts: Sequence[Draft], start: date, today: date) -> Changes:
    """Make plans that begin on a day, as one step.

    Raises:
        ReportableError: `customer_gone`; `plan_open`: somebody has an open plan; `way_blocked`: a
            step goes a way that can't be taken; `plan_cap`: some 90 days would hold more
            approaches than the shop wants; `step_outside` the window, `date_far`.
    """
    check_year(start)
    label = "followup_plan" if len(drafts) == 1 else "followup_plans"
    edit = desk.store.read(lambda c: edit_in(c, drafts, start, today, label, strict=True))
    return desk.apply(edit) if edit.plans else NOTHING


def allowed(
    desk: Desk, drafts: Sequence[Draft], start: date, today: date, label_key: str
) -> FollowupEdit:
    """The edit that makes plans, on any thread.

    Whoever is gone or can't get their plan by now, is passed over.

    Raises:
        ReportableError: `nobody_to_plan`: that is everyone; `date_far`.
    """
    check_year(start)
    edit = desk.store.read_in_worker(
        lambda c: edit_in(c, drafts, start, today, label_key, strict=False)
    )
    if not edit.plans:
        raise ReportableError("nobody_to_plan")
    return edit


def edit_in(
    connection: Connection,
    drafts: Sequence[Draft],
    start: date,
    today: date,
    label_key: str,
    *,
    strict: bool,
) -> FollowupEdit:
    """The edit that makes plans.

    Args:
        strict: refuse as `make` does; else whoever can't get a plan is passed over.
    """
    roots = persons.roots(connection, [each.customer_id for each in drafts])
    if strict and len(roots) < len({each.customer_id for each in drafts}):
        raise ReportableError("customer_gone")
    drafts = [
        replace(each, customer_id=roots[each.customer_id])
        for each in drafts
        if each.customer_id in roots
    ]
    ids, new = persons_for(connection, roots.values())
    refusals = _refusals(connection, drafts, start, today)
    if strict and refusals:
        raise next(iter(refusals.values()))
    chosen = {each.customer_id: each for each in drafts if each.customer_id not in refusals}
    first = store_rows.next_id(connection, "followup_plan")
    made = [
        _plan(id_, ids[customer], start, each)
        for id_, (customer, each) in enumerate(chosen.items(), start=first)
    ]
    return FollowupEdit(label_key, new_persons=new, plans=tuple((None, plan) for plan in made))


def _plan(id_: int, person: int, start: date, found: Draft) -> Plan:
    plan = Plan(
        id=id_,
        person=person,
        start=start,
        steps=tuple(found.steps),
        template=clean_line(found.template),
        origin=found.origin,
    )
    for step in plan.steps:
        check_planned(plan, step.planned)
    return plan


def _refusals(
    connection: Connection, drafts: Sequence[Draft], start: date, today: date
) -> dict[int, ReportableError]:
    """Why people can't get these plans now, by customer; what was looked at may be old."""
    customers = [each.customer_id for each in drafts]
    busy = people.people(connection, common.with_open_plan(connection, customers, today))
    reaches = reach_in(connection, customers)
    approached = people_rows.approached(connection, start - timedelta(days=CAP_DAYS))
    cap = limits_in(connection).per_customer
    found: dict[int, ReportableError] = {}
    for each in drafts:
        reach = reaches[each.customer_id]
        if each.customer_id in busy:
            who = busy[each.customer_id]
            found[each.customer_id] = ReportableError(
                "plan_open", name=bare_name(who.name) or who.member_no
            )
        elif any(usable(step.way, reach) is not None for step in each.steps):
            found[each.customer_id] = ReportableError("way_blocked")
        elif over_cap(approached.get(each.customer_id, ()), each.steps, cap):
            found[each.customer_id] = ReportableError("plan_cap", cap=cap, days=CAP_DAYS)
    return found
