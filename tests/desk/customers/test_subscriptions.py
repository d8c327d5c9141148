"""Products that sound like subscriptions: asked about once, their orders follow."""

from datetime import date
from pathlib import Path

from crm_desk.desk.analysis import orders as figures
from crm_desk.desk.customers import subscriptions
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions

HEAD = "注文番号,注文日,会員番号,商品名,数量,単価\n"
TEA = "定期便 煎茶セット"


def brought_in(desk: Desk, folder: Path, rows: str) -> None:
    path = folder / "orders.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    options, layout = layout_of(path, ReadOptions(), "", {})
    batches.run_in_process(desk, [FileJob(path, options, layout)], "EC", Choices())


def kinds(desk: Desk) -> dict[date, bool]:
    orders = figures.load(desk, "goods").orders
    days = [date.fromordinal(int(day)) for day in orders.day]
    return dict(zip(days, orders.subscription.tolist(), strict=True))


def test_the_shop_is_asked_once_and_orders_follow(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path, f"1,2026-01-05,7,{TEA},1,3000\n2,2026-02-05,7,ほうじ茶,1,800\n")
    (product,) = subscriptions.proposed(desk)
    assert product.name == TEA
    january, february = date(2026, 1, 5), date(2026, 2, 5)
    assert kinds(desk) == {january: False, february: False}
    subscriptions.decide(desk, (product,), subscription=True)
    assert kinds(desk) == {january: True, february: False}
    assert not subscriptions.proposed(desk)
    brought_in(desk, tmp_path, f"3,2026-03-05,7,{TEA},1,3000\n")
    assert kinds(desk)[date(2026, 3, 5)] is True


def test_it_can_be_undone(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path, f"1,2026-01-05,7,{TEA},1,3000\n")
    products = subscriptions.proposed(desk)
    subscriptions.decide(desk, products, subscription=True)
    desk.undo()
    assert kinds(desk) == {date(2026, 1, 5): False}
    assert subscriptions.proposed(desk) == products
    desk.redo()
    assert kinds(desk) == {date(2026, 1, 5): True}


def test_a_no_is_kept_too(desk: Desk, tmp_path: Path) -> None:
    brought_in(desk, tmp_path, f"1,2026-01-05,7,{TEA},1,3000\n")
    subscriptions.decide(desk, subscriptions.proposed(desk), subscription=False)
    assert not subscriptions.proposed(desk)
    assert kinds(desk) == {date(2026, 1, 5): False}
