"""Telephone numbers are found however they are written; parts of addresses are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.customers.search import SearchWord, search_text, search_words

DIGITS = st.text("123456789", min_size=8, max_size=8)
SIGNS = st.sampled_from(["-", "‐", "−", "ー", "－", ".", " ", "　", ") ", " (", "(", ")"])
WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}


def finds(words: str, **known: str) -> bool:
    facts = {"name": "", "kana": "", "member_no": "", "email": "", "phone": ""} | known
    text = search_text(**facts)
    return all(_is_in(word, text) for word in search_words(words))


def _is_in(word: SearchWord, text: str) -> bool:
    within = text.partition("\t")[0] if word.is_number_part else text
    return any(form in within for form in word.forms)


MOBILE = [
    "090-1111-2222",
    "+81 90-1111-2222",
    "９０１１１１２２２２",
    "819011112222",
    "0081-90-1111-2222",
]


@pytest.mark.parametrize("kept", MOBILE)
@pytest.mark.parametrize(
    "typed",
    [
        "090-1111-2222",
        "09011112222",
        "０９０（１１１１）２２２２",
        "090.1111.2222",
        "090 1111 2222",
        "090　1111　2222",
        "(090) 1111-2222",
        "090ー1111ー2222",
        "+81 90-1111-2222",
        "+819011112222",
        "+81 (0)90-1111-2222",
        "＋81 90 1111 2222",
        "81-90-1111-2222",
        "0081 90 1111 2222",
        "TEL 090-1111-2222",
        "TEL:09011112222",
        "℡090-1111-2222",
        "電話 090-1111-2222",
        "1111-2222",
        "1111 2222",
        "2222",
        "90-1111-2222",
        "+81 90",
        "090-1111",
        "090-",
    ],
)
def test_a_mobile_number_is_found_as_it_is_typed(kept: str, typed: str) -> None:
    assert finds(typed, phone=kept)


@pytest.mark.parametrize("kept", ["03-1234-5678", "03(1234)5678", "+81-3-1234-5678", "312345678"])
@pytest.mark.parametrize(
    "typed",
    [
        "03(1234)5678",
        "(03)1234-5678",
        "（０３）１２３４－５６７８",
        "+81 3-1234-5678",
        "03(1234",
        "5678",
    ],
)
def test_a_number_of_tokyo_is_found_as_it_is_typed(kept: str, typed: str) -> None:
    assert finds(typed, phone=kept)


@given(DIGITS, SIGNS, SIGNS, st.booleans(), st.booleans())
def test_any_number_is_found_with_any_signs(
    rest: str, one: str, other: str, wide: bool, abroad: bool
) -> None:
    kept = f"080{rest}"
    start = "+81 80" if abroad else "080"
    typed = f"{start}{one}{rest[:4]}{other}{rest[4:]}"
    assert finds(typed.translate(WIDE) if wide else typed, phone=kept)
    different = rest[:-1] + ("1" if rest[-1] != "1" else "2")
    assert not finds(f"{start}{one}{different[:4]}{other}{different[4:]}", phone=kept)


@pytest.mark.parametrize(
    "kept",
    ["03-1234-5678 / 090-1111-2222", "03-1234-5678、090-1111-2222", "03-1234-5678 内線12345"],
)
def test_every_number_of_a_field_is_found(kept: str) -> None:
    assert finds("03-1234-5678", phone=kept)
    assert finds("090-1111-2222", phone=kept) == ("2222" in kept)


@pytest.mark.parametrize("part", ["1-2-3", "12-5", "3-14-15", "１－２－３", "2-34-5", "1.2.3"])
def test_a_part_of_an_address_is_no_part_of_a_telephone_number(part: str) -> None:
    digits = "".join(str(int(c)) for c in part if c.isdigit())
    phone = f"090{digits:0<8}"[:11]
    assert finds(digits, phone=phone)
    assert not finds(part, phone=phone)


@pytest.mark.parametrize(
    ("typed", "member_no"),
    [
        ("1-2-3", "1-2-3"),
        ("A-2", "A-2"),
        ("2026-12", "2026-12"),
        ("00012", "00012"),
        ("12-5", "12-5"),
    ],
)
def test_member_numbers_are_found_as_before(typed: str, member_no: str) -> None:
    assert finds(typed, member_no=member_no)


def test_words_and_a_number_must_all_be_found() -> None:
    assert finds("高橋 090 1111 2222", name="髙橋 花子", phone="090-1111-2222")
    assert not finds("高橋 090 1111 2222", name="佐藤", phone="090-1111-2222")
    assert not finds("高橋 090 1111 2223", name="髙橋 花子", phone="090-1111-2222")


def test_a_number_of_another_country_stays_what_it_is() -> None:
    assert finds("+1 415 555 0123", phone="+1 (415) 555-0123")
    assert not finds("+81 415 555 0123", phone="+1 (415) 555-0123")


@pytest.mark.parametrize("typed", ["", " ", "-", "( )", "+", "ー"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert search_words(typed) == ()


@given(st.text(max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    for word in search_words(text):
        assert word.forms
        assert all(word.forms)
        assert not any("\t" in form for form in word.forms)
