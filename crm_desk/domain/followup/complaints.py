"""What an open complaint does to a plan (voices.md, 対応)."""

from dataclasses import replace
from datetime import date, timedelta

from crm_desk.domain.followup.plan import Halt, Plan

AFTER = timedelta(days=14)
"""Steps whose day passed meanwhile wait so long after the last complaint is closed."""


def paused(plan: Plan, today: date) -> Plan:
    """The plan, waiting for the complaint to be closed; one that waits already stays as it is."""
    if plan.pause is not None:
        return plan
    return replace(plan, pause=Halt(today, by_complaint=True))


def resumed(plan: Plan, today: date) -> Plan:
    """The plan after the last complaint; what the shop paused itself goes on waiting.

    Open steps whose day has passed go to two weeks from today, where the window reaches so far;
    else they stay (`is_out_of_time`).
    """
    if plan.pause is None or not plan.pause.by_complaint:
        return plan
    later = today + AFTER
    is_moved = {
        step.number
        for step in plan.open_steps()
        if step.planned is not None and step.planned < today and later <= plan.last_day
    }
    steps = tuple(
        replace(step, planned=later) if step.number in is_moved else step for step in plan.steps
    )
    return replace(plan, steps=steps, pause=None)


def is_out_of_time(plan: Plan, today: date) -> bool:
    """Steps are late, and the window ends before they could be made in peace: 中止 is offered."""
    late = (step.planned is not None and step.planned < today for step in plan.open_steps())
    return plan.pause is None and today + AFTER > plan.last_day and any(late)
