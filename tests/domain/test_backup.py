"""When backups are due and which of them stay, whatever the clock has done."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.backup import (
    DAILY,
    MANY_OPENINGS,
    MONTHLY,
    MOST_OF_A_DAY,
    WEEKLY,
    BackupCause,
    BackupMark,
    DeskContents,
    is_due,
    mark_of,
    thinned,
)

NOW = datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001
MARKS = st.lists(st.tuples(MOMENTS, st.sampled_from(BackupCause)), max_size=60).map(
    lambda made: [BackupMark(n, moment, cause) for n, (moment, cause) in enumerate(made, 1)]
)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (NOW - timedelta(hours=23, minutes=59), False),
        (NOW - timedelta(days=1), True),
        (NOW + timedelta(days=900), True),
    ],
)
def test_due_after_a_day_or_when_the_clock_was_set_back(last: datetime | None, due: bool) -> None:
    assert is_due(last, 0, NOW) is due


def test_a_clock_that_stands_still_does_not_stop_backups() -> None:
    assert not is_due(NOW, MANY_OPENINGS - 1, NOW)
    assert is_due(NOW, MANY_OPENINGS, NOW)


def test_two_years_of_daily_backups_leave_days_weeks_and_months() -> None:
    marks = [
        BackupMark(n, NOW - timedelta(days=730 - n), BackupCause.OPENING) for n in range(1, 731)
    ]
    gone = thinned(marks)
    kept = [mark.moment.date() for mark in reversed(marks) if mark.number not in gone]
    assert kept[:DAILY] == [NOW.date() - timedelta(days=n) for n in range(DAILY)]
    # Of each week the Sunday's, of each month the last day's: the newest there is.
    sundays = [date(2026, 11, 22) - timedelta(weeks=n) for n in range(WEEKLY - 1)]
    first = [date(2026, month, 1) for month in range(1, 12)]
    assert set(kept[DAILY:]) == {
        day
        for day in (*sundays, *(day - timedelta(days=1) for day in first))
        if day < kept[DAILY - 1]
    }


@given(MARKS)
def test_the_newest_is_kept_and_what_was_made_by_hand(marks: list[BackupMark]) -> None:
    gone = thinned(marks)
    kept = [mark for mark in marks if mark.number not in gone]
    assert not marks or marks[-1] in kept
    by_hand = [mark for mark in marks if mark.cause is BackupCause.BY_HAND]
    assert set(by_hand) <= set(kept)
    assert len(kept) <= DAILY + WEEKLY + MONTHLY + MOST_OF_A_DAY + len(by_hand)


@given(MARKS)
def test_thinning_again_takes_nothing_more(marks: list[BackupMark]) -> None:
    gone = thinned(marks)
    assert thinned([mark for mark in marks if mark.number not in gone]) == set()


@given(MARKS)
def test_the_order_of_the_folder_does_not_matter(marks: list[BackupMark]) -> None:
    assert thinned(marks) == thinned(list(reversed(marks)))


def test_one_backup_of_a_wrong_year_takes_no_other_away() -> None:
    usual = [BackupMark(n, NOW + timedelta(days=n), BackupCause.OPENING) for n in range(1, 11)]
    strange = BackupMark(11, datetime(2099, 1, 1), BackupCause.OPENING)  # noqa: DTZ001
    after = BackupMark(12, NOW + timedelta(days=11), BackupCause.OPENING)
    assert thinned([*usual, strange, after]) == set()


@given(
    st.builds(
        BackupMark,
        st.integers(1, 10**6),
        MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
        st.sampled_from(BackupCause),
        st.text(max_size=40),
        st.builds(DeskContents, *[st.integers(0, 10**9)] * 4),
    )
)
def test_a_mark_is_read_as_it_was_kept(mark: BackupMark) -> None:
    assert mark_of(mark.as_text()) == mark


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "7", '{"number": 1}', "x" * 100, '{"number": {}}']
)
def test_what_is_no_mark_is_none(text: str) -> None:
    assert mark_of(text) is None
