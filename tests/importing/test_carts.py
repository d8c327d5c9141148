"""Every cart's file, from bytes to orders in a desk, against what is true of it."""

from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk.analysis import orders
from crm_desk.desk.analysis.from_files import Request, analyze
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.layout import FileKind
from crm_desk.importing.presets import preset_by_id
from crm_desk.importing.table import ReadOptions
from tests.importing.carts import CARTS

ORDER_CARTS = [n for n, c in CARTS.items() if preset_by_id(c.preset_id).kind is FileKind.ORDERS]
CUSTOMER_CARTS = sorted(set(CARTS) - set(ORDER_CARTS))


def job(folder: Path, name: str) -> FileJob:
    cart = CARTS[name]
    path = folder / cart.file_name
    path.write_bytes(cart.content)
    options, layout = layout_of(path, ReadOptions(), "", {})
    assert layout.preset.id == cart.preset_id
    return FileJob(path, options, layout)


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "Shop")
    return Desk(path)


@pytest.mark.parametrize("name", ORDER_CARTS)
def test_orders_of_a_cart(name: str, tmp_path: Path, empty: Desk) -> None:
    truth = CARTS[name].truth
    with empty as desk:
        outcome = batches.run_in_process(desk, [job(tmp_path, name)], name, Choices())
        loaded = orders.load(desk, "goods")
    taken = outcome.taken
    assert outcome.read == truth["rows"]
    assert taken.skipped == truth["skipped"]
    assert taken.rejected == 0
    assert taken.new_orders == truth["orders"]
    valid = ~loaded.orders.void
    assert int((~valid).sum()) == len(truth["void_orders"])
    days = {date.fromordinal(int(day)).isoformat() for day in loaded.orders.day[valid]}
    assert days == {truth["days"][number] for number in truth["amounts"]}
    assert sorted(loaded.orders.amount[valid].tolist()) == sorted(truth["amounts"].values())
    assert int(loaded.orders.amount[valid].sum()) == truth["sales"]
    assert int((valid & (loaded.orders.amount > 0)).sum()) == truth["purchases"]
    bought = valid & (loaded.orders.amount > 0) & (loaded.orders.customer >= 0)
    buyers = set(loaded.orders.customer[bought].tolist())
    assert len(buyers) == truth["buyers"]
    if "unidentified" in truth:
        nobody = valid & (loaded.orders.amount > 0) & (loaded.orders.customer < 0)
        assert int(nobody.sum()) == truth["unidentified"]
    assert set(truth["names"]) == {loaded.people[at][1] for at in buyers} - {""}


@pytest.mark.parametrize("name", CUSTOMER_CARTS)
def test_people_of_a_cart(name: str, tmp_path: Path, empty: Desk) -> None:
    truth = CARTS[name].truth
    with empty as desk:
        outcome = batches.run_in_process(desk, [job(tmp_path, name)], name, Choices())
        loaded = orders.load(desk, "goods")
        again = batches.run_in_process(desk, [job(tmp_path, name)], name, Choices())
    assert outcome.read == truth["rows"]
    assert outcome.taken.new_customers == truth["customers"]
    assert {person[1] for person in loaded.people} == set(truth["names"])
    assert again.taken.batch_id is None
    assert again.taken.unchanged == outcome.taken.accepted


@pytest.mark.parametrize("name", ORDER_CARTS)
def test_a_second_time_nothing_changes(name: str, tmp_path: Path, empty: Desk) -> None:
    with empty as desk:
        first = batches.run_in_process(desk, [job(tmp_path, name)], name, Choices())
        again = batches.run_in_process(desk, [job(tmp_path, name)], name, Choices())
    assert again.taken.batch_id is None
    assert again.taken.unchanged == first.taken.accepted
    assert again.taken.new_orders == again.taken.changed_orders == 0


@pytest.mark.parametrize("name", ["base", "rakuten"])
def test_the_command_gives_the_same(name: str, tmp_path: Path) -> None:
    cart = CARTS[name]
    path = tmp_path / cart.file_name
    path.write_bytes(cart.content)
    answer = analyze(Request(files=[path]))
    assert answer.look.analysis.figures.orders.sales == cart.truth["sales"]
    assert answer.preset == cart.preset_id
