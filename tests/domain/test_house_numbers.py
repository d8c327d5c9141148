"""What belongs to one number of an address."""

import pytest

from crm_desk.domain.house_numbers import DASHES, held_together, with_dashes


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(
            ("千代田1", "2"),
            ("千代田１", "２"),
            ("千代田一", "二"),
            ("1丁目", "2"),
            ("Ａ", "１０１"),
        ),
        *(("コーポA", "101号"), ("B棟", "2"), ("1", "イ"), ("3", "ビル"), ("1 ", " 2")),
    ],
)
def test_every_dash_of_a_number_is_one(dash: str, before: str, after: str) -> None:
    assert with_dashes(f"{before}{dash}{after}", "|") == f"{before.rstrip()}|{after.lstrip()}"


@pytest.mark.parametrize(
    "text",
    [
        *("センター", "センター3F", "ｾﾝﾀｰ3", "サーモ", "タワー", "コーヒー", "ー", "サー-ビス"),
        *("Saint-Denis", "メリーゴーランド1"),
    ],
)
def test_the_long_vowel_of_a_word_stays(text: str) -> None:
    assert with_dashes(text, "|") == text


@pytest.mark.parametrize("dash", "-‐‑‒–—―−－─━")
def test_a_dash_behind_kana_is_one(dash: str) -> None:
    assert with_dashes(f"タワー{dash}1", "|") == "タワー|1"


@pytest.mark.parametrize(
    "whole",
    [
        *(
            "12",
            "１２",
            "十二",
            "1-2-3",
            "１－２－３",
            "一ー二",
            "12 - 3",
            "A-1012号室",
            "Ａ－１０１",
        ),
        *(
            "1丁目",
            "１丁目",
            "一丁目",
            "1 丁目",
            "2番地",
            "２番",
            "三番地の二",
            "4号",
            "4 号室",
            "5階",
        ),
        *("３Ｆ", "12F", "B1F", "5号棟", "１２３番地の４５６７", "3番5号"),
    ],
)
def test_a_number_is_held_with_what_belongs_to_it(whole: str) -> None:
    text = f"東京都港区{whole}みなと荘"
    parts = [text[first:end] for first, end in held_together(text)]
    assert "".join(parts) == whole
