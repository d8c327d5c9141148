"""A desk moved out of a synchronised folder, cut off at every step: one shop, nothing lost."""

import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk import app_paths, moving, resources
from crm_desk.desk.backups import going_back, keeping
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store.backup import backup_folder
from crm_desk.store.lock import DeskLock
from tests.store.support import dump

TEXTS = resources.texts("ja")
NAME = "みずほ茶舗"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Dropbox" / "shop.crmdesk"
    path.parent.mkdir()
    create_desk(path, NAME)
    return path.resolve()


def new_place() -> Path:
    return (app_paths.data_folder() / "shop.crmdesk").resolve()


def opened(path: Path) -> list[str]:
    """Open a desk as a start does; what is said."""
    with Desk(path) as desk:
        return moving.settle_move(desk, TEXTS)


def move(old: Path) -> Path:
    with Desk(old) as desk:
        return moving.copy_to_safe_place(desk)


def desks(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob("*.crmdesk"))


def test_a_move_leaves_one_desk_and_the_former_file_under_another_name(old: Path) -> None:
    before = dump(old)
    new = move(old)
    [said] = opened(new)
    assert "shop.crmdesk.moved" in said
    assert desks(old.parent, new.parent) == [new]
    assert opened(new) == []
    assert dump(new) == before
    shutil.copyfile(old.with_name("shop.crmdesk.moved"), old)
    with Desk(old) as desk:
        assert desk.shop_name == NAME


def test_what_lies_beside_the_former_file_goes_along(old: Path) -> None:
    new = move(old)
    log = old.with_name("shop.crmdesk-journal")
    log.write_bytes(b"")
    opened(new)
    assert not log.exists()
    assert old.with_name("shop.crmdesk.moved-journal").exists()


def test_former_files_get_free_names(old: Path) -> None:
    old.with_name("shop.crmdesk.moved").write_bytes(b"earlier")
    opened(move(old))
    assert old.with_name("shop.crmdesk.moved").read_bytes() == b"earlier"
    assert old.with_name("shop.crmdesk.moved-2").exists()


STEPS = """
import os, signal, sys
from pathlib import Path
from crm_desk.desk import moving, resources
from crm_desk.desk.desk import Desk
from crm_desk.store import copying, store as stores

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

step, old = sys.argv[1], Path(sys.argv[2])
if step == "noted":
    stores.write_copy = die
if step == "copied":
    copying.publish_copy = die
with Desk(old) as desk:
    new = moving.copy_to_safe_place(desk)
if step == "named":
    die()
desk = Desk(new)
if step == "opened":
    die()
if step == "arrived":
    moving._set_aside = die
if step == "renamed":
    rename = Path.rename
    Path.rename = lambda *given: (rename(*given), die())
if step == "kept":
    forget = moving._forget
    moving._forget = lambda desk, name: die() if name == "moved_from" else forget(desk, name)
moving.settle_move(desk, resources.texts("ja"))
"""
# Which of the two the program opens by itself: the one that was opened last.
OLD_IS_LAST = ("noted", "copied", "named")
NEW_IS_LAST = ("opened", "arrived", "renamed", "kept")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("first", ["the last one", "the other one"])
@pytest.mark.parametrize("step", [*OLD_IS_LAST, *NEW_IS_LAST])
def test_killed_at_any_step_there_is_one_shop_and_the_other_file_says_so(
    step: str, first: str, old: Path
) -> None:
    before = dump(old)
    ended = subprocess.run([sys.executable, "-c", STEPS, step, str(old)], check=False)
    assert ended.returncode == -signal.SIGKILL
    new = new_place()
    last, other = (old, new) if step in OLD_IS_LAST else (new, old)
    begun = last if first == "the last one" else other
    said = opened(begun) if begun.exists() else []
    left = desks(old.parent, new.parent)
    if len(left) == 2:
        # Only where the former one is opened though the shop goes on in the new one.
        assert (step, first) in {("arrived", "the other one")}
        assert new.name in said[0]
        opened(new)
        left = desks(old.parent, new.parent)
    [shop] = left
    assert opened(shop) == []
    assert dump(shop) == before


def test_work_in_the_former_file_after_a_cut_is_not_taken_for_the_copys(old: Path) -> None:
    new = move(old)
    kept = new.with_name("kept.crmdesk")
    shutil.copyfile(new, kept)
    [said] = opened(old)
    assert "途中で止まりました" in said
    assert not new.exists()
    with Desk(old) as desk:
        desk.rename_shop("その後の名前")
    # The copy comes back under its name, by whatever hand.
    shutil.copyfile(kept, new)
    [said] = opened(new)
    assert "写しです" in said
    assert old.exists()
    with Desk(old) as desk:
        assert desk.shop_name == "その後の名前"


def test_a_former_file_that_can_not_be_renamed_says_where_the_shop_went(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError

    new = move(old)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", refuse)
        [said] = opened(new)
        assert "もう使わないで" in said
    [said] = opened(old)
    assert "続きはそちら" in said
    [said] = opened(new)
    assert not old.exists()
    assert ".moved" in said


def test_a_former_file_that_is_open_elsewhere_stays_until_it_is_closed(old: Path) -> None:
    new = move(old)
    lock = DeskLock(old)
    lock.acquire()
    [said] = opened(new)
    assert "もう使わないで" in said
    assert old.exists()
    lock.release()
    opened(new)
    assert not old.exists()


def test_without_room_the_desk_stays_where_it_is(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> list[Path]:
        raise ReportableError("disk_full")

    before = dump(old)
    with Desk(old) as desk:
        with monkeypatch.context() as broken:
            broken.setattr(type(desk.store), "save_copy", refuse)
            with pytest.raises(ReportableError, match="disk_full"):
                moving.copy_to_safe_place(desk)
        assert moving.settle_move(desk, TEXTS) == []
    assert dump(old) == before
    assert desks(app_paths.data_folder()) == []


def test_a_former_file_on_a_stick_that_is_away_is_no_matter(old: Path) -> None:
    new = move(old)
    old.parent.rename(old.parent.with_name("away"))
    assert opened(new) == []
    assert opened(new) == []


def test_a_desk_that_was_never_moved_says_nothing(old: Path) -> None:
    assert opened(old) == []


def test_backups_stay_where_the_desk_was_and_are_still_used(old: Path) -> None:
    now = datetime(2026, 11, 21, 9)  # noqa: DTZ001
    with Desk(old) as desk:
        keeping.note_opening(desk, now)
        made = keeping.back_up(desk, BackupCause.BY_HAND, now)
        desk.rename_shop("新しい名前")
    new = move(old)
    said = opened(new)
    assert str(made.parent) in said[1]
    with Desk(new) as desk:
        assert [one.path for one in keeping.backups(desk)] == [made]
        # Those that are made from now on have numbers of their own, beside the desk.
        assert keeping.newest(desk) is None
        keeping.back_up(desk, BackupCause.BY_HAND, now)
        assert [one.path.parent for one in keeping.backups(desk)] == [
            backup_folder(new),
            made.parent,
        ]
    going_back.go_back(made, new, now)
    with Desk(new) as desk:
        assert desk.shop_name == NAME
        assert made in [one.path for one in keeping.backups(desk)]
        shutil.rmtree(made.parent)
        assert keeping.former_folders(desk) == []


def test_a_desk_without_backups_says_nothing_of_them(old: Path) -> None:
    assert len(opened(move(old))) == 1
