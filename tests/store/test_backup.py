"""A copy has everything, or there is none; a damaged backup is never taken for a good one."""

import shutil
import sys
import threading
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import BackupMark
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, copying, desk_info
from crm_desk.store.connection import connect_reader
from tests.store.support import (
    digest,
    dump,
    flip,
    integrity,
    listing,
    refusal,
    without_rights,
)
from tests.store.test_write import files_at_most

MOMENT = datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001
FLIPS = 400


@pytest.fixture
def made(closed: Path) -> Path:
    """A backup of the sample."""
    return _back_up(closed)


def _back_up(desk: Path, moment: datetime = MOMENT) -> Path:
    with closing(connect_reader(desk)) as connection:
        return backup.make_backup(connection, desk, moment)


def test_a_backup_has_everything(closed: Path, made: Path) -> None:
    assert made.parent == backup.backup_folder(closed)
    assert "20261121" in made.name
    assert dump(made) == dump(closed)
    assert integrity(made) == "ok"
    with closing(connect_reader(made)) as one, closing(connect_reader(closed)) as other:
        counts = copying.row_counts(one)
        # Its mark is the one row that only the backup has.
        assert {**counts, "desk_info": counts["desk_info"] - 1} == copying.row_counts(other)
    assert counts["assessment"] == 3
    assert counts["answer"] == 99


def test_a_backup_is_beside_its_checksum_and_nothing_else(made: Path) -> None:
    checksum = made.with_suffix(".sha256")
    assert listing(made.parent) == {made.name, checksum.name}
    assert checksum.read_text(encoding="utf-8").split() == [digest(made), made.name]
    assert backup.is_intact(made)
    assert listing(made.parent) == {made.name, checksum.name}


def test_backups_of_the_same_second_are_two(closed: Path) -> None:
    found = [_back_up(closed) for _ in range(3)]
    assert len(set(found)) == 3
    assert all(backup.is_intact(made) for made in found)


