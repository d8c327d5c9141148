"""What the use cases of follow-up share: plans read, numbered, and put into edits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.domain.contacts.spoken_name import bare_name
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import OPEN, Purchase, Standing, standing
from crm_desk.store import desk_info, persons
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import people
from crm_desk.store.followup import plans as rows
from crm_desk.store.followup import worklist


@dataclass(frozen=True)
class PlanWithStanding:
    """A plan with how it stands.

    Attributes:
        purchases: the customer's, within the window.
    """

    plan: Plan
    standing: Standing
    purchases: tuple[Purchase, ...] = ()


def plans_with_standing_in(
    connection: Connection, ids: Iterable[int], today: date
) -> dict[int, PlanWithStanding]:
    """These plans, in the order asked for; those that are gone are left out."""
    plans = rows.plans(connection, ids)
    bought = rows.purchases(connection, plans, desk_info.amount_basis(connection))
    found: dict[int, PlanWithStanding] = {}
    for id_, plan in plans.items():
        its = tuple(bought.get(id_, ()))
        found[id_] = PlanWithStanding(plan, standing(plan, its, today), its)
    return found


def plans_with_standing(desk: Desk, ids: Iterable[int], today: date) -> dict[int, PlanWithStanding]:
    """As `known_in`, on the thread that opened the desk."""
    return desk.store.read(lambda connection: plans_with_standing_in(connection, ids, today))


def one(desk: Desk, plan_id: int, today: date) -> PlanWithStanding:
    """One plan.

    Raises:
        ReportableError: `plan_gone`.
    """
    found = plans_with_standing(desk, [plan_id], today).get(plan_id)
    if found is None:
        raise ReportableError("plan_gone")
    return found


def change_open(
    desk: Desk,
    ids: Sequence[int],
    today: date,
    label_key: str,
    change: Callable[[PlanWithStanding], Plan],
) -> Changes:
    """Change those of these plans that are open, as one step.

    Raises:
        ReportableError: `plan_closed`: none of them is.
    """
    found = [
        each for each in plans_with_standing(desk, ids, today).values() if each.standing.is_open
    ]
    if not found:
        raise ReportableError("plan_closed")
    return put(desk, label_key, [(each.plan, change(each)) for each in found])


def put(desk: Desk, label_key: str, plans: Iterable[tuple[Plan, Plan]]) -> Changes:
    """Keep changed plans as one step; those that stay as they are, are left out."""
    changed = tuple((before, after) for before, after in plans if before != after)
    if not changed:
        return NOTHING
    return desk.apply(FollowupEdit(label_key, plans=changed))


def with_open_plan(connection: Connection, customers: Iterable[int], today: date) -> set[int]:
    """Those of these persons who have an open plan.

    Args:
        customers: those that stand for the persons.
    """
    basis = desk_info.amount_basis(connection)
    stood = worklist.plan_standings_of(connection, customers, today, basis)
    return {each.root for each in stood if each.root is not None and each.state in OPEN}


def refuse_second(desk: Desk, person: int, today: date) -> None:
    """Nobody has two open plans.

    Raises:
        ReportableError: `plan_open`.
    """

    def work(connection: Connection) -> None:
        customer = persons.customer_of(connection, person)
        if customer is not None and with_open_plan(connection, [customer], today):
            who = people.whose(connection, [person])[person]
            raise ReportableError("plan_open", name=bare_name(who.name))

    desk.store.read(work)


def refuse_merge(desk: Desk, one: int, other: int, day: date) -> None:
    """Two persons who both have an open plan are not joined: nobody has two.

    Raises:
        ReportableError: `merge_plans`.
    """
    if desk.store.read(lambda c: {one, other} <= with_open_plan(c, (one, other), day)):
        raise ReportableError("merge_plans")
