"""Books of several sheets: which are read together, and what is said of the others."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.importing.file_layouts import HEADER_WORDS
from crm_desk.importing.reading import open_table, preview_file
from crm_desk.importing.table import ReadOptions, place_of
from tests.importing.reading_aids import refusal
from tests.importing.test_excel_reading import saved

HEADERS = ["注文番号", "注文日", "会員番号", "商品名", "数量", "単価"]
Grid = list[list[object]]
Rows = list[tuple[tuple[str, int], tuple[str, ...]]]


def book_of(path: Path, **sheets: Grid) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book, path)


def grids(*sheets: tuple[str, Grid]) -> dict[str, Grid]:
    return dict(sheets)


def order(number: object, day: object = date(2026, 1, 5), price: int = 1000) -> list[object]:
    return [number, day, "A1", "茶", 1, price]


def placed(path: Path, options: ReadOptions | None = None, size: int = 50_000) -> Rows:
    """((sheet, row), cells) of every row."""
    found: Rows = []
    with open_table(path, options or ReadOptions(), words=HEADER_WORDS) as table:
        for chunk in table.chunks(size):
            cells = zip(*chunk.columns, strict=True)
            sheets = table.options.sheets or ()
            places = [place_of(number, sheets) for number in chunk.numbers]
            found += zip(places, cells, strict=True)
    return found


def years(path: Path) -> list[int | None]:
    with open_table(path, words=HEADER_WORDS) as table:
        return [chunk.year for chunk in table.chunks()]


def year_book(path: Path) -> Path:
    """What a shop keeps: a cover, twelve months, the members, a memo."""
    sheets: dict[str, Grid] = {"表紙": [], "使い方": [["毎月コピーして使う"]]}
    for month in range(1, 13):
        titles: Grid = [["売上台帳"], []] if month % 2 else []
        rows = [order(f"{month}-{n}", date(2026, month, n)) for n in (1, 2)]
        sheets[f"{month}月"] = [*titles, [*HEADERS], *rows]
    sheets["会員"] = [["会員番号", "氏名", "メールアドレス"], ["A1", "山田 花子", "a@example.jp"]]
    sheets["メモ"] = [["棚卸しは3月"]]
    return book_of(path, **sheets)


def test_a_book_of_months_is_read_as_one_table(tmp_path: Path) -> None:
    path = year_book(tmp_path / "2026年売上.xlsx")
    rows = placed(path)
    assert len(rows) == 24
    assert rows[0][0] == ("1月", 4)
    assert rows[2][0] == ("2月", 2)
    assert rows[-1] == (("12月", 3), ("12-2", "2026-12-02", "A1", "茶", "1", "1000"))


def test_every_sheet_is_told_of(tmp_path: Path) -> None:
    seen = preview_file(year_book(tmp_path / "a.xlsx"), words=HEADER_WORDS)
    looks = {look.name: look for look in seen.sheet_looks}
    assert seen.options.sheets == tuple(f"{month}月" for month in range(1, 13))
    assert list(looks) == list(seen.sheets)
    assert [look.name for look in seen.sheet_looks if look.is_read] == list(seen.options.sheets)
    assert (looks["表紙"].looks_like, looks["表紙"].rows) == ("empty", 0)
    assert (looks["会員"].looks_like, looks["会員"].rows) == ("customers", 1)
    assert looks["会員"].headers == ("会員番号", "氏名", "メールアドレス")
    assert looks["メモ"].looks_like == "other"
    assert (looks["1月"].looks_like, looks["1月"].rows) == ("orders", 2)


def test_what_was_found_is_read_the_same_again(tmp_path: Path) -> None:
    path = year_book(tmp_path / "a.xlsx")
    seen = preview_file(path, words=HEADER_WORDS)
    assert placed(path, seen.options) == placed(path)
    again = preview_file(path, seen.options, words=HEADER_WORDS)
    assert (again.headers, again.options, again.sheet_looks) == (
        *(seen.headers, seen.options, seen.sheet_looks),
    )


def test_sheets_before_the_orders_are_not_taken_for_them(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "a.xlsx",
        会員=[["会員番号", "氏名", "メールアドレス"], ["A1", "山田", "a@example.jp"]],
        集計=[["月", "合計"], ["1月", 1000]],
        受注=[[*HEADERS], order("1")],
    )
    assert [place for place, _ in placed(path)] == [("", 2)]
    assert preview_file(path, words=HEADER_WORDS).options.sheets == ("受注",)


def test_hidden_sheets_and_sheets_without_rows_belong_to_it(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "a.xlsx",
        ひな形=[[*HEADERS]],
        **grids(("1月", [[*HEADERS], order("1")]), ("2月", [[*HEADERS], order("2")])),
    )
    book = openpyxl.load_workbook(path)
    book["2月"].sheet_state = "veryHidden"
    rows = placed(saved(book, path))
    assert [place for place, _ in rows] == [("1月", 2), ("2月", 2)]


def test_the_same_headers_in_another_order_are_the_same_columns(tmp_path: Path) -> None:
    turned = [*reversed(HEADERS)]
    path = book_of(
        tmp_path / "a.xlsx",
        一=[[*HEADERS], order("1")],
        二=[[*turned], [*reversed(order("2"))]],
    )
    assert [cells for _, cells in placed(path)][1] == ("2", "2026-01-05", "A1", "茶", "1", "1000")


def test_headers_are_compared_folded_and_notes_beside_them_do_not_matter(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "a.xlsx",
        一=[[*HEADERS], order("1")],
        二=[
            ["注文 番号", "注文日 ", "会員番号", "商品名", "数量", "単価"],
            [*order("2"), None, "済"],
        ],
    )
    assert [cells[0] for _, cells in placed(path)] == ["1", "2"]


def test_a_sheet_with_more_columns_is_told_not_read(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "a.xlsx",
        一=[[*HEADERS], order("1")],
        二=[[*HEADERS, "返金額"], [*order("2"), 500]],
    )
    looks = preview_file(path, words=HEADER_WORDS).sheet_looks
    assert [look.is_read for look in looks] == [True, False]
    assert [look.looks_like for look in looks] == ["orders", "orders"]
    error = refusal(lambda: placed(path, ReadOptions(sheets=("一", "二"))))
    assert (error.key, error.params["sheet"]) == ("import_sheets_differ", "二")


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", 受注=[[*HEADERS], order("1")])
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("グラフ", 0)
    assert preview_file(saved(book, path), words=HEADER_WORDS).sheets == ("受注",)


def test_without_orders_the_first_sheet_with_rows_is_read(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "a.xlsx", 空=[], 甲=[["いろ", "かず"], ["赤", 1]], 乙=[["x", "y"], [1, 2]]
    )
    assert preview_file(path, words=HEADER_WORDS).options.sheets == ("甲",)


@pytest.mark.parametrize(
    ("name", "sheet", "titles", "year"),
    [
        ("2026年売上", "1月", [], 2026),
        ("売上", "2026年1月", [], 2026),
        ("2027年売上", "2026", [], 2026),
        ("売上", "R8.1月", [], 2026),
        ("売上", "1月", [["令和8年の売上"], []], 2026),
        ("令和元年", "1月", [], 2019),
        ("2025年度売上", "1月", [], None),
        ("2024-2025", "1月", [], None),
        ("売上", "1月", [["出力日 2026/2/3"], []], None),
        ("売上_20260203", "1月", [], None),
        ("売上", "1月", [], None),
        ("2026年売上", "2025年度", [], None),
    ],
)
def test_the_year_of_days_without_one(
    tmp_path: Path, name: str, sheet: str, titles: Grid, year: int | None
) -> None:
    path = book_of(
        tmp_path / f"{name}.xlsx", **grids((sheet, [*titles, [*HEADERS], order("1", "1/5")]))
    )
    assert years(path) == [year]


def test_each_sheet_has_its_year(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "売上.xlsx",
        **grids(("2025年", [[*HEADERS], order("1")]), ("2026年", [[*HEADERS], order("2")])),
    )
    assert years(path) == [2025, 2026]


def test_the_year_of_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "売上.csv"
    path.write_text(
        "2026年1月の売上\n\n注文番号,注文日,会員番号,金額\n1,1/5,A1,100\n2,1/6,A1,100\n"
    )
    assert years(path) == [2026]


def merged(path: Path, rows: Grid, *ranges: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place in ranges:
        sheet.merge_cells(place)
    return saved(book, path)


def test_merged_cells_say_their_text_in_all_their_rows(tmp_path: Path) -> None:
    rows: Grid = [
        [*HEADERS],
        order("1"),
        [None, None, None, "菓子", 1, 500],
        [None] * 6,
        order("2"),
        [None, None, None, "皿", 1, 700],
    ]
    path = merged(tmp_path / "a.xlsx", rows, "A2:A4", "B2:B4", "C2:C4", "A5:A6", "B5:B6", "C5:C6")
    wanted = [
        (2, ("1", "茶")),
        (3, ("1", "菓子")),
        (5, ("2", "茶")),
        (6, ("2", "皿")),
    ]
    for size in (50_000, 1):
        found = placed(path, size=size)
        assert [(place[1], (cells[0], cells[3])) for place, cells in found] == wanted
        assert {cells[1:3] for _, cells in found} == {("2026-01-05", "A1")}


def test_merged_on_cells_are_told(tmp_path: Path) -> None:
    """So that an amount that is merged down is not counted twice."""
    rows: Grid = [[*HEADERS], order("1"), ["1", date(2026, 1, 5), "A1", "菓子", 1, None]]
    path = merged(tmp_path / "a.xlsx", rows, "F2:F3")
    with open_table(path, words=HEADER_WORDS) as table:
        (chunk,) = table.chunks()
    assert list(chunk.columns[5]) == ["1000", "1000"]
    assert chunk.merged_on == {5: [1]}


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.integers(1, 7))
def test_merged_days_are_as_if_written_out(tmp_path: Path, runs: list[int], size: int) -> None:
    rows: Grid = [["番号", "日付", "氏名", "金額"]]
    ranges, wanted = [], []
    for run, length in enumerate(runs):
        first = len(rows) + 1
        for at in range(length):
            rows.append([f"{run}-{at}", f"2026/1/{run + 1}" if not at else None, "山田", at + 1])
            wanted.append(f"2026/1/{run + 1}")
        if length > 1:
            ranges.append(f"B{first}:B{first + length - 1}")
    path = merged(tmp_path / "a.xlsx", rows, *ranges)
    assert [cells[1] for _, cells in placed(path, size=size)] == wanted


GROUPS = ["注文番号", "注文日", "お客様", None, "お届け先", None, "商品", None, None]
UNDER = [None, None, "番号", "氏名", "氏名", "電話番号", "商品名", "数量", "単価"]


@pytest.mark.parametrize("ranges", [(), ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:I1")])
def test_the_names_under_groups_are_known_words(tmp_path: Path, ranges: tuple[str, ...]) -> None:
    row = ["1", date(2026, 1, 5), "A1", "山田", "鈴木", "03-1234-5678", "茶", 2, 500]
    path = merged(tmp_path / "a.xlsx", [[*GROUPS], [*UNDER], [*row], [*row]], *ranges)
    headers = preview_file(path, words=HEADER_WORDS).headers
    assert headers[:2] == ("注文番号", "注文日")
    assert headers[3] == "お客様 氏名"  # some cart's own header
    assert headers[4:6] == ("お届け先 氏名", "お届け先 電話番号")
    assert headers[6:8] == ("商品名", "数量")


def test_groups_in_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head = [",".join(str(cell or "") for cell in row) for row in (GROUPS, UNDER)]
    row = "1,2026/1/5,A1,山田,鈴木,03-1234-5678,茶,2,500"
    path.write_text("\n".join([*head, row, row]))
    assert preview_file(path, words=HEADER_WORDS).headers[6:8] == ("商品名", "数量")
