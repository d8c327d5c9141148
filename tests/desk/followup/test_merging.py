"""Customers who are joined or parted take their plans along: stopped, waiting, going on."""

from typing import Any

import pytest

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import plans
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.followup.plan import Halt
from crm_desk.store.customers import joins
from tests.desk.contacts.marking import set_mark
from tests.desk.followup.making import (
    HANAKO,
    JA,
    SHIGERU,
    START,
    day,
    followed,
    plan_of,
    state,
)
from tests.desk.timeline.making import COMPLAINT, INQUIRY, added, close, moment


def join(desk: Desk, after: int = 0) -> None:
    people.merge(desk, HANAKO, SHIGERU, day(after), JA, MERGE_RULES)


def part(desk: Desk, after: int = 0) -> None:
    (joined,) = desk.store.read(joins.joins).joined
    people.part(desk, joined, day(after), JA, MERGE_RULES)


def whole(desk: Desk) -> Any:
    return state(desk), desk.store.read(joins.joins)


@pytest.mark.parametrize("complains", [HANAKO, SHIGERU])
def test_a_plan_waits_for_the_complaint_of_the_other_name(shop: Desk, complains: int) -> None:
    (plan,) = followed(shop, HANAKO + SHIGERU - complains)
    id_ = added(shop, complains, COMPLAINT)
    before = whole(shop)
    join(shop)
    assert plan_of(shop, plan).pause == Halt(START, by_complaint=True)
    shop.undo()
    assert whole(shop) == before
    shop.redo()
    assert plan_of(shop, plan).pause == Halt(START, by_complaint=True)
    close(shop, id_)
    assert plan_of(shop, plan).pause is None


@pytest.mark.parametrize("dead", [HANAKO, SHIGERU])
def test_who_has_died_under_one_name_has_no_open_plan_under_the_other(
    shop: Desk, dead: int
) -> None:
    (plan,) = followed(shop, HANAKO + SHIGERU - dead)
    set_mark(shop, dead, MarkKind.DECEASED, START)
    before = whole(shop)
    join(shop, 2)
    assert plan_of(shop, plan).cancelled == Halt(day(2), "ご逝去")
    shop.undo()
    assert whole(shop) == before
    assert plan_of(shop, plan).cancelled is None
    shop.redo()
    assert plan_of(shop, plan).cancelled == Halt(day(2), "ご逝去")


@pytest.mark.parametrize("kind", [INQUIRY, None])
def test_nothing_else_touches_a_plan(shop: Desk, kind: Any) -> None:
    (plan,) = followed(shop, SHIGERU)
    before = plan_of(shop, plan)
    if kind is None:
        close(shop, added(shop, HANAKO, COMPLAINT))
    else:
        added(shop, HANAKO, kind, needs_answer=True)
    set_mark(shop, HANAKO, MarkKind.NO_VISIT, START)
    join(shop)
    assert plan_of(shop, plan) == before


def test_what_the_shop_paused_itself_stays_as_it_is(shop: Desk) -> None:
    (plan,) = followed(shop, SHIGERU)
    plans.pause(shop, [plan], "旅行中とのこと", START)
    id_ = added(shop, HANAKO, COMPLAINT)
    join(shop)
    close(shop, id_)
    assert plan_of(shop, plan).pause == Halt(START, "旅行中とのこと")


def test_a_plan_does_not_wait_for_the_complaint_of_somebody_else(shop: Desk) -> None:
    (plan,) = followed(shop, SHIGERU)
    added(shop, HANAKO, COMPLAINT)
    join(shop)
    before = whole(shop)
    part(shop, 5)
    found = plan_of(shop, plan)
    assert found.pause is None
    # The call of the third day was missed while the plan waited.
    assert found.steps[0].planned == day(19)
    shop.undo()
    assert whole(shop) == before


def test_who_complained_goes_on_waiting_when_parted(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    join(shop)
    id_ = added(shop, HANAKO, COMPLAINT)
    part(shop)
    root = plan_of(shop, plan)
    assert root.pause == Halt(START, by_complaint=True)
    close(shop, id_, moment(1))
    assert plan_of(shop, plan).pause is None
