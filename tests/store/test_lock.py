"""One program per desk, and a crash leaves nothing to clear away."""

import getpass
import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.store.support import ROOT, digest, refusal, refused, use, without_rights

HOLDER = """
import sys
from datetime import date
from pathlib import Path
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
desk = Desk(Path(sys.argv[1]))
assessments.write_note(desk, 1, "1-1", "保存した")
print("held", flush=True)
sys.stdin.read()
desk.close()
"""


@contextmanager
def _held_elsewhere(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process has the desk open until the block ends."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"held"
        try:
            yield process
        finally:
            process.communicate()


def _holder(path: Path) -> str:
    with pytest.raises(ReportableError) as caught:
        Desk(path)
    assert caught.value.key == "desk_in_use"
    return str(caught.value.params["holder"])


def _me() -> str:
    return f"{getpass.getuser()}@{platform.node()}"


def test_a_second_one_in_the_same_process_is_told_who_has_it(closed: Path) -> None:
    with Desk(closed) as desk:
        for _ in range(3):
            assert _holder(closed) == _me()
        assert refused(closed) == "desk_in_use"
        desk.rename_shop("まだ書ける")
    use(closed)


def test_a_second_one_in_another_process_is_told_who_has_it(closed: Path) -> None:
    with _held_elsewhere(closed):
        for _ in range(3):
            assert _holder(closed) == _me()
        holder = closed.with_name(f"{closed.name}.holder").read_text(encoding="utf-8")
        assert json.loads(holder)["process"] > 0
    with Desk(closed) as desk:
        found = assessments.find(desk, 1)
        assert found is not None
        assert found.answer("1-1").note == "保存した"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("of", ["file", "folder"])
def test_another_name_of_the_same_desk_is_no_way_in(of: str, closed: Path, tmp_path: Path) -> None:

    if of == "file":
        other = tmp_path / "link.crmdesk"
        other.symlink_to(closed)
    else:
        (tmp_path / "link").symlink_to(closed.parent)
        other = tmp_path / "link" / closed.name
    with Desk(closed), pytest.raises(ReportableError) as caught:
        Desk(other).close()
    assert caught.value.key == "desk_in_use"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_after_a_kill_the_desk_opens_by_itself(closed: Path) -> None:
    for _ in range(3):
        with _held_elsewhere(closed) as process:
            process.kill()
            process.wait()
            with Desk(closed) as desk:
                found = assessments.find(desk, 1)
                assert found is not None
                assert found.answer("1-1").note == "保存した"
    assert not closed.with_name(f"{closed.name}.holder").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"user": "x"}', b"null"])
def test_a_spoilt_holder_file_is_no_obstacle(content: bytes, closed: Path) -> None:
    holder = closed.with_name(f"{closed.name}.holder")
    holder.write_bytes(content)
    use(closed)
    with Desk(closed):
        holder.write_bytes(content)
        assert _holder(closed) == "?"
        holder.unlink()
        assert _holder(closed) == "?"


@pytest.mark.parametrize("content", [b"", b"something"])
def test_a_left_lock_file_is_no_obstacle(content: bytes, closed: Path) -> None:
    closed.with_name(f"{closed.name}.lock").write_bytes(content)
    use(closed)


def test_a_lock_file_that_can_not_be_made_is_said_so(closed: Path) -> None:
    closed.with_name(f"{closed.name}.lock").mkdir()
    assert refused(closed) == "desk_read_only"


def test_somebody_elses_lock_file_is_said_so(closed: Path, reachable: Path) -> None:
    path = reachable / "shop.crmdesk"
    path.write_bytes(closed.read_bytes())
    lock = path.with_name(f"{path.name}.lock")
    lock.write_bytes(b"")
    lock.chmod(0)
    with without_rights(path, reachable):
        assert refused(path) == "desk_read_only"


def test_a_refused_opening_leaves_no_lock(closed: Path) -> None:
    newer = closed.read_bytes()
    closed.write_bytes(newer[:60] + (999).to_bytes(4, "big") + newer[64:])
    assert refused(closed) == "desk_newer"
    closed.write_bytes(newer)
    use(closed)


def test_the_first_ones_data_stay_its_own(closed: Path) -> None:
    with Desk(closed) as desk:
        desk.rename_shop("先の店")
        wal = Path(f"{closed}-wal")
        before = digest(wal)
        assert refusal(lambda: Desk(closed), closed, wal) == "desk_in_use"
        assert digest(wal) == before
        assert desk.shop_name == "先の店"
