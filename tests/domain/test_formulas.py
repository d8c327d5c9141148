"""Typed text leaves the program as text, whatever it begins with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.formulas import guarded, is_like_formula

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "+81 90-1111-2222",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－cmd",
    "＠x",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u3000=1",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_works_out_is_kept_as_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "株式会社", "1-2-3", "a=b", "'=1", "〒100", "3+4"])
def test_other_text_stays_as_typed(text: str) -> None:
    assert guarded(text) == text


@given(st.text(max_size=30))
def test_nothing_guarded_is_a_formula_and_nothing_is_lost(text: str) -> None:
    assert not is_like_formula(guarded(text))
    assert guarded(text).removeprefix("'") == text.removeprefix("'")
