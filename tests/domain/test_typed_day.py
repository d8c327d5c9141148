"""A day as people type it: every form gives the same day, and nothing is guessed."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.eras import ERAS, era_of
from crm_desk.domain.typed_day import (
    LONGEST_TYPED,
    DayProblem,
    UnreadDayError,
    in_month,
    read_day,
    shown_day,
)
from crm_desk.importing.dates import parse_day
from tests.typed_forms import ERA_FORMS, FORMS

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ERA_DAYS = st.dates(date(1900, 1, 1), date(2082, 12, 31))
ANY = st.text(max_size=50) | st.text("0123456789０５/.-−:年月日RHSTM令和平成元 ()水", max_size=16)


def problem(text: str) -> DayProblem:
    with pytest.raises(UnreadDayError) as caught:
        read_day(text)
    return caught.value.problem


@given(DAYS)
def test_every_form_gives_the_day(day: date) -> None:
    for form in FORMS:
        assert read_day(form(day)) == day, form(day)
    assert read_day(shown_day(day)) == day


@given(ERA_DAYS)
def test_every_form_with_an_era_gives_the_day(day: date) -> None:
    for form in ERA_FORMS:
        assert read_day(form(day)) == day, form(day)


@given(ERA_DAYS)
def test_an_order_file_says_the_same_day_in_the_same_form(day: date) -> None:
    for form in (*FORMS, *ERA_FORMS):
        assert parse_day(form(day)) == day, form(day)


@given(ANY)
def test_whatever_is_typed_is_a_day_or_has_a_reason(text: str) -> None:
    try:
        found = read_day(text)
    except UnreadDayError:
        return
    assert read_day(shown_day(found)) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", DayProblem.EMPTY),
        (" \u3000", DayProblem.EMPTY),
        ("\u200b", DayProblem.EMPTY),
        ("2026/2/30", DayProblem.NO_SUCH_DAY),
        ("2025/2/29", DayProblem.NO_SUCH_DAY),
        ("20260230", DayProblem.NO_SUCH_DAY),
        ("2026/13/1", DayProblem.NO_SUCH_DAY),
        ("2026/0/5", DayProblem.NO_SUCH_DAY),
        ("令和8年2月30日", DayProblem.NO_SUCH_DAY),
        ("令和99年1月1日", DayProblem.NO_SUCH_ERA_DAY),
        ("令和0年5月1日", DayProblem.NO_SUCH_ERA_DAY),
        ("令和元年4月30日", DayProblem.NO_SUCH_ERA_DAY),
        ("平成31年5月1日", DayProblem.NO_SUCH_ERA_DAY),
        ("㍻32年1月1日", DayProblem.NO_SUCH_ERA_DAY),
        ("S64.1.8", DayProblem.NO_SUCH_ERA_DAY),
        ("H1/1/7", DayProblem.NO_SUCH_ERA_DAY),
        ("T15.12.26", DayProblem.NO_SUCH_ERA_DAY),
        ("26/3/5", DayProblem.SHORT_YEAR),
        ("3/5/26", DayProblem.SHORT_YEAR),
        ("99/99/99", DayProblem.SHORT_YEAR),
        ("260305", DayProblem.SHORT_YEAR),
        ("26年3月5日", DayProblem.SHORT_YEAR),
        ("3/5", DayProblem.NO_YEAR),
        ("３月５日", DayProblem.NO_YEAR),
        ("0305", DayProblem.NO_YEAR),
        ("1899/12/31", DayProblem.FAR),
        ("9999/12/31", DayProblem.FAR),
        ("0", DayProblem.NOT_A_DATE),
        ("2026", DayProblem.NO_YEAR),
        ("令和99年", DayProblem.NOT_A_DATE),
        ("慶応3年1月1日", DayProblem.NOT_A_DATE),
        ("X8.3.5", DayProblem.NOT_A_DATE),
        ("きのう", DayProblem.NOT_A_DATE),
        ("44895", DayProblem.NOT_A_DATE),
        ("2026/03/05 10:00", DayProblem.NOT_A_DATE),
        ("-2026/3/5", DayProblem.NOT_A_DATE),
        ("2" * (LONGEST_TYPED + 1), DayProblem.NOT_A_DATE),
    ],
)
def test_what_names_no_day_or_several_is_refused_with_its_reason(
    text: str, why: DayProblem
) -> None:
    assert problem(text) is why


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("S64/1/7", date(1989, 1, 7)),
        ("H1-1-8", date(1989, 1, 8)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("M45.7.30", date(1912, 7, 30)),
        ("T1.7.30", date(1912, 7, 30)),
        ("㋿８年３月５日(木)", date(2026, 3, 5)),
        ("２０２６．０３．０５", date(2026, 3, 5)),
        ("2026/03/05\n", date(2026, 3, 5)),
    ],
)
def test_first_and_last_days_of_eras_and_what_is_pasted(text: str, day: date) -> None:
    assert read_day(text) == day


@given(st.dates(date(1868, 1, 25), date(2200, 12, 31)))
def test_every_day_has_one_newest_era(day: date) -> None:
    era = era_of(day)
    assert era is not None
    assert era.has(day)
    assert era.western(era.year_of(day)) == day.year


def test_eras_leave_no_day_out() -> None:
    for newer, older in pairwise(ERAS):
        assert older.last is not None
        assert newer.first - older.last <= timedelta(days=1)


@given(DAYS, st.integers(-1000, 1000))
def test_so_many_months_on_it_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    found = in_month(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1
    assert found.day <= day.day
