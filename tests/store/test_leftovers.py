"""A name is cleared before a desk gets it; a file has one lock whatever it is called."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.desk import app_paths
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store.store import Store
from tests.store.support import digest, integrity

LEFT = ("-wal", "-shm", "-journal")


def _leave(path: Path, shop: Path) -> None:
    """What lies beside a desk whose program was killed, under a name that has become free."""
    work = path.with_name("work.sqlite")
    shutil.copyfile(shop, work)
    with closing(sqlite3.connect(work)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE desk_info SET value = 'よその店' WHERE name = 'shop_name'")
        connection.commit()
        for suffix in ("-wal", "-shm"):
            shutil.copyfile(f"{work}{suffix}", f"{path}{suffix}")
    work.unlink()


def _make_new(path: Path, _: Path) -> None:
    create_desk(path, "新しい店")


def _save_copy(path: Path, shop: Path) -> None:
    with Desk(shop) as desk:
        desk.save_copy(path)


def _move_here(path: Path, shop: Path) -> None:
    from crm_desk.store.copying import copy_files

    copy_files(shop, path)


@pytest.mark.parametrize("name_it", [_make_new, _save_copy, _move_here])
def test_what_another_desk_left_beside_a_name_is_not_read(
    name_it: Callable[[Path, Path], None], closed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    path = folder / "shop.crmdesk"
    _leave(path, closed)
    logs = {suffix: digest(path.with_name(path.name + suffix)) for suffix in ("-wal", "-shm")}
    name_it(path, closed)
    assert integrity(path) == "ok"
    with Desk(path) as desk:
        assert desk.shop_name != "よその店"
        expected = 0 if name_it is _make_new else 3
        assert len(assessments.assessments(desk)) == expected
    # Nothing is deleted: who knows what the log is good for.
    kept = {suffix: digest(path.with_name(f"{path.name}{suffix}.old")) for suffix in logs}
    assert kept == logs


def test_names_set_aside_twice_are_both_kept(tmp_path: Path) -> None:
    from crm_desk.store.leftovers import set_aside

    path = tmp_path / "shop.crmdesk"
    for content in (b"one", b"two", b"three"):
        path.with_name(f"{path.name}-journal").write_bytes(content)
        set_aside(path)
    kept = sorted(one.read_bytes() for one in tmp_path.iterdir())
    assert kept == [b"one", b"three", b"two"]


def test_a_new_desk_is_in_its_log_before_it_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "店")
    # Bytes 18 and 19 of the header: 2 is the write-ahead log.
    assert path.read_bytes()[18:20] == b"\x02\x02"
    with Desk(path) as desk:
        desk.save_copy(tmp_path / "copy.crmdesk")
    assert (tmp_path / "copy.crmdesk").read_bytes()[18:20] == b"\x02\x02"
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(LEFT)]


def _cut_off(path: Path) -> None:
    """As a kill leaves it in the middle of a write of a desk that has no log yet."""
    work = path.with_name("work.sqlite")
    shutil.copyfile(path, work)
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE answer SET note = printf('%.900c', 'x')")
        connection.execute("DELETE FROM assessment")
        shutil.copyfile(work, path)
        shutil.copyfile(f"{work}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    work.unlink()


def test_a_half_done_write_is_taken_back_and_told(closed: Path) -> None:
    _cut_off(closed)
    store = Store(closed)
    assert store.was_recovered
    store.close()
    with Desk(closed) as desk:
        assert not desk.store.was_recovered
        assert [one.answer("1-1").note for one in assessments.assessments(desk)].count("x") == 0
        assert len(assessments.assessments(desk)) == 3


def test_a_half_done_write_where_nothing_can_be_written_is_taken_back_in_a_copy(
    closed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _cut_off(closed)
    before = digest(closed)
    monkeypatch.setenv(app_paths.HOME_VARIABLE, str(tmp_path / "home"))
    copy = app_paths.copy_to_default_place(closed)
    assert digest(closed) == before
    with Desk(copy) as desk:
        assert len(assessments.assessments(desk)) == 3


@pytest.mark.parametrize("folder", ["", "elsewhere"])
def test_a_second_hard_link_is_the_same_desk(folder: str, closed: Path, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    link = tmp_path / folder / "link.crmdesk"
    os.link(closed, link)
    with Desk(closed), pytest.raises(ReportableError) as caught:
        Desk(link)
    assert caught.value.key == "desk_in_use"
    Desk(link).close()


def test_a_link_that_is_made_while_the_desk_is_open_is_the_same_desk(
    closed: Path, tmp_path: Path
) -> None:
    with Desk(closed):
        os.link(closed, tmp_path / "link.crmdesk")
        with pytest.raises(ReportableError) as caught:
            Desk(tmp_path / "link.crmdesk")
    assert caught.value.key == "desk_in_use"
