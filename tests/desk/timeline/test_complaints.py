"""An open complaint pauses the plan; whatever happens in whatever order, the plan is right."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.analysis import cache
from crm_desk.desk.capabilities import COMPLAINT_RULES, MERGE_RULES
from crm_desk.desk.contacts.consent import consents
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import month, plans
from crm_desk.desk.importing import batches
from crm_desk.desk.timeline import cases, entries
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import Halt
from crm_desk.domain.followup.standing import PlanState
from crm_desk.domain.followup.starting import LeftOutReason
from tests.desk.followup.making import (
    HANAKO,
    JA,
    SHIGERU,
    START,
    day,
    followed,
    plan_of,
    standing_of,
)
from tests.desk.timeline.making import (
    COMPLAINT,
    INQUIRY,
    NOON,
    added,
    close,
    entry,
    moment,
    said,
)


def is_paused(desk: Desk, plan: int) -> bool:
    return plan_of(desk, plan).pause is not None


def blocks(desk: Desk, customer: int) -> set[Block]:
    return set(consents(desk, customer).blocks.values())


def test_a_complaint_pauses_the_plan_in_the_same_step(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    before = plan_of(shop, plan)
    added(shop, HANAKO, COMPLAINT)
    assert plan_of(shop, plan).pause == Halt(START, by_complaint=True)
    assert Block.OPEN_COMPLAINT in blocks(shop, HANAKO)
    shop.undo()
    assert plan_of(shop, plan) == before
    assert entries.entries_of(shop, HANAKO) == ()
    assert Block.OPEN_COMPLAINT not in blocks(shop, HANAKO)


def test_other_cases_pause_nothing(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    added(shop, HANAKO, INQUIRY, needs_answer=True)
    assert not is_paused(shop, plan)
    assert Block.OPEN_COMPLAINT not in blocks(shop, HANAKO)


def test_only_the_last_complaint_lets_the_plan_go_on(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    first, second = added(shop, HANAKO, COMPLAINT), added(shop, HANAKO, COMPLAINT)
    close(shop, first)
    assert is_paused(shop, plan)
    close(shop, second)
    assert not is_paused(shop, plan)
    shop.undo()
    assert is_paused(shop, plan)
    shop.undo()
    shop.undo()
    assert is_paused(shop, plan)
    shop.undo()
    assert not is_paused(shop, plan)


def test_steps_whose_day_passed_wait_two_weeks(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    # B: steps after 3, 21 and 60 days.
    close(shop, id_, moment(10))
    assert [step.planned for step in plan_of(shop, plan).steps] == [day(24), day(21), day(60)]
    shop.undo()
    assert [step.planned for step in plan_of(shop, plan).steps] == [day(3), day(21), day(60)]


def test_a_step_of_today_has_not_passed(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    close(shop, id_, moment(3))
    assert plan_of(shop, plan).steps[0].planned == day(3)


def test_where_the_window_ends_before_cancelling_is_offered(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    last = plan_of(shop, plan).last_day
    now = datetime.combine(last - timedelta(days=13), NOON.time())
    assert cases.offers(shop, id_, now.date(), COMPLAINT_RULES) == ()
    close(shop, id_, now)
    assert plan_of(shop, plan).steps[0].planned == day(3)
    (offer,) = cases.offers(shop, id_, now.date(), COMPLAINT_RULES)
    offer.accept(JA)
    assert standing_of(shop, plan, now.date()).state is PlanState.CANCELLED
    assert cases.offers(shop, id_, now.date(), COMPLAINT_RULES) == ()


def test_one_day_earlier_there_is_nothing_to_offer(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    last = plan_of(shop, plan).last_day
    now = datetime.combine(last - timedelta(days=14), NOON.time())
    close(shop, id_, now)
    assert {step.planned for step in plan_of(shop, plan).steps} == {last}
    assert cases.offers(shop, id_, now.date(), COMPLAINT_RULES) == ()


def test_what_the_shop_paused_itself_goes_on_waiting(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    plans.pause(shop, [plan], "ご入院", START)
    close(shop, added(shop, HANAKO, COMPLAINT))
    assert plan_of(shop, plan).pause == Halt(START, "ご入院")


def test_a_plan_is_not_resumed_by_hand_while_the_complaint_is_open(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    with pytest.raises(ReportableError) as refused:
        plans.resume(shop, [plan], START)
    assert refused.value.key == "plan_complaint"
    close(shop, id_)
    assert not is_paused(shop, plan)


def test_a_plan_taken_up_again_waits_for_the_complaint(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    plans.cancel(shop, [plan], "退会", START)
    id_ = added(shop, HANAKO, COMPLAINT)
    plans.reopen(shop, plan, START)
    assert is_paused(shop, plan)
    close(shop, id_)
    assert not is_paused(shop, plan)


@pytest.mark.parametrize("back", [False, True])
def test_an_entry_that_becomes_a_complaint_counts_as_one(shop: Desk, back: bool) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, INQUIRY)
    entries.change_entry(shop, id_, said(HANAKO, COMPLAINT), NOON, COMPLAINT_RULES)
    assert is_paused(shop, plan)
    if back:
        entries.change_entry(shop, id_, said(HANAKO, INQUIRY), NOON, COMPLAINT_RULES)
    else:
        entries.remove_entry(shop, id_, NOON, COMPLAINT_RULES)
    assert not is_paused(shop, plan)


def test_a_complaint_of_nobody_counts_once_it_is_joined(shop: Desk) -> None:
    one, other = followed(shop, HANAKO, SHIGERU)
    id_ = added(shop, None, COMPLAINT, caller="090-9999-0000")
    assert not is_paused(shop, one)
    entries.join_entry(shop, id_, HANAKO, NOON, COMPLAINT_RULES)
    assert (is_paused(shop, one), is_paused(shop, other)) == (True, False)
    entries.join_entry(shop, id_, SHIGERU, NOON, COMPLAINT_RULES)
    assert (is_paused(shop, one), is_paused(shop, other)) == (False, True)


def test_a_complaint_under_one_name_pauses_the_plan_under_another(shop: Desk) -> None:
    (plan,) = followed(shop, SHIGERU)
    people.merge(shop, HANAKO, SHIGERU, START, JA, MERGE_RULES)
    id_ = added(shop, HANAKO, COMPLAINT)
    assert is_paused(shop, plan)
    close(shop, id_)
    assert not is_paused(shop, plan)


def test_a_plan_of_somebody_who_is_gone_waits_and_goes_on(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    id_ = added(shop, HANAKO, COMPLAINT)
    (batch,) = batches.batches(shop)
    batches.revert_import(shop, batch.id)
    assert is_paused(shop, plan)
    close(shop, id_)
    assert not is_paused(shop, plan)


def test_a_start_leaves_them_out_by_name(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    look = cache.look(shop, AnalysisSettings())

    def left_out() -> set[int]:
        seen = month.preview(shop, look, START, "ja")
        return {
            each.candidate.customer_id
            for each in seen.left_out
            if each.reason is LeftOutReason.OPEN_COMPLAINT
        }

    assert left_out() == {HANAKO}
    close(shop, id_)
    assert left_out() == set()


def test_the_way_of_a_step_can_be_changed_while_the_plan_waits(shop: Desk) -> None:
    (plan,) = followed(shop, HANAKO)
    added(shop, HANAKO, COMPLAINT)
    step = replace(plan_of(shop, plan).step(3), way=Way.POSTCARD)
    plans.change_step(shop, plan, step, START)
    assert plan_of(shop, plan).step(3).way is Way.POSTCARD


def test_a_new_plan_is_refused_while_a_complaint_is_open(shop: Desk) -> None:
    added(shop, HANAKO, COMPLAINT)
    with pytest.raises(ReportableError):
        followed(shop, HANAKO)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["open", "note"]), st.just(0), st.integers(0, 20)),
        st.tuples(
            st.sampled_from(["close", "reopen", "remove", "complain", "calm"]),
            st.integers(0, 5),
            st.integers(0, 20),
        ),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just(0)),
    ),
    max_size=12,
)


def _move(desk: Desk, what: str, place: int, now: datetime) -> None:
    known = entries.entries_of(desk, HANAKO)
    if what in ("open", "note"):
        added(desk, HANAKO, COMPLAINT if what == "open" else INQUIRY, now=now)
    elif what == "undo":
        undoable = desk.history.undoable
        if undoable is not None and undoable.label_key.startswith(("entry", "case")):
            desk.undo()
    elif what == "redo":
        desk.redo()
    elif known:
        one = known[place % len(known)]
        if what == "close" and one.case is not None and one.case.closing is None:
            close(desk, one.id, now)
        elif what == "reopen" and one.case is not None:
            cases.reopen(desk, one.id, now, COMPLAINT_RULES)
        elif what == "remove":
            entries.remove_entry(desk, one.id, now, COMPLAINT_RULES)
        elif what in ("complain", "calm"):
            kind = COMPLAINT if what == "complain" else INQUIRY
            made = said(HANAKO, kind, moment=one.moment)
            entries.change_entry(desk, one.id, made, now, COMPLAINT_RULES)


@given(moves=MOVES)
def test_the_plan_waits_exactly_while_a_complaint_is_open(
    shop: Desk, moves: list[tuple[str, int, int]]
) -> None:
    while shop.history.undoable is not None:
        shop.undo()
    (plan,) = followed(shop, HANAKO)
    untouched = plan_of(shop, plan)
    today: date = START
    for what, place, later in moves:
        today = min(today + timedelta(days=later), untouched.last_day)
        _move(shop, what, place, datetime.combine(today, NOON.time()))
        is_open = any(one.is_open_complaint for one in entries.entries_of(shop, HANAKO))
        found = plan_of(shop, plan)
        assert (found.pause is not None) is is_open
        assert (Block.OPEN_COMPLAINT in blocks(shop, HANAKO)) is is_open
        assert all(found.covers(step.planned) for step in found.steps if step.planned)
        shop.store.read(lambda c: c.execute("PRAGMA integrity_check").fetchall())
    while (step := shop.history.undoable) is not None and step.label_key != "followup_plan":
        shop.undo()
    assert plan_of(shop, plan) == untouched
    assert entries.entries_of(shop, HANAKO) == ()


def test_a_closed_case_says_what_was_done(shop: Desk) -> None:
    id_ = added(shop, HANAKO, COMPLAINT)
    close(shop, id_, outcome="  交換品を 送った ")
    case = entry(shop, id_).case
    assert case is not None
    assert case.closing is not None
    assert case.closing.outcome == "交換品を 送った"
