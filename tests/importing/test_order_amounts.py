"""What an order comes to, from a file to the desk (analysis.md, "Orders and purchases")."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.desk import Desk
from crm_desk.importing.choices import Choices
from tests.importing.shop_files import Row, bring, only, orders, reasons, write


def order(**more: object) -> dict[str, object]:
    return {"注文番号": "A1", "注文日": "2024/05/01", "会員番号": "7", "商品名": "茶", **more}


def test_identical_lines_are_real(desk: Desk, tmp_path: Path) -> None:
    line = order(数量=1, 単価=500)
    bring(desk, write(tmp_path, [line, line, line]))
    assert only(desk).goods == 1500
    assert only(desk).lines == (500, 500, 500)


@pytest.mark.parametrize(
    ("refund", "goods", "total", "void"),
    [
        ("", 1000, 1600, False),
        ("0", 1000, 1600, False),
        ("300", 700, 1300, False),
        ("-300", 700, 1300, False),
        ("1,000", 0, 600, False),
        ("1599", 0, 1, False),
        ("1600", 0, 0, True),
        ("2000", 0, 0, True),
    ],
)
def test_refunds(
    desk: Desk, tmp_path: Path, refund: str, goods: int, total: int, *, void: bool
) -> None:
    rows = [
        order(金額=400, 送料=600, 合計=1600, 返金額=refund, ステータス="発送済"),
        order(金額=600, 送料=600, 合計=1600, 返金額=refund, ステータス="発送済"),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    found = only(desk)
    assert (found.goods, found.total, found.void) == (goods, total, void)
    assert outcome.issues == ()


def test_a_refund_of_everything_without_a_total_makes_void(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, [order(金額=400, 返金額=400)]))
    assert only(desk).void


@settings(max_examples=25)
@given(
    lines=st.lists(st.integers(0, 5000), min_size=1, max_size=4),
    refund=st.integers(0, 9000),
    discount=st.integers(0, 9000),
    shipping=st.integers(0, 900),
)
def test_goods_are_lines_less_discount_and_refund(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[int],
    refund: int,
    discount: int,
    shipping: int,
) -> None:
    """Order columns stand on every row and are never added up."""
    from crm_desk.desk.desk import create_desk

    folder = tmp_path_factory.mktemp("desk")
    create_desk(folder / "s.crmdesk", "店")
    before = sum(lines) - min(discount, sum(lines))
    whole = before + shipping
    said = {"返金額": refund, "割引": discount, "送料": shipping, "合計": whole}
    with Desk(folder / "s.crmdesk") as desk:
        bring(desk, write(folder, [order(金額=amount, **said) for amount in lines]))
        found = only(desk)
    assert found.goods == before - min(refund, before)
    assert found.total == whole - min(refund, whole)
    assert found.void == (refund > 0 and refund >= whole)
    assert found.shipping == shipping


def test_totals_of_orders_are_not_added_up_over_rows(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": number, "注文日": "2024/05/01", "会員番号": "7", "合計": total}
        for number, total in (("A1", 900), ("A1", 900), ("A1", 900), ("A2", 50))
    ]
    bring(desk, write(tmp_path, rows))
    assert [found.goods for found in orders(desk)] == [900, 50]


def test_the_first_total_that_is_filled_counts(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": "A1", "注文日": "2024/05/01", "会員番号": "7", "商品名": "茶", "合計": total}
        for total in ("", "900", "", "")
    ]
    bring(desk, write(tmp_path, rows))
    assert only(desk).goods == 900


def test_totals_that_differ_within_an_order_are_the_lines(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": "A1", "注文日": "2024/05/01", "会員番号": "7", "商品名": "茶", "合計": total}
        for total in ("700", "900", "", "800")
    ]
    bring(desk, write(tmp_path, rows))
    assert only(desk).goods == 2400


def eccube4(**more: object) -> dict[str, object]:
    """A row as EC-CUBE 4 writes it, prices without tax."""
    return {
        "注文ID": "1", "注文番号": "1", "受注日": "2024-05-01 10:00:00", "会員ID": "7",
        "お名前(姓)": "山田", "お名前(名)": "花", "メールアドレス": "hana@example.jp",
        "TEL": "0312340001", "対応状況(ID)": "5", "対応状況": "発送済み", "明細区分(ID)": "1",
        "商品コード": "T", "商品名": "茶",
        "税率(%)": "10", **more,
    }  # fmt: skip


TAXED: dict[str, tuple[list[tuple[int, int, str]], int, list[int]]] = {
    # (price, quantity, rate) of each line, stated subtotal, amounts with tax
    "half up by unit": ([(455, 3, "10")], 1503, [1503]),  # 500.5 -> 501
    "down by unit": ([(455, 3, "10")], 1500, [1500]),
    "half up by line": ([(454, 3, "10")], 1498, [1498]),  # 1498.2; by unit 499 * 3
    "down by line": ([(455, 3, "10")], 1501, [1501]),  # 1501.5
    "up by line": ([(454, 1, "10"), (101, 3, "10")], 500 + 334, [500, 334]),
    "two rates": ([(1000, 1, "10"), (1000, 2, "8")], 3260, [1100, 2160]),
    "with tax already": ([(1100, 2, "10")], 2200, [2200]),
}


@pytest.mark.parametrize("name", TAXED)
def test_prices_without_tax_are_grossed_up_to_the_subtotal(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    lines, subtotal, amounts = TAXED[name]
    rows = [
        order(単価=price, 数量=quantity, 税率=rate, 小計=subtotal)
        for price, quantity, rate in lines
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert only(desk).goods == subtotal
    assert list(only(desk).lines) == amounts
    assert outcome.issues == ()


def test_what_no_rounding_meets_is_listed_and_the_lines_count(desk: Desk, tmp_path: Path) -> None:
    rows = [order(単価=1000, 数量=1, 税率=10, 小計=1234)] * 2
    outcome = bring(desk, write(tmp_path, rows))
    (issue,) = outcome.issues
    assert (issue.row, issue.value, issue.reason) == (2, "A1", "total_differs")
    assert issue.detail == "1,234 / 2,000"
    assert outcome.notices == 1
    assert only(desk).goods == 2000


def test_a_gap_to_the_total_is_listed_once_per_order(desk: Desk, tmp_path: Path) -> None:
    rows: list[Row] = [
        order(金額=100, 送料=50, 合計=150),
        order(注文番号="A2", 金額=100, 送料=50, 合計=999),
        order(注文番号="A2", 金額=100, 送料=50, 合計=999),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(3, "total_differs")]
    assert [found.goods for found in orders(desk)] == [100, 200]


def test_a_return_of_its_own_is_negative(desk: Desk, tmp_path: Path) -> None:
    rows = [order(数量=2, 単価=300), order(注文番号="C1", 数量=-1, 単価=300)]
    bring(desk, write(tmp_path, rows))
    assert [(found.goods, found.total, found.void) for found in orders(desk)] == [
        (600, 600, False),
        (-300, -300, False),
    ]


def test_another_currency_is_rejected(desk: Desk, tmp_path: Path) -> None:
    rows = [order(金額=100, 通貨="JPY"), order(注文番号="A2", 金額=100, 通貨="usd")]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(3, "other_currency")]
    assert [found.number for found in orders(desk)] == ["A1"]


def test_cents_of_another_currency_are_kept(desk: Desk, tmp_path: Path) -> None:
    rows = [order(数量=3, 単価="0.15", 通貨="GBP"), order(数量=1, 単価="£1,000.50", 通貨="gbp")]
    bring(desk, write(tmp_path, rows), choices=Choices(None, "GBP", 2))
    assert only(desk).goods == 45 + 100_050


def test_what_was_free_is_zero_with_a_notice(desk: Desk, tmp_path: Path) -> None:
    rows = [order(金額="無料"), order(金額=500), order(注文番号="A2", 金額="そのうち")]
    outcome = bring(desk, write(tmp_path, rows))
    assert sorted(reasons(outcome)) == [(2, "free"), (4, "not_an_amount")]
    assert only(desk).goods == 500
    assert outcome.taken.rejected == 1


def test_void_rows_may_lack_their_amount(desk: Desk, tmp_path: Path) -> None:
    rows = [
        order(金額="", ステータス="キャンセル"),
        order(注文番号="A2", 金額="", ステータス="発送済"),
        order(注文番号="A3", 金額="よくわからない", ステータス="返品"),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    found = orders(desk)
    assert (found[0].number, found[0].void, found[0].goods) == ("A1", True, 0)
    assert (3, "amount_missing") in reasons(outcome)
    assert (4, "not_an_amount") in reasons(outcome)
    assert outcome.taken.accepted == 1


def test_a_rejected_row_leaves_its_order_incomplete(desk: Desk, tmp_path: Path) -> None:
    rows = [
        order(金額=100),
        order(金額="??"),
        order(金額=50),
        order(注文番号="A2", 金額=70),
        order(注文番号="A3", 金額="??"),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(3, "not_an_amount"), (6, "not_an_amount")]
    assert (outcome.read, outcome.taken.accepted, outcome.taken.rejected) == (5, 3, 2)
    assert [(o.number, o.goods, o.incomplete) for o in orders(desk)] == [
        ("A1", 150, True),
        ("A2", 70, False),
    ]


def test_discount_rows_lower_their_order_and_are_no_product(desk: Desk, tmp_path: Path) -> None:
    rows = [
        eccube4(価格=1100, 個数=2, 合計=2000),
        eccube4(**{"明細区分(ID)": "4", "商品名": "割引", "価格": -200, "個数": 1, "合計": 2000}),
        eccube4(**{"明細区分(ID)": "2", "商品名": "送料", "価格": 600, "個数": 1, "合計": 2000}),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    found = only(desk)
    assert (found.goods, found.discount, found.lines) == (2000, 200, (2200,))
    assert outcome.taken.skipped == 1


def test_the_second_of_two_headers_can_be_named(desk: Desk, tmp_path: Path) -> None:
    from tests.importing.shop_files import job

    path = tmp_path / "twice.csv"
    path.write_text(
        "注文番号,注文日,会員番号,金額,金額\nA1,2024/05/01,7,900,100\n", encoding="utf-8"
    )
    bring(desk, job(path, mapping={"line_amount": ["金額#2"]}))
    assert only(desk).goods == 100


def test_total_rows_are_skipped_and_counted(desk: Desk, tmp_path: Path) -> None:
    rows: list[Row] = [
        order(金額=100),
        {"注文番号": "", "注文日": "", "会員番号": "", "商品名": "小 計", "金額": 100},
        {"注文番号": "Total", "注文日": "", "会員番号": "", "商品名": "", "金額": 100},
        # A product of that name is none.
        order(注文番号="A2", 商品名="合計", 金額=30),
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(3, "total_row"), (4, "total_row")]
    assert outcome.taken.skipped == 2
    assert sum(found.goods for found in orders(desk)) == 130
