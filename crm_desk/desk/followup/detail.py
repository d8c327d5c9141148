"""One plan with all that is to be seen of it, and all plans of one customer."""

from dataclasses import dataclass
from datetime import date

from crm_desk.desk.contacts.consent import Consents, consents_in
from crm_desk.desk.contacts.marks import NO_REMARKS, Remarks, marks_and_note_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.desk.followup.common import PlanWithStanding as PlanWithStanding
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.approach import Approach
from crm_desk.domain.contacts.consent import Block, usable
from crm_desk.domain.customers.purchases import Bought
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import Standing
from crm_desk.store import persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, people
from crm_desk.store.contacts import exports as contacts_exports
from crm_desk.store.contacts.exports import Export as Export
from crm_desk.store.customers import purchases
from crm_desk.store.followup import plans as rows
from crm_desk.store.versions import snapshot


@dataclass(frozen=True)
class CustomerFollowups:
    """A customer as follow-ups see them.

    Attributes:
        plans: the newest first, with how each stands.
        outside: approaches outside of plans, the newest first.
        consents: None where the customer is not in the desk any more.
        exports: what left the desk with them in it, the newest first.
        remarks: note and marks.
    """

    who: Contact
    bought: Bought
    plans: tuple[PlanWithStanding, ...]
    outside: tuple[Approach, ...]
    consents: Consents | None
    exports: tuple[Export, ...]
    remarks: Remarks = NO_REMARKS

    @property
    def open_plan(self) -> PlanWithStanding | None:
        """The plan that is open."""
        return next((each for each in self.plans if each.standing.is_open), None)


@dataclass(frozen=True)
class PlanDetails:
    """One plan, for the pane beside the worklist.

    Attributes:
        blocks: why open steps can't be made as they are planned, by their numbers.
        customer: with this plan and all others.
    """

    plan: Plan
    standing: Standing
    blocks: dict[int, Block]
    customer: CustomerFollowups

    @property
    def has_second(self) -> bool:
        """The person has another open plan: an import has found that two names are one person."""
        others = (each for each in self.customer.plans if each.plan.id != self.plan.id)
        return self.standing.is_open and any(each.standing.is_open for each in others)


def detail(desk: Desk, plan_id: int, today: date) -> PlanDetails | None:
    """One plan; None when it is gone."""

    def work(connection: Connection) -> PlanDetails | None:
        with snapshot(connection):
            found = common.plans_with_standing_in(connection, [plan_id], today).get(plan_id)
            if found is None:
                return None
            customer = _customer(connection, found.plan.person, today)
        return PlanDetails(found.plan, found.standing, _blocks(found, customer.consents), customer)

    return desk.store.read(work)


def customer(desk: Desk, customer_id: int, today: date) -> CustomerFollowups | None:
    """Follow-ups of one person, under all its names; None when it is gone."""

    def work(connection: Connection) -> CustomerFollowups | None:
        with snapshot(connection):
            root = persons.roots(connection, [customer_id]).get(customer_id)
            if root is None:
                return None
            return _person(connection, root, persons.persons_of(connection, root), today)

    return desk.store.read(work)


def _customer(connection: Connection, person: int, today: date) -> CustomerFollowups:
    """Follow-ups of a person, under all its names; whoever is gone has their own only."""
    root = persons.customer_of(connection, person)
    if root is not None:
        return _person(connection, root, persons.persons_of(connection, root), today)
    who = people.whose(connection, [person])[person]
    return _gathered(connection, (person,), today, who, Bought(), None)


def _person(
    connection: Connection, root: int, ids: tuple[int, ...], today: date
) -> CustomerFollowups:
    who = people.people(connection, [root])[root]
    bought = purchases.bought(connection, [root]).get(root, Bought())
    return _gathered(connection, ids, today, who, bought, consents_in(connection, root))


def _gathered(
    connection: Connection,
    ids: tuple[int, ...],
    today: date,
    who: Contact,
    bought: Bought,
    consents: Consents | None,
) -> CustomerFollowups:
    plans = common.plans_with_standing_in(connection, rows.plans_of(connection, ids), today)
    return CustomerFollowups(
        who=who,
        bought=bought,
        plans=tuple(plans.values()),
        outside=tuple(each.approach for each in approaches.outside(connection, ids)),
        consents=consents,
        exports=tuple(e for _, _, e in contacts_exports.exports(connection, ids)),
        remarks=_remarks(connection, who, today),
    )


def _remarks(connection: Connection, who: Contact, today: date) -> Remarks:
    if who.customer_id is None:
        return NO_REMARKS
    found = marks_and_note_in(connection, [who.customer_id], today)
    return found.get(who.customer_id, NO_REMARKS)


def _blocks(found: PlanWithStanding, consents: Consents | None) -> dict[int, Block]:
    if consents is None or not found.standing.is_open:
        return {}
    blocks = ((step.number, usable(step.way, consents.reach)) for step in found.plan.open_steps())
    return {number: block for number, block in blocks if block is not None}
