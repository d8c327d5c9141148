"""Orders and looks are kept as long as they are true, and no longer."""

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desk.desk import desk as desk_module
from crm_desk.desk.analysis import buyers, cache, thresholds
from crm_desk.desk.analysis import look as looks
from crm_desk.desk.analysis.orders import OrderData, load
from crm_desk.desk.assessment import assessments
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.figures import AnalysisSettings, KindFilter
from tests.desk.analysis.test_look import is_current, look_of, shop_rows, view_of
from tests.desk.customers.people import bring
from tests.desk.making import DAY, new_desk

SETTINGS = AnalysisSettings()


def test_what_is_written_makes_it_stale(desk: Desk) -> None:
    bring(desk, shop_rows(5))
    look = look_of(desk)
    assert is_current(desk, look)
    view_of(look)
    assert is_current(desk, look)
    bring(desk, shop_rows(6, seed=2), "別のカート")
    assert not is_current(desk, look)
    look = look_of(desk)
    assert is_current(desk, look)
    assessments.start(desk, DAY)
    desk.undo()
    # Thresholds and answers are no orders.
    thresholds.choose(desk, AnalysisSettings(bands=(10, 20)))
    assert is_current(desk, look)
    people.set_excluded(desk, look.select([]).ids.tolist()[:1], excluded=True)
    assert not is_current(desk, look)
    look = look_of(desk)
    desk.undo()
    assert not is_current(desk, look)


def test_on_another_thread(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    found: list[Any] = []

    def work() -> None:
        look = look_of(desk)
        view = view_of(look)
        ids = look.select([], "last", True).ids[:10].tolist()
        found.extend((look, view, buyers.rows_in_worker(desk, look, ids)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    look, view, rows = found
    assert view.figures == look_of(desk).figures
    assert len(rows) == 10
    assert is_current(desk, look)


def test_what_is_written_while_it_loads_counts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(desk, shop_rows(5))

    def slow(of: Desk) -> OrderData:
        loaded = load(of)
        people.set_excluded(desk, loaded.ids[:1].tolist(), excluded=True)
        return loaded

    with monkeypatch.context() as during:
        during.setattr(cache, "load", slow)
        look = look_of(desk)
    assert not is_current(desk, look)
    assert look_of(desk).figures.buyers == look.figures.buyers - 1


def test_the_same_is_worked_out_once(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    look = look_of(desk)
    assert look_of(desk, AnalysisSettings()) is look
    earlier = look_of(desk, as_of=DAY - timedelta(200))
    others = look_of(desk, AnalysisSettings(kind=KindFilter.SUBSCRIPTION))
    assert look is not earlier is not others
    assert look.data is earlier.data is others.data is cache.order_data(desk)
    assert look_of(desk) is look


def test_whoever_asks_at_the_same_time_gets_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(desk, shop_rows(30))
    loads: list[Desk] = []

    def counted(of: Desk) -> OrderData:
        loads.append(of)
        return load(of)

    monkeypatch.setattr(cache, "load", counted)
    with ThreadPoolExecutor(6) as threads:
        seen = list(threads.map(lambda _: look_of(desk), range(12)))
    assert len({id(look) for look in seen}) == 1
    assert loads == [desk]


def test_few_looks_are_kept(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    first = weakref.ref(look_of(desk))
    second = weakref.ref(look_of(desk, as_of=DAY))
    for days in range(1, cache.MOST_LOOKS):
        look_of(desk, as_of=DAY - timedelta(days))
        assert look_of(desk, as_of=DAY) is second()
    gc.collect()
    assert first() is None


def test_on_another_day_other_orders_lie_ahead(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(desk, shop_rows(30))
    evening = desk_module.clock()
    monkeypatch.setattr(desk_module, "clock", lambda: evening)
    look = look_of(desk)
    assert look_of(desk) is look
    monkeypatch.setattr(desk_module, "clock", lambda: evening + timedelta(days=1))
    assert look_of(desk) is not look
    assert look_of(desk).data is look.data


def test_a_look_stays_what_it_was(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    look = look_of(desk)
    before, ids = view_of(look).figures, look.select([]).ids.tolist()
    bring(desk, shop_rows(60, seed=3), "別のカート")
    assert look_of(desk).figures.buyers > before.buyers
    assert view_of(look).figures == before
    assert look.select([]).ids.tolist() == ids


def test_nothing_is_kept_of_a_desk_that_is_gone(tmp_path: Path) -> None:
    with new_desk(tmp_path / "a.crmdesk") as desk:
        bring(desk, shop_rows(5))
        look = weakref.ref(look_of(desk))
    del desk
    gc.collect()
    assert look() is None


def test_two_dates_are_two_looks(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    data = cache.order_data(desk)
    now, before = (looks.look_at(data, SETTINGS, day) for day in (DAY, DAY - timedelta(90)))
    assert before.figures.as_of == DAY - timedelta(90)
    assert now.figures.as_of == DAY
    assert before.figures.buyers < now.figures.buyers
