import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.layout import Rule
from crm_desk.importing.matching import layout_by_hand, layout_for
from crm_desk.importing.presets import load_presets, preset_by_id
from crm_desk.importing.row_filter import RuleColumn, any_of, is_unknown_status, meets
from crm_desk.importing.status_words import StatusMeaning, meaning_of, parse_words
from crm_desk.paths import RESOURCES
from tests.importing.cart_model import read_back
from tests.importing.carts import CARTS

WRITTEN = {
    StatusMeaning.VOID: """キャンセル 5:キャンセル ９．取消済み ■キャンセル キャンセル済み
        注文キャンセル ご注文キャンセル ｷｬﾝｾﾙ 取消し
        取り消し済み 受注取消済
        返品 返品済 返品完了 受取拒否 全額返金済み 返金済み 決済失敗 与信NG 不成立 削除済み 無効
        注文取り下げ 支払期限切れ
        入金期限切れ 決済期限切れ キャンセル(在庫切れ) キャンセル（お客様都合） （返品）
        wc-cancelled wc-failed Cancelled
        CANCELED refunded voided Failed expired""",
    StatusMeaning.SALE: """発送済み 未発送 出荷準備中 新規受付 対応中 入金済み 配送完了 お届け済み
        取置 予約 予約受付済み 完了
        注文 受注確認済み 注文受付 paid Completed wc-completed wc-processing shipped fulfilled
        unfulfilled
        ready_for_pickup 発送済み(2個口)""",
    StatusMeaning.PARTLY: """一部キャンセル 一部返品 一部返金済み 返品(一部)
        キャンセル（一部商品） partially_refunded
        Partially-Refunded wc-partially-refunded""",
    StatusMeaning.DENIED: """キャンセル不可 返品却下 キャンセルなし キャンセル期限切れ
        返品取り下げ キャンセル（不可）
        返品期限切れ""",
    StatusMeaning.UNKNOWN: """保留 入金待ち pending on-hold draft 未入金 キャンセル申請中
        キャンセル取消 要確認 1 発送済み(返品)
        返品不要 非キャンセル キャンセル料発生""",
}


@pytest.mark.parametrize(
    ("meaning", "text"),
    [(meaning, word) for meaning, text in WRITTEN.items() for word in text.split()],
)
def test_the_meaning_of_a_status(meaning: StatusMeaning, text: str) -> None:
    assert meaning_of(text) is meaning
    assert meaning_of(f" {text}\u3000") is meaning


def test_a_blank_status_says_nothing_against_a_sale() -> None:
    assert meaning_of("") is meaning_of(" \u3000") is meaning_of("#N/A") is StatusMeaning.SALE


@given(st.text(max_size=40))
def test_any_text_has_a_meaning(text: str) -> None:
    assert meaning_of(text) in StatusMeaning


@given(st.text("発送済未確認待", min_size=1, max_size=6))
def test_only_whole_words_are_void(text: str) -> None:
    assert meaning_of(f"{text}キャンセル{text}") is StatusMeaning.UNKNOWN


def test_a_rule_of_words() -> None:
    rule = Rule("状態", words=True)
    assert meets(rule, "キャンセル済み")
    assert not meets(rule, "キャンセル不可")
    assert not meets(rule, "")


def test_status_columns_of_a_layout() -> None:
    layout = layout_for(preset_by_id("generic"), ["注文日", "状態", "発送状況", "金額"])
    assert sorted(layout.status_columns) == [1, 2]
    assert layout_for(preset_by_id("shopify"), ["Financial Status"]).status_columns == (0,)
    assert layout_for(preset_by_id("stripe"), ["Status", "Captured"]).status_columns == (0,)


def test_a_status_column_that_was_mapped_by_hand_counts() -> None:
    headers = ["注文日", "顧客番号", "金額", "いまどこ"]
    layout = layout_by_hand(preset_by_id("generic"), headers, {"status": "いまどこ"})
    assert layout.status_columns == (3,)
    rules = [RuleColumn(rule, layout) for rule in layout.preset.void]
    columns = [["a"] * 2, ["b"] * 2, ["1"] * 2, ["キャンセル済み", "発送"]]
    assert any_of(rules, columns, 2) == [True, False]


def test_no_preset_looks_for_parts_of_words() -> None:
    assert not [p.id for p in load_presets() for rule in p.void if rule.contains]


WORDS = (RESOURCES / "importing" / "status_words.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("\nvoid = [", "\nvoid = ["  + " 7, "),
        ("\nvoid = [", "\nvoids = ["),
        ("\nafter = [", "\nafter = [ ' ', "),
        ("\nsale = [", "\nsale = [ '返品', "),
    ],
)  # fmt: skip
def test_damaged_lists_are_named_with_their_line(written: str, instead: str) -> None:
    with pytest.raises(ReportableError) as caught:
        parse_words(WORDS.replace(written, instead, 1), "words.toml")
    assert caught.value.key == "resource_damaged"
    assert int(str(caught.value.params["line"])) > 1


@pytest.mark.parametrize(
    ("preset_id", "cell", "unknown"),
    [
        ("rakuten", "300", False),
        ("rakuten", "900", False),
        ("rakuten", "350", True),
        ("rakuten", "", False),
        ("eccube4", "決済処理中", False),
        ("generic", "300", True),
        ("generic", "入金待ち", True),
        ("generic", "発送済み", False),
    ],
)
def test_statuses_that_nobody_knows(preset_id: str, cell: str, unknown: bool) -> None:
    assert is_unknown_status(preset_by_id(preset_id), cell) is unknown


def test_no_cart_of_the_tests_has_a_status_that_nobody_knows() -> None:
    for preset_id, cart in CARTS.items():
        headers, *rows = read_back(cart)
        layout = layout_for(preset_by_id(preset_id), headers)
        cells = {row[at] for row in rows for at in layout.status_columns}
        assert [cell for cell in cells if is_unknown_status(layout.preset, cell)] == [], preset_id
