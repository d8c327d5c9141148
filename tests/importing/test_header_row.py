"""Which row holds the headers."""

import pytest

from crm_desk.importing.header_row import Top, column_letter, find_header

DATA = [
    ["00123", "2022/11/30", "山田花子", "1,200"],
    ["00124", "2022/12/01", "鈴木一郎", "▲300"],
    ["00125", "R4.12.2", "佐藤", "５００"],
]
NAMES = ["注文番号", "注文日", "氏名", "金額"]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([NAMES, *DATA], 1),
        ([NAMES], 1),
        (DATA, 0),
        ([["売上一覧"], [], NAMES, *DATA], 3),
        ([["売上一覧", "", "", ""], ["期間", "2022年11月", "", ""], NAMES, *DATA], 3),
        ([["店舗", "みずほ茶舗", "出力日", "2022/12/05"], NAMES, *DATA], 2),
        ([["売上一覧"], *DATA], 0),
        ([["氏名", "住所"], ["山田", "東京都"], ["鈴木", "大阪府"]], 1),
        ([["メール"], ["a@example.jp"], ["b@example.jp"]], 1),
        ([["a@example.jp"], ["b@example.jp"]], 0),
        ([["電話1", "電話2", "電話3"], ["03", "1234", "5678"], ["06", "1111", "2222"]], 1),
    ],
)
def test_the_header_row_is_found(rows: list[list[str]], row: int) -> None:
    assert find_header(Top(rows)).row == row


def test_known_words_win() -> None:
    rows = [["店", "担当", "期間", "備考"], NAMES, ["a", "b", "c", "d"], ["e", "f", "g", "h"]]
    assert find_header(Top(rows)).row == 1
    found = find_header(Top(rows, known={"注文番号", "氏名"}.__contains__))
    assert found.row == 2
    assert found.candidates[0] == 2
    assert {1, 0} < set(found.candidates)


def test_none_at_all_gives_letters() -> None:
    assert find_header(Top(DATA)).names == ("列A", "列B", "列C", "列D")
    assert find_header(Top([NAMES, *DATA]), 0).names == ("列A", "列B", "列C", "列D")
    assert find_header(Top(DATA, first_column=2)).names[0] == "列C"


def test_a_gap_is_named_by_its_letter_and_doubles_stay() -> None:
    rows = [["番号", "送料", "", "送料"], ["1", "500", "x", "600"], ["2", "500", "y", "600"]]
    assert find_header(Top(rows)).names == ("番号", "送料", "列C", "送料")


def test_columns_beyond_the_headers_are_named_by_letters() -> None:
    rows = [["番号", "氏名"], ["1", "a", "100"], ["2", "b", "200"], ["3", "c"]]
    assert find_header(Top(rows)).names == ("番号", "氏名", "列C")


def test_headers_are_one_line() -> None:
    rows = [[" 注文\n番号 ", "氏名　\r\n(漢字)"], ["1", "a"]]
    assert find_header(Top(rows)).names == ("注文 番号", "氏名 (漢字)")


GROUPS = ["番号", "お客様", "", "お届け先", "", "備考"]
UNDER = ["", "氏名", "電話", "氏名", "電話", ""]
BELOW = [["1", "山田", "03-1234-5678", "鈴木", "06-1234-5678", "x"]] * 3


def test_two_rows_of_headers_are_put_together() -> None:
    found = find_header(Top([["受注"], GROUPS, UNDER, *BELOW]))
    assert found.row == 3
    assert found.names == (
        "番号",
        "お客様 氏名",
        "お客様 電話",
        "お届け先 氏名",
        "お届け先 電話",
        "備考",
    )


def test_merged_cells_tell_how_far_a_group_reaches() -> None:
    upper = ["お客様", "", "", "", "備考"]
    lower = ["氏名", "電話", "金額", "日付", ""]
    below = [["山田", "03-1234-5678", "1200", "2022/11/30", "x"]] * 2
    found = find_header(Top([upper, lower, *below], reach={(0, 0): 1, (0, 4): 4}))
    assert found.row == 2
    assert found.names == ("お客様 氏名", "お客様 電話", "金額", "日付", "備考")


def test_a_headers_gap_makes_no_groups_of_it() -> None:
    rows = [["氏名", "住所", "", "メモ"], ["山田", "東京都", "港区", "常連"]] + [
        ["鈴木", "大阪府", "北区", "新規"]
    ] * 3
    assert find_header(Top(rows)).row == 1


def test_only_the_first_thirty_rows_are_searched() -> None:
    rows = [["x"]] * 31 + [NAMES, *DATA]
    assert find_header(Top(rows)).row != 32
    assert find_header(Top(rows), 32).names == tuple(NAMES)


@pytest.mark.parametrize(
    ("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(column: int, letter: str) -> None:
    assert column_letter(column) == letter
