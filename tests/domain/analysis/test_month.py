"""The month so far beside two others, and how old orders may be."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.analysis.freshness import USUAL_DAYS, import_rhythm, is_import_due
from crm_desk.domain.analysis.month import DaySpan, Sales, change, month_to, same_days

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
TODAY = date(2026, 11, 28)


@given(DAYS, st.integers(1, 36))
def test_the_same_days_lie_in_one_month_and_begin_on_its_first(day: date, back: int) -> None:
    found = same_days(month_to(day), back)
    assert found.first.day == 1
    assert (found.last.year, found.last.month) == (found.first.year, found.first.month)
    months = (day.year - found.first.year) * 12 + day.month - found.first.month
    assert months == back
    assert found.last.day <= day.day
    next_day = found.last + timedelta(days=1)
    assert found.last.day == day.day or next_day.day == 1


@pytest.mark.parametrize(
    ("day", "back", "last"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2025, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_a_shorter_month_ends_earlier(day: date, back: int, last: date) -> None:
    assert same_days(month_to(day), back) == DaySpan(last.replace(day=1), last)


def test_a_rise_is_a_share_of_before() -> None:
    assert change(Sales(3, 150), Sales(2, 100)) == Fraction(1, 2)
    assert change(Sales(0, 0), Sales(2, 100)) == -1
    assert change(Sales(3, 150), Sales(0, 0)) is None
    assert change(Sales(3, 150), Sales(1, -10)) is None


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=each) for each in days]


def test_the_rhythm_is_the_median_of_the_last_gaps() -> None:
    assert import_rhythm(ago(28, 21, 14, 7)) == 7
    assert import_rhythm(ago(7, 14, 14, 21, 28)) == 7
    assert import_rhythm(ago(100, 60, 29, 1)) == 31
    # Long ago it was another one.
    assert import_rhythm([*ago(*range(400, 700, 30)), *ago(*range(0, 91, 7))]) == 7


@pytest.mark.parametrize("days", [(), (3,), (10, 3), (9, 6, 3)])
def test_a_new_shop_has_no_rhythm_yet(days: tuple[int, ...]) -> None:
    assert import_rhythm(ago(*days)) == USUAL_DAYS


@pytest.mark.parametrize(
    ("newest", "imports", "due"),
    [
        (30, (30,), False),
        (31, (31,), True),
        # Weekly: asked on the eighth day.
        (7, (28, 21, 14, 7), False),
        (8, (29, 22, 15, 8), True),
        # Who brought in yesterday what there was is not asked again.
        (8, (22, 15, 8, 1), False),
        # An old file that came in yesterday makes no new figures.
        (31, (22, 15, 8, 1), True),
        (40, (1,), True),
        # Orders typed by hand only.
        (31, (), True),
    ],
)
def test_an_import_is_due_by_the_shops_own_rhythm(
    newest: int, imports: tuple[int, ...], due: bool
) -> None:
    assert is_import_due(ago(newest)[0], ago(*imports), TODAY) is due
