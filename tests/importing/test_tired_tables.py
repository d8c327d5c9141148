"""Tables as tired people keep them: what is no sale is none, and what can't be told is said."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from crm_desk.importing.sheet_names import is_aside
from tests.importing.shop_files import figures

HEAD = ["注文番号", "注文日", "会員番号", "商品名", "金額"]


def told(answer: dict[str, Any]) -> dict[str, int]:
    return {notice["reason"]: notice["count"] for notice in answer["notices"]}


def text(folder: Path, *lines: str) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def book(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    workbook = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in (HEAD, *rows):
            sheet.append(row)
    path = folder / "book.xlsx"
    workbook.save(path)
    return path


# Sheets that are no part of the book of months

ASIDE = [
    "返品", "1月返品", "キャンセル分", "見積", "受注 (2)", "受注（３）", "Sheet1のコピー", "控え",
    "1月(控)", "受注_旧", "旧 受注", "記入例", "サンプル", "テンプレート", "Copy of Orders",
    "orders_old", "Template", "バックアップ",
]  # fmt: skip
ALONE = [
    "1月", "2026年1月", "受注", "Sheet2", "第1週", "R8.1月", "店頭(本店)", "goldorders",
    "Orders 2026",
]  # fmt: skip


@pytest.mark.parametrize("name", ASIDE)
def test_names_of_sheets_that_are_put_aside(name: str) -> None:
    assert is_aside(name)


@pytest.mark.parametrize("name", ALONE)
def test_names_of_sheets_of_a_book_of_months(name: str) -> None:
    assert not is_aside(name)


ONE: list[object] = [1, "2026/1/5", "A1", "茶", 1000]
TWO: list[object] = [2, "2026/1/6", "A2", "茶", 2000]


@pytest.mark.parametrize("name", ["受注 (2)", "返品", "見積", "控え"])
def test_a_sheet_put_aside_is_told_and_not_counted(tmp_path: Path, name: str) -> None:
    path = book(tmp_path, {"受注": [ONE], "2月": [TWO], name: [ONE]})
    answer = figures(path)
    assert (answer["sales"], answer["orders"]) == (3000, 2)
    assert answer["sheets"] == {"read": ["受注", "2月"], "unread": [name]}
    assert told(answer)["sheet_unread"] == 1
    assert figures(path, sheets=("受注", name))["sales"] == 2000


@pytest.mark.parametrize(("names", "hidden"), [(("サンプル",), ()), (("表紙", "受注"), ("受注",))])
def test_where_no_other_sheet_holds_orders_one_put_aside_is_read(
    tmp_path: Path, names: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    path = book(tmp_path, {name: [ONE] for name in names[-1:]})
    if hidden:
        workbook = Workbook(write_only=True)
        workbook.create_sheet(names[0]).append(["受注のまとめ"])
        sheet = workbook.create_sheet(names[1])
        sheet.append(HEAD)
        sheet.append(ONE)
        sheet.sheet_state = "hidden"
        workbook.save(path)
    assert figures(path)["sales"] == 1000


# Rows and columns that speak of something else


@pytest.mark.parametrize("entry", ["前月繰越", "次月繰越", "ご入金", "繰越残高"])
def test_entries_of_an_account_are_no_sales(tmp_path: Path, entry: str) -> None:
    answer = figures(
        text(
            tmp_path,
            "日付,お客様名,電話番号,品名,金額",
            "2026/1/5,山田 花,03-1111-2222,茶,1000",
            f"2026/1/31,山田 花,03-1111-2222,{entry},6000",
        )
    )
    assert (answer["sales"], told(answer)["account_entry"]) == (1000, 1)


def test_payments_in_a_ledger_are_no_sales(tmp_path: Path) -> None:
    answer = figures(
        text(
            tmp_path,
            "日付,お客様名,電話番号,売上金額,入金額,残高",
            "2026/1/5,山田 花,03-1111-2222,1000,,1000",
            "2026/1/20,山田 花,03-1111-2222,,1000,0",
            "2026/1/21,森 健,06-1111-2222,2000,2000,0",
        )
    )
    assert (answer["sales"], told(answer)["account_entry"]) == (3000, 1)


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("備考", "キャンセル"),
        ("区分", "返品"),
        ("種別", "見積"),
        ("伝票区分", "取消"),
        ("メモ", "返品済み"),
        ("Notes", "refunded"),
    ],
)
def test_a_remark_that_speaks_of_no_sale_is_told(tmp_path: Path, header: str, word: str) -> None:
    path = text(
        tmp_path,
        f"注文番号,注文日,会員番号,金額,{header}",
        "1,2026/1/5,A1,1000,",
        f"2,2026/1/6,A2,2000,{word}",
        "3,2026/1/6,A2,2000,のし希望",
    )
    assert told(figures(path))["remark_unread"] == 1
    as_status = figures(path, mapping={"status": [header]})
    assert "remark_unread" not in told(as_status)


def test_another_table_below_is_not_read_as_orders(tmp_path: Path) -> None:
    answer = figures(
        text(
            tmp_path,
            "注文番号,注文日,会員番号,金額",
            "1,2026/1/5,A1,1000",
            "返品一覧,,,",
            "注文番号,返品日,会員番号,返金額",
            "1,2026/1/20,A1,1000",
            "注文番号,注文日,会員番号,金額",
            "2,2026/1/6,A2,2000",
        )
    )
    assert (answer["sales"], answer["orders"]) == (3000, 2)
    assert told(answer)["other_table"] == 2
    rows = answer["rows"]
    assert rows["read"] == rows["accepted"] + rows["rejected"] + rows["skipped"]


@pytest.mark.parametrize("size", [1, 2, 50_000])
def test_another_table_goes_on_in_the_next_portion_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    from crm_desk.importing.text_reading import TextTable

    chunks = TextTable.chunks
    monkeypatch.setattr(TextTable, "chunks", lambda its, _size=0: chunks(its, size))
    rows = [f"{n},2026/1/20,A{n},1000" for n in range(9)]
    lines = [
        "注文番号,注文日,会員番号,金額",
        "1,2026/1/5,A1,1000",
        "商品コード,商品名,数量,単価",
        *rows,
    ]
    answer = figures(text(tmp_path, *lines))
    assert (answer["sales"], told(answer)["other_table"]) == (1000, 10)


@pytest.mark.parametrize(
    ("title", "header", "unit"),
    [
        ("(単位:千円)", "金額", "千円"),
        ("単位 : 万円", "金額", "万円"),
        ("売上一覧（百万円）", "金額", "百万円"),
        ("単位：円", "金額", ""),
        ("千円の茶の売上", "金額", ""),
    ],
)
def test_amounts_in_thousands_are_told(tmp_path: Path, title: str, header: str, unit: str) -> None:
    path = text(tmp_path, f"{title},,,", f"注文番号,注文日,会員番号,{header}", "1,2026/1/5,A1,15")
    values = [n["value"] for n in figures(path)["notices"] if n["reason"] == "amounts_in_unit"]
    assert values == ([unit] if unit else [])
