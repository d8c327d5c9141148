"""Which rows are one order, and whose; whatever the order of the rows is."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.analysis.figures import analyse
from crm_desk.desk.analysis import orders as figures
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.importing.dates import DateOrder
from tests.importing.shop_files import (
    Row,
    bring,
    content,
    job,
    nothing_left,
    only,
    orders,
    reasons,
    write,
)


def test_without_numbers_a_customers_day_is_one_order(desk: Desk, tmp_path: Path) -> None:
    rows: list[Row] = [
        {"注文日": "2024/05/01", "会員番号": "1", "金額": 100, "送料": 500},
        {"注文日": "2024/5/1 18:00", "会員番号": "1", "金額": 20, "送料": 500},
        {"注文日": "2024/05/02", "会員番号": "1", "金額": 3, "送料": ""},
        {"注文日": "2024/05/01", "会員番号": "2", "金額": 4, "送料": ""},
    ]
    bring(desk, write(tmp_path, rows))
    assert sorted((o.customer, o.goods, o.shipping) for o in orders(desk)) == [
        ("m:1", 3, 0),
        ("m:1", 120, 500),
        ("m:2", 4, 0),
    ]


def test_without_numbers_totals_of_rows_are_added_up(desk: Desk, tmp_path: Path) -> None:
    rows = [{"注文日": "2024/05/01", "会員番号": "1", "合計金額": amount} for amount in (100, 20)]
    bring(desk, write(tmp_path, rows))
    assert only(desk).goods == 120


def test_some_rows_without_a_number(desk: Desk, tmp_path: Path) -> None:
    day = {"注文日": "2024/05/01", "会員番号": "1"}
    rows = [
        {"注文番号": "1", **day, "金額": 100},
        {"注文番号": "", **day, "金額": 7},
        {"注文番号": "1", **day, "金額": 20},
        {"注文番号": "", **day, "金額": 3},
    ]
    bring(desk, write(tmp_path, rows))
    assert sorted((o.number, o.goods) for o in orders(desk)) == [("", 10), ("1", 120)]


def test_rows_of_nobody_are_orders_of_their_own(desk: Desk, tmp_path: Path) -> None:
    row = {"注文日": "2024/05/01", "会員番号": "", "商品名": "茶", "金額": 100}
    path = write(tmp_path, [row, row, {**row, "金額": 5}])
    first = bring(desk, path)
    assert [o.goods for o in orders(desk)].count(100) == 2
    assert (first.nobody, first.taken.new_orders) == (3, 3)
    again = bring(desk, write(tmp_path, [{**row, "金額": 5}, row, row]))
    assert again.taken.batch_id is None
    third = bring(desk, write(tmp_path, [row] * 3))
    assert (third.taken.new_orders, third.taken.same_orders) == (1, 2)


def test_numbers_stay_as_they_are_written(desk: Desk, tmp_path: Path) -> None:
    numbers = ["001", "1", "01", "NA", "null", "=1+1", "1E5", " 1 ", "'1", "１"]
    rows = [{"注文番号": n, "注文日": "2024/05/01", "会員番号": "7", "金額": 1} for n in numbers]
    bring(desk, write(tmp_path, rows))
    assert {(o.number, o.goods) for o in orders(desk)} == {
        *((n, 1) for n in ("001", "01", "NA", "null", "=1+1", "1E5", "１")),
        ("1", 3),
    }


def test_an_order_of_two_customers_is_the_first_ones_and_told(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": "A", "注文日": "2024/05/01", "会員番号": who, "金額": 1}
        for who in ("7", "", "8", "9")
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(4, "customer_differs")]
    assert (only(desk).customer, only(desk).goods) == ("m:7", 4)


def test_an_order_whose_day_only_one_row_knows(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": number, "注文日": day, "会員番号": "7", "金額": 1}
        for number, day in (("A", ""), ("A", "2024/05/01"), ("A", "2024/05/01"), ("B", ""))
    ]
    outcome = bring(desk, write(tmp_path, rows))
    assert reasons(outcome) == [(5, "date_missing")]
    assert only(desk).goods == 3
    day = desk.store.read(lambda c: c.execute("SELECT day FROM shop_order").fetchone()[0])
    assert day == ordinal("2024-05-01")


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_cells_too_many_cost_the_row_only(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(
        "注文番号,注文日,会員番号,金額\nA,2024/05/01,7,1\nB,2024/05/01,7,1,,9\nC,2024/05/01,7\n",
        encoding="utf-8",
    )
    outcome = bring(desk, path)
    assert reasons(outcome) == [(3, "row_too_long"), (4, "amount_missing")]
    assert (outcome.read, outcome.taken.rejected) == (3, 2)


# Dates that can be read in more than one way


def dated(days: list[str]) -> list[dict[str, object]]:
    return [
        {"注文番号": f"{at}", "注文日": day, "会員番号": "7", "金額": 1}
        for at, day in enumerate(days)
    ]


@pytest.mark.parametrize("before", [0, 60_000])
def test_an_order_of_dates_is_asked_wherever_it_is_needed(
    desk: Desk, tmp_path: Path, before: int
) -> None:
    path = write(tmp_path, dated(["2024/05/01"] * before + ["03/04/2024"]))
    with pytest.raises(ReportableError) as caught:
        bring(desk, path)
    assert caught.value.key == "date_order_needed"
    assert caught.value.params == {"column": "注文日", "value": "03/04/2024"}
    assert orders(desk) == []
    assert nothing_left(desk.path.parent)


def test_an_order_of_dates_that_is_told_is_followed(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, dated(["2024/05/01", "03/04/2024"]))
    bring(desk, path, choices=Choices(DateOrder.DMY))
    earliest = desk.store.read(lambda c: c.execute("SELECT min(day) FROM shop_order").fetchone()[0])
    assert earliest == ordinal("2024-04-03")


# Several files in one import


def test_the_same_order_in_two_files_counts_once(desk: Desk, tmp_path: Path) -> None:
    row = {"注文番号": "A", "注文日": "2024/05/01", "会員番号": "7", "金額": 1}
    may = write(tmp_path, [row, {**row, "注文番号": "B"}], "may.csv")
    june = write(tmp_path, [row, {**row, "注文番号": "C"}], "june.csv")
    outcome = bring(desk, may, june)
    assert [o.number for o in orders(desk)] == ["A", "B", "C"]
    assert (outcome.taken.new_orders, outcome.taken.unchanged) == (3, 1)
    assert outcome.read == 4
    assert [(i.reason, i.value, i.detail) for i in outcome.issues] == [
        ("order_in_two_files", "A", "june.csv")
    ]


def test_an_order_that_two_files_tell_differently_is_the_later_ones_and_told(
    desk: Desk, tmp_path: Path
) -> None:
    row = {"注文番号": "A", "注文日": "2024/05/01", "会員番号": "7", "金額": 1}
    other = {**row, "注文番号": "B"}
    may = write(tmp_path, [other, row, row], "may.csv")
    june = write(tmp_path, [other, {**row, "金額": 50}], "june.csv")
    outcome = bring(desk, may, june)
    assert [(o.number, o.goods) for o in orders(desk)] == [("A", 50), ("B", 1)]
    assert [(i.file, i.reason, i.value, i.detail) for i in outcome.issues] == [
        ("may.csv", "order_in_two_files", number, "june.csv") for number in ("B", "A")
    ]
    assert outcome.notices == 2
    assert outcome.read == 5
    batch = outcome.taken.batch_id
    assert batch is not None
    assert len(batches.issues_of(desk, batch)) == 2
    assert outcome.taken.skipped == 2
    again = bring(desk, may, june)
    assert (again.taken.batch_id, again.read, again.taken.skipped) == (None, 5, 2)
    turned = bring(desk, june, may)
    assert [(o.number, o.goods) for o in orders(desk)] == [("A", 2), ("B", 1)]
    assert (turned.taken.changed_orders, turned.taken.skipped) == (1, 1)


# The order of the rows


PEOPLE: list[dict[str, object]] = [
    dict(zip(("会員番号", "氏名", "メールアドレス", "電話番号"), person, strict=True))
    for person in (
        ("1", "山田花", "hana@example.jp", "03-1234-0001"),
        ("", "", "aoi@example.jp", ""),
        ("", "佐藤トメ", "", "0183-12-0006"),
        ("", "", "", ""),
    )
]


@st.composite
def files(draw: st.DrawFn) -> list[Row]:
    """Orders of one to four lines; what is the order's stands the same on each of its rows."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 6))):
        person = draw(st.sampled_from(PEOPLE))
        head = {
            "注文番号": draw(st.sampled_from([f"N{number}", f"N{number}", ""])),
            "注文日": f"2024/05/0{draw(st.integers(1, 3))}",
            **person,
            "ステータス": draw(st.sampled_from(["", "発送済", "キャンセル"])),
        }
        if head["注文番号"]:
            head |= {
                "返金額": draw(st.sampled_from(["", 30])),
                "割引": draw(st.sampled_from(["", 20])),
                "送料": draw(st.sampled_from(["", 500])),
            }
        rows += [
            {
                **head,
                "商品名": draw(st.sampled_from(["茶", "湯呑み"])),
                "数量": draw(st.integers(-1, 3)),
                "単価": draw(st.sampled_from(["100", "1,200", "x"])),
            }
            for _ in range(draw(st.integers(1, 4)))
        ]
    return rows


