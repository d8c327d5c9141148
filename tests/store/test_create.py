"""Making a desk: private, whole or not at all."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.store import backup
from crm_desk.store.connection import Connection, connect_reader
from crm_desk.store.store import create_file
from tests.store.support import dump, integrity, listing, litter, refusal, use, without_rights

PRIVATE = 0o600
MOMENT = datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001


@pytest.fixture
def careless_umask() -> Iterator[None]:
    """The shell lets everybody read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def _modes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mode & 0o777
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder's rights say who may read")
def test_every_file_of_a_desk_is_its_owners_alone(tmp_path: Path, careless_umask: None) -> None:
    folder = tmp_path / "new"
    path = folder / "shop.crmdesk"
    create_desk(path, "店")
    assert folder.stat().st_mode & 0o777 == 0o700
    with Desk(path) as desk:
        desk.rename_shop("別の店")
        desk.save_copy(folder / "copy.crmdesk")
        with closing(connect_reader(path)) as connection:
            made = backup.make_backup(connection, path, MOMENT)
        found = _modes(folder)
    backups = made.parent.name
    assert set(found) >= {
        *(f"shop.crmdesk{suffix}" for suffix in ("", "-wal", "-shm", ".lock", ".holder")),
        "copy.crmdesk",
        f"{backups}/{made.name}",
        f"{backups}/{made.stem}.sha256",
    }
    assert set(found.values()) == {PRIVATE}, found
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert set(_modes(folder).values()) == {PRIVATE}


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder's rights say who may read")
def test_a_desk_is_private_while_it_is_being_made(tmp_path: Path, careless_umask: None) -> None:
    seen: dict[str, int] = {}

    def look(_: Connection) -> None:
        seen.update(_modes(tmp_path))

    create_file(tmp_path / "shop.crmdesk", look)
    assert seen
    assert set(seen.values()) == {PRIVATE}


@pytest.mark.parametrize(
    "name",
    ["みずほ茶舗", "a b", "100%25#?&=x", 'it\'s "q"', "dots.v1.2", "𠮷野家", "-wal", "--", "x;y"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="some of these names are none there")
def test_a_desk_may_have_any_name(name: str, tmp_path: Path) -> None:

    path = tmp_path / name / f"{name}.crmdesk"
    create_desk(path, name)
    with Desk(path) as desk:
        assert desk.shop_name == name
        desk.save_copy(path.with_name("copy.crmdesk"))
        with closing(connect_reader(path)) as connection:
            made = backup.make_backup(connection, path, MOMENT)
    assert backup.is_intact(made)
    assert dump(path) == dump(path.with_name("copy.crmdesk")) == dump(made)
    use(path)


@pytest.mark.parametrize("content", [b"", b"letters"])
def test_an_existing_file_is_never_replaced(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    path.write_bytes(content)
    assert refusal(lambda: create_desk(path, "店"), path) == "file_exists"
    assert listing(tmp_path) <= {path.name, "home"}


def test_an_existing_desk_is_never_replaced(closed: Path) -> None:
    assert refusal(lambda: create_desk(closed, "店"), closed) == "file_exists"


def test_a_folder_that_can_not_be_written(reachable: Path) -> None:
    reachable.chmod(0o500)
    with without_rights(reachable):
        key = refusal(lambda: create_desk(reachable / "shop.crmdesk", "店"))
        assert key == "folder_read_only"
        key = refusal(lambda: create_desk(reachable / "deeper" / "shop.crmdesk", "店"))
        assert key == "folder_read_only"
    assert not listing(reachable)


def test_a_folder_that_can_not_be_entered(reachable: Path) -> None:

    folder = reachable / "shut"
    folder.mkdir()
    folder.chmod(0)
    with without_rights(folder):
        assert refusal(lambda: create_desk(folder / "shop.crmdesk", "店")) == "folder_read_only"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:

    (tmp_path / "file").write_text("no folder", encoding="ascii")
    path = tmp_path / "file" / "shop.crmdesk"
    assert refusal(lambda: create_desk(path, "店")) == "folder_read_only"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desks"

    def fail(connection: Connection) -> None:
        connection.execute("INSERT INTO desk_info VALUES ('shop_name', '店')")
        assert listing(folder)
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        create_file(folder / "shop.crmdesk", fail)
    assert not listing(folder)
    create_desk(folder / "shop.crmdesk", "店")
    assert listing(folder) == {"shop.crmdesk"}


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desks"

    def fill(connection: Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute("INSERT INTO desk_info VALUES ('shop_name', ?)", ("店" * 9999,))

    assert refusal(lambda: create_file(folder / "shop.crmdesk", fill)) == "disk_full"
    assert not listing(folder)


def test_what_a_killed_creation_left_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "desks" / "shop.crmdesk"
    path.parent.mkdir()
    for suffix in ("", "-wal", "-shm", "-journal"):
        # No process has this number: Linux and macOS stop well below it.
        left = path.with_name(f".shop.crmdesk.999999999-0a0b0c0d.part{suffix}")
        left.write_bytes(b"left over")
    create_desk(path, "店")
    assert not litter(path)
    assert integrity(path) == "ok"
    with Desk(path) as desk:
        assert desk.shop_name == "店"
        assert assessments.assessments(desk) == ()


def test_a_new_desk_can_be_carried_off_as_one_file(tmp_path: Path) -> None:
    path = tmp_path / "desks" / "shop.crmdesk"
    create_desk(path, "店")
    moved = tmp_path / "stick" / "shop.crmdesk"
    moved.parent.mkdir()
    shutil.copyfile(path, moved)
    with Desk(moved) as desk:
        assert desk.shop_name == "店"