@pytest.mark.parametrize("moment", ["before it is read", "after it is read"])
def test_a_backup_that_goes_while_the_folder_is_read_is_passed_over(
    moment: str, closed: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _back_up(closed)
    read_mark = backup.read_mark

    def read_and_thinned(path: Path) -> BackupMark | None:
        if path == made and moment == "before it is read":
            path.unlink()
        mark = read_mark(path)
        if path == made and moment == "after it is read":
            path.unlink()
        return mark

    monkeypatch.setattr(backup, "read_mark", read_and_thinned)
    assert [one.path for one in backup.backups_in(made.parent)] == [other]


def test_a_checksum_without_its_backup_is_no_obstacle(closed: Path, made: Path) -> None:

    made.unlink()
    assert backup.is_intact(_back_up(closed))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_backup_whose_checksum_can_not_be_written_is_no_backup(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    write_text = Path.write_text

    def full(path: Path, data: str, encoding: str | None = None) -> int:
        if path.suffix == ".sha256":
            raise OSError(28, "No space left on device")
        return write_text(path, data, encoding)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises((ReportableError, OSError)) as caught:
        _back_up(closed)
    assert isinstance(caught.value, ReportableError)
    assert not listing(backup.backup_folder(closed))


def test_a_flipped_bit_in_a_backup_is_found(made: Path) -> None:
    whole = made.read_bytes()
    step = (len(whole) * 8 // FLIPS) | 1
    for number in range(FLIPS):
        made.write_bytes(flip(whole, number * step))
        assert not backup.is_intact(made), f"bit {number * step}"
    made.write_bytes(whole)
    assert backup.is_intact(made)


def test_any_other_damage_to_a_backup_is_found(made: Path) -> None:
    whole = made.read_bytes()
    for content in (b"", whole[:-1], whole[:4096], whole + b"\0", b"x" * len(whole)):
        made.write_bytes(content)
        assert not backup.is_intact(made)
    made.unlink()
    assert not backup.is_intact(made)


@pytest.mark.parametrize("content", [b"", b"\n", b"0" * 64, b"\xff\xfe\x00", "版".encode()])
def test_a_backup_without_its_checksum_is_not_trusted(content: bytes, made: Path) -> None:
    checksum = made.with_suffix(".sha256")
    checksum.write_bytes(content)
    assert not backup.is_intact(made)
    checksum.unlink()
    assert not backup.is_intact(made)


def test_a_copy_has_what_still_lies_in_the_log(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "コピー 1.crmdesk"
    target.parent.mkdir()
    with Desk(closed) as desk:
        assessments.write_note(desk, 1, "1-1", "いま書いた")
        desk.save_copy(target)
        assert listing(target.parent) == {target.name}
        assert "いま書いた" in dump(target)
        assessments.write_note(desk, 1, "1-1", "あとで書いた")
    assert "あとで書いた" not in dump(target)
    with Desk(target) as copy:
        assert len(assessments.assessments(copy)) == 3


def test_a_copy_replaces_an_older_one(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.crmdesk"
    with Desk(closed) as desk:
        desk.save_copy(target)
        desk.rename_shop("新しい名前")
        desk.save_copy(target)
    assert dump(target) == dump(closed)


def test_a_copy_is_whole_while_others_write(closed: Path, tmp_path: Path) -> None:

    stop = threading.Event()
    refused = []

    def write(desk: Desk) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            name = f"n{number}"
            desk.store.write(lambda connection, n=name: desk_info.put(connection, n, ""))  # type: ignore[misc]

    with Desk(closed) as desk:
        thread = threading.Thread(target=write, args=(desk,))
        thread.start()
        try:
            for number in range(30):
                try:
                    desk.save_copy(tmp_path / f"{number}.crmdesk")
                except ReportableError as error:
                    refused.append(error.key)
        finally:
            stop.set()
            thread.join()
    assert not refused


def test_a_copy_onto_the_desk_itself_is_refused(closed: Path) -> None:
    with Desk(closed) as desk:
        assert refusal(lambda: desk.save_copy(closed), closed) == "copy_onto_itself"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("of", ["dots", "folder", "file"])
def test_a_copy_onto_the_desk_by_another_name_is_refused(
    of: str, closed: Path, tmp_path: Path
) -> None:

    other = closed.parent / ".." / closed.parent.name / closed.name
    if of == "folder":
        (tmp_path / "link").symlink_to(closed.parent)
        other = tmp_path / "link" / closed.name
    elif of == "file":
        # A copy in the place of the link is right, too, so long as the desk stays.
        other = tmp_path / "link.crmdesk"
        other.symlink_to(closed)
    with Desk(closed) as desk:
        # So that a copy has its rows on other pages than the desk.
        assessments.delete(desk, 1)
        with suppress(ReportableError):
            desk.save_copy(other)
        # More than the log holds before it is brought into the file.
        for number in range(1, 7):
            assessments.write_note(
                desk, 2, f"1-{number}", f"{number} " + "そのあとで書いた" * 40_000
            )
        expected = assessments.assessments(desk)
    assert integrity(closed) == "ok"
    with Desk(closed) as desk:
        assert assessments.assessments(desk) == expected


@pytest.mark.parametrize("before", [None, b"older"])
def test_a_copy_that_fails_leaves_the_place_as_it_was(
    before: bytes | None, closed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "stick" / "copy.crmdesk"
    target.parent.mkdir()
    if before:
        target.write_bytes(before)
    with Desk(closed) as desk:
        with files_at_most(9000):
            key = refusal(lambda: desk.save_copy(target), *([target] if before else []))
        assert key in {"backup_failed", "disk_full", "disk_failed"}
        assert listing(target.parent) == ({target.name} if before else set())
        desk.save_copy(target)
    assert dump(target) == dump(closed)


def test_a_backup_that_fails_leaves_nothing(closed: Path) -> None:
    with files_at_most(9000):
        key = refusal(lambda: _back_up(closed))
    assert key in {"backup_failed", "disk_full", "disk_failed"}
    assert not listing(backup.backup_folder(closed))


def test_a_copy_into_a_folder_that_can_not_be_written(closed: Path, reachable: Path) -> None:
    own = reachable / "own" / "shop.crmdesk"
    own.parent.mkdir()
    shutil.copyfile(closed, own)
    stick = reachable / "stick"
    stick.mkdir()
    older = stick / "older.crmdesk"
    older.write_bytes(b"older")
    stick.chmod(0o500)
    with without_rights(own, own.parent, older, stick), Desk(own) as desk:
        for target in (stick / "copy.crmdesk", older, reachable / "gone" / "copy.crmdesk"):
            assert refusal(lambda to=target: desk.save_copy(to), older) == "backup_failed"  # type: ignore[misc]
        desk.rename_shop("まだ書ける")
    assert listing(stick) == {"older.crmdesk"}


def test_a_copy_onto_a_folder(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    with Desk(closed) as desk:
        assert refusal(lambda: desk.save_copy(target)) == "backup_failed"
    assert listing(tmp_path) <= {"folder", "desk", "home"}


def test_what_a_killed_copy_left_is_no_obstacle(closed: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "copy.crmdesk"
    target.parent.mkdir()
    target.with_name(f".{target.name}.part").write_bytes(b"left over")
    with Desk(closed) as desk:
        desk.save_copy(target)
    assert listing(target.parent) == {target.name}
    assert dump(target) == dump(closed)
