"""A copy lies on the disk, whole and counted, before anybody is told that it is there."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.desk.settings import Settings
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, copying, restoring
from crm_desk.store.connection import Connection, connect_reader
from tests.sample_desk import sample_copy
from tests.store.support import listing

MOMENT = datetime(2026, 11, 28, 9)  # noqa: DTZ001 - local time
Events = list[tuple[str, int]]
"""What was asked of the disk, and of which file, by its number."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not flushed there")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Events:
    found: Events = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(descriptor: int) -> None:
        found.append(("flush", os.fstat(descriptor).st_ino))
        sync(descriptor)

    def noted_replace(path: Path, target: Path) -> Path:
        found.append(("name", path.stat().st_ino))
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    return found


def lies_on_the_disk(path: Path, events: Events) -> bool:
    """The file was flushed before it got its name, and its folder after that."""
    file, folder = path.stat().st_ino, path.parent.stat().st_ino
    named = events.index(("name", file))
    return ("flush", file) in events[:named] and ("flush", folder) in events[named:]


def copied(desk: Path, target: Path) -> Path:
    with closing(connect_reader(desk)) as connection:
        copying.write_copy(connection, target)
    return target


def test_a_copy_is_flushed_before_it_has_its_name(
    closed: Path, tmp_path: Path, events: Events
) -> None:
    assert lies_on_the_disk(copied(closed, tmp_path / "copy.crmdesk"), events)


def test_a_copy_of_files_that_can_only_be_read_is_flushed(
    closed: Path, tmp_path: Path, events: Events
) -> None:
    target = tmp_path / "place" / "copy.crmdesk"
    copying.copy_files(closed, target)
    assert lies_on_the_disk(target, events)


def test_a_backup_and_its_checksum_are_flushed(closed: Path, events: Events) -> None:
    with closing(connect_reader(closed)) as connection:
        made = backup.make_backup(connection, closed, MOMENT)
    assert lies_on_the_disk(made, events)
    checksum = ("flush", made.with_suffix(".sha256").stat().st_ino)
    assert checksum in events
    assert events[-1] == ("flush", made.parent.stat().st_ino)


def test_a_desk_that_is_restored_is_flushed(closed: Path, events: Events) -> None:
    with closing(connect_reader(closed)) as connection:
        made = backup.make_backup(connection, closed, MOMENT)
    events.clear()
    restoring.restore(made, closed, MOMENT)
    assert lies_on_the_disk(closed, events)


def test_settings_are_flushed_before_they_have_their_name(tmp_path: Path, events: Events) -> None:
    path = tmp_path / "settings.json"
    Settings(path).put("scale", 125)
    assert lies_on_the_disk(path, events)


def test_settings_that_can_not_be_read_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\0\0\0")
    settings = Settings(path)
    settings.put("scale", 125)
    assert settings.set_aside is not None
    assert settings.set_aside.read_bytes() == b"\0\0\0"
    assert Settings(path).get("scale") == 125


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET choice = 9 WHERE choice = 1",
        "UPDATE customer SET consent = 'perhaps'",
        "UPDATE shop_order SET current = 7",
    ],
)
def test_a_desk_that_fails_its_check_is_not_copied(
    damage: str, closed: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(damage)
        connection.commit()
    target = tmp_path / "place" / "copy.crmdesk"
    target.parent.mkdir()
    with pytest.raises(ReportableError, match="backup_failed"):
        copied(closed, target)
    assert listing(target.parent) == set()


class Forgetful:
    """A connection whose copies lack rows."""

    def __init__(self, connection: Connection, loss: str) -> None:
        self._connection, self._loss = connection, loss

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def backup(self, target: Connection, **settings: Any) -> None:
        self._connection.backup(target, **settings)
        target.execute(self._loss)


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM answer",
        "DELETE FROM product WHERE id = (SELECT max(id) FROM product)",
        "DROP TABLE consent",
    ],
)
def test_a_copy_that_lacks_rows_is_none(loss: str, closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "place" / "copy.crmdesk"
    target.parent.mkdir()
    target.write_bytes(b"an older copy")
    with (
        closing(connect_reader(closed)) as connection,
        pytest.raises(ReportableError, match="backup_failed"),
    ):
        copying.write_copy(Forgetful(connection, loss), target)  # type: ignore[arg-type]
    assert listing(target.parent) == {target.name}
    assert target.read_bytes() == b"an older copy"


def test_a_copy_that_another_log_mixes_with_is_none(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "place" / "copy.crmdesk"
    target.parent.mkdir()
    foreign = tmp_path / "foreign.crmdesk"
    sample_copy(foreign)
    with Desk(foreign) as desk:
        assessments.start(desk, MOMENT.date())
        shutil.copyfile(f"{foreign}-wal", f"{target}-wal")
    monkeypatch.setattr(copying, "set_aside", lambda _: [])
    with pytest.raises(ReportableError, match="backup_failed"):
        copied(closed, target)
    assert not target.exists()
