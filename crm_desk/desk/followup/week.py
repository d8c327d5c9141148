"""今週の電話とはがき: what the shop does by telephone and post until Sunday."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.marks import NO_REMARKS, marks_and_note_in, remarks_text
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.consent import Block, Reach, usable
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.customers.purchases import PastOrder
from crm_desk.domain.followup.papers import WeekRow
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import week_end
from crm_desk.domain.texts import Texts
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people as contacts_people
from crm_desk.store.customers import lists
from crm_desk.store.followup import plans, worklist
from crm_desk.store.followup.worklist import DueStep
from crm_desk.store.versions import snapshot

_MEDIA = (Medium.PHONE, Medium.POST)
"""What is on the paper, calls first; the others are counted."""


@dataclass(frozen=True)
class Week:
    """What is due until Sunday.

    Attributes:
        rows: late ones first, then by day, calls first.
        others: how many are due by other media.
        left_out: who can't be reached as planned, why, and what is known of it.
        gone: who is not in the desk any more.
    """

    rows: tuple[WeekRow, ...] = ()
    others: Mapping[Medium, int] | None = None
    left_out: tuple[tuple[Contact, Block, Reach], ...] = ()
    gone: tuple[Contact, ...] = ()


def week(desk: Desk, today: date, texts: Texts) -> Week:
    """The calls and cards of this week, and those that are late; on any thread."""
    return desk.store.read_in_worker(lambda connection: _week(connection, today, texts))


def _week(connection: Connection, today: date, texts: Texts) -> Week:
    with snapshot(connection):
        basis = desk_info.amount_basis(connection)
        due = worklist.due_steps(connection, week_end(today), today, basis)
        media = Counter(Way(each.way).medium for each in due)
        wanted = [each for each in due if Way(each.way).medium in _MEDIA]
        found = plans.plans(connection, {each.plan for each in wanted})
        whose = contacts_people.whose(connection, {plan.person for plan in found.values()})
        customers = [who.customer_id for who in whose.values() if who.customer_id is not None]
        reaches = reach_in(connection, customers)
        sorted_ = sorted(wanted, key=lambda each: _place(each, today))
        rows, left_out, gone = _sorted_out(sorted_, found, whose, reaches)
        ids = {row.who.customer_id for row in rows if row.who.customer_id is not None}
        remarks = marks_and_note_in(connection, ids, today)
        last = _last_orders(connection, ids, basis)
    filled = tuple(
        WeekRow(
            row.who,
            row.step,
            row.day,
            remarks_text(remarks.get(row.who.customer_id or 0, NO_REMARKS), texts),
            last.get(row.who.customer_id or 0),
        )
        for row in rows
    )
    others = {medium: n for medium, n in media.items() if medium not in _MEDIA}
    return Week(filled, others, tuple(left_out), tuple(gone))


def _place(due: DueStep, today: date) -> tuple[bool, int, int, int, int]:
    """Late ones first; calls before cards within a day, and among those that are late."""
    late = due.day < today.toordinal()
    kind = _MEDIA.index(Way(due.way).medium)
    return (not late, *((kind, due.day) if late else (due.day, kind)), due.plan, due.number)


def _sorted_out(
    due: Iterable[DueStep],
    found: Mapping[int, Plan],
    whose: Mapping[int, Contact],
    reaches: Mapping[int, Reach],
) -> tuple[list[WeekRow], list[tuple[Contact, Block, Reach]], list[Contact]]:
    """Who can be reached as planned, who can't, and who is gone."""
    rows: list[WeekRow] = []
    left_out: dict[tuple[int, Block], tuple[Contact, Block, Reach]] = {}
    gone: dict[int, Contact] = {}
    for each in due:
        plan = found[each.plan]
        who = whose[plan.person]
        reach = reaches.get(who.customer_id or 0)
        step = next(step for step in plan.steps if step.number == each.number)
        if reach is None:
            gone[plan.person] = who
        elif (block := usable(step.way, reach)) is not None:
            left_out[plan.person, block] = (who, block, reach)
        else:
            rows.append(WeekRow(who, step, date.fromordinal(each.day)))
    return rows, list(left_out.values()), list(gone.values())


def _last_orders(
    connection: Connection, customers: Iterable[int], basis: str
) -> dict[int, PastOrder]:
    """The newest order of each that has one."""
    found: dict[int, PastOrder] = {}
    for id_ in customers:
        for order in lists.valid_orders(connection, id_, 1):
            amount = order.total if basis == "total" else order.goods
            found[id_] = PastOrder(order.day, amount, tuple(line[0] for line in order.lines))
    return found
