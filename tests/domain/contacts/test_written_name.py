"""Firm, people and forms of address in one written name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.firms import firm_words, is_firm, parse_firm_words
from crm_desk.domain.contacts.written_name import read_name
from crm_desk.domain.errors import ReportableError

_FIRMS = """
株式会社みなと みなと株式会社 （株）みなと みなと(株) ㈱みなと みなと㈱ ㍿みなと
㊑みなと 〔株〕みなと 有限会社みなと (有)みなと ㈲みなと 合同会社みなと （同）みなと
合資会社みなと 合名会社みなと 一般財団法人みなと ㈶みなと 公益社団法人みなと
（一社）みなと 医療法人みなと (医)みなと 学校法人みなと 宗教法人みなと
社会福祉法人みなと 税理士法人みなと 弁護士法人みなと NPO法人みなと ＮＰＯ法人みなと
特定非営利活動法人みなと みなと協同組合 みなと組合 みなと協会 みなと市役所
みなと村役場 みなと大学 みなと短期大学 みなと小学校 みなと病院 みなと医院 みなと歯科
みなと商店 みなと商会 みなと製茶 みなと工務店 みなと税理士事務所 みなと保育園
みなと自治会 みなと図書館 みなと農園 市役所 町内会 株式会社
"""
FIRMS = _FIRMS.split()
APART = """株式会社 みなと
みなと 株式会社
株 式 会 社 みなと
山田 商店
山田 医院
高橋 一郎 税理士事務所
株式会社みなと 東京支店
みなと市役所 総務課
医療法人社団みなと会 みなとクリニック
株式会社みなと カフェ花
Acme Co., Ltd.
Acme, Inc
ACME INC.
Foo GmbH
Bar LLC
ＡＣＭＥ Ｉｎｃ．
ACME K.K.
Siemens AG
Mihon University""".splitlines()
PEOPLE = """市川 團十郎
堀口 大学
大学 太郎
大学院 太郎
組 太郎
協会 太郎
役場 太郎
小野寺
古屋
守屋 健
鵜殿
鵜殿 太郎
市村 合同
阿部 太郎
Michael Co
Ana Sa
Inc
山
様
ジョン・スミス
John & Mary Smith
山田太郎 (旧姓 鈴木)
田中 マルクス・闘莉王""".splitlines()


@pytest.mark.parametrize("name", [*FIRMS, *APART])
def test_a_firm_is_addressed_as_one(name: str) -> None:
    found = read_name(name)
    assert (found.firm, found.people, found.honorific) == ("", (re.sub(r"\s+", " ", name),), "御中")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_no_firm_whatever_the_name_sounds_like(name: str) -> None:
    found = read_name(name)
    assert (found.firm, found.people, found.honorific) == ("", (name,), "様")


@pytest.mark.parametrize(
    ("name", "firm", "person"),
    [
        ("株式会社山田商店 山田太郎", "株式会社山田商店", "山田太郎"),
        ("山田太郎（株式会社山田商店）", "株式会社山田商店", "山田太郎"),
        ("山田 太郎 (㈱山田商店)", "㈱山田商店", "山田 太郎"),
        ("株式会社山田商店（山田太郎）", "株式会社山田商店", "山田太郎"),
        ("山田商店【山田太郎 様】", "山田商店", "山田太郎"),
        ("㈱山田 営業部 山田太郎 様", "㈱山田 営業部", "山田太郎"),
        ("㈱山田 営業部 山田太郎", "㈱山田 営業部", "山田太郎"),
        ("山田 太郎 ㈱山田商店", "㈱山田商店", "山田 太郎"),
        ("（株） みなと 山田 花子", "（株） みなと", "山田 花子"),
        ("みなと 株式会社 山田 花子", "みなと 株式会社", "山田 花子"),
        ("㈱山田 阿部 太郎", "㈱山田", "阿部 太郎"),
        ("㈱山田 長谷部 誠", "㈱山田", "長谷部 誠"),
        ("㈱山田 阿部様", "㈱山田", "阿部"),
        ("㈱山田 代表取締役 鈴木", "㈱山田", "代表取締役 鈴木"),
        ("㈱山田 ご担当者様", "㈱山田", "ご担当者"),
        ("みなと大学 経済学部 鈴木一郎", "みなと大学 経済学部", "鈴木一郎"),
        ("みなとクリニック 院長 山田太郎", "みなとクリニック", "院長 山田太郎"),
        ("Acme Inc. 山田太郎", "Acme Inc.", "山田太郎"),
        ("Acme Inc. John Smith 様", "Acme Inc.", "John Smith"),
    ],
)
def test_somebody_in_a_firm_has_a_line_of_their_own(name: str, firm: str, person: str) -> None:
    assert read_name(name) == (firm, (person,), "様")


@pytest.mark.parametrize(
    "name",
    [
        *("株式会社山田商店（東京支店）", "株式会社みなと（旧やまと）", "株式会社みなと 東京都"),
        *("株式会社みなと ひなた", "㈱山田 営業部", "ABC株式会社 Tokyo Office"),
    ],
)
def test_what_may_be_no_person_stays_with_the_firm(name: str) -> None:
    assert read_name(name) == ("", (name,), "御中")


@pytest.mark.parametrize(
    ("name", "people", "honorific"),
    [
        ("株式会社みなと 様", ("株式会社みなと",), "様"),
        ("みどりの家 御中", ("みどりの家",), "御中"),
        ("㈱山田 山田太郎 御中", ("㈱山田 山田太郎",), "御中"),
        ("山田太郎 殿", ("山田太郎",), "様"),
        ("山田太郎 先生", ("山田太郎",), "先生"),
        ("みどりの会 各位", ("みどりの会",), "各位"),
        ("山田 御一同様", ("山田",), "御一同様"),
        ("山田太郎様様", ("山田太郎",), "様"),
    ],
)
def test_what_was_typed_is_believed(name: str, people: tuple[str, ...], honorific: str) -> None:
    assert read_name(name) == ("", people, honorific)


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("山田 太郎・花子", ("山田 太郎", "花子")),
        ("山田太郎・花子", ("山田太郎", "花子")),
        ("山田 太郎＆花子", ("山田 太郎", "花子")),
        ("山田 太郎 & 花子 様", ("山田 太郎", "花子")),
        ("山田 太郎、花子", ("山田 太郎", "花子")),
        ("山田 太郎･花子・次郎", ("山田 太郎", "花子", "次郎")),
        ("山田 タロウ・ハナコ", ("山田 タロウ", "ハナコ")),
        ("山田太郎・鈴木花子", ("山田太郎", "鈴木花子")),
    ],
)
def test_two_given_names_are_two_people(name: str, people: tuple[str, ...]) -> None:
    assert read_name(name) == ("", people, "様")


SIGNS = "山田太郎花子 　・＆、()（）㈱株式会社商店御中様殿部A"


@given(st.text(st.sampled_from(SIGNS), max_size=30))
def test_no_character_of_a_name_is_lost(name: str) -> None:
    found = read_name(name)
    kept = set("".join((found.firm, *found.people)))
    left_out = set(" 　・＆、()（）御中様殿")
    assert set(name) - kept <= left_out
    assert bool(found.people) == bool(name.strip())
    assert bool(found.honorific) == bool(found.people)
    assert all(person.strip() for person in found.people)


@given(st.text(max_size=20))
def test_any_text_can_be_a_name(name: str) -> None:
    assert bool(read_name(name).people) == bool("".join(name.split()))


def test_every_word_of_the_list_tells_a_firm_behind_a_name() -> None:
    known = firm_words()
    for ending in known.endings:
        assert is_firm(f"みほん{ending}"), ending
    assert all(is_firm(f"みほん 山{position}") is False for position in known.positions)


@pytest.mark.parametrize("text", ["forms = 1", "other = []", "forms = ['a'"])
def test_a_damaged_list_is_named(text: str) -> None:
    with pytest.raises(ReportableError):
        parse_firm_words(text, "firms.toml")
