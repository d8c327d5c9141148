"""What is taken back is gone from every file, while the desk is open and afterwards."""

from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection
from tests.desk.customers.people import bring, order

NAME, OTHER = "逢坂喜代乃", "佐藤茂"


def files_with(name: str, folder: Path) -> list[str]:
    return sorted(
        p.name for p in folder.rglob("*") if p.is_file() and name.encode() in p.read_bytes()
    )


@pytest.fixture
def batch(desk: Desk) -> int:
    """The import of one person, after that of another."""
    bring(desk, [order("B1", "2026/01/05", "S-1", OTHER)])
    made = bring(desk, [order("A1", "2026/02/05", "K-1", NAME)], "別の店")
    for given in desk.path.parent.glob("*.csv"):
        given.unlink()
    return made


def test_names_that_are_taken_back_are_in_no_file(desk: Desk, batch: int) -> None:
    folder = desk.path.parent
    assert files_with(NAME, folder)
    batches.revert_import(desk, batch)
    assert files_with(NAME, folder) == []
    assert files_with(OTHER, folder) == [desk.path.name]
    desk.close()
    assert files_with(NAME, folder) == []


def test_whoever_reads_meanwhile_keeps_nothing_from_being_taken_back(
    desk: Desk, batch: int
) -> None:
    def read_on(connection: Connection) -> None:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM customer").fetchone()
        batches.revert_import(desk, batch)
        connection.execute("COMMIT")

    desk.store.read_in_worker(read_on)
    assert [one.id for one in batches.batches(desk)] == [batch - 1]
    # At the latest it is gone with the log.
    desk.close()
    assert files_with(NAME, desk.path.parent) == []


def test_a_disk_that_fails_then_has_taken_it_back_all_the_same(
    desk: Desk, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise ReportableError("disk_full")

    monkeypatch.setattr(desk.store, "empty_log", full)
    batches.revert_import(desk, batch)
    assert [one.id for one in batches.batches(desk)] == [batch - 1]
