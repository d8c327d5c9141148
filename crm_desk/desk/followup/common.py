"""What the use cases of follow-up share: plans read, numbered, and put into edits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.edits import ConsentChange, FollowupEdit
from crm_desk.domain.errors import UserError
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import Standing, standing
from crm_desk.store import desk_info
from crm_desk.store import followup as rows
from crm_desk.store import followup_people as people_rows
from crm_desk.store.connection import Connection


@dataclass(frozen=True)
class Known:
    """A plan with how it stands."""

    plan: Plan
    standing: Standing


def known_in(connection: Connection, ids: Iterable[int], today: date) -> dict[int, Known]:
    """These plans, in the order asked for; those that are gone are left out."""
    plans = rows.plans(connection, ids)
    bought = rows.purchases(connection, plans, desk_info.amount_basis(connection))
    return {
        id_: Known(plan, standing(plan, bought.get(id_, ()), today)) for id_, plan in plans.items()
    }


def known(desk: Desk, ids: Iterable[int], today: date) -> dict[int, Known]:
    """As `known_in`, on the thread that opened the desk."""
    return desk.store.read(lambda connection: known_in(connection, ids, today))


def one(desk: Desk, plan_id: int, today: date) -> Known:
    """One plan.

    Raises:
        UserError: `plan_gone`.
    """
    found = known(desk, [plan_id], today).get(plan_id)
    if found is None:
        raise UserError("plan_gone")
    return found


def change_open(
    desk: Desk, ids: Sequence[int], today: date, label_key: str, change: Callable[[Known], Plan]
) -> Changes:
    """Change those of these plans that are open, as one step.

    Raises:
        UserError: `plan_closed`: none of them is.
    """
    found = [each for each in known(desk, ids, today).values() if each.standing.is_open]
    if not found:
        raise UserError("plan_closed")
    return put(desk, label_key, [(each.plan, change(each)) for each in found])


def put(
    desk: Desk,
    label_key: str,
    plans: Iterable[tuple[Plan, Plan]],
    consents: Iterable[ConsentChange] = (),
) -> Changes:
    """Keep changed plans as one step; those that stay as they are, are left out."""
    changed = tuple((before, after) for before, after in plans if before != after)
    said = tuple(change for change in consents if change[1] != change[2])
    if not changed and not said:
        return NOTHING
    return desk.apply(FollowupEdit(label_key, plans=changed, consents=said))


def numbered(
    connection: Connection, customers: Iterable[int]
) -> tuple[dict[int, int], tuple[rows.Followed, ...]]:
    """Numbers of customers among those who are followed up, and those of them that are new."""
    customers = list(dict.fromkeys(customers))
    found = rows.followed_ids(connection, customers)
    first = rows.next_id(connection, "followed_customer")
    new = [customer for customer in customers if customer not in found]
    pairs = tuple((number, customer) for number, customer in enumerate(new, start=first))
    return found | {customer: number for number, customer in pairs}, pairs


def refuse_second(desk: Desk, followed: int, today: date) -> None:
    """Nobody has two open plans.

    Raises:
        UserError: `plan_open`.
    """

    def work(connection: Connection) -> None:
        customer = rows.customer_of(connection, followed)
        if customer is None:
            return
        ids = rows.plans_of(connection, rows.group_of(connection, customer))
        if any(each.standing.is_open for each in known_in(connection, ids, today).values()):
            raise UserError(
                "plan_open", name=people_rows.whose(connection, [followed])[followed].name
            )

    desk.store.read(work)
