"""An open complaint lets a customer's plan wait; the last one closed lets it go on.

The time line stands below and calls this by `ComplaintRule` (`desk.capabilities`).
"""

from collections.abc import Sequence
from datetime import date

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import plans
from crm_desk.desk.followup.common import plans_with_standing_in
from crm_desk.desk.followup.edits import FollowupEdit, PlanChange
from crm_desk.desk.timeline.complaints import ComplaintRule, ComplaintTurn, Offer
from crm_desk.domain.followup import complaints
from crm_desk.domain.texts import Texts
from crm_desk.store.connection import Connection
from crm_desk.store.followup import plans as rows


def _follow(connection: Connection, turn: ComplaintTurn, today: date) -> FollowupEdit | None:
    ids = rows.plans_of(connection, turn.persons)
    changed: list[PlanChange] = []
    for known in plans_with_standing_in(connection, ids, today).values():
        before = known.plan
        if not turn.is_open:
            after = complaints.resumed(before, today)
        elif known.standing.is_open:
            after = complaints.paused(before, today)
        else:
            continue
        if after != before:
            changed.append((before, after))
    return FollowupEdit("followup_pause", plans=tuple(changed)) if changed else None


def _offer(desk: Desk, persons: Sequence[int], today: date) -> Offer | None:
    def work(connection: Connection) -> list[int]:
        ids = rows.plans_of(connection, persons)
        found = plans_with_standing_in(connection, ids, today).items()
        return [
            id_
            for id_, known in found
            if known.standing.is_open and complaints.is_out_of_time(known.plan, today)
        ]

    ids = desk.store.read(work)
    if not ids:
        return None

    def cancel(texts: Texts) -> Changes:
        return plans.cancel(desk, ids, texts("cases.cancelled_for"), today)

    return Offer("cases.plan_out_of_time", "cases.cancel_plan", cancel)


COMPLAINTS = ComplaintRule(_follow, _offer)
"""Listed in `desk.capabilities`."""