def without_places(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Content of a desk without the numbers of rows in the file."""
    stripped = [
        (*order[:-1], sorted(line.partition(" ")[2] for line in (order[-1] or "").split("\n")))
        for order in found["orders"]
    ]
    return {**found, "orders": sorted(stripped, key=repr)}


@settings(max_examples=25)
@given(rows=files(), seed=st.integers(0, 99))
def test_shuffled_rows_give_the_same_orders_and_figures(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("desks")
    shuffled = random.Random(seed).sample(rows, len(rows))
    found, numbers = [], []
    for at, given_rows in enumerate((rows, shuffled)):
        path = folder / f"{at}.crmdesk"
        create_desk(path, "店")
        headers = {name: "" for row in rows for name in row}
        file = write(folder, [{**headers, **row} for row in given_rows])
        with Desk(path) as desk:
            outcome = bring(desk, file)
            again = bring(desk, file)
            loaded = figures.load(desk, "goods")
        assert outcome.read == again.read == len(rows)
        assert again.taken.batch_id is None
        assert again.taken.unchanged == outcome.taken.accepted
        found.append(without_places(content(path)))
        numbers.append(analyse(loaded.orders, loaded.customers, None, AnalysisSettings()).figures)
    assert found[0] == found[1]
    assert numbers[0] == numbers[1]


def test_a_shuffled_file_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [
        {"注文番号": f"{at // 3}", "注文日": "2024/05/01", "会員番号": f"{at // 3}", "金額": at}
        for at in range(60)
    ]
    bring(desk, write(tmp_path, rows))
    again = bring(desk, job(write(tmp_path, random.Random(1).sample(rows, 60))))
    assert (again.taken.batch_id, again.taken.unchanged) == (None, 60)
