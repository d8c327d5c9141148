"""Plans looked at before they are made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, drafting, making, month
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import window_end
from crm_desk.domain.followup.starting import LeftOutReason
from tests.desk.followup.making import DESIGN, HANAKO, JA, SHIGERU, START, followed, plan_ids

NOBODY = 99


def look_of(desk: Desk) -> Look:
    return cache.look(desk, AnalysisSettings())


def test_what_the_matrix_has_for_one(shop: Desk) -> None:
    found = drafting.suggested(shop, look_of(shop), HANAKO, START, "ja")
    assert found.stands is not None
    assert found.template is not None
    assert found.left_out is None


def test_whom_the_matrix_leaves_out(shop: Desk) -> None:
    followed(shop, HANAKO)
    found = drafting.suggested(shop, look_of(shop), HANAKO, START, "ja")
    assert found.template is None
    assert found.left_out is not None
    assert found.left_out.reason is LeftOutReason.OPEN_PLAN
    assert drafting.suggested(shop, look_of(shop), NOBODY, START, "ja") == drafting.SuggestedPlan()


def test_plans_of_a_selection_are_one_step_of_their_own_name(shop: Desk) -> None:
    seen = month.preview(shop, look_of(shop), START, "ja", only=[HANAKO, SHIGERU])
    shop.apply(drafting.making_of(shop, seen))
    assert len(plan_ids(shop)) == len(seen.proposals) > 0
    assert shop.history.undoable is not None
    assert shop.history.undoable.label[0] == "followup_plans"
    shop.undo()
    assert plan_ids(shop) == []


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from("ABCEGIKLM"))
def test_steps_stay_in_the_window_whatever_day_a_draft_begins_on(start: date, name: str) -> None:
    before = making.draft(HANAKO, DESIGN.templates[name], START)
    after = drafting.begun_on(before, START, start)
    days = [step.planned for step in after.steps if step.planned is not None]
    assert days == sorted(days)
    assert all(start <= day <= window_end(start) for day in days)
    assert [(s.way, s.purpose) for s in after.steps] == [(s.way, s.purpose) for s in before.steps]


def test_the_next_parcel_has_no_day_to_move() -> None:
    draft = making.draft(HANAKO, DESIGN.templates["A"], START)
    draft = replace(draft, steps=(replace(draft.steps[0], planned=None), *draft.steps[1:]))
    after = drafting.begun_on(draft, START, START + timedelta(days=3))
    assert after.steps[0].planned is None
    assert after.steps[1].planned == START + timedelta(days=33)


def test_too_many_is_said_as_making_says_it(shop: Desk) -> None:
    draft = making.draft(HANAKO, DESIGN.templates["B"], START)
    assert drafting.too_many(shop, draft, START) is None
    for _ in range(2):
        checking.record_outside(shop, HANAKO, START, ApproachInput(way=Way.VISIT))
    said = drafting.too_many(shop, draft, START)
    with pytest.raises(ReportableError) as raised:
        making.make(shop, [draft], START, START)
    assert said is not None
    assert (said.key, said.params) == (raised.value.key, raised.value.params)


def test_hints_before_the_plan_is_made() -> None:
    draft = making.draft(HANAKO, DESIGN.templates["B"], START)
    assert drafting.hints(draft, START, JA) == ()
    mails = tuple(replace(step, way=Way.EMAIL) for step in draft.steps)
    said = drafting.hints(replace(draft, steps=mails), START, JA)
    assert said == (JA("followup.falls_short"), JA("followup.only_screens"))
