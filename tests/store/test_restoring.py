"""Going back to a backup: the whole of it or nothing, and the present file is kept."""

import shutil
import signal
import subprocess
import sys
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, desk_info, erased, restoring
from crm_desk.store.connection import connect_reader
from crm_desk.store.store import Store
from tests.store.states import damage_page
from tests.store.support import ROOT, digest, dump, flip, integrity, refusal

MOMENT = datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001


def _name(desk: Path, shop: str) -> None:
    with Desk(desk) as opened:
        opened.store.write(
            lambda c: desk_info.put(c, desk_info.DESK_ID, desk_info.get(c, "desk_id") or "one")
        )
        opened.rename_shop(shop)


def _shop(desk: Path) -> str:
    with Desk(desk) as opened:
        return opened.shop_name


@pytest.fixture
def made(closed: Path) -> Path:
    """A backup of a desk that has changed since then."""
    _name(closed, "前の名前")
    with closing(connect_reader(closed)) as connection:
        found = backup.make_backup(connection, closed, MOMENT, BackupCause.BY_HAND)
    _name(closed, "今の名前")
    return found


def test_the_desk_is_as_it_was_and_the_present_file_is_kept(closed: Path, made: Path) -> None:
    present, whole = dump(closed), digest(made)
    aside = restoring.restore(made, closed, MOMENT)
    assert aside is not None
    assert aside.parent == closed.parent
    assert dump(closed) == dump(made)
    assert dump(aside) == present
    assert digest(made) == whole
    assert _shop(closed) == "前の名前"
    assert integrity(closed) == "ok"


def test_going_back_is_itself_undone_from_the_list(closed: Path, made: Path) -> None:
    restoring.restore(made, closed, MOMENT)
    newest = backup.backups_in(backup.backup_folder(closed))[0]
    assert newest.mark is not None
    assert newest.mark.cause is BackupCause.RESTORE
    restoring.restore(newest.path, closed, MOMENT)
    assert _shop(closed) == "今の名前"


