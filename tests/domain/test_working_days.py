"""Days on which a shop works."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.plan import Step, window_end
from crm_desk.domain.followup.workload import on_working_days
from crm_desk.domain.working_days import AS_IT_COMES, EVERY_DAY, WorkingDays, is_holiday

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
SHOPS = st.builds(WorkingDays, st.frozensets(st.integers(0, 6), max_size=6), st.booleans())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 23), True),  # 勤労感謝の日
        (date(2026, 5, 6), True),  # 振替休日
        (date(2026, 9, 22), True),  # 国民の休日, between two others
        (date(2027, 3, 21), True),  # 春分の日, a Sunday
        (date(2026, 12, 31), False),
    ],
)
def test_holidays_of_the_calendar(day: date, expected: bool) -> None:
    assert is_holiday(day) is expected


def test_sundays_and_holidays_are_off_unless_the_shop_says_otherwise() -> None:
    sunday, holiday, saturday = date(2026, 11, 29), date(2026, 11, 23), date(2026, 11, 28)
    assert AS_IT_COMES.is_off(sunday)
    assert AS_IT_COMES.is_off(holiday)
    assert not AS_IT_COMES.is_off(saturday)
    assert not EVERY_DAY.is_off(sunday)
    assert not EVERY_DAY.is_off(holiday)
    assert WorkingDays(frozenset({5}), holidays=True).is_off(saturday)


def test_a_step_goes_to_the_next_working_day_or_at_the_end_to_the_one_before() -> None:
    start = date(2026, 8, 30)
    assert window_end(start) == date(2026, 11, 30)
    late = date(2026, 11, 29)
    assert AS_IT_COMES.nearest(late, start, date(2026, 11, 30)) == date(2026, 11, 30)
    assert AS_IT_COMES.nearest(late, start, late) == date(2026, 11, 28)
    # Golden week: three holidays and a substitute.
    assert AS_IT_COMES.nearest(date(2026, 5, 3), start, window_end(start)) == date(2026, 5, 7)


@given(SHOPS, DAYS, st.lists(st.integers(0, 89), min_size=3, max_size=3).map(sorted))
def test_steps_of_any_shop(days: WorkingDays, start: date, offsets: list[int]) -> None:
    last = window_end(start)
    before = [
        Step(number, start + timedelta(days=after), Way.PHONE)
        for number, after in enumerate(offsets, start=1)
    ]
    after = [step.planned for step in on_working_days(before, start, days)]
    assert all(day is not None and start <= day <= last for day in after)
    assert after == sorted(after)  # type: ignore[type-var]
    assert not any(days.is_off(day) for day in after if day is not None)
    again = on_working_days(on_working_days(before, start, days), start, days)
    assert [step.planned for step in again] == after


def test_a_shop_that_never_works_keeps_the_days() -> None:
    never = WorkingDays(frozenset(range(7)))
    day = date(2026, 11, 24)
    assert never.nearest(day, day, day + timedelta(days=90)) == day
