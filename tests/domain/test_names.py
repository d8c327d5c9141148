import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_desk.domain.names import _VARIANTS, fold_name, fold_search

ANY = st.text(st.characters(exclude_categories=()), max_size=30) | st.text(
    "髙高﨑崎様御中さサﾞ\u3099ー-~・ \u3000\u200b\ufe00ßİ", max_size=12
)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("髙橋 花子", "高橋花子"),
        ("山﨑", "山崎"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斎藤"),
        ("齊藤", "斉藤"),
        ("斉藤", "斎藤"),
        ("濵田", "浜田"),
        ("濱田", "浜田"),
        ("德永", "徳永"),
        ("𠮷田", "吉田"),
        ("黒澤", "黒沢"),
        ("辻\U000e0100", "辻"),
        ("ﾊﾞﾊﾞ ﾋﾛｼ", "ばば　ひろし"),
        ("サトー", "サト－"),
        ("サトー", "サトｰ"),
        ("SMITH John", "smithjohn"),
        ("Ｓｍｉｔｈ", "smith"),
        ("マリア・ロペス", "マリア ロペス"),
        ("山田太郎 様", "山田太郎"),
        ("みずほ茶舗　御中", "みずほ茶舗"),
        ("山田\u200b太郎", "山田太郎"),
        ("龍ヶ崎", "竜ケ崎"),
        ("か\u3099", "が"),
    ],
)
def test_one_person_written_twice(written: str, other: str) -> None:
    assert fold_name(written) == fold_name(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("佐藤花子", "佐藤華子"),
        ("健一", "健ー"),
        ("サトー", "サト"),
        ("鵜殿", "鵜"),
        ("\ue000田", "\ue001田"),
        ("NA", ""),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_an_honorific_alone_is_kept() -> None:
    assert fold_name("様") == "様"


@pytest.mark.parametrize(
    ("looked_for", "text"),
    [
        ("キョウ", "やまだ きょうこ"),
        ("きょう", "ﾔﾏﾀﾞ ｷｮｳｺ"),
        ("031234", "03-1234-5678"),
        ("03-1234", "0312345678"),
        ("高橋", "髙橋　一郎"),
        ("ＴＥＡ", "Green tea"),
        ("田様", "山田 様"),
    ],
)
def test_search_finds_a_part(looked_for: str, text: str) -> None:
    assert fold_search(looked_for) in fold_search(text)


@given(ANY)
@example("か\u200b\u3099")
@example("様-様")
@settings(max_examples=300)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for fold in (fold_name, fold_search):
        folded = fold(text)
        assert fold(folded) == folded
        assert folded.encode("utf-8").decode("utf-8") == folded


def test_every_group_of_variants_is_one() -> None:
    groups = " ".join(_VARIANTS).split()
    assert all(len({fold_name(c) for c in group}) == 1 for group in groups)
    assert len({c for group in groups for c in group}) == sum(map(len, groups))
