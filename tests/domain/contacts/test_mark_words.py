"""Words that propose a mark, and those that only look so."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.mark_words import MarkField, mark_proposals, parse_mark_words
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.errors import ReportableError

PROPOSING = {
    MarkKind.DECEASED: (
        "ご逝去|御逝去|2026年5月ご逝去(奥様より電話)|お父様が亡くなられたとのこと|"
        "亡くなりました|永眠されました|昨年他界"
        "|死去|故人|故 田中一郎様|急ぎ 連絡、故田中様|先月死亡とのこと|deceased 2025|"
        "passed away in May"
    ),
    MarkKind.MOURNING: (
        "喪中|2026年喪中|喪中(2025年)|令和8年 喪中|喪中はがき届く 2026/12/3|"
        "喪中はがき受取済|忌中|服喪|年賀欠礼"
        "|in mourning"
    ),
    MarkKind.MOVED_AWAY: (
        "転居先不明|転居先 不明|引越し先不明|宛所に尋ねあたりません|宛所不明|"
        "宛先不明で返送|あて所に尋ねあたりません|DM戻り 2026/3"
        "|戻り|返送|返送あり|戻り郵便|郵便物が戻ってきた|はがきが戻ってきた|"
        "カタログ返送されました|年賀状戻り|住所不明"
        "|returned to sender|no forwarding address"
    ),
    MarkKind.NO_PHONE: (
        "電話×|電話 ×|電話✕|電話x|TEL NG|ＴＥＬ　ＮＧ|℡×|電話ＮＧ|電話不可|電話しないで|"
        "電話はしないでほしい|お電話はお断り"
        "|電話連絡不要|電話は控えて|着信拒否|電話はかけないで|電話番号あり。電話×|"
        "do not call|no calls"
    ),
    MarkKind.NO_MAILINGS: (
        "DM不要|ＤＭ不要|DMは不要です|DM停止|DM×|DMお断り|DM希望しない|DM希望なし|"
        "郵送不要|カタログ不要|カタログはいりません|カタログ送付不要"
        "|案内不要|ご案内は不要|ﾀﾞｲﾚｸﾄﾒｰﾙ不要|チラシ不要|no mailings|do not mail"
    ),
    MarkKind.NO_VISIT: (
        "訪問×|訪問不可|訪問NG|訪問はご遠慮ください|ご訪問お断り|訪問営業お断り|do not visit"
    ),
}
QUIET = (
    "電話は昼過ぎに|お電話は19時以降に|電話番号不明|電話不通|電話に出ない|電話で確認済|"
    "電話OK|電話希望|TEL 03-1234-5678"
    "|故郷の味が好き|事故で遅延|何故か|故障対応済|縁故|故意ではない|故に|死亡保険の担当|"
    "お元気です|在庫切れ"
    "|返品あり|返品返送済み|返金済|返送用ラベル同封|お戻りは19時|戻り時間は夕方|19時戻り|"
    "払い戻し|返信待ち"
    "|DM希望|DM送付済|DM可|DM停止解除|カタログ送付済|カタログ希望|領収書郵送不要|"
    "納品書の郵送は不要|メールマガジン希望"
    "|喪中はがき印刷を注文|喪中はがきの注文|喪中見舞いのお線香|喪中ではない|喪明け|not in mourning"
    "|訪問介護を利用|訪問OK|Alex様|熱心なお客様|不在がち|足が悪く、孫の名前は蓮くん|"
    "引っ越し先は大阪|転居しました|"
)


def kinds(text: str, **more: str) -> list[MarkKind]:
    return [each.kind for each in mark_proposals(text, **more)]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, all_words in PROPOSING.items() for words in all_words.split("|")],
)
def test_words_propose_a_mark(kind: MarkKind, words: str) -> None:
    assert kinds(words) == [kind]
    # Beside other words, and from any field.
    assert kinds(f"お孫さんは蓮くん。{words}。また来月") == [kind]
    assert kinds("", address=f"東京都千代田区1-1({words})") == [kind]


@pytest.mark.parametrize("words", QUIET.split("|"))
def test_words_that_only_look_so_propose_nothing(words: str) -> None:
    assert kinds(words) == []
    assert kinds(f"お孫さんは蓮くん。{words}。また来月") == []


@pytest.mark.parametrize(
    ("name", "proposes"),
    [
        ("故 田中 一郎", True),
        ("故・田中 一郎", True),
        ("故田中一郎様", True),
        ("田中 一郎 故", True),
        ("田中 一郎(故人)", True),
        ("田中 一郎様ご逝去", True),
        ("故島 太郎", False),
        ("故選 花子", False),
        ("久故 守", False),
        ("佐藤 陽子", False),
        ("株式会社故郷", False),
        ("Late Summer", True),
        ("Kate Summer", False),
    ],
)
def test_a_name_is_of_somebody_who_died(name: str, proposes: bool) -> None:
    assert kinds("", name=name) == ([MarkKind.DECEASED] if proposes else [])


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("喪中", None),
        ("2026年喪中", 2026),
        ("2026/12喪中", 2026),
        ("喪中はがき 2027-01-05", 2027),
        ("令和8年 喪中", 2026),
        ("R8喪中", 2026),
        ("令和元年 喪中", 2019),
        ("喪中 03-2026-1111", 2026),
    ],
)
def test_the_year_of_a_mourning(words: str, year: int | None) -> None:
    assert mark_proposals(words)[0].year == year


def test_each_kind_is_proposed_once_with_where_it_stands() -> None:
    found = mark_proposals("DM不要。カタログ不要、電話×", name="【DM不要】田中")
    assert [(each.kind, each.field, each.words) for each in found] == [
        (MarkKind.NO_PHONE, MarkField.NOTE, "電話×"),
        (MarkKind.NO_MAILINGS, MarkField.NOTE, "DM不要"),
    ]


def test_the_digest_is_of_the_words_not_of_their_form() -> None:
    one, other = (mark_proposals(text)[0].digest for text in ("ＤＭ不要  です", "DM不要 です"))
    assert one == other
    assert mark_proposals("DM不要")[0].digest != one
    assert len(one) == 16


def test_a_long_clause_is_shortened() -> None:
    (found,) = mark_proposals("あ" * 10_000 + "ご逝去" + "い" * 100)
    assert len(found.words) == 60


PIECES = [words for all_words in PROPOSING.values() for words in all_words.split("|")]


@given(
    st.lists(st.sampled_from([*PIECES, *QUIET.split("|")]), max_size=4),
    st.sampled_from(["。", "、", "\n", " / ", "」「"]),
    st.booleans(),
)
def test_no_text_is_passed_over_unread(pieces: list[str], between: str, wide: bool) -> None:
    """However it is written, and whatever stands beside it."""
    text = between.join(pieces)
    wanted = {kind for kind, words in PROPOSING.items() if {*words.split("|")} & {*pieces}}
    if wide:
        text = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert set(kinds(text)) == wanted


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for each in mark_proposals(text, text, text):
        assert each.words
        assert len(each.words) <= 60
        assert unicodedata.is_normalized("NFKC", each.words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "signs = ['a']\n[deceased]\npatterns = ['a']\n",
        "".join(f"[{kind.value}]\npatterns = ['a']\n" for kind in MarkKind),
        "signs = ['a']\n" + "".join(f"[{kind.value}]\npatterns = 1\n" for kind in MarkKind),
        "signs = ['a']\n" + "".join(f"[{kind.value}]\npatterns = ['(']\n" for kind in MarkKind),
        "signs = ['(']\n" + "".join(f"[{kind.value}]\npatterns = ['a']\n" for kind in MarkKind),
        "signs = ['a']\n"
        + "".join(f"[{kind.value}]\npatterns = ['a']\nmore = []\n" for kind in MarkKind),
    ],
)
def test_a_damaged_list_is_told(text: str) -> None:
    with pytest.raises(ReportableError, match="resource_damaged"):
        parse_mark_words(text, "mark_words.toml")
