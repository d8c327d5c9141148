"""Workbooks as a small shop keeps them by hand, read without mapping a column."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm_desk.desk.desk import Desk
from crm_desk.importing.answers import Answers
from tests.importing.reading_aids import refusal
from tests.importing.shop_files import bring, job, orders, reasons


def book_of(path: Path, sheets: dict[str, list[list[Any]]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.create_sheet() if number else first
        sheet.title = name
        for row in rows:
            sheet.append(row)
        if not number:
            for cells in merged:
                sheet.merge_cells(cells)
    book.save(path)
    return path


def test_two_row_heads_merged_orders_and_era_dates(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["工房はち 受注台帳", None, None, None, None, None, None],
        [],
        ["受注", None, "お客様", None, "商品", None, None],
        ["番号", "受注日", "お名前", "電話番号", "品名", "数量", "単価"],
        ["12", "R8.1.5", "山本 あや様", "03-5555-1201", "茶", 1, 1000],
        [None, None, None, None, "菓子", 2, 500],
        ["13", "令和8年1月9日", "森 けん 殿", "03-5555-1302", "皿", 1, "3,000円"],
        [None, None, None, None, "合計", None, 5000],
    ]
    merged = ("A3:B3", "C3:D3", "E3:G3", "A5:A6", "B5:B6", "C5:C6", "D5:D6")
    path = book_of(tmp_path / "台帳.xlsx", {"台帳": rows}, merged)
    outcome = bring(desk, path)
    assert [(o.number, o.goods) for o in orders(desk)] == [("12", 2000), ("13", 3000)]
    assert (8, "total_row") in reasons(outcome)
    assert outcome.taken.rejected == 0


def test_days_without_a_year_and_ditto_marks(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["日付", "お名前", "電話番号", "品名", "金額"],
        ["1月5日", "山本 あや", "03-5555-1201", "茶", 1000],
        ["〃", "森 けん", "03-5555-1302", "〃", 1000],
        ["1/7", "同上", "同上", "皿", "▲500"],
        ["2026年1月計", None, None, None, 1500],
    ]
    path = book_of(tmp_path / "2026年売上.xlsx", {"1月": rows})
    outcome = bring(desk, path)
    found = [(o.goods, o.customer) for o in orders(desk)]
    assert sorted(found) == [
        (-500, "p:0355551302|森けん"),
        (1000, "p:0355551201|山本あや"),
        (1000, "p:0355551302|森けん"),
    ]
    assert {reason for _, reason in reasons(outcome)} >= {"ditto_filled", "total_row"}


@pytest.mark.parametrize("repeats", [False, True])
def test_ditto_marks_in_amounts_are_a_question(desk: Desk, tmp_path: Path, repeats: bool) -> None:
    rows: list[list[Any]] = [
        ["日付", "会員番号", "品名", "金額"],
        ["2026/1/5", "A1", "茶", 1000],
        ["〃", "A2", "〃", "〃"],
    ]
    path = book_of(tmp_path / "a.xlsx", {"売上": rows})
    file = job(path)
    answers = Answers(ditto_amounts=repeats)
    outcome = bring(desk, replace(file, answers=answers))
    assert sum(o.goods for o in orders(desk)) == (2000 if repeats else 1000)
    assert [q.kind.value for q in outcome.findings.questions] == ["ditto"]


def test_a_book_without_a_year_anywhere_asks_for_it(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["日付", "会員番号", "金額"], ["1月5日", "A1", 1000]]
    path = book_of(tmp_path / "売上.xlsx", {"売上": rows})
    assert refusal(lambda: bring(desk, path)).key == "year_needed"
    file = job(path)
    bring(desk, replace(file, answers=Answers(year=2026)))
    assert sum(o.goods for o in orders(desk)) == 1000
