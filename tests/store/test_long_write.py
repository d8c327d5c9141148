"""While a long write goes on, others are told so at once instead of waiting."""

import threading
from pathlib import Path

import pytest

from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.lane import Lane
from crm_desk.store.store import Store, create_file


def test_a_short_write_does_not_wait_for_a_long_one(tmp_path: Path) -> None:
    path = tmp_path / "s.crmdesk"
    create_file(path)
    begun, go_on = threading.Event(), threading.Event()

    def long_work(connection: Connection) -> None:
        desk_info.put(connection, "shop_name", "long")
        begun.set()
        assert go_on.wait(20)

    with Store(path) as store:
        thread = threading.Thread(target=lambda: store.write_from(long_work, lambda: False))
        thread.start()
        assert begun.wait(20)
        with pytest.raises(ReportableError) as refused:
            store.write(lambda connection: desk_info.put(connection, "shop_name", "short"))
        assert refused.value.key == "desk_saving"
        assert store.read(lambda connection: desk_info.get(connection, "shop_name")) == ""
        go_on.set()
        thread.join()
        assert store.read(lambda connection: desk_info.get(connection, "shop_name")) == "long"
        store.write(lambda connection: desk_info.put(connection, "shop_name", "short"))
        assert store.read(lambda connection: desk_info.get(connection, "shop_name")) == "short"


def test_what_can_wait_waits_for_a_long_write(tmp_path: Path) -> None:
    path = tmp_path / "s.crmdesk"
    create_file(path)
    begun, go_on = threading.Event(), threading.Event()

    def long_work(connection: Connection) -> None:
        desk_info.put(connection, "shop_name", "long")
        begun.set()
        assert go_on.wait(20)

    def put(connection: Connection) -> None:
        desk_info.put(connection, "shop_name", "patient")

    with Store(path) as store:
        long_one = threading.Thread(target=lambda: store.write_from(long_work, lambda: False))
        long_one.start()
        assert begun.wait(20)
        with pytest.raises(InterruptedError):
            store.write_patiently(put, lambda: True)
        patient = threading.Thread(target=lambda: store.write_patiently(put))
        patient.start()
        go_on.set()
        patient.join()
        long_one.join()
        assert store.read(lambda connection: desk_info.get(connection, "shop_name")) == "patient"


def test_nobody_waits_for_a_lane_that_ends_meanwhile() -> None:
    for _ in range(200):
        lane = Lane("short-lived")
        ended: list[object] = []

        def ask(lane: Lane = lane, ended: list[object] = ended) -> None:
            try:
                while True:
                    lane.run(lambda: None)
            except RuntimeError as error:
                ended.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        lane.stop()
        asking.join(20)
        assert ended