def test_a_stale_log_beside_the_desk_does_not_mix_in(closed: Path, made: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        closed.with_name(closed.name + suffix).write_bytes(b"stale" * 2000)
    aside = restoring.restore(made, closed, MOMENT)
    assert aside is not None
    assert dump(closed) == dump(made)
    assert _shop(closed) == "前の名前"


def test_a_damaged_desk_is_kept_as_it_is(closed: Path, made: Path) -> None:
    damage_page(closed, "answer")
    before = digest(closed)
    aside = restoring.restore(made, closed, MOMENT)
    assert aside is not None
    assert digest(aside) == before
    assert _shop(closed) == "前の名前"


def test_a_desk_that_is_gone_comes_back(closed: Path, made: Path) -> None:
    closed.unlink()
    assert restoring.restore(made, closed, MOMENT) is None
    assert _shop(closed) == "前の名前"


def test_a_damaged_backup_changes_nothing(closed: Path, made: Path) -> None:
    whole = made.read_bytes()
    for content in (flip(whole, 8 * len(whole) // 2), whole[:-4096], b""):
        made.write_bytes(content)
        assert refusal(lambda: restoring.restore(made, closed, MOMENT), closed) == "backup_damaged"
    made.with_suffix(".sha256").unlink()
    assert refusal(lambda: restoring.restore(made, closed, MOMENT), closed) == "backup_damaged"


def test_another_shops_backup_is_refused(closed: Path, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.crmdesk"
    create_desk(other, "よその店")
    with Desk(other) as desk:
        desk.store.write(lambda c: desk_info.put(c, desk_info.DESK_ID, "two"))
    assert refusal(lambda: restoring.restore(made, other, MOMENT), other) == "backup_other_desk"


def test_a_newer_programs_backup_is_refused(closed: Path, made: Path) -> None:
    from tests.store.states import STATES

    newer = made.with_name("newer.crmdesk")
    STATES["newer"][1](newer, closed)
    newer.with_suffix(".sha256").write_text(f"{digest(newer)}  {newer.name}\n")
    assert refusal(lambda: restoring.restore(newer, closed, MOMENT), closed, newer) == "desk_newer"


def test_two_programs_at_once_do_not_both_restore(closed: Path, made: Path) -> None:
    with Desk(closed) as desk:
        assert refusal(lambda: restoring.restore(made, closed, MOMENT)) == "desk_in_use"
        assert desk.shop_name == "今の名前"


def test_a_stick_that_is_pulled_halfway_changes_nothing(
    closed: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000])
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "copyfile", pulled)
    assert refusal(lambda: restoring.restore(made, closed, MOMENT), closed) == "restore_failed"
    assert not list(closed.parent.glob("*.part*"))


def test_a_full_disk_is_said(closed: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert refusal(lambda: restoring.restore(made, closed, MOMENT), closed) == "disk_full"


MOST_STEPS, APART = 400, 5


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_step_the_desk_is_as_before_or_as_in_the_backup(
    closed: Path, made: Path, tmp_path: Path
) -> None:
    names, code = [], -signal.SIGKILL
    for step in range(0, MOST_STEPS, APART):
        folder = tmp_path / str(step)
        shutil.copytree(closed.parent, folder)
        desk = folder / closed.name
        source = backup.backup_folder(desk) / made.name
        command = [sys.executable, "-m", "tests.store.restoring_child", str(source), str(desk)]
        done = subprocess.run(
            [*command, str(folder), str(step)], cwd=ROOT, check=False, capture_output=True
        )
        code = done.returncode
        names.append(_shop(desk))
        assert integrity(desk) == "ok"
        assert not list(folder.glob("*.part*")), "the next opening sweeps what was left"
        # A second name of the open file would change with it, and so be no copy.
        assert not any(one.samefile(desk) for one in folder.glob("*-before-*.crmdesk"))
        if code == 0:
            break
    assert code == 0
    assert names[0] == "今の名前"
    assert names[-1] == "前の名前"
    # Once it has gone back, it stays so.
    assert names == sorted(names)


def test_looking_into_a_backup_leaves_it_alone(made: Path, tmp_path: Path) -> None:
    before = digest(made)
    copy = restoring.open_copy_of(made, tmp_path)
    with Desk(copy, is_for_looking=True) as desk:
        assert desk.shop_name == "前の名前"
        with pytest.raises(ReportableError) as caught:
            desk.rename_shop("なおす")
        assert caught.value.key == "desk_for_looking"
        assert desk.shop_name == "前の名前"
    assert digest(made) == before
    assert {one.suffix for one in made.parent.iterdir()} == {".crmdesk", ".sha256"}


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_backup_never_becomes_the_working_desk(
    elsewhere: bool, made: Path, tmp_path: Path
) -> None:
    chosen = made
    if elsewhere:
        chosen = tmp_path / "renamed.crmdesk"
        shutil.copyfile(made, chosen)
    assert refusal(lambda: Store(chosen), chosen) == "desk_is_backup"


def test_a_backup_by_an_earlier_program_is_known_by_its_place(closed: Path, made: Path) -> None:
    bare = made.with_name("earlier.crmdesk")
    shutil.copyfile(closed, bare)
    bare.with_suffix(".sha256").write_text(f"{digest(bare)}  {bare.name}\n")
    assert refusal(lambda: Store(bare), bare) == "desk_is_backup"
    with suppress(ReportableError):
        restoring.restore(bare, closed, MOMENT)
    assert _shop(closed) == "今の名前"


def test_who_was_erased_since_then_is_told_and_kept_out(closed: Path, made: Path) -> None:
    gone = erased.ErasedPersons("", {"a" * 64: False, "b" * 64: True})
    with Desk(closed) as desk:
        assert not restoring.brings_back_erased(made, closed)
        desk.store.write(erased.make_trace_hash)
        desk.store.write(
            lambda c: erased.carry_over(c, gone._replace(key=desk_info.get(c, "erasure_key")))
        )
        held = desk.store.read(erased.all_of)
        assert restoring.brings_back_erased(made, closed)
    restoring.restore(made, closed, MOMENT)
    with Desk(closed) as desk:
        assert desk.shop_name == "前の名前"
        # No import brings them back: their hashes, and the key of these, came along.
        assert desk.store.read(erased.all_of) == held
    assert held.hashes == gone.hashes
