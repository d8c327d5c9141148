import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.layout import FileKind
from crm_desk.importing.matching import (
    is_known,
    layout_by_hand,
    layout_for,
    missing_fields,
    parse_mapping,
    propose,
    score,
)
from crm_desk.importing.presets import GENERIC, load_presets, preset_by_id
from crm_desk.importing.saved_mapping import SavedMapping, header_signature
from tests.importing.carts import CARTS

DATA = Path(__file__).parents[3] / "shared" / "data" / "carts"
CARTS_KNOWN = sorted(CARTS.keys() - set(GENERIC.values()))
GENERIC_ORDERS = preset_by_id("generic")


def headers_of(preset_id: str) -> list[str]:
    """The header row of a cart's file."""
    content = CARTS[preset_id].content
    encoding = "utf-8-sig" if preset_by_id(preset_id).encoding in ("utf-8", "") else "cp932"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp932")
    delimiter = "\t" if CARTS[preset_id].file_name.endswith(".txt") else ","
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("preset_id", CARTS)
def test_a_cart_is_recognised(preset_id: str) -> None:
    headers = headers_of(preset_id)
    best = propose(headers)[0]
    assert best.id == preset_id
    assert missing_fields(layout_for(best, headers)) == ()
    assert is_known(headers) is (preset_id in CARTS_KNOWN)


@pytest.mark.parametrize("preset_id", CARTS_KNOWN)
def test_no_two_presets_claim_a_file_equally(preset_id: str) -> None:
    headers = headers_of(preset_id)
    scores = sorted((score(preset, headers) for preset in load_presets()), reverse=True)
    assert scores[0] == score(preset_by_id(preset_id), headers) > scores[1]


@pytest.mark.parametrize("preset_id", CARTS_KNOWN)
def test_order_of_columns_and_further_ones_do_not_matter(preset_id: str) -> None:
    headers = headers_of(preset_id)
    assert propose([*reversed(headers), "店の列"])[0].id == preset_id
    assert is_known([*reversed(headers), "店の列"])


def wide(header: str) -> str:
    """Full-width letters and spaces between, as a person may retype them."""
    shifted = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in header)
    return f" {shifted[:1]}\u3000{shifted[1:]}\n"


@pytest.mark.parametrize("preset_id", CARTS)
def test_header_variants_match(preset_id: str) -> None:
    headers = headers_of(preset_id)
    varied = [wide(header) for header in headers]
    assert unicodedata.normalize("NFKC", varied[0]) != headers[0]
    assert propose(varied)[0].id == preset_id
    layout = layout_for(preset_by_id(preset_id), varied)
    assert layout.columns == layout_for(preset_by_id(preset_id), headers).columns
    assert layout.headers == tuple(varied)
    assert header_signature(varied) == header_signature(headers)


@pytest.mark.parametrize(
    ("name", "encoding", "preset_id"),
    [
        ("shopify_orders_export.csv", "utf-8-sig", "shopify"),
        ("eccube4_order.csv", "cp932", "eccube4"),
        ("base_orders.csv", "cp932", "base"),
    ],
)
def test_real_files_are_recognised(name: str, encoding: str, preset_id: str) -> None:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    with path.open(encoding=encoding, newline="") as file:
        headers = next(csv.reader(file))
    assert propose(headers)[0].id == preset_id
    assert is_known(headers)


def test_a_header_that_stands_twice_keeps_both_columns() -> None:
    headers = headers_of("colorme")
    rules = layout_for(preset_by_id("colorme"), headers).rule_columns
    places = [at for at, header in enumerate(headers) if header == "発送状態"]
    assert [rules["発送状態"], rules["発送状態#2"]] == places
    four = headers_of("eccube4")
    assert layout_for(preset_by_id("eccube4"), four).columns["shipping"] == (four.index("送料"),)


def test_the_first_alternative_that_is_there_counts() -> None:
    headers = ["注文番号", "注文日", "姓", "名", "金額", "お客様番号", "合計"]
    columns = layout_for(GENERIC_ORDERS, headers).columns
    assert columns["name"] == (2, 3)
    assert columns["line_amount"] == (4,)
    assert columns["order_total"] == (6,)
    assert columns["customer"] == (5,)


@pytest.mark.parametrize(
    "headers",
    [
        "InvoiceNo StockCode Description Quantity InvoiceDate UnitPrice CustomerID Country",
        "customer_id order_date revenue first_name last_name email",
        "受注番号 受注日 顧客コード 顧客名 商品名 数量 単価",
        "伝票番号 売上日 お客様番号 金額",
        "購入日 会員番号 購入金額",
        "日付 お名前 電話番号 合計",
    ],
)
def test_common_names_need_no_mapping(headers: str) -> None:
    best = propose(headers.split())[0]
    assert best.id == "generic"
    assert missing_fields(layout_for(best, headers.split())) == ()
    assert not is_known(headers.split())


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (["注文日", "金額"], ("customer",)),
        (["注文日", "金額", "お名前"], ("customer",)),
        (["注文日", "金額", "お名前", "電話番号"], ()),
        (["注文日", "金額", "お名前", "郵便番号", "住所"], ()),
        (["会員番号", "数量"], ("date", "amount")),
        (["会員番号", "日付", "単価"], ("amount",)),
        (["列A", "列B"], ("date", "customer", "amount")),
        ([], ("date", "customer", "amount")),
    ],
)
def test_what_is_missing_is_told(headers: list[str], missing: tuple[str, ...]) -> None:
    assert propose(headers)[-1].id == "generic"
    assert missing_fields(layout_for(GENERIC_ORDERS, headers)) == missing


