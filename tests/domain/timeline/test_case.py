"""A case's state is worked out from its due day and its end."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import (
    Case,
    CaseGroup,
    CaseState,
    Closing,
    Remedy,
    closed,
    days_open,
    due_day,
    with_due,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
NOON = datetime(2026, 11, 28, 12, 0)  # noqa: DTZ001
END = Closing(NOON, "交換品を送った")


@given(due=DAYS, today=DAYS)
def test_an_open_case_is_overdue_from_the_day_after(due: date, today: date) -> None:
    case = Case("佐藤", due)
    assert (case.state(today) is CaseState.OVERDUE) is (today > due)
    groups = {-1: CaseGroup.LATER, 0: CaseGroup.TODAY, 1: CaseGroup.OVERDUE}
    assert case.group(today) is groups[(today > due) - (today < due)]


@given(due=DAYS, today=DAYS)
def test_a_closed_case_is_closed_whatever_the_day(due: date, today: date) -> None:
    case = closed(Case("", due), END)
    assert case.state(today) is CaseState.CLOSED
    assert case.group(today) is CaseGroup.CLOSED


@given(since=DAYS, later=st.integers(0, 1000))
def test_days_are_counted_from_the_first_to_the_end(since: date, later: int) -> None:
    today = since + timedelta(days=later)
    assert days_open(since, Case("", since), today) == later
    end = closed(Case("", since), Closing(datetime.combine(since, NOON.time()), "済んだ"))
    assert days_open(since, end, today) == 0


@given(today=DAYS)
def test_a_complaint_is_due_before_everything_else(today: date) -> None:
    assert due_day(today, is_complaint=True) == today + timedelta(days=1)
    assert due_day(today, is_complaint=False) == today + timedelta(days=3)


@pytest.mark.parametrize("outcome", ["", "  ", "\n　"])
def test_an_end_without_words_is_refused(outcome: str) -> None:
    with pytest.raises(ReportableError) as refused:
        closed(Case("", NOON.date()), Closing(NOON, outcome))
    assert refused.value.key == "outcome_missing"


@pytest.mark.parametrize("amount", [-1, 10**13])
def test_an_amount_that_no_shop_pays_is_refused(amount: int) -> None:
    with pytest.raises(ReportableError) as refused:
        closed(Case("", NOON.date()), Closing(NOON, "返金", frozenset({Remedy.REFUND}), amount))
    assert refused.value.key == "case_amount"


def test_what_is_closed_is_opened_before_it_is_changed() -> None:
    case = closed(Case("", NOON.date()), END)
    for change in (lambda: with_due(case, NOON.date()), lambda: closed(case, END)):
        with pytest.raises(ReportableError) as refused:
            change()
        assert refused.value.key == "case_closed"
