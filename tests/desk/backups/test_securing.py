"""Before an import and before customers are joined the desk is backed up, or nothing happens."""

import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crm_desk.desk.backups import keeping
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.store import backup
from tests.importing.shop_files import job, orders, write
from tests.store.support import tellable

NOW = datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001
MINUTE = timedelta(minutes=1)
ORDER = {"注文番号": "A1", "注文日": "2024/05/01", "会員番号": "7", "金額": 100}


def import_one(desk: Desk, folder: Path, number: str = "A1", **more: object) -> None:
    files = [job(write(folder, [{**ORDER, "注文番号": number}]))]
    batches.run_all(desk, [("本店", files)], Choices(), **more)  # type: ignore[arg-type]


def causes(desk: Desk) -> list[str]:
    return [one.mark.cause for one in keeping.backups(desk) if one.mark]


def half_made(desk: Desk) -> list[Path]:
    return list(backup.backup_folder(desk.path).glob(".*"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    create_desk(tmp_path / "s.crmdesk", "店")
    return Desk(tmp_path / "s.crmdesk")


def test_what_an_import_found_is_in_the_backup_before_it(desk: Desk, tmp_path: Path) -> None:
    with desk:
        import_one(desk, tmp_path)
        import_one(desk, tmp_path, "A2")
        newest, first = keeping.backups(desk)
        assert causes(desk) == ["import", "import"]
        assert newest.mark is not None
        assert first.mark is not None
        assert (first.mark.contents.orders, newest.mark.contents.orders) == (0, 1)
        assert backup.is_intact(newest.path)
        assert len(orders(desk)) == 2


def test_the_sample_gets_none(tmp_path: Path) -> None:
    create_desk(tmp_path / "s.crmdesk", "店", is_sample=True)
    with Desk(tmp_path / "s.crmdesk") as desk:
        import_one(desk, tmp_path)
        assert keeping.backups(desk) == []
        assert len(orders(desk)) == 1


@pytest.mark.parametrize("key", ["disk_full", "backup_failed"])
def test_without_a_backup_nothing_is_brought_in(
    key: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise ReportableError(key, file="x")

    with desk:
        with monkeypatch.context() as broken:
            broken.setattr(backup, "make_backup", refuse)
            with pytest.raises(ReportableError) as caught:
                import_one(desk, tmp_path)
        assert caught.value.key == "import_without_backup"
        tellable(caught.value)
        assert orders(desk) == []
        # Once there is room it works.
        import_one(desk, tmp_path)
        assert len(orders(desk)) == 1


def test_a_folder_that_is_a_file_is_said(desk: Desk, tmp_path: Path) -> None:
    with desk:
        backup.backup_folder(desk.path).write_bytes(b"")
        with pytest.raises(ReportableError, match="import_without_backup"):
            import_one(desk, tmp_path)
        assert orders(desk) == []


def test_called_off_while_the_backup_is_made_nothing_is_left(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = Cancel()
    made = backup.make_backup

    def call_off_meanwhile(*given: object) -> Path:
        cancel.call_off()
        return made(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "make_backup", call_off_meanwhile)
    with desk:
        with pytest.raises(CancelledError):
            import_one(desk, tmp_path, cancel=cancel)
        assert causes(desk) == []
        assert half_made(desk) == []
        assert orders(desk) == []


def test_a_file_that_can_not_be_read_ends_the_backup_too(desk: Desk, tmp_path: Path) -> None:
    good = job(write(tmp_path, [ORDER]))
    good.path.write_bytes(b"\0" * 100)
    with desk:
        with pytest.raises(ReportableError) as caught:
            batches.run_all(desk, [("本店", [good])], Choices())
        assert caught.value.key != "import_without_backup"
        assert half_made(desk) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from crm_desk.desk.desk import Desk
from crm_desk.store import backup, copying
from tests.desk.backups.test_securing import import_one

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

where, step, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
setattr({"copying": copying, "backup": backup}[where], step, die)
import_one(Desk(folder / "s.crmdesk"), folder)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(
    ("where", "step"),
    [("copying", "_check_whole"), ("copying", "publish_copy"), ("backup", "_write_checksum")],
)
def test_killed_while_the_backup_is_made_the_desk_is_as_before(
    where: str, step: str, desk: Desk, tmp_path: Path
) -> None:
    desk.close()
    ended = subprocess.run([sys.executable, "-c", KILLED, where, step, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Desk(tmp_path / "s.crmdesk") as again:
        assert orders(again) == []
        # A backup that was cut off counts for nothing, and the next one clears it away.
        assert keeping.newest(again) is None
        assert keeping.note_opening(again, NOW)
        import_one(again, tmp_path)
        assert half_made(again) == []
        assert len(orders(again)) == 1
        assert backup.is_intact(keeping.backups(again)[0].path)


def test_a_row_of_joins_makes_one_backup(desk: Desk) -> None:
    with desk:
        assert keeping.is_due_for_join(desk, NOW)
        keeping.back_up_before_join(desk, NOW)
        assert not keeping.is_due_for_join(desk, NOW + 59 * MINUTE)
        assert keeping.is_due_for_join(desk, NOW + 60 * MINUTE)
        # A clock that was set back tells nothing of the age.
        assert keeping.is_due_for_join(desk, NOW - MINUTE)


def test_after_an_import_was_taken_back_a_join_makes_another(desk: Desk, tmp_path: Path) -> None:
    with desk:
        import_one(desk, tmp_path)
        keeping.back_up(desk, BackupCause.BY_HAND, NOW)
        assert not keeping.is_due_for_join(desk, NOW + MINUTE)
        batches.revert_import(desk, batches.batches(desk)[0].id)
        assert keeping.is_due_for_join(desk, NOW + MINUTE)


def test_after_an_import_that_brought_no_more_orders_a_join_makes_another(
    desk: Desk, tmp_path: Path
) -> None:
    with desk:
        import_one(desk, tmp_path)
        # The same order, told otherwise: as many orders as before.
        files = [job(write(tmp_path, [{**ORDER, "金額": 5}]))]
        batches.run_all(desk, [("本店", files)], Choices())
        assert len(orders(desk)) == 1
        assert keeping.is_due_for_join(desk, datetime.now() + MINUTE)  # noqa: DTZ005


def test_a_join_that_can_not_be_backed_up_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise ReportableError("disk_full")

    monkeypatch.setattr(backup, "make_backup", refuse)
    with desk, pytest.raises(ReportableError, match="join_without_backup") as caught:
        keeping.back_up_before_join(desk, NOW)
    tellable(caught.value)


def test_two_backups_at_once_get_two_numbers(desk: Desk) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with desk, ThreadPoolExecutor(4) as lanes:
        for _ in range(4):
            lanes.submit(keeping.back_up, desk, BackupCause.BY_HAND, NOW)
        lanes.shutdown()
        numbers = [one.mark.number for one in keeping.backups(desk) if one.mark]
    assert numbers == [4, 3, 2, 1]


def test_who_wants_to_goes_on_without_a_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise ReportableError("disk_full", file="x")

    monkeypatch.setattr(backup, "make_backup", refuse)
    with desk:
        import_one(desk, tmp_path, without_backup=True)
        assert len(orders(desk)) == 1
        assert keeping.backups(desk) == []
        batches.revert_import(desk, batches.batches(desk)[0].id)
        assert orders(desk) == []
