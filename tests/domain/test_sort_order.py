"""Numbers by value, kana by sound, whatever the spelling."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.sort_order import sort_key

HIRAGANA = st.text(
    "あいうえおかきくけこさしすせそたちつてとなにぬねのまみむめもやゆよらりるれろわんがぎずでばぱっゃ",
    min_size=1,
    max_size=8,
)
NUMBERS = st.integers(0, 10**12)
PREFIX = st.sampled_from(["", "A-", "a", "会員", "Ｎｏ．", "K_"])


@pytest.mark.parametrize(
    "texts",
    [
        ["2", "9", "10", "100"],
        ["2", "９", "１０", "100"],
        ["A-2", "Ａ-10", "a-100", "B-1"],
        ["1-2", "1-10", "2-1"],
        ["7", "007", "8", "0010"],
        ["M2X9", "M2X10", "M10X1"],
        ["あべ", "いとう", "スズキ", "ﾜﾀﾞ"],
        ["はら", "ばら", "ぱら", "はり"],
        ["きや", "きゃ", "きやま"],
        ["さと", "サトー", "さとし"],
        ["100", "Abe", "あべ", "阿部"],
        ["9" * 30, "1" + "0" * 30],
    ],
)
def test_texts_in_their_order(texts: list[str]) -> None:
    assert all(sort_key(one) < sort_key(other) for one, other in pairwise(texts))


@pytest.mark.parametrize(
    "spellings",
    [
        ["すずき", "スズキ", "ｽｽﾞｷ", "すず き", "スズ　キ", "すす\u3099き", "スス゛キ"],
        ["さとう", "サトー", "ｻﾄｰ", "サトウ"],
        ["けいこ", "ケーコ", "ｹｰｺ"],
        ["おおの", "オーノ"],
        ["いすず", "いすゞ", "イスヾ"],
        ["高橋", "髙橋", "髙　橋"],
        ["A-2", "Ａ－２", "a‐2", "A−2"],
        ["ﾊﾟｰﾙ", "パール", "ぱある"],
    ],
)
def test_spellings_that_stand_together(spellings: list[str]) -> None:
    assert len({sort_key(text) for text in spellings}) == 1


@pytest.mark.parametrize("blank", ["", " ", "　", "\t\n"])
def test_what_is_blank_has_no_key(blank: str) -> None:
    assert sort_key(blank) == ""


@given(PREFIX, NUMBERS, NUMBERS, st.booleans())
def test_numbers_sort_by_value(prefix: str, one: int, other: int, wide: bool) -> None:
    def written(number: int) -> str:
        text = f"{prefix}{number}"
        return text.translate({ord("0") + d: 0xFF10 + d for d in range(10)}) if wide else text

    assert (sort_key(written(one)) < sort_key(f"{prefix}{other}")) == (one < other)


@given(HIRAGANA)
def test_kana_sort_by_sound_whatever_their_form(text: str) -> None:
    katakana = "".join(chr(ord(c) + 0x60) for c in text)
    assert sort_key(text) == sort_key(katakana)
    assert sort_key(text) == sort_key(unicodedata.normalize("NFD", katakana))


@given(HIRAGANA, HIRAGANA)
def test_voiced_marks_matter_only_between_what_else_is_equal(one: str, other: str) -> None:
    def bare(text: str) -> str:
        plain = unicodedata.normalize("NFD", text).translate({0x3099: None, 0x309A: None})
        return plain.replace("っ", "つ").replace("ゃ", "や")

    if bare(one) != bare(other):
        assert (sort_key(one) < sort_key(other)) == (bare(one) < bare(other))


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_texts_have_keys_that_order_them(one: str, other: str) -> None:
    keys = sort_key(one), sort_key(other)
    assert (keys[0] < keys[1]) + (keys[0] == keys[1]) + (keys[0] > keys[1]) == 1
    assert sort_key(f" {one} ") == keys[0]
