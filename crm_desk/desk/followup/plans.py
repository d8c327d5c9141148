"""Plans changed: steps moved, plans paused, cancelled, ended, gone on with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.consent import Block, usable
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup import plan as plans
from crm_desk.domain.followup.complaints import paused
from crm_desk.domain.followup.plan import Halt, Plan, Step
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import held_back
from crm_desk.store.followup import plans as rows


def change_step(desk: Desk, plan_id: int, step: Step, today: date) -> Changes:
    """Plan a step for another day, in another way, or for another purpose.

    Raises:
        ReportableError: `plan_gone`, `plan_closed`, `step_outside` the window, `step_done`;
            `way_blocked`: the customer can't be approached that way.
    """
    known = common.one(desk, plan_id, today)
    if not known.standing.is_open:
        raise ReportableError("plan_closed")
    plan = known.plan
    step = replace(step, purpose=clean_line(step.purpose))
    if step.way is not plan.step(step.number).way and desk.store.read(
        lambda connection: _is_blocked(connection, plan, step)
    ):
        raise ReportableError("way_blocked")
    return common.put(desk, "followup_step", [(plan, plans.with_step(plan, step))])


def _is_blocked(connection: Connection, plan: Plan, step: Step) -> bool:
    customer = persons.customer_of(connection, plan.person)
    reach = reach_in(connection, [customer]).get(customer) if customer is not None else None
    # While a complaint is open the plan waits; what is planned for later may be changed.
    return reach is not None and usable(step.way, reach) not in (None, Block.OPEN_COMPLAINT)


def pause(desk: Desk, ids: Sequence[int], reason: str, today: date) -> Changes:
    """Let plans wait (an open complaint): nothing of them is late or due; the window runs on.

    Raises:
        ReportableError: `plan_closed`.
    """
    halt = Halt(today, clean_line(reason))
    return common.change_open(
        desk, ids, today, "followup_pause", lambda each: replace(each.plan, pause=halt)
    )


def resume(desk: Desk, ids: Sequence[int], today: date) -> Changes:
    """Go on with paused plans, but for those that an open complaint paused.

    Raises:
        ReportableError: `plan_closed`; `plan_complaint`: every one waits for a complaint.
    """

    def work(connection: Connection) -> set[int]:
        plans_by_id = rows.plans(connection, ids)
        held = held_back.persons_held_back(connection)
        return {id_ for id_, plan in plans_by_id.items() if plan.person in held}

    waiting = desk.store.read(work)
    if waiting and waiting.issuperset(ids):
        raise ReportableError("plan_complaint")
    going = [id_ for id_ in ids if id_ not in waiting]
    return common.change_open(
        desk, going, today, "followup_resume", lambda each: replace(each.plan, pause=None)
    )


def cancel(desk: Desk, ids: Sequence[int], reason: str, today: date) -> Changes:
    """中止.

    Raises:
        ReportableError: `cancel_reason_missing`, `plan_closed`.
    """
    halt = Halt(today, clean_line(reason))
    if not halt.reason:
        raise ReportableError("cancel_reason_missing")
    return common.change_open(
        desk, ids, today, "followup_cancel", lambda each: replace(each.plan, cancelled=halt)
    )


def end_for_purchase(desk: Desk, ids: Sequence[int], today: date) -> Changes:
    """購入により終了: those of these open plans in whose window something was bought.

    Raises:
        ReportableError: `plan_closed`.
    """

    def change(each: common.PlanWithStanding) -> Plan:
        return replace(each.plan, bought=today) if each.standing.reaction else each.plan

    return common.change_open(desk, ids, today, "followup_bought", change)


def thank(desk: Desk, ids: Sequence[int], texts: Texts, today: date) -> Changes:
    """Turn the open steps of plans that brought a purchase into thanks; errors as `pause`.

    Args:
        texts: say what thanks are called.
    """
    purpose = texts("followup.thanks")

    def change(each: common.PlanWithStanding) -> Plan:
        if each.standing.reaction is None:
            return each.plan
        open_numbers = {step.number for step in each.plan.open_steps()}
        steps = tuple(
            replace(step, purpose=purpose) if step.number in open_numbers else step
            for step in each.plan.steps
        )
        return replace(each.plan, steps=steps, thanks=today)

    return common.change_open(desk, ids, today, "followup_thanks", change)


def reopen(desk: Desk, plan_id: int, today: date) -> Changes:
    """Go on with a plan that was cancelled or ended; it waits where a complaint is open.

    Raises:
        ReportableError: `plan_gone`; `plan_open`: the customer has another open plan by now.
    """
    plan = common.one(desk, plan_id, today).plan
    after = replace(plan, cancelled=None, bought=None)
    if after != plan:
        common.refuse_second(desk, plan.person, today)
        if desk.store.read(lambda c: plan.person in held_back.persons_held_back(c)):
            after = paused(after, today)
    return common.put(desk, "followup_reopen", [(plan, after)])
