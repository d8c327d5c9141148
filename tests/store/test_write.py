"""A write happens whole or not at all, whatever becomes of the disk."""

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection
from crm_desk.store.store import Store
from tests.store.support import dump, integrity, litter, tellable


def _count(store: Store) -> int:
    found = store.read(lambda connection: connection.execute("SELECT count(*) FROM answer"))
    return int(found.fetchone()[0])


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, sqlite3.OperationalError])
def test_an_exception_takes_everything_back(error: type[BaseException], closed: Path) -> None:
    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM answer")
        connection.execute("CREATE TABLE more (x INTEGER) STRICT")
        raise error

    before = dump(closed)
    with Desk(closed) as desk:
        with pytest.raises(error):
            desk.store.write(work)
        assert _count(desk.store) == 99
        assert desk.store.write(lambda connection: not connection.in_transaction) is False
    assert dump(closed) == before


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO nowhere VALUES (1)", "INSERT INTO answer VALUES (1, '1-1', 'x', 1, '', '', '')"],
)
def test_a_statement_that_fails_takes_the_ones_before_it_along(
    statement: str, closed: Path
) -> None:
    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM assessment")
        connection.execute(statement)

    before = dump(closed)
    with Desk(closed) as desk, pytest.raises(sqlite3.Error):
        desk.store.write(work)
    assert dump(closed) == before


def test_a_write_that_ends_its_transaction_itself_is_no_trap(closed: Path) -> None:
    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM answer")
        connection.execute("ROLLBACK")
        raise RuntimeError("gone already")

    before = dump(closed)
    with Desk(closed) as desk, pytest.raises(RuntimeError, match="gone already"):
        desk.store.write(work)
    assert dump(closed) == before


def test_writes_of_many_threads_come_one_after_another(closed: Path) -> None:
    def add(connection: Connection) -> None:
        query = "SELECT value FROM desk_info WHERE name = 'count'"
        row = connection.execute(query).fetchone()
        connection.execute(
            "INSERT OR REPLACE INTO desk_info VALUES ('count', ?)", (str(int(row[0]) + 1),)
        )

    with Desk(closed) as desk:
        desk.store.write(lambda c: c.execute("INSERT INTO desk_info VALUES ('count', '0')"))
        threads = [
            threading.Thread(target=lambda: [desk.store.write(add) for _ in range(25)])
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        query = "SELECT value FROM desk_info WHERE name = 'count'"
        assert desk.store.read(lambda c: c.execute(query).fetchone()) == ("100",)


def _no_room(connection: Connection) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def _room(connection: Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1073741823")


LONG = "長い文章。" * 9000

ACTIONS: dict[str, Callable[[Desk], object]] = {
    "note": lambda desk: assessments.write_note(desk, 1, "1-1", LONG),
    "evidence": lambda desk: assessments.write_evidence(desk, 2, "6-4", LONG),
    "start": lambda desk: assessments.start(desk, date(2026, 11, 21), LONG),
    "name": lambda desk: desk.rename_shop(LONG),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_full_disk_loses_nothing_and_the_same_write_works_once_there_is_room(
    action: str, closed: Path, tmp_path: Path
) -> None:
    act = ACTIONS[action]
    with Desk(closed) as desk:
        assessments.write_note(desk, 1, "1-2", "前からある")
        desk.save_copy(tmp_path / "before.crmdesk")
        desk.store.write(_no_room)
        for _ in range(2):
            with pytest.raises(ReportableError) as caught:
                act(desk)
            assert caught.value.key == "disk_full"
            tellable(caught.value)
        desk.save_copy(tmp_path / "after.crmdesk")
        assert dump(tmp_path / "after.crmdesk") == dump(tmp_path / "before.crmdesk")
        # What failed can't be undone, what was done before it can.
        assert desk.history.undoable is not None
        assert desk.history.undoable.label == ("note", {"item": "1-2"})
        desk.store.write(_room)
        act(desk)
        assert desk.history.undoable.label != ("note", {"item": "1-2"})
    assert LONG.strip()[:99] in dump(closed)
    assert integrity(closed) == "ok"


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes."""
    if sys.platform == "win32":
        pytest.skip("there is no such limit")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_disk_that_takes_no_more_loses_nothing(action: str, closed: Path) -> None:
    act = ACTIONS[action]
    with Desk(closed) as desk:
        assessments.write_note(desk, 1, "1-2", "前からある")
        with files_at_most(Path(f"{closed}-wal").stat().st_size + 6000):
            for _ in range(2):
                with pytest.raises(ReportableError) as caught:
                    act(desk)
                # SQLite takes only ENOSPC for a full disk; a limit says EFBIG.
                assert caught.value.key in {"disk_full", "disk_failed"}
            found = assessments.find(desk, 1)
            assert found is not None
            assert found.answer("1-2").note == "前からある"
        act(desk)
    assert LONG.strip()[:99] in dump(closed)
    assert integrity(closed) == "ok"
    assert not litter(closed)
