"""While a long write goes on, others are told so at once instead of waiting."""

import threading
from pathlib import Path

import pytest

from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
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
