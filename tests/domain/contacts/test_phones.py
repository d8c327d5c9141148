"""Telephone numbers as Japan writes them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumber, PhoneNumberFormat, format_number, is_valid_number

from crm_desk.domain.contacts.handles import phone_digits
from crm_desk.domain.contacts.phones import shown_phone, shown_phones


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0312345678", "03-1234-5678"),
        ("０９０ー１２３４ー５６７８", "090-1234-5678"),
        ("+81 90 1234 5678", "090-1234-5678"),
        ("9012345678", "090-1234-5678"),
        ("05012345678", "050-1234-5678"),
        ("0120123456", "0120-123-456"),
        ("08001234567", "0800-123-4567"),
        ("0542345678", "054-234-5678"),
        ("0126731234", "01267-3-1234"),
        # Left as they are: no number of Japan, or more than a number.
        ("+1 212 555 0123", "+1 212 555 0123"),
        ("03-1234-5678 内線 12", "03-1234-5678 内線 12"),
        ("電話なし", "電話なし"),
        ("", ""),
    ],
)
def test_how_one_is_shown(written: str, shown: str) -> None:
    assert shown_phone(written) == shown


@pytest.mark.parametrize("between", ["、", " / ", ", ", "；", "  "])
def test_several_are_shown_each(between: str) -> None:
    text = between.join(("0542345678", "090-1234-5678"))
    assert shown_phones(text) == ("054-234-5678", "090-1234-5678")


@given(st.integers(10**8, 10**10 - 1))
def test_the_short_cut_for_mobiles_is_what_the_library_says(number: int) -> None:
    whole = PhoneNumber(country_code=81, national_number=number)
    if is_valid_number(whole):
        assert shown_phone(f"0{number}") == format_number(whole, PhoneNumberFormat.NATIONAL)


@given(st.sampled_from("5789"), st.integers(1, 9), st.integers(0, 10**7 - 1))
def test_mobiles_are_what_the_library_says(kind: str, first: int, rest: int) -> None:
    written = f"0{kind}0{first}{rest:07}"
    whole = PhoneNumber(country_code=81, national_number=int(written))
    library = format_number(whole, PhoneNumberFormat.NATIONAL)
    assert not phone_digits(written) or shown_phone(written) in (written, library)


@given(st.text(max_size=30))
def test_no_digit_is_lost(text: str) -> None:
    shown = "、".join(shown_phones(text))
    assert phone_digits(shown) == phone_digits(text)


def test_the_library_is_loaded_when_a_number_is_shown() -> None:
    code = "import sys, crm_desk.domain.contacts.phones; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
