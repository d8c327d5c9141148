"""What marks bring for follow-ups: ご逝去 stops the plans that are open."""

from dataclasses import replace
from datetime import date

from crm_desk.desk.contacts.marks import Consequence
from crm_desk.desk.followup import common
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.followup.plan import Halt
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.followup import plans as rows


def stop_plans(
    connection: Connection, customer: int, mark: Mark, today: date, texts: Texts
) -> Consequence | None:
    """中止 of every open plan of somebody who has died; see `MarkEffect`."""
    if mark.kind is not MarkKind.DECEASED:
        return None
    ids = rows.plans_of(connection, persons.persons_of(connection, customer))
    known = common.plans_with_standing_in(connection, ids, today)
    halt = Halt(today, texts("marks.kind_deceased"))
    changed = tuple(
        (each.plan, replace(each.plan, cancelled=halt))
        for each in known.values()
        if each.standing.is_open
    )
    if not changed:
        return None
    said = texts("marks.said_stopped", reason=halt.reason)
    return Consequence(FollowupEdit("mark_set", plans=changed), said)
