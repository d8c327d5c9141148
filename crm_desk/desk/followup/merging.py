"""What customers who are joined or parted bring for follow-ups."""

from datetime import date

from crm_desk.desk.customers.people import MergeRule
from crm_desk.desk.edits import Edit
from crm_desk.desk.followup.common import refuse_merge
from crm_desk.desk.followup.complaints import COMPLAINTS
from crm_desk.desk.followup.marks import stop_plans
from crm_desk.desk.timeline.complaints import ComplaintTurn
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.texts import Texts
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import marks
from crm_desk.store.timeline import entries


def _follow(connection: Connection, customer: int, today: date, texts: Texts) -> Edit | None:
    """ご逝去 under one name stops the plans of all; an open complaint lets them wait.

    Who was waiting for a complaint that is another person's from now on, goes on.
    """
    found = marks.marks_of(connection, [customer]).get(customer, ())
    dead = next((mark for mark in found if mark.kind is MarkKind.DECEASED), None)
    if dead is not None:
        stopped = stop_plans(connection, customer, dead, today, texts)
        return None if stopped is None else stopped.edit
    every = persons.persons_of(connection, customer)
    turn = ComplaintTurn(every, bool(entries.open_complaints(connection, every)))
    return COMPLAINTS.follow(connection, turn, today)


MERGING = MergeRule(refuse_merge, _follow)
"""Listed in `desk.capabilities`."""
