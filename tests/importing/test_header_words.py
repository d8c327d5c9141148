"""Every header that the layouts for files of no known cart have, by itself."""

import pytest

from crm_desk.importing.layout import FileKind
from crm_desk.importing.matching import layout_by_hand, layout_for, missing_fields, propose
from crm_desk.importing.presets import GENERIC, preset_by_id
from crm_desk.importing.recipients import recipient_columns

WORDS = [
    (preset_id, field, alternative)
    for preset_id in GENERIC.values()
    for field, alternatives in preset_by_id(preset_id).fields.items()
    for alternative in alternatives
]


@pytest.mark.parametrize(("preset_id", "field", "headers"), WORDS)
def test_a_header_is_known(preset_id: str, field: str, headers: tuple[str, ...]) -> None:
    preset = preset_by_id(preset_id)
    # Beside an order number and line amounts, sums of orders stay what they are.
    rest = {"order_no": "注文番号", "line_amount": "金額"}
    is_orders = preset.kind is FileKind.ORDERS
    others = [header for name, header in rest.items() if is_orders and name != field]
    layout = layout_for(preset, [*headers, *others])
    assert layout.columns[field] == tuple(range(len(headers)))


@pytest.mark.parametrize("preset_id", GENERIC.values())
def test_a_header_stands_for_one_field(preset_id: str) -> None:
    fields: dict[str, set[str]] = {}
    for id_, field, headers in WORDS:
        if id_ == preset_id and len(headers) == 1:
            fields.setdefault(headers[0].casefold(), set()).add(field)
    assert {header: found for header, found in fields.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    "headers",
    [
        "受注番号 受注日付 顧客コード 氏名 商品名 数量 単価",
        "注文番号 ご注文日時 お電話番号 合計金額(税込)",
        "伝票番号 お買上日 TEL ご芳名 金額",
        "売上日 連絡先 お買い上げ額",
        "日付 携帯 品名 個数 売価",
    ],
)
def test_tables_as_shops_name_them_need_no_mapping(headers: str) -> None:
    best = propose(headers.split())[0]
    assert best.id == "generic"
    assert missing_fields(layout_for(best, headers.split())) == ()


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("受注番号 謎の日 顧客コード 氏名 商品名 数量 単価", FileKind.ORDERS),
        ("会員番号 氏名 商品名", FileKind.ORDERS),
        ("会員番号 氏名 金額", FileKind.ORDERS),
        ("会員番号 氏名 受注状態", FileKind.ORDERS),
        ("会員番号 氏名 メールアドレス", FileKind.CUSTOMERS),
        ("会員番号 氏名 ステータス 備考", FileKind.CUSTOMERS),
        ("会員番号 氏名 購入回数 購入金額 最終購入日", FileKind.CUSTOMERS),
        ("氏名 住所", FileKind.CUSTOMERS),
        ("お電話番号 メモ", FileKind.CUSTOMERS),
    ],
)
def test_a_list_of_customers_has_no_column_that_tells_orders(headers: str, kind: FileKind) -> None:
    assert propose(headers.split())[0].kind is kind


@pytest.mark.parametrize(
    ("headers", "mapped"),
    [
        # Both are marked: what is not marked may be anybody's.
        ("購入者名 購入者電話番号 受取人名 住所 郵便番号 電話番号", {"name": 0, "phone": 1}),
        ("注文者名 注文者住所 送付先氏名 送付先住所 電話番号", {"name": 0, "address": 1}),
        ("ご依頼主名 ご依頼主電話番号 お届け先名 住所", {"name": 0, "phone": 1}),
        ("氏名 注文者名 お届け先氏名 お届け先住所", {"name": 1}),
        # Only recipients are marked: what follows their name is theirs.
        ("氏名 電話番号 受取人名 住所 郵便番号", {"name": 0, "phone": 1}),
        ("顧客名 電話番号 住所 送付先名 送付先住所", {"name": 0, "phone": 1, "address": 2}),
        # Nobody is marked.
        ("氏名 電話番号 住所 配送料 発送日", {"name": 0, "phone": 1, "address": 2}),
        ("customer_name phone address shipping_fee", {"name": 0, "phone": 1, "address": 2}),
    ],
)
def test_contacts_are_the_buyers(headers: str, mapped: dict[str, int]) -> None:
    columns = layout_for(preset_by_id("generic"), headers.split()).columns
    contacts = ("name", "kana", "phone", "postcode", "address", "email")
    assert {name: columns[name][0] for name in contacts if name in columns} == mapped


def test_headers_of_no_recipient_hide_nothing() -> None:
    assert recipient_columns(["送料", "配送方法", "お届け希望日", "氏名", "住所"]) == frozenset()


def test_an_order_field_that_is_mapped_keeps_the_rest() -> None:
    layout = layout_by_hand(
        preset_by_id("generic"), ["氏名", "受取人名", "住所"], {"address": "住所"}
    )
    assert layout.columns["address"] == (2,)
