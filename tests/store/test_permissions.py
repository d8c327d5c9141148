"""Where nothing may be written, or not even read."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from crm_desk.desk import app_paths
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.store.states import STATES
from tests.store.support import digest, refused, without_rights


def test_a_folder_that_can_not_be_written_is_said_to_be_read_only(
    closed: Path, reachable: Path
) -> None:
    path = reachable / "shop.crmdesk"
    shutil.copyfile(closed, path)
    path.chmod(0o600)
    reachable.chmod(0o500)
    with without_rights(path, reachable):
        assert refused(path) == "desk_read_only"
    assert {entry.name for entry in reachable.iterdir()} == {path.name}


def test_a_file_that_can_not_be_written_is_said_to_be_read_only(
    closed: Path, reachable: Path
) -> None:
    path = reachable / "shop.crmdesk"
    shutil.copyfile(closed, path)
    path.chmod(0o400)
    with without_rights(path, reachable):
        assert refused(path) == "desk_read_only"
        # With a -wal header, too: that one needs an index even to be read.
        path.chmod(0o600)
        Desk(path).close()
        path.chmod(0o400)
        assert refused(path) == "desk_read_only"


def test_a_file_that_can_not_be_read_is_said_to_be_unreadable(
    closed: Path, reachable: Path
) -> None:
    path = reachable / "shop.crmdesk"
    shutil.copyfile(closed, path)
    path.chmod(0)
    before = digest(path) if _is_root() else ""
    with without_rights(path, reachable):
        with pytest.raises(ReportableError) as caught:
            Desk(path)
        assert caught.value.key == "desk_unreadable"
    assert not before or digest(path) == before


def test_a_file_in_a_folder_that_can_not_be_entered_is_said_to_be_unreadable(
    closed: Path, reachable: Path
) -> None:

    folder = reachable / "shut"
    folder.mkdir()
    path = folder / "shop.crmdesk"
    shutil.copyfile(closed, path)
    folder.chmod(0)
    with without_rights(path, folder):
        with pytest.raises(ReportableError) as caught:
            Desk(path)
        assert caught.value.key == "desk_unreadable"


def test_a_newer_desk_in_a_read_only_folder_is_never_opened(closed: Path, reachable: Path) -> None:
    path = reachable / "shop.crmdesk"
    STATES["newer"][1](path, closed)
    reachable.chmod(0o500)
    with without_rights(path, reachable):
        assert refused(path) == "desk_newer"


def test_a_read_only_desk_goes_on_elsewhere_with_every_saved_answer(
    closed: Path, reachable: Path
) -> None:

    path = reachable / "shop.crmdesk"
    with Desk(closed) as desk:
        assessments.write_note(desk, 1, "1-1", "停電の前に書いた")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{closed}{suffix}", f"{path}{suffix}")
    copy = app_paths.copy_to_default_place(path)
    with Desk(copy) as desk:
        found = assessments.find(desk, 1)
    assert found is not None
    assert found.answer("1-1").note == "停電の前に書いた"


def _is_root() -> bool:
    return sys.platform != "win32" and os.getuid() == 0
