"""The lines of orders in memory, against plain SQL."""

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from crm_desk.analysis.lines import OrderLines, Product
from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.orders import OrderData, load
from crm_desk.desk.customers import hand_orders
from crm_desk.desk.customers.hand_orders import TypedLine, TypedOrder
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from tests.desk.customers.people import bring, order

LINES = """
    SELECT l.order_id, p.code, p.name, l.quantity, l.amount
    FROM order_line l
    JOIN shop_order o ON o.id = l.order_id
    JOIN product p ON p.id = l.product_id
    WHERE o.current ORDER BY l.order_id, l.line
    """
SUMS = """
    SELECT p.name, o.void, sum(l.quantity), sum(l.amount)
    FROM order_line l
    JOIN shop_order o ON o.id = l.order_id
    JOIN product p ON p.id = l.product_id
    WHERE o.current GROUP BY p.name, o.void ORDER BY p.name, o.void
    """
Line = tuple[int, str, str, int | None, int | None]


def by_sql(desk: Desk, sql: str = LINES) -> list[Any]:
    return desk.store.read(lambda connection: connection.execute(sql).fetchall())


def in_memory(data: OrderData) -> list[Line]:
    lines = data.lines
    return [
        (
            int(data.order_ids[place]),
            *lines.products[product],
            int(quantity) if quantity_known else None,
            int(amount) if amount_known else None,
        )
        for place, product, quantity, quantity_known, amount, amount_known in zip(
            lines.order,
            lines.product,
            lines.quantity,
            lines.quantity_known,
            lines.amount,
            lines.amount_known,
            strict=True,
        )
    ]


def named(data: OrderData) -> list[tuple[str, int, int]]:
    return [(name, quantity or 0, amount or 0) for _, _, name, quantity, amount in in_memory(data)]


def line(number: int, product: str, quantity: int, price: int, status: str = "完了") -> str:
    return (
        f"{number},2026/05/01,M{number},客 {number},,,,,,{product},{quantity},{price},0,"
        f"{quantity * price},{status}"
    )


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """An order of two lines, a void one, and one that a second import has changed."""
    bring(desk, [line(1, "煎茶", 2, 500), line(1, "茶筒", 1, 1200), line(2, "煎茶", 1, 500)])
    bring(desk, [line(2, "煎茶", 5, 500), line(3, "玉露", 1, 3000, "キャンセル")])
    return desk


def test_the_lines_of_the_sample(sample: Desk) -> None:
    data = load(sample)
    assert in_memory(data) == by_sql(sample)
    assert len(data.lines) > len(data.orders) > 0


def test_sums_by_product(sample: Desk) -> None:
    data = load(sample)
    lines = data.lines
    void, names = data.orders.void[lines.order], [each.name for each in lines.products]
    found = []
    for place, name in sorted(enumerate(names), key=lambda each: each[1]):
        for is_void in (False, True):
            mine = (lines.product == place) & (void == is_void)
            if mine.any():
                sums = int(lines.quantity[mine].sum()), int(lines.amount[mine].sum())
                found.append((name, int(is_void), *sums))
    assert len(set(names)) == len(names)
    assert found == by_sql(sample, SUMS)


def test_quantities_are_thousandths_and_void_orders_have_lines(shop: Desk) -> None:
    data = load(shop)
    assert named(data) == [
        ("煎茶", 2000, 1000),
        ("茶筒", 1000, 1200),
        ("煎茶", 5000, 2500),
        ("玉露", 1000, 3000),
    ]
    assert data.orders.void[data.lines.order].tolist() == [False, False, False, True]
    assert in_memory(data) == by_sql(shop)
    assert set(data.lines.products) == {Product("", name) for name in ("煎茶", "茶筒", "玉露")}


def test_an_import_that_is_reverted_takes_its_lines_along(shop: Desk) -> None:
    before = in_memory(load(shop))
    batch = bring(shop, [line(1, "ほうじ茶", 9, 400), line(4, "ほうじ茶", 1, 400)])
    assert ("ほうじ茶", 9000, 3600) in named(load(shop))
    assert in_memory(load(shop)) == by_sql(shop) != before
    batches.revert_import(shop, batch)
    assert in_memory(load(shop)) == by_sql(shop) == before
    assert Product("", "ほうじ茶") not in load(shop).lines.products


def test_a_discount_on_the_order_is_in_no_line(shop: Desk) -> None:
    typed = TypedOrder(
        day="2026/5/1",
        name="新井　薫",
        phone="03-1234-5678",
        lines=(TypedLine("煎茶", "2", "1080"), TypedLine("茶筒", "", "3300")),
        discount="60",
    )
    hand_orders.enter(shop, typed, "手入力", datetime(2026, 11, 21, 10, 30))  # noqa: DTZ001
    data = load(shop)
    assert in_memory(data) == by_sql(shop)
    mine = data.lines.order == len(data.orders) - 1
    lines = int(data.lines.amount[mine].sum())
    assert int(data.orders.amount[-1]) == lines - 60 > 0


def test_what_a_file_leaves_out_is_not_known(shop: Desk) -> None:
    shop.store.write(
        lambda c: c.execute("UPDATE order_line SET quantity = NULL, amount = NULL WHERE line = 2")
    )
    lines = load(shop).lines
    assert in_memory(load(shop)) == by_sql(shop)
    assert not lines.quantity_known.all()
    assert lines.quantity[~lines.quantity_known].sum() == 0
    assert lines.amount[~lines.amount_known].sum() == 0


def test_the_lines_are_those_of_the_orders_held(shop: Desk) -> None:
    data = cache.order_data(shop)
    before = by_sql(shop)
    bring(shop, [line(1, "ほうじ茶", 9, 400), order(5, "2026/06/01", "M5", "客 5")])
    assert in_memory(data) == before
    assert data.lines is data.lines
    assert in_memory(cache.order_data(shop)) == by_sql(shop) != before


def test_an_empty_desk_has_no_lines(desk: Desk) -> None:
    lines = load(desk).lines
    assert (len(lines), lines.products) == (0, ())
    assert lines.order.dtype == lines.product.dtype == lines.amount.dtype == np.int64


def test_columns_of_one_length() -> None:
    one, two = np.zeros(1, np.int64), np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="length"):
        OrderLines(one, one, two, one, one > 0, one > 0, ())
