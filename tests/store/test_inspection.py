"""A file that is not a healthy desk gets its own sentence, and stays as it is."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import connection as connections
from crm_desk.store import restoring
from tests.store.states import STATES
from tests.store.support import digest, dump, integrity, litter, refused, use

CAN_FLIP = 400


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_own_refusal_and_stays_unchanged(
    state: str, closed: Path, tmp_path: Path
) -> None:
    key, make = STATES[state]
    path = tmp_path / "given" / "given.crmdesk"
    path.parent.mkdir()
    make(path, closed)
    before = {p: digest(p) for p in path.parent.iterdir() if p.is_file()}
    assert refused(path) == key
    assert refused(path) == key
    assert {p: digest(p) for p in before} == before


@pytest.mark.parametrize("state", STATES)
def test_a_refused_file_gets_no_litter_beside_it(state: str, closed: Path, tmp_path: Path) -> None:
    path = tmp_path / "given" / "given.crmdesk"
    path.parent.mkdir()
    STATES[state][1](path, closed)
    before = litter(path)
    refused(path)
    # Reading a -wal needs its index.
    assert litter(path) - before <= {f"{path.name}-shm"}


def test_a_healthy_desk_opens_and_keeps_its_content(closed: Path) -> None:
    before = dump(closed)
    Desk(closed).close()
    assert dump(closed) == before
    assert not litter(closed)


@given(st.data())
def test_a_file_cut_at_any_length_is_refused(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    length = data.draw(st.integers(0, len(whole) - 1))
    path = tmp_path_factory.mktemp("cut") / "cut.crmdesk"
    path.write_bytes(whole[:length])
    expected = "desk_empty" if length == 0 else "desk_foreign" if length < 16 else "desk_truncated"
    assert refused(path) == expected


@pytest.fixture
def whole(closed: Path) -> bytes:
    return closed.read_bytes()


def test_a_desk_with_more_behind_its_end_is_no_crash(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes() + b"\0" * 10_000)
    try:
        use(closed)
    except ReportableError:
        pass
    else:
        assert integrity(closed) == "ok"


@contextmanager
def _another_program(path: Path, *statements: str) -> Iterator[None]:
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "[c.execute(s).fetchall() for s in sys.argv[2:]]\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            process.communicate()


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE"),
        ("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL", "BEGIN IMMEDIATE"),
    ],
)
def test_a_desk_that_another_program_locks_is_said_to_be_busy(
    statements: tuple[str, ...], closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr(connections, "BUSY_TIMEOUT_S", 0.1)
    with _another_program(closed, *statements):
        assert refused(closed) == "desk_busy"
    use(closed)


def test_a_desk_whose_checkpoint_was_cut_off_opens(closed: Path, tmp_path: Path) -> None:

    path = tmp_path / "cut.crmdesk"
    with Desk(closed) as desk:
        for number in range(9):
            assessments.write_note(desk, 1, f"1-{number % 4 + 1}", f"{number} " + "長" * 3000)
        main, wal = closed.read_bytes(), Path(f"{closed}-wal").read_bytes()
    expected = dump(closed)
    # A checkpoint writes the pages in order: the first one, and with it the page count, first.
    path.write_bytes(_first_page(wal) + main[4096:])
    Path(f"{path}-wal").write_bytes(wal)
    Desk(path).close()
    assert dump(path) == expected
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def _first_page(wal: bytes) -> bytes:
    """The newest content of page 1 in a write-ahead log with pages of 4096 bytes."""
    size = 24 + 4096
    frames = [wal[at : at + size] for at in range(32, len(wal), size)]
    salt = wal[16:24]
    found = [frame for frame in frames if frame[:4] == b"\0\0\0\1" and frame[8:16] == salt]
    return found[-1][24:]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_only_ordinary_files_are_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.crmdesk"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(ReportableError, match="desk_foreign"):
        Desk(path)
    assert restoring.desk_id(path) == ""
