"""States never contradict each other, whatever was recorded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Halt, Plan, Step, with_approach
from crm_desk.domain.followup.standing import OPEN, Bucket, PlanState, Purchase, standing, week_end
from crm_desk.domain.money import Money
from tests.domain.followup.making import DAYS, PURCHASES, START, made, plan, plans

JA, EN = texts("ja"), texts("en")
END = date(2026, 12, 7)


def day(after: int) -> date:
    return START + timedelta(days=after)


def done(*ways: Way, result: Result = Result.NONE, before: Plan | None = None) -> Plan:
    """A plan whose first steps were made in these ways, one a day."""
    found = before or plan()
    for number, way in enumerate(ways, start=1):
        found = with_approach(found, made(number, day(number), way, result, number), day(80))
    return found


def test_three_through_two_media_is_achieved() -> None:
    found = standing(done(Way.HANDWRITTEN, Way.PHONE, Way.POSTCARD), (), day(10))
    assert (found.state, found.bucket, found.missing) == (PlanState.ACHIEVED, Bucket.ACHIEVED, 0)
    assert found.media == {Medium.POST, Medium.PHONE}
    over = standing(done(Way.HANDWRITTEN, Way.PHONE, Way.POSTCARD), (), END + timedelta(days=1))
    assert (over.state, over.bucket) == (PlanState.ACHIEVED, Bucket.CLOSED)


def test_three_cards_are_one_medium() -> None:
    found = standing(done(Way.HANDWRITTEN, Way.POSTCARD, Way.LETTER), (), day(10))
    assert (found.state, found.missing, found.needs_other) == (PlanState.UNDER_WAY, 1, True)
    assert (found.next_step, found.bucket, found.falls_short) == (None, Bucket.TODAY, True)
    assert wording.missing(found, JA) == "あと1回、別の媒体で。12月7日まで"


def test_what_is_missing_in_words() -> None:
    said = [
        wording.missing(standing(done(*ways), (), day(10)), JA)
        for ways in ((), (Way.PHONE,), (Way.PHONE, Way.EMAIL), (Way.PHONE, Way.PHONE))
    ]
    assert said == [
        "あと3回、2つ以上の媒体で。12月7日まで",
        "あと2回、うち1回は別の媒体で。12月7日まで",
        "あと1回。12月7日まで",
        "あと1回、別の媒体で。12月7日まで",
    ]


def test_steps_of_one_medium_cannot_be_enough() -> None:
    cards = (Way.POSTCARD, Way.HANDWRITTEN, Way.LETTER)
    found = standing(done(Way.POSTCARD, before=plan(3, 30, 75, ways=cards)), (), day(10))
    assert found.falls_short
    assert wording.hints(plan(3, 30, 75, ways=cards), found, JA)
    assert not standing(done(Way.POSTCARD), (), day(10)).falls_short


def test_email_and_line_alone_are_hinted_at() -> None:
    screens = plan(3, 30, 75, ways=(Way.EMAIL, Way.LINE, Way.EMAIL))
    assert wording.hints(screens, standing(screens, (), day(1)), JA) == ("※メール以外も考える",)
    assert wording.hints(plan(), standing(plan(), (), day(1)), JA) == ()


def test_nobody_there_is_no_approach_and_refused_is_one() -> None:
    tried = standing(done(Way.PHONE, result=Result.NOT_REACHED), (), day(10))
    assert (tried.state, len(tried.counted), len(tried.late)) == (PlanState.NOT_STARTED, 0, 1)
    refused = standing(done(Way.PHONE, result=Result.REFUSED), (), day(10))
    assert len(refused.counted) == 1
    assert refused.refused == {Medium.PHONE}


@pytest.mark.parametrize(
    ("today", "bucket"),
    [
        (0, Bucket.WEEK),
        (2, Bucket.WEEK),
        (3, Bucket.TODAY),
        (4, Bucket.LATE),
        (-1, Bucket.LATER),
    ],
)
def test_due(today: int, bucket: Bucket) -> None:
    assert standing(plan(), (), day(today)).bucket is bucket


def test_the_week_ends_on_sunday() -> None:
    assert {week_end(day(after)) for after in range(7)} == {day(6)}
    assert week_end(day(7)) == day(13)


def test_an_insert_is_never_late() -> None:
    inserts = replace(plan(), steps=tuple(Step(n, None, Way.INSERT) for n in (1, 2, 3)))
    found = standing(inserts, (), END - timedelta(days=7))
    assert (found.bucket, found.late, found.no_parcel) == (Bucket.LATER, (), None)
    assert wording.planned(None, JA) == "次回出荷時"


LAST_IS_INSERT = replace(plan(), steps=(*plan().steps[:2], Step(3, None, Way.INSERT)))


@pytest.mark.parametrize("left", range(7))
def test_an_insert_without_a_parcel_comes_up_in_the_last_week(left: int) -> None:
    two_made = done(Way.HANDWRITTEN, Way.PHONE, before=LAST_IS_INSERT)
    found = standing(two_made, (), END - timedelta(days=left))
    assert (found.bucket, found.late, found.days_left) == (Bucket.TODAY, (), left)
    assert found.next_step == found.no_parcel == two_made.step(3)
    assert any("12月7日に期間が終わります" in said for said in wording.hints(two_made, found, JA))
    assert any("7 December" in said for said in wording.hints(two_made, found, EN))


def test_before_its_last_week_an_insert_waits() -> None:
    two_made = done(Way.HANDWRITTEN, Way.PHONE, before=LAST_IS_INSERT)
    found = standing(two_made, (), END - timedelta(days=7))
    assert (found.bucket, found.no_parcel) == (Bucket.LATER, None)
    assert found.next_step == two_made.step(3)


def test_an_insert_comes_up_though_another_step_is_still_ahead() -> None:
    steps = (Step(1, None, Way.INSERT), Step(2, END, Way.PHONE), Step(3, END, Way.POSTCARD))
    found = standing(replace(plan(), steps=steps), (), END - timedelta(days=5))
    assert (found.bucket, found.next_step) == (Bucket.TODAY, steps[0])


def test_what_is_late_stays_late_beside_an_insert() -> None:
    found = standing(LAST_IS_INSERT, (), END - timedelta(days=5))
    assert (found.bucket, found.next_step) == (Bucket.LATE, LAST_IS_INSERT.step(1))
    assert found.no_parcel == LAST_IS_INSERT.step(3)


def test_a_plan_that_waits_is_not_hurried_for_a_parcel() -> None:
    paused = replace(LAST_IS_INSERT, pause=Halt(day(1), "苦情対応中"))
    found = standing(paused, (), END)
    assert (found.bucket, found.no_parcel) == (Bucket.LATER, None)


def test_a_plan_that_ran_out_for_want_of_a_parcel_says_so() -> None:
    two_made = done(Way.HANDWRITTEN, Way.PHONE, before=LAST_IS_INSERT)
    over = standing(two_made, (), END + timedelta(days=1))
    assert (over.state, over.no_parcel) == (PlanState.EXPIRED, None)
    assert "出荷がありませんでした" in wording.summary(two_made, over, JA)
    assert "出荷" not in wording.summary(plan(), standing(plan(), (), END + timedelta(1)), JA)


@given(plans(), PURCHASES, DAYS)
def test_no_plan_ends_on_the_next_day_without_having_come_up(
    found: Plan, bought: list[Purchase], today: date
) -> None:
    now = standing(found, bought, today)
    waits = found.pause is not None or not now.is_open
    if not waits and now.days_left < 7 and any(not s.planned for s in found.open_steps()):
        assert now.bucket in (Bucket.LATE, Bucket.TODAY)


def test_a_paused_plan_waits_and_runs_out() -> None:
    paused = replace(plan(), pause=Halt(day(1), "苦情対応中"))
    waiting = standing(paused, (), day(40))
    assert (waiting.bucket, waiting.late, waiting.state) == (
        Bucket.LATER,
        (),
        PlanState.NOT_STARTED,
    )
    assert wording.summary(paused, waiting, JA) == "9月8日から一時停止中"
    assert standing(paused, (), END + timedelta(days=1)).state is PlanState.EXPIRED


def test_a_purchase_in_the_window_is_never_a_failure() -> None:
    after = END + timedelta(days=1)
    for bought, state in (
        (START, PlanState.EXPIRED),
        (day(1), PlanState.BOUGHT),
        (END, PlanState.BOUGHT),
        (after, PlanState.EXPIRED),
    ):
        assert standing(plan(), [Purchase(bought, 900)], after).state is state
    assert standing(plan(), [Purchase(day(5), -900)], after).state is PlanState.EXPIRED


def test_a_purchase_is_shown_and_offers_an_end() -> None:
    purchases = [Purchase(day(9), 4860), Purchase(day(5), 1000), Purchase(START, 500)]
    found = standing(plan(), purchases, day(9))
    assert found.reaction == (day(5), 5860, 2)
    assert found.offers_end
    assert wording.reaction(found, JA, Money()) == "反応: 購入 9月12日から2回 ¥5,860"
    assert standing(plan(), purchases, day(8)).reaction == (day(5), 1000, 1)
    assert not standing(replace(plan(), thanks=day(9)), purchases, day(9)).offers_end
    ended = standing(replace(plan(), bought=day(9)), (), day(9))
    assert (ended.state, ended.bucket, ended.offers_end) == (PlanState.BOUGHT, Bucket.CLOSED, False)


@given(plans(), PURCHASES, DAYS)
def test_states_never_contradict(found: Plan, purchases: list[Purchase], today: date) -> None:
    seen = standing(found, purchases, today)
    met = len(seen.counted) >= 3 and len(seen.media) >= 2
    assert (seen.missing == 0) == met
    assert (seen.state is PlanState.CANCELLED) == (found.cancelled is not None)
    assert (seen.state is PlanState.ACHIEVED) == (met and found.cancelled is None)
    assert not (seen.state is PlanState.EXPIRED and (seen.reaction or today <= found.last_day))
    assert not (seen.state in OPEN and today > found.last_day)
    if seen.state is PlanState.NOT_STARTED:
        assert not seen.counted
    if seen.state is PlanState.UNDER_WAY:
        assert seen.counted
    assert (seen.state in OPEN) == (seen.bucket not in (Bucket.ACHIEVED, Bucket.CLOSED))
    assert seen.bucket is not Bucket.LATE or seen.late
    assert not seen.late or seen.bucket is Bucket.LATE
    assert all(found.start <= each.day <= found.last_day for each in seen.counted)
    for language in (JA, EN):
        assert bool(wording.missing(seen, language)) == seen.is_open
        assert wording.summary(found, seen, language)


@given(plans(), PURCHASES, DAYS)
def test_a_later_purchase_never_makes_things_worse(
    found: Plan, purchases: list[Purchase], today: date
) -> None:
    more = [*purchases, Purchase(found.start + timedelta(days=1), 1000)]
    before, after = standing(found, purchases, today), standing(found, more, today)
    assert after.state is not PlanState.EXPIRED
    assert after.state is before.state or today > found.last_day
