"""The calendar of a plan, and what may be recorded in it."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.approach import EARLIEST, LATEST, Approach, Result, check_year
from crm_desk.domain.contacts.media import Medium, Way, only_screens
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import (
    Plan,
    Step,
    window_end,
    with_approach,
    with_changed,
    with_step,
    without_approach,
)
from tests.domain.followup.making import (
    DAYS,
    RESULTS,
    START,
    WAYS,
    made,
    plan,
    plans,
    refused,
)

TODAY = START + timedelta(days=60)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-11-29", "2026-02-28"),
        ("2025-11-30", "2026-02-28"),
        ("2022-11-30", "2023-02-28"),
        ("2023-11-29", "2024-02-29"),
        ("2023-11-30", "2024-02-29"),
        ("2024-02-29", "2024-05-29"),
        ("2026-01-31", "2026-04-30"),
        ("2026-05-31", "2026-08-31"),
        ("2026-10-01", "2027-01-01"),
        ("2026-12-31", "2027-03-31"),
    ],
)
def test_the_window_ends_three_months_later(start: str, end: str) -> None:
    assert window_end(date.fromisoformat(start)) == date.fromisoformat(end)


@given(st.dates(EARLIEST, LATEST))
def test_every_window(start: date) -> None:
    end = window_end(start)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == 3
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])
    assert 89 <= (end - start).days <= 92
    assert window_end(start + timedelta(days=1)) >= end


def test_post_is_one_medium() -> None:
    by_post = {way for way in Way if way.medium is Medium.POST}
    assert {way.value for way in by_post} == {
        *("handwritten", "postcard", "letter", "catalogue", "newsletter")
    }
    assert {way.medium for way in Way} == set(Medium)


def test_email_and_line_alone_draw_the_hint() -> None:
    assert only_screens([Medium.EMAIL, Medium.LINE])
    assert not only_screens([Medium.EMAIL, Medium.POST])
    assert not only_screens([])


def test_days_that_make_no_sense_are_refused() -> None:
    with refused("approach_ahead"):
        with_approach(plan(), made(1, TODAY + timedelta(days=1)), TODAY)
    with refused("approach_early"):
        with_approach(plan(), made(1, START - timedelta(days=1)), TODAY)
    for day in (START, TODAY):
        assert len(with_approach(plan(), made(1, day), TODAY).approaches) == 1
    for far in (date(1926, 9, 7), date(2926, 9, 7)):
        with refused("date_far"):
            check_year(far)


def test_a_step_is_done_once() -> None:
    found = with_approach(plan(), made(1, START, result=Result.NOT_REACHED, step=1), TODAY)
    assert len(found.open_steps()) == 3
    found = with_approach(found, made(2, START + timedelta(days=1), step=1), TODAY)
    assert [step.number for step in found.open_steps()] == [2, 3]
    with refused("step_done"):
        with_approach(found, made(3, START, step=1), TODAY)
    with refused("step_done"):
        with_step(found, Step(1, START, Way.PHONE))
    # What was tried before can still be put right.
    tried = Approach(1, START, Way.PHONE, Result.NOT_REACHED, "留守番電話", 1)
    assert tried in with_changed(found, tried, TODAY).approaches


def test_a_step_is_planned_inside_the_window() -> None:
    for outside in (START - timedelta(days=1), date(2026, 12, 8)):
        with refused("step_outside"):
            with_step(plan(), Step(2, outside, Way.PHONE))
    changed = with_step(plan(), Step(2, date(2026, 12, 7), Way.EMAIL, "近況"))
    assert changed.step(2) == Step(2, date(2026, 12, 7), Way.EMAIL, "近況")
    assert with_step(plan(), Step(2, None, Way.INSERT)).step(2).planned is None


def test_what_is_gone_is_said() -> None:
    with refused("approach_gone"):
        without_approach(plan(), 7)


@given(plans(), DAYS, WAYS, RESULTS, st.none() | st.integers(1, 3), DAYS)
def test_recording_and_taking_back_returns_exactly(
    before: Plan, day: date, way: Way, result: Result, step: int | None, today: date
) -> None:
    before = Plan(**{**vars(before), "approaches": ()})
    approach = Approach(99, day, way, result, "", step)
    try:
        after = with_approach(before, approach, today)
    except ReportableError:
        assert day > today or day < before.start
        return
    assert before.start <= day <= today
    assert without_approach(after, 99) == before
