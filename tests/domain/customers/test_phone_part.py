"""A part of a telephone number is found however somebody types or pastes it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.customers.search import part_in, phone_part, search_text

NUMBERS = st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True)
SIGNS = st.lists(st.sampled_from("- ().・‐ー"), max_size=8)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("4567", ("4567",)),
        ("４５６７", ("4567",)),
        ("090-0123-4567", ("09001234567",)),
        ("(03) 1234 5678", ("0312345678",)),
        ("+81 90-0123-4567", ("09001234567",)),
        ("+81(0)90 0123 4567", ("09001234567",)),
        ("＋８１９００１２３４５６７", ("09001234567",)),
        ("0081 90 0123 4567", ("0081900123456" + "7", "09001234567")),
        ("☎03-1234-5678", ("0312345678",)),
        ("+81 90", ("090",)),
        ("12", ()),
        ("+81", ()),
        ("", ()),
        ("  ", ()),
        ("サトウ", ()),
        ("A4567", ()),
        ("佐藤 4567", ()),
    ],
)
def test_only_digits_are_left(typed: str, parts: tuple[str, ...]) -> None:
    assert phone_part(typed) == parts


@given(NUMBERS, st.data())
def test_any_part_of_a_number_is_found_in_it(number: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(number) - 3))
    end = data.draw(st.integers(begin + 3, len(number)))
    part = number[begin:end]
    held = search_text("", "", "", "", number).split("\t")[1]
    assert any(form in held for form in phone_part(part))


@given(NUMBERS, SIGNS, st.data())
def test_signs_between_the_digits_change_nothing(
    number: str, signs: list[str], data: st.DataObject
) -> None:
    typed = number
    for sign in signs:
        at = data.draw(st.integers(1, len(typed)))
        typed = typed[:at] + sign + typed[at:]
    if re.fullmatch(r"[0-9().\- ‐ー]+", typed):
        assert number in phone_part(typed)


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_digits_or_nothing(typed: str) -> None:
    assert all(re.fullmatch("[0-9]{3,}", part) for part in phone_part(typed))


@given(NUMBERS, st.data())
def test_the_part_is_shown_where_it_stands(number: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(number) - 1))
    written = f"{number[:cut]}-{number[cut:]}"
    begin = data.draw(st.integers(0, len(number) - 3))
    part = number[begin : begin + 3]
    start, end = part_in(written, (part,))
    assert written[start:end].replace("-", "") == part


def test_a_number_without_the_part_shows_none() -> None:
    assert part_in("090-0123-4567", ("999",)) == (0, 0)
    assert part_in("", ("999",)) == (0, 0)
