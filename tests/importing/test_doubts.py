"""Siblings of the reported situations: the figures of a file, and what is said about it."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crm_desk.cli import OK, UNUSABLE, main
from crm_desk.desk.desk import Desk
from tests.importing.shop_files import Row, bring, figures, orders, write


class Case(NamedTuple):
    """A file, and what `analyze` must make of it.

    Attributes:
        figures: keys with dots.
        told: reasons of notices.
        refused: part of the sentence where the command ends with exit 2.
    """

    rows: str
    figures: dict[str, Any] = {}
    told: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    refused: str = ""


STATUS = """注文番号,注文日,会員番号,商品名,数量,単価,ステータス
1,2026/1/5,A1,茶,1,1000,検品中です
2,2026/1/6,A2,茶,1,2000,出荷済
3,2026/1/7,A3,茶,1,4000,注文キャンセル
4,2026/1/8,A4,茶,1,8000,キャンセル不可"""
AHEAD = """注文番号,注文日,会員番号,合計金額
1,2026/1/5,A1,1000
2,2099/1/6,A2,2000
3,2026/2/7,A3,4000"""
TAX = """注文番号,注文日,会員番号,単価,数量,消費税
1,2026/1/5,A1,1000,1,100
2,2026/1/6,A2,2000,1,200"""
REPEATED = """注文番号,注文日,会員番号,商品名,数量,単価,値引
1,2026/1/5,A1,茶,1,1000,500
1,2026/1/5,A1,菓子,1,2000,500"""
PEOPLE = """会員番号,氏名,購入回数,購入金額合計
A1,山本 あや,5,10000
A2,森 けん,2,3000"""
EURO = """注文番号,注文日,会員番号,金額
1,2026/1/5,A1,1.250
2,2026/1/6,A2,2.000"""
DAYS = """日付,会員番号,金額
1月5日,A1,1000
1/7,A2,500"""

CASES = {
    "a status that nobody knows counts and is told": Case(
        STATUS, {"sales": 11000, "purchases": 3, "void_orders": 1}, ("unknown_status",)
    ),
    "a status that is said to be void": Case(
        STATUS, {"sales": 10000, "void_orders": 2}, (), ("--void-status", "検品中です")
    ),
    "a day ahead never sets the as-of date": Case(
        AHEAD,
        {"sales": 5000, "as_of": "2026-02-07", "rows.rejected": 1},
        ("date_ahead",),
    ),
    "a day ahead that is taken in does not set it either": Case(
        AHEAD, {"as_of": "2026-02-07", "after_as_of": 1}, (), ("--future", "keep")
    ),
    "most days ahead: the clock is asked about": Case(
        AHEAD.replace("2026/", "2098/"), refused="clock"
    ),
    "tax without a total": Case(TAX, {"sales": 3000}, ("tax_taken_as_included",)),
    "tax that is said to be on top": Case(TAX, {"sales": 3300}, (), ("--tax", "on-top")),
    "one amount on every row counts once, and is told": Case(
        REPEATED, {"sales": 2500}, ("repeated_once",)
    ),
    "one amount on every row that is said to be the line's": Case(
        REPEATED, {"sales": 2000}, (), ("--per-line", "discount")
    ),
    "purchases of a list change nothing unless it is said": Case(
        PEOPLE, {"buyers": 0}, ("openings_left",)
    ),
    "purchases of a list that are said to be from before": Case(
        PEOPLE, {"purchases": 0}, ("openings_added",), ("--openings", "add")
    ),
    "a dot that may be either": Case(EURO, refused="--decimal"),
    "a dot that is said to group digits": Case(EURO, {"sales": 3250}, (), ("--decimal", ",")),
    "days without a year": Case(DAYS, refused="--year"),
    "days of a year that is said": Case(
        DAYS, {"sales": 1500, "as_of": "2026-01-07"}, (), ("--year", "2026")
    ),
    "headers without rows": Case("注文番号,注文日,会員番号,金額", refused="no rows"),
    "a column of money that is not read": Case(
        "注文番号,注文日,会員番号,金額,返金予定額\n1,2026/1/5,A1,1000,300",
        {"sales": 1000, "columns.unread": ["返金予定額"]},
        ("column_unread",),
    ),
    "coupons, points, headers again and totals among the rows": Case(
        """注文番号,注文日,会員番号,商品名,金額
1,2026/1/5,A1,茶,1000
1,2026/1/5,A1,クーポン,100
注文番号,注文日,会員番号,商品名,金額
2,2026/1/6,A2,ポイント利用,-200
2,2026/1/6,A2,皿,3000
合計,,,,4000""",
        {"sales": 3700, "purchases": 2, "rows.skipped": 2},
        ("discount_product", "header_again", "total_row"),
    ),
    "goods that are free of shipping are goods": Case(
        "注文番号,注文日,会員番号,商品名,金額\n1,2026/1/5,A1,送料無料 お茶セット,1000",
        {"sales": 1000},
    ),
    "small hours, weekdays and a browser's own dates": Case(
        """注文番号,注文日時,会員番号,金額
