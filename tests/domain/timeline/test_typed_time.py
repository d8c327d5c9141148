"""A time of the day is read as people write it."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.timeline.typed_time import read_time, shown_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:05", time(14, 5)),
        ("１４：０５", time(14, 5)),
        ("1405", time(14, 5)),
        ("905", time(9, 5)),
        ("9.30", time(9, 30)),
        ("14時5分", time(14, 5)),
        ("14時", time(14)),
        (" 0:00 ", time(0)),
    ],
)
def test_read(typed: str, read: time) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "14", "2pm", "14:5:5", "1" * 400, "-1:00"])
def test_not_a_time(typed: str) -> None:
    assert read_time(typed) is None


@given(st.times(timezones=st.none()))
def test_what_is_shown_is_read_again(moment: time) -> None:
    assert read_time(shown_time(moment)) == time(moment.hour, moment.minute)


@given(st.text(max_size=20))
def test_nothing_typed_is_an_error(typed: str) -> None:
    read_time(typed)
