"""Ditto marks, blanks below an order's first row, and amounts that are merged over rows."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.importing.filled_down import FilledDown, without_merged_sums
from crm_desk.importing.layout import Layout
from crm_desk.importing.matching import layout_by_hand, layout_for
from crm_desk.importing.presets import preset_by_id
from crm_desk.importing.table import Chunk

HEADERS = ("注文番号", "注文日", "会員番号", "商品名", "数量", "単価", "メモ")
Row = tuple[str, ...]


def layout(headers: Sequence[str] = HEADERS, preset: str = "generic") -> Layout:
    return layout_for(preset_by_id(preset), headers)


def filled(rows: Sequence[Row], filler: FilledDown | None = None, size: int = 100) -> list[Row]:
    filler = filler or FilledDown(layout())
    found: list[Row] = []
    for at in range(0, len(rows), size):
        columns = [list(cells) for cells in zip(*rows[at : at + size], strict=True)]
        found += zip(*filler.fill(columns), strict=True)
    return found


FIRST = ("1", "2026/1/5", "A1", "茶", "1", "1000", "")


@pytest.mark.parametrize("mark", ["〃", "同上", '"', "〃〃", "々", "”"])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_ditto_marks_mean_the_cell_above(mark: str, size: int) -> None:
    rows = [FIRST, ("2", mark, mark, mark, "2", "500", ""), ("3", mark, "A2", mark, "1", "1", "")]
    filler = FilledDown(layout())
    assert filled(rows, filler, size)[1:] == [
        ("2", "2026/1/5", "A1", "茶", "2", "500", ""),
        ("3", "2026/1/5", "A2", "茶", "1", "1", ""),
    ]
    assert filler.by_ditto == 5


def test_the_first_mark_is_told() -> None:
    filler = FilledDown(layout())
    filled([FIRST, ("2", "2026/1/6", "〃", "茶", "1", "1", "")], filler)
    assert filler.first_ditto == (1, 2)
    filled([FIRST], filler)
    assert filler.first_ditto is None


def test_amounts_are_repeated_only_when_said() -> None:
    rows = [FIRST, ("2", "〃", "〃", "〃", "〃", "〃", "")]
    assert filled(rows)[1] == ("2", "2026/1/5", "A1", "茶", "〃", "〃", "")
    said = FilledDown(layout(), ditto_amounts=True)
    assert filled(rows, said)[1] == ("2", "2026/1/5", "A1", "茶", "1", "1000", "")


def test_a_mark_below_nothing_and_a_mark_in_a_text_stay() -> None:
    rows = [
        ("1", "〃", "A1", '24" 画面', "1", "1", ""),
        ("2", "2026/1/5", "〃〃様", "々", "1", "1", ""),
    ]
    assert filled(rows)[0] == rows[0]
    assert filled(rows)[1][2:4] == ("〃〃様", '24" 画面')


@pytest.mark.parametrize("size", [1, 2, 100])
def test_blank_order_columns_go_on(size: int) -> None:
    rows = [
        FIRST,
        ("", "", "", "菓子", "1", "500", ""),
        ("", "", "", "箸", "", "", ""),
        ("2", "2026/1/6", "A2", "皿", "1", "2000", ""),
        ("", "", " ", "壺", "1", "10", ""),
    ]
    filler = FilledDown(layout())
    assert [row[:3] for row in filled(rows, filler, size)] == [
        *[FIRST[:3]] * 3,
        *[("2", "2026/1/6", "A2")] * 2,
    ]
    assert filler.by_blank == 3


@pytest.mark.parametrize(
    "row",
    [
        ("3", "", "", "菓子", "1", "500", ""),
        ("", "", "A2", "菓子", "1", "500", ""),
        ("", "", "", "", "", "1500", ""),
        ("", "", "", "", "", "", "ご来店ありがとうございました"),
    ],
)
def test_rows_that_name_an_order_or_no_goods_are_not_filled(row: Row) -> None:
    assert filled([FIRST, row])[1] == row


def test_status_and_amounts_of_the_order_are_not_filled() -> None:
    headers = ("注文番号", "注文日", "会員番号", "商品名", "数量", "単価", "送料", "ステータス")
    rows = [(*FIRST[:6], "500", "キャンセル"), ("", "", "", "菓子", "1", "200", "", "")]
    found = filled(rows, FilledDown(layout(headers)))
    assert found[1] == ("1", "2026/1/5", "A1", "菓子", "1", "200", "", "")


def test_blanks_of_known_carts_stay() -> None:
    shopify = preset_by_id("shopify")
    assert shopify.signature
    by_hand = layout_by_hand(
        shopify, HEADERS, {"order_no": 0, "date": 1, "customer": 2, "product": 3, "unit_price": 5}
    )
    row = ("", "", "", "菓子", "1", "500", "")
    assert filled([FIRST, row], FilledDown(by_hand))[1] == row


def test_blanks_where_rows_are_orders_stay() -> None:
    rows = [("2026/1/5", "A1", "100"), ("", "", "900")]
    headers = ("注文日", "会員番号", "合計")
    mapped = layout_by_hand(
        preset_by_id("generic"), headers, {"date": 0, "customer": 1, "order_total": 2}
    )
    assert filled(rows, FilledDown(mapped))[1] == rows[1]


def test_nothing_is_filled_from_one_sheet_to_the_next() -> None:
    filler = FilledDown(layout())
    columns = [[cell] for cell in FIRST]
    filler.fill(columns, sheet=0)
    row = ("", "〃", "〃", "菓子", "1", "500", "")
    assert [cells[0] for cells in filler.fill([[cell] for cell in row], sheet=1)] == list(row)


@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=10),
    st.integers(1, 6),
)
def test_a_hand_made_list_is_as_if_written_out(orders: list[tuple[int, bool]], size: int) -> None:
    short, whole = [], []
    for number, (lines, is_blank) in enumerate(orders):
        head = (str(number), f"2026/1/{number + 1}", f"A{number % 3}")
        for line in range(lines):
            rest = (f"品{line}", "1", str(100 + line), "")
            again = ("", "", "") if is_blank else ("〃", "同上", '"')
            short.append((*(again if line else head), *rest))
            whole.append((*head, *rest))
    assert filled(short, size=size) == whole


def test_a_merged_amount_is_one_amount() -> None:
    headers = ("注文番号", "注文日", "会員番号", "商品名", "金額")
    columns = [["1", "1"], ["2026/1/5"] * 2, ["A1"] * 2, ["茶", "菓子"], ["1500", "1500"]]
    chunk = Chunk((2, 3), columns, (), 1.0, merged_on={0: [1], 1: [1], 4: [1]})
    found = without_merged_sums(chunk, layout(headers))
    assert found.columns == [*columns[:4], ["1500", ""]]


def test_a_full_table_costs_next_to_nothing() -> None:
    columns = [[f"{name}{n}" for n in range(100_000)] for name in "abcdefg"]
    for column in columns:
        set(map(hash, column))
    filler = FilledDown(layout())
    started = time.process_time()
    again = filler.fill(columns)
    assert time.process_time() - started < 0.1
    assert all(one is other for one, other in zip(again, columns, strict=True))