1,2026/1/5 25:30,A1,1000
2,2026年1月2日(金) 午後3:04,A2,2000
3,Fri Jan 02 2026 10:00:00 GMT+0900 (日本標準時),A3,300""",
        {"sales": 3300, "data_from": "2026-01-02", "as_of": "2026-01-06"},
    ),
    "ids that a spreadsheet made numbers": Case(
        """注文番号,注文日,会員番号,金額
1,2026/1/5,10.0,1000
2,2026/1/6,11.0,2000
3,2026/1/7,10.0,300""",
        {"buyers": 2},
    ),
    "a discount that is taken off already": Case(
        """注文番号,注文日,会員番号,小計,値引,送料,合計
1,2026/1/5,A1,900,100,500,1400
2,2026/1/6,A2,1800,200,500,2300""",
        {"sales": 2700},
        ("discount_off",),
    ),
    "a number that is said to be one order": Case(
        """注文番号,注文日,会員番号,金額
1,2026/1/5,A1,1000
1,2026/2/6,A1,2000""",
        {"purchases": 1, "sales": 3000},
        (),
        ("--numbers", "unique"),
    ),
    "the same words in another order of columns and rows": Case(
        """状態,単価,数量,商品名,会員番号,注文日,注文番号
キャンセル,2000,1,菓子,A1,2026/1/5,1
発送済,1000,1,茶,A1,2026/1/5,1""",
        {"sales": 1000, "void_orders": 0},
        ("void_lines",),
    ),
}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desk.cli._system_language", lambda: "en")


@pytest.mark.parametrize("name", CASES)
def test_a_doubtful_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES[name]
    path = tmp_path / "orders.csv"
    path.write_text(case.rows + "\n", encoding="utf-8-sig")

    code = main(["analyze", str(path), *case.options])

    printed, said = capsys.readouterr()
    if case.refused:
        assert code == UNUSABLE
        assert case.refused in said
        assert "orders.csv" in said
        return
    assert code == OK, said
    answer = json.loads(printed)
    assert {key: pick(answer, key) for key in case.figures} == case.figures, said
    told = [notice["reason"] for notice in answer["notices"]]
    assert set(told) == set(case.told), said
    assert len(said.splitlines()) == len(told)


def test_codes_of_a_cart_are_no_unknown_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "yahoo.csv"
    path.write_text(
        "OrderId,OrderTime,BillName,BillMailAddress,Title,Quantity,UnitPrice,TotalPrice,OrderStatus\n"
        "y-1,2026/01/05 10:00,山本 あや,aya@mail.example,茶,1,1000,1000,5\n",
        encoding="cp932",
    )
    assert main(["analyze", str(path), "--preset", "yahoo"]) == OK
    answer = json.loads(capsys.readouterr().out)
    assert answer["sales"] == 1000
    assert "unknown_status" not in [notice["reason"] for notice in answer["notices"]]


def test_ids_of_each_file_are_read_for_themselves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "注文番号,注文日,会員番号,金額\n"
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(f"{head}1,2026/1/5,101.0,1000\n2,2026/1/6,102.0,1000\n", encoding="utf-8")
    second.write_text(f"{head}3,2026/1/7,101,1000\n", encoding="utf-8")
    assert main(["analyze", str(first), str(second)]) == OK
    assert json.loads(capsys.readouterr().out)["buyers"] == 2


def test_customers_kept_under_a_contact_that_proves_to_be_the_shops_are_told(
    desk: Desk, tmp_path: Path
) -> None:
    def of(number: int, name: str) -> Row:
        return {
            "注文番号": number,
            "注文日": "2026/1/5",
            "氏名": name,
            "電話番号": f"03-5555-12{number:02}",
            "メールアドレス": "office@kobo.example",
            "金額": 100,
        }

    bring(desk, write(tmp_path, [of(1, "山本 あや"), of(2, "森 けん")]))
    outcome = bring(desk, write(tmp_path, [of(3, "林 りん"), of(4, "原 みき")]))
    told = {notice.reason: notice.count for notice in outcome.findings.notices}
    assert told == {"shared_contact": 2, "shared_contact_kept": 1}
    kept = desk.store.read(
        lambda c: c.execute(
            "SELECT count FROM import_notice WHERE reason = 'shared_contact_kept'"
        ).fetchall()
    )
    assert kept == [(1,)]
    assert [order.customer for order in orders(desk)][2:] == [
        "p:0355551203|林りん",
        "p:0355551204|原みき",
    ]


def pick(answer: dict[str, Any], key: str) -> Any:
    found: Any = answer
    for part in key.split("."):
        found = found[part]
    return found


@pytest.mark.parametrize("row", ["合計,2026/1/5,,1,1000,100", "1,2026/1/5,A1,茶,,"])
def test_a_file_of_which_no_row_is_read_is_no_error(tmp_path: Path, row: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"注文番号,注文日,会員番号,数量,単価,消費税\n{row}\n", encoding="utf-8")
    answer = figures(path)
    assert (answer["orders"], answer["sales"]) == (0, 0)
