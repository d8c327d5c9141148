"""Rules that speak of any order of rows and any split of files, against plain arithmetic."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.importing.answers import Answers, Numbers
from tests.importing.shop_files import Row, bring, job, orders, write

FIRST = date(2026, 1, 5)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Lines with a discount and a status of their own, each line once; returns further down.

    Of two orders the first shows that discounts and statuses are the lines'.
    """
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 5)) + 1):
        lines = 2 if not number else draw(st.integers(1, 4))
        for line in range(lines):
            certain = not number
            rows.append(
                {
                    "注文番号": f"N{number}",
                    "注文日": f"{FIRST + timedelta(days=number)}",
                    "会員番号": f"K{number % 3}",
                    "商品名": f"品{line}",
                    "数量": draw(st.integers(1, 3)),
                    "単価": 1000 + 10 * line,
                    "値引": 100 * (line + 1) if certain else draw(st.sampled_from([0, 50, 100])),
                    "状態": ("発送済", "キャンセル")[line]
                    if certain
                    else draw(st.sampled_from(["発送済", "キャンセル", "一部返品"])),
                }
            )
    return rows


def expected(rows: list[Row]) -> dict[str, tuple[int, bool]]:
    """Number -> (goods, void), by plain arithmetic."""
    by_order: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_order[str(row["注文番号"])].append(row)
    found = {}
    for number, lines in by_order.items():
        live = [row for row in lines if row["状態"] != "キャンセル"]
        counted = live or lines
        goods = sum(int(str(row["数量"])) * int(str(row["単価"])) for row in counted)
        off = sum(int(str(row["値引"])) for row in lines)
        found[number] = goods - min(off, goods), not live
    return found


@settings(max_examples=25)
@given(rows=ledgers(), seed=st.integers(0, 99), cut=st.floats(0, 1))
def test_any_order_and_any_split_give_the_same_orders(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], seed: int, cut: float
) -> None:
    folder = tmp_path_factory.mktemp("desks")
    shuffled = random.Random(seed).sample(rows, len(rows))
    at = round(cut * len(shuffled))
    parts = [part for part in (shuffled[:at], shuffled[at:]) if part]
    answers = Answers(per_line=("discount",))
    for name, groups in (("whole", [rows]), ("shuffled", [shuffled]), ("split", parts)):
        path = folder / f"{name}.crmdesk"
        create_desk(path, "店")
        files = [job(write(folder, part, f"{name}{n}.csv")) for n, part in enumerate(groups)]
        files = [replace(file, answers=answers) for file in files]
        with Desk(path) as desk:
            outcome = bring(desk, *files)
            found = {order.number: (order.goods, order.void) for order in orders(desk)}
        assert found == expected(rows), name
        taken = outcome.taken
        assert outcome.read == len(rows) == taken.accepted + taken.rejected + taken.skipped


@settings(max_examples=20)
@given(
    months=st.lists(st.integers(1, 3), min_size=2, max_size=4),
    seed=st.integers(0, 99),
    cut=st.floats(0, 1),
)
def test_slips_that_begin_anew_are_told_apart_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, months: list[int], seed: int, cut: float
) -> None:
    rows: list[Row] = [
        {
            "注文番号": slip,
            "注文日": f"2026-{month:02}-{4 + slip:02}",
            "会員番号": f"K{slip}",
            "商品名": "茶",
            "数量": 1,
            "単価": 100 * month,
        }
        for month, slips in enumerate(months, 1)
        for slip in range(1, slips + 1)
    ]
    folder = tmp_path_factory.mktemp("desks")
    shuffled = random.Random(seed).sample(rows, len(rows))
    at = round(cut * len(shuffled))
    parts = [part for part in (shuffled[:at], shuffled[at:]) if part]
    create_desk(folder / "a.crmdesk", "店")
    with Desk(folder / "a.crmdesk") as desk:
        bring(desk, *[write(folder, part, f"{n}.csv") for n, part in enumerate(parts)])
        found = sorted((order.number, order.goods) for order in orders(desk))
    assert found == sorted((str(row["注文番号"]), int(str(row["単価"]))) for row in rows)


@pytest.mark.parametrize("numbers", list(Numbers))
def test_two_registers_with_slips_of_their_own(
    tmp_path_factory: pytest.TempPathFactory, numbers: Numbers
) -> None:
    folder = tmp_path_factory.mktemp("desks")
    rows: list[Row] = [
        {"注文番号": "1", "注文日": "2026/1/5", "会員番号": who, "商品名": "茶", "金額": amount}
        for who, amount in (("A", 100), ("B", 20))
    ]
    create_desk(folder / "a.crmdesk", "店")
    file = job(write(folder, rows))
    with Desk(folder / "a.crmdesk") as desk:
        bring(desk, replace(file, answers=Answers(numbers=numbers)))
        found = [(order.customer, order.goods) for order in orders(desk)]
    if numbers is Numbers.CUSTOMER:
        assert found == [("m:A", 100), ("m:B", 20)]
    else:
        assert found == [("m:A", 120)]
