"""A long write goes on: everybody else gets a sentence at once instead of waiting for it."""

import statistics
import threading
import time
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from tests.faults.finding import Finding

LONGEST_S = 0.1
"""A click that may be held so long (data-safety.md); a busy computer is given five times that."""
TIMES = 5


def long_writes(folder: Path, count: int) -> Finding:
    """Short writes while a long one holds the desk."""
    path = folder / "shop.crmdesk"
    create_desk(path, "店")
    begun, go_on = threading.Event(), threading.Event()
    held: list[float] = []
    told = 0

    def long_work(connection: Connection) -> None:
        desk_info.put(connection, "long", "1")
        begun.set()
        assert go_on.wait(60)

    with Desk(path) as desk:
        thread = threading.Thread(target=lambda: desk.store.write_from(long_work, lambda: False))
        thread.start()
        assert begun.wait(60)
        for _ in range(count):
            started = time.perf_counter()
            try:
                desk.rename_shop("短い")
            except ReportableError as error:
                told += error.key == "desk_saving"
            held.append(time.perf_counter() - started)
        go_on.set()
        thread.join()
        kept = desk.store.read(lambda c: desk_info.get(c, "long")) == "1"
        desk.rename_shop("後で")
        after = desk.shop_name == "後で"
    slowest, usual = max(held), statistics.median(held)
    found = f"{told} told at once, usually {usual * 1000:.1f} ms, at most {slowest * 1000:.1f} ms"
    ok = told == count and kept and after and slowest < TIMES * LONGEST_S
    return Finding("short writes beside a long one", count, found, ok)