def test_a_file_without_buyers_needs_none_where_the_cart_names_none() -> None:
    headers = headers_of("amazon_all")
    assert missing_fields(layout_for(preset_by_id("amazon_all"), headers)) == ()


def test_a_customer_table_is_told_from_orders() -> None:
    assert propose(["会員番号", "氏名", "住所"])[0].kind is FileKind.CUSTOMERS
    assert propose(["会員番号", "氏名", "注文日", "金額"])[0].kind is FileKind.ORDERS


def test_without_order_numbers_a_row_is_an_order() -> None:
    assert layout_for(GENERIC_ORDERS, ["日付", "会員番号", "合計"]).columns["line_amount"] == (2,)
    numbered = layout_for(GENERIC_ORDERS, ["注文番号", "日付", "会員番号", "合計"]).columns
    assert numbered["order_total"] == (3,)
    delivered = layout_for(GENERIC_ORDERS, ["日付", "会員番号", "合計", "送料"]).columns
    assert delivered["order_total"] == (2,)


def test_mapping_by_hand() -> None:
    headers = ["A", "いつ", "だれ", "名", "いくら", "いくら"]
    mapping = parse_mapping(["date=いつ", "customer= だれ", "name=名", "line_amount=いくら#2"])
    layout = layout_by_hand(GENERIC_ORDERS, headers, mapping)
    assert layout.columns["date"] == (1,)
    assert layout.columns["customer"] == (2,)
    assert layout.columns["line_amount"] == (5,)
    assert missing_fields(layout) == ()
    assert layout_by_hand(GENERIC_ORDERS, headers, {"name": ["だれ", 3]}).columns["name"] == (2, 3)
    assert "name" not in layout_by_hand(GENERIC_ORDERS, headers, {"name": ()}).columns
    assert layout_by_hand(GENERIC_ORDERS, headers, {"date": "2"}).columns["date"] == (1,)


def test_mapping_a_file_without_headers() -> None:
    headers = ["列A", "列B", "列C"]
    layout = layout_by_hand(
        GENERIC_ORDERS, headers, {"date": "A", "customer": "列B", "line_amount": 2}
    )
    assert missing_fields(layout) == ()
    assert layout.columns == {"date": (0,), "customer": (1,), "line_amount": (2,)}


def test_what_can_not_be_mapped_is_told() -> None:
    for column in ("いつ", "7", "0", 3, -1, "#2", "注文日#2", ""):
        with pytest.raises(ReportableError) as caught:
            layout_by_hand(GENERIC_ORDERS, ["注文日", "金額", "会員番号"], {"date": column})
        assert caught.value.key == "column_unknown"
        assert caught.value.params == {"column": column, "known": "注文日, 金額, 会員番号"}
    with pytest.raises(ReportableError) as caught:
        layout_by_hand(GENERIC_ORDERS, ["注文日"], {"birthday": "注文日"})
    assert caught.value.key == "field_unknown"
    for word in ("date", "=注文日", "date= ", ""):
        with pytest.raises(ReportableError) as caught:
            parse_mapping([word])
        assert caught.value.key == "mapping_unreadable"


def test_a_long_list_of_columns_is_cut() -> None:
    with pytest.raises(ReportableError) as caught:
        layout_by_hand(GENERIC_ORDERS, [f"x{n}" for n in range(5000)], {"date": "いつ"})
    assert len(str(caught.value.params["known"])) < 500


def test_a_mapping_joins_columns_named_twice() -> None:
    assert parse_mapping(["name=姓", "name=名", "date=a=b"]) == {
        "name": ["姓", "名"],
        "date": ["a=b"],
    }


def test_a_saved_mapping_comes_back() -> None:
    headers = ["いつ", "だれ", "いくら", "いくら", "金額"]
    mapping = {"date": "いつ", "customer": "だれ", "line_amount": "いくら#2"}
    layout = layout_by_hand(GENERIC_ORDERS, headers, mapping)
    saved = SavedMapping.from_dict(json.loads(json.dumps(SavedMapping.of("店", layout).as_dict())))
    assert saved == SavedMapping.of("店", layout)
    again = [" いつ", "だれ", "いくら ", "いくら", "金額"]
    assert saved.fits(again)
    assert saved.layout(again).columns == layout.columns
    assert not saved.fits(headers[:-1])


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "a", "signature": "b", "preset": "generic"},
        {"name": "a", "signature": "b", "preset": 1, "columns": {}},
        {"name": "a", "signature": "b", "preset": "generic", "columns": {"date": "いつ"}},
        {"name": "a", "signature": "b", "preset": "generic", "columns": {"date": [1]}},
    ],
)
def test_a_damaged_saved_mapping_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="saved mapping"):
        SavedMapping.from_dict(data)


words = sorted({header for preset_id in CARTS for header in headers_of(preset_id)})


@given(st.lists(st.one_of(st.text(), st.sampled_from(words)), max_size=60))
def test_any_headers_can_be_asked(headers: list[str]) -> None:
    proposed = propose(headers)
    assert proposed[-1].id == "generic"
    assert is_known(headers) in (True, False)
    for preset in proposed:
        layout = layout_for(preset, headers)
        places = {place for several in layout.columns.values() for place in several}
        assert places <= set(range(len(headers)))
        saved = SavedMapping.of("x", layout)
        assert saved.layout(headers).columns == layout.columns
