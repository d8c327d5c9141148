"""Checking off (消し込み): approaches recorded, changed and taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from crm_desk.desk import staff
from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.contacts.consent import reach_in, root_in
from crm_desk.desk.contacts.edits import ContactsEdit
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import common
from crm_desk.domain.clean_text import clean_text
from crm_desk.domain.contacts.approach import Approach, Result, check_not_ahead
from crm_desk.domain.contacts.consent import REFUSALS, Reach, usable
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup import plan as plans
from crm_desk.domain.followup.plan import Plan
from crm_desk.domain.followup.standing import Standing, standing
from crm_desk.store import rows as store_rows
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches, people
from crm_desk.store.followup import plans as rows


@dataclass(frozen=True)
class ApproachInput:
    """What is recorded of an approach.

    Attributes:
        day, way: None = today, in the way that was planned.
        step: number of the step; None = the one that is due next.
    """

    day: date | None = None
    way: Way | None = None
    result: Result = Result.NONE
    note: str = ""
    step: int | None = None


AS_PLANNED = ApproachInput()
_USUAL = (Way.PHONE, Way.EMAIL, Way.POSTCARD)
"""What a shop reaches for where nothing is planned."""


def check_off(
    desk: Desk, plan_ids: Sequence[int], today: date, made: ApproachInput = AS_PLANNED
) -> Changes:
    """Record that the next step of these plans was made, all as one step.

    Of several plans, those where nothing is to be done, those that begin later, and those whose
    customer has refused the way, are passed over (`passed_over`); of one, whatever happened is
    recorded. Where every step is made and the rule still asks for another medium, an approach
    beside the steps is recorded; it needs a `way`. With `made.step` a late entry in a plan that
    is over is recorded, too. 断り blocks the medium from then on.

    Raises:
        ReportableError: `plan_closed`: nothing is to be done in any of them; `plans_refused`: all
            have refused; `other_medium`: another medium is to be named; `approach_ahead`,
            `approach_early`, `date_far`, `step_done`.
    """
    found = common.plans_with_standing(desk, plan_ids, today)
    first, who = desk.store.read(
        lambda c: (store_rows.next_id(c, "approach"), staff.current_name(c))
    )
    day = made.day or today
    plans.check_day(day, today)
    refused = _refused(desk, found, made)
    changed: list[tuple[Plan, Plan]] = []
    for id_, each in found.items():
        if len(found) > 1 and (each.plan.start > day or id_ in refused):
            continue
        approach = _approach(each, made, today, first + len(changed))
        if approach is not None:
            approach = replace(approach, staff=who)
            changed.append((each.plan, plans.with_approach(each.plan, approach, today)))
    if not changed:
        raise _nothing_to_do(list(found.values()), refused)
    return common.put(desk, "check_off", changed)


class PassedOver(NamedTuple):
    """Plans of several in which nothing is recorded.

    Attributes:
        refused: their customer is 連絡不可, or has refused the way.
        others: nothing is to be done in them, or they begin later.
    """

    refused: int
    others: int


def passed_over(
    desk: Desk, plan_ids: Sequence[int], today: date, made: ApproachInput = AS_PLANNED
) -> PassedOver:
    """How many of several plans `check_off` would pass over."""
    # Most check-offs are of one plan, and wait for nothing that is read.
    found = common.plans_with_standing(desk, plan_ids, today) if len(plan_ids) > 1 else {}
    if len(found) < 2:
        return PassedOver(0, 0)
    refused, day = _refused(desk, found, made), made.day or today
    others = sum(
        each.plan.start > day or _approach(each, made, today, 0) is None
        for id_, each in found.items()
        if id_ not in refused
    )
    return PassedOver(len(refused), others)


def _refused(
    desk: Desk, found: Mapping[int, common.PlanWithStanding], made: ApproachInput
) -> set[int]:
    """Open plans whose customer has refused the way that would be recorded."""

    def work(connection: Connection) -> set[int]:
        whose = people.whose(connection, {each.plan.person for each in found.values()})
        ids = {who.customer_id for who in whose.values() if who.customer_id is not None}
        reaches = reach_in(connection, sorted(ids))
        return {
            id_
            for id_, each in found.items()
            if each.standing.is_open
            and (reach := reaches.get(whose[each.plan.person].customer_id or 0)) is not None
            and (way := made.way or _planned(each)) is not None
            and usable(way, reach) in REFUSALS
        }

    return desk.store.read(work) if len(found) > 1 else set()


def _planned(known: common.PlanWithStanding) -> Way | None:
    step = known.standing.next_step
    return None if step is None else step.way


def _nothing_to_do(
    found: Sequence[common.PlanWithStanding], refused: Collection[int]
) -> ReportableError:
    if not found:
        return ReportableError("plan_gone")
    if refused:
        return ReportableError("plans_refused")
    if any(wants_other_medium(each.standing) for each in found):
        return ReportableError("other_medium")
    if any(each.standing.is_open for each in found):
        return ReportableError("approach_early", first=min(each.plan.start for each in found))
    return ReportableError("plan_closed")


def wants_other_medium(standing: Standing) -> bool:
    """Every step is made, and one more is needed: nobody has planned by which medium."""
    return standing.is_open and standing.next_step is None


def usual_way(
    plan: Plan, standing: Standing, reach: Reach | None, media: Collection[Medium] = ()
) -> Way:
    """How the next approach is made: as planned, else through a medium not used as yet.

    Args:
        reach: of the customer; None when they are gone.
        media: those that the shop uses; none: all.
    """
    if standing.next_step is not None:
        return standing.next_step.way
    others = (
        way
        for way in _USUAL
        if way.medium not in standing.media
        and (not media or way.medium in media)
        and (reach is None or usable(way, reach) is None)
    )
    return next(others, plan.steps[0].way)


def _approach(
    known: common.PlanWithStanding, made: ApproachInput, today: date, id_: int
) -> Approach | None:
    plan, step = known.plan, known.standing.next_step
    if made.step is not None:
        step = plan.step(made.step)
    elif not known.standing.is_open:
        return None
    way = made.way or (step.way if step else None)
    if way is None:
        return None
    number = step.number if step else None
    return Approach(id_, made.day or today, way, made.result, clean_text(made.note), number)


def approach(desk: Desk, approach_id: int, today: date) -> Approach | None:
    """An approach, of a plan or outside of one; None when it is gone."""
    known = _plan_of(desk, approach_id, today)
    if known is not None:
        return next((each for each in known.plan.approaches if each.id == approach_id), None)
    found = desk.store.read(lambda c: approaches.outside_by_id(c, approach_id))
    return None if found is None else found.approach


def change_approach(desk: Desk, approach: Approach, today: date) -> Changes:
    """Put an approach right: its day, way, result or note; of a plan or outside of one.

    Raises:
        ReportableError: `approach_gone`, and as `check_off`; `plan_open`: a plan that is over
            would be open again, and there is another one.
    """
    approach = replace(approach, note=clean_text(approach.note))
    known = _plan_of(desk, approach.id, today)
    if known is not None:
        changed = plans.with_changed(known.plan, approach, today)
        return _put_again(desk, "approach_change", known, changed, today)
    plans.check_day(approach.day, today)
    before = _outside(desk, approach.id)
    after = before._replace(approach=replace(approach, step=None))
    return _put_outside(desk, "approach_change", before, after)


def take_back(desk: Desk, approach_id: int, today: date) -> Changes:
    """Take an approach back, as if it had not been made; a refusal that it brought goes with it.

    Raises:
        ReportableError: `approach_gone`; `plan_open`, as `change_approach`.
    """
    known = _plan_of(desk, approach_id, today)
    if known is not None:
        changed = plans.without_approach(known.plan, approach_id)
        return _put_again(desk, "approach_remove", known, changed, today)
    return _put_outside(desk, "approach_remove", _outside(desk, approach_id), None)


def record_outside(desk: Desk, customer: int, today: date, made: ApproachInput) -> Changes:
    """Record an approach outside of a plan; nothing limits what happened.

    Args:
        made: `way` says how; `step` means nothing here.

    Raises:
        ReportableError: `customer_gone`, `approach_ahead`, `date_far`.
        ValueError: no way is given.
    """
    if made.way is None:
        raise ValueError("an approach outside of a plan needs a way")
    way, day = made.way, made.day or today
    check_not_ahead(day, today)

    def work(connection: Connection) -> ContactsEdit:
        root = root_in(connection, customer)
        ids, new = persons_for(connection, [root])
        approach = Approach(
            store_rows.next_id(connection, "approach"),
            day,
            way,
            made.result,
            clean_text(made.note),
            staff=staff.current_name(connection),
        )
        entry = approaches.Outside(ids[root], approach)
        return ContactsEdit("approach", new_persons=new, outside=((None, entry),))

    return desk.apply(desk.store.read(work))


def _put_outside(
    desk: Desk, label_key: str, before: approaches.Outside, after: approaches.Outside | None
) -> Changes:
    if before == after:
        return NOTHING
    return desk.apply(ContactsEdit(label_key, outside=((before, after),)))


def _put_again(
    desk: Desk, label_key: str, known: common.PlanWithStanding, after: Plan, today: date
) -> Changes:
    """Keep a plan whose approaches read otherwise now; it may be open again by that."""
    if not known.standing.is_open and standing(after, known.purchases, today).is_open:
        common.refuse_second(desk, after.person, today)
    return common.put(desk, label_key, [(known.plan, after)])


def _plan_of(desk: Desk, approach_id: int, today: date) -> common.PlanWithStanding | None:
    plan_id = desk.store.read(lambda connection: rows.plan_of_approach(connection, approach_id))
    return None if plan_id is None else common.one(desk, plan_id, today)


def _outside(desk: Desk, approach_id: int) -> approaches.Outside:
    found = desk.store.read(lambda connection: approaches.outside_by_id(connection, approach_id))
    if found is None:
        raise ReportableError("approach_gone")
    return found
