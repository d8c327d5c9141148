"""Checking off: one click, several at once, put right afterwards, and taken back exactly."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.changes import NOTHING, Topic
from crm_desk.desk.contacts import consent
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, design, detail, plans
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.consent import Block, ConsentNote
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.followup.standing import PlanState
from crm_desk.domain.followup.workload import Limits
from tests.desk.customers.people import bring
from tests.desk.followup.making import (
    AYANO,
    HANAKO,
    JA,
    PEOPLE,
    SHIGERU,
    day,
    followed,
    plan_of,
    standing_of,
    state,
)
from tests.desk.making import new_desk
from tests.domain.followup.making import refused


def test_one_click_is_today_and_as_planned(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    changes = checking.check_off(shop, [id_], day(4))
    assert changes.topics == {Topic.FOLLOWUP}
    (made,) = plan_of(shop, id_).approaches
    assert (made.day, made.way, made.step, made.result) == (day(4), Way.PHONE, 1, Result.NONE)
    assert standing_of(shop, id_, day(4)).state is PlanState.UNDER_WAY


def test_three_clicks_achieve_it(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    for after in (4, 22, 61):
        checking.check_off(shop, [id_], day(after))
    assert standing_of(shop, id_, day(61)).state is PlanState.ACHIEVED
    with refused("plan_closed"):
        checking.check_off(shop, [id_], day(62))


def test_several_at_once_are_one_step(shop: Desk) -> None:
    before = state(shop)
    ids = followed(shop, HANAKO, SHIGERU, AYANO)
    made = state(shop)
    plans.cancel(shop, ids[2:], "引っ越し", day(1))
    cancelled = state(shop)
    checking.check_off(shop, ids, day(4))
    assert [len(plan_of(shop, id_).approaches) for id_ in ids] == [1, 1, 0]
    for expected in (cancelled, made, before):
        shop.undo()
        assert state(shop) == expected
    for _ in range(3):
        shop.redo()
    assert [len(plan_of(shop, id_).approaches) for id_ in ids] == [1, 1, 0]


def test_day_way_result_and_note_there_and_then(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    made = ApproachInput(day(2), Way.LETTER, Result.REACTED, "お孫さんが\r\n生まれた")
    checking.check_off(shop, [id_], day(4), made)
    (kept,) = plan_of(shop, id_).approaches
    assert (kept.day, kept.way, kept.result) == (day(2), Way.LETTER, Result.REACTED)
    assert kept.note == "お孫さんが\n生まれた"
    changed = replace(kept, day=day(3), result=Result.SILENT)
    checking.change_approach(shop, changed, day(4))
    assert plan_of(shop, id_).approaches == (changed,)
    checking.take_back(shop, kept.id, day(4))
    assert plan_of(shop, id_).approaches == ()
    with refused("approach_gone"):
        checking.take_back(shop, kept.id, day(4))


def test_days_that_make_no_sense_change_nothing(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU)
    before = state(shop)
    for made, key in (
        (ApproachInput(day(5)), "approach_ahead"),
        (ApproachInput(day(-1)), "approach_early"),
        (ApproachInput(day(-40_000)), "date_far"),
    ):
        with refused(key):
            checking.check_off(shop, ids, day(4), made)
    assert state(shop) == before


def test_nobody_there_stays_open(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    checking.check_off(shop, [id_], day(3), ApproachInput(result=Result.NOT_REACHED))
    assert standing_of(shop, id_, day(4)).next_step == plan_of(shop, id_).step(1)
    checking.check_off(shop, [id_], day(4))
    assert [each.step for each in plan_of(shop, id_).approaches] == [1, 1]
    assert len(standing_of(shop, id_, day(4)).counted) == 1


def test_a_refusal_counts_and_blocks_the_medium_in_one_step(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    before = state(shop)
    checking.check_off(shop, [id_], day(4), ApproachInput(result=Result.REFUSED))
    said = consent.consents(shop, HANAKO)
    assert said.blocks[Way.PHONE] is Block.REFUSED
    assert said.notes[0] == ConsentNote(Medium.PHONE, "refused", day(4), "followup")
    assert len(standing_of(shop, id_, day(4)).counted) == 1
    shop.undo()
    assert state(shop) == before
    shop.redo()
    (made,) = plan_of(shop, id_).approaches
    checking.change_approach(shop, replace(made, result=Result.REACTED), day(4))
    assert consent.consents(shop, HANAKO).blocks == {}


def test_a_late_entry_after_the_window(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    after = day(100)
    assert standing_of(shop, id_, after).state is PlanState.EXPIRED
    for step, when in ((1, 4), (2, 22), (3, 60)):
        checking.check_off(shop, [id_], after, ApproachInput(day(when), step=step))
    assert standing_of(shop, id_, after).state is PlanState.ACHIEVED
    with refused("step_done"):
        checking.check_off(shop, [id_], after, ApproachInput(day(60), step=3))


def test_all_steps_made_by_one_medium_still_ask_for_another(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    for _ in range(3):
        checking.check_off(shop, [id_], day(4), ApproachInput(way=Way.PHONE))
    assert standing_of(shop, id_, day(4)).state is PlanState.UNDER_WAY
    with refused("other_medium"):
        checking.check_off(shop, [id_], day(4))
    checking.check_off(shop, [id_], day(5), ApproachInput(way=Way.POSTCARD))
    assert standing_of(shop, id_, day(5)).state is PlanState.ACHIEVED


def test_outside_of_a_plan(shop: Desk) -> None:
    before = state(shop)
    checking.record_outside(shop, AYANO, day(4), ApproachInput(way=Way.VISIT, note="ご来店"))
    found = detail.customer(shop, AYANO, day(4))
    assert found is not None
    (made,) = found.outside
    assert (made.way, made.day, made.step) == (Way.VISIT, day(4), None)
    declined = replace(made, way=Way.PHONE, result=Result.REFUSED)
    checking.change_approach(shop, declined, day(4))
    assert consent.consents(shop, AYANO).blocks == {Way.PHONE: Block.REFUSED}
    checking.take_back(shop, made.id, day(4))
    assert consent.consents(shop, AYANO).blocks == {}
    for _ in range(3):
        shop.undo()
    assert state(shop) == before
    with refused("customer_gone"):
        checking.record_outside(shop, 99, day(4), ApproachInput(way=Way.VISIT))


def test_steps_are_planned_otherwise(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    step = Step(2, day(30), Way.LETTER, " 近況 ")
    plans.change_step(shop, id_, step, day(1))
    assert plan_of(shop, id_).step(2) == replace(step, purpose="近況")
    assert plans.change_step(shop, id_, replace(step, purpose="近況"), day(1)) == NOTHING
    with refused("step_outside"):
        plans.change_step(shop, id_, Step(2, day(92), Way.LETTER), day(1))
    consent.set_consent(
        shop, HANAKO, Medium.EMAIL, "refused", day=day(1), source="お電話", today=day(1)
    )
    with refused("way_blocked"):
        plans.change_step(shop, id_, Step(2, day(30), Way.EMAIL), day(1))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "check",
                "check",
                "change",
                "take_back",
                "pause",
                "resume",
                "cancel",
                "end",
                "reopen",
                "outside",
                "undo",
                "redo",
            ]
        ),
        st.integers(0, 2),
        st.sampled_from(list(Result)),
        st.sampled_from([Way.PHONE, Way.EMAIL, Way.POSTCARD]),
        st.integers(-3, 110),
    ),
    max_size=20,
)


@contextmanager
def crowd() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder, new_desk(Path(folder) / "a.crmdesk") as desk:
        bring(desk, PEOPLE)
        yield desk


def act(desk: Desk, ids: list[int], step: tuple[str, int, Result, Way, int]) -> None:
    what, place, result, way, after = step
    id_, today = ids[place], day(after)
    approaches = plan_of(desk, id_).approaches
    if what == "check":
        checking.check_off(desk, ids[place:], today, ApproachInput(way=way, result=result))
    elif what == "change" and approaches:
        checking.change_approach(desk, replace(approaches[0], result=result, way=way), today)
    elif what == "take_back" and approaches:
        checking.take_back(desk, approaches[-1].id, today)
    elif what == "pause":
        plans.pause(desk, [id_], "苦情", today)
    elif what == "resume":
        plans.resume(desk, [id_], today)
    elif what == "cancel":
        plans.cancel(desk, [id_], "申し出", today)
    elif what == "end":
        plans.end_for_purchase(desk, [id_], today)
    elif what == "reopen":
        plans.reopen(desk, id_, today)
    elif what == "outside":
        checking.record_outside(
            desk, HANAKO, day(max(after, 0)), ApproachInput(way=way, result=result)
        )


@settings(max_examples=25)
@given(STEPS)
def test_any_sequence_returns_exactly(steps: list[tuple[str, int, Result, Way, int]]) -> None:
    with crowd() as desk:
        ids = followed(desk, HANAKO, SHIGERU, AYANO)
        history, place = [state(desk)], 0
        for step in steps:
            if step[0] == "undo":
                if place:
                    desk.undo()
                    place -= 1
            elif step[0] == "redo":
                place += bool(desk.redo())
            else:
                before = desk.history.undoable
                try:
                    act(desk, ids, step)
                except ReportableError:
                    assert state(desk) == history[place]
                if desk.history.undoable is not before:
                    place += 1
                    history[place:] = [state(desk)]
            assert state(desk) == history[place]
        while place:
            desk.undo()
            place -= 1
            assert state(desk) == history[place]


def declined(desk: Desk, id_: int, after: int, step: int) -> None:
    made = ApproachInput(day(after), Way.PHONE, Result.REFUSED, step=step)
    checking.check_off(desk, [id_], day(30), made)


def test_taking_one_refusal_back_leaves_what_else_was_refused(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    declined(shop, id_, 4, 1)
    declined(shop, id_, 6, 2)
    first, second = plan_of(shop, id_).approaches
    checking.take_back(shop, second.id, day(30))
    assert consent.consents(shop, HANAKO).blocks == {Way.PHONE: Block.REFUSED}
    checking.take_back(shop, first.id, day(30))
    assert consent.consents(shop, HANAKO).blocks == {}


def test_a_refusal_on_record_outlasts_one_that_was_taken_back(shop: Desk) -> None:
    consent.set_consent(
        shop, HANAKO, Medium.PHONE, "refused", day=day(0), source="お手紙", today=day(1)
    )
    before = consent.consents(shop, HANAKO)
    (id_,) = followed(shop, HANAKO, template="E")
    declined(shop, id_, 4, 1)
    assert consent.consents(shop, HANAKO) == before
    (made,) = plan_of(shop, id_).approaches
    checking.take_back(shop, made.id, day(30))
    assert consent.consents(shop, HANAKO) == before


def test_a_later_consent_stands_whatever_is_written_to_an_old_refusal(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    declined(shop, id_, 4, 1)
    with refused("refusal_stands"):
        consent.set_consent(
            shop, HANAKO, Medium.PHONE, "given", day=day(4), source="", today=day(30)
        )
    with refused("refusal_stands"):
        consent.set_consent(
            shop, HANAKO, Medium.PHONE, "unknown", day=day(9), source="", today=day(30)
        )
    consent.set_consent(shop, HANAKO, Medium.PHONE, "given", day=day(9), source="", today=day(30))
    (made,) = plan_of(shop, id_).approaches
    checking.change_approach(shop, replace(made, note="お忙しいとき"), day(30))
    assert consent.consents(shop, HANAKO).blocks == {}
    declined(shop, id_, 10, 2)
    assert consent.consents(shop, HANAKO).blocks == {Way.PHONE: Block.REFUSED}


def test_taking_back_does_not_open_a_second_plan(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    for way in (Way.PHONE, Way.POSTCARD, Way.PHONE):
        checking.check_off(shop, [id_], day(4), ApproachInput(way=way))
    assert standing_of(shop, id_, day(4)).state is PlanState.ACHIEVED
    design.set_limits(shop, Limits(per_customer=9))
    followed(shop, HANAKO, start=day(5))
    before = state(shop)
    last = plan_of(shop, id_).approaches[-1]
    with refused("plan_open"):
        checking.take_back(shop, last.id, day(5))
    with refused("plan_open"):
        checking.change_approach(shop, replace(last, result=Result.NOT_REACHED), day(5))
    assert state(shop) == before


def test_of_several_those_that_begin_later_are_passed_over(shop: Desk) -> None:
    (now,) = followed(shop, HANAKO)
    (later,) = followed(shop, SHIGERU, start=day(10))
    checking.check_off(shop, [now, later], day(4))
    assert (len(plan_of(shop, now).approaches), plan_of(shop, later).approaches) == (1, ())
    with refused("approach_early"):
        checking.check_off(shop, [later], day(4))


def test_of_several_who_has_refused_is_passed_over_and_counted_but_recorded_singly(
    shop: Desk,
) -> None:
    ids = followed(shop, HANAKO, SHIGERU, AYANO)
    today = day(4)
    consent.set_no_contact(shop, HANAKO, no_contact=True, day=today, source="", today=today)
    consent.set_consent(shop, SHIGERU, Medium.PHONE, "refused", day=today, source="", today=today)
    assert checking.passed_over(shop, ids, today) == (2, 0)
    checking.check_off(shop, ids, today)
    assert [len(plan_of(shop, id_).approaches) for id_ in ids] == [0, 0, 1]
    with refused("plans_refused"):
        checking.check_off(shop, ids[:2], today)
    checking.check_off(shop, ids[:1], today)
    assert len(plan_of(shop, ids[0]).approaches) == 1
    assert checking.passed_over(shop, ids[:1], today) == (0, 0)


def test_a_refused_medium_does_not_keep_another_from_being_checked_off(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU)
    consent.set_consent(shop, HANAKO, Medium.POST, "refused", day=day(1), source="", today=day(1))
    checking.check_off(shop, ids, day(4))
    assert [len(plan_of(shop, id_).approaches) for id_ in ids] == [1, 1]


def test_thanks_need_a_purchase_and_steps_an_open_plan(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    assert plans.thank(shop, [id_], JA, day(4)) == NOTHING
    plans.cancel(shop, [id_], "引っ越し", day(4))
    step = plan_of(shop, id_).step(2)
    with refused("plan_closed"):
        plans.change_step(shop, id_, replace(step, purpose="お礼"), day(4))
