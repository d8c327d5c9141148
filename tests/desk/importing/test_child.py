"""The child process that reads: called off, killed, out of memory; nothing is left behind."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk import child
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches, child_reading
from crm_desk.desk.importing.unfinished import take_unfinished
from crm_desk.desk.importing.worker import assemble
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts
from tests.desk.importing.held_child import hold, runs, wait_for
from tests.desk.importing.slow_import import EMAIL, NAME, Running, slow_file
from tests.importing.shop_files import bring, job, nothing_left, write
from tests.store.support import ROOT, dump, tellable

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="kills and caps work otherwise there"
)
ROWS = 15_000
PUT = ROWS + ROWS // 3 + ROWS // 6
"""Rows that go into the staging file: lines, orders, people."""
STANDSTILL = (
    "import sys, time; print({!r}, end='', flush=True); open(sys.argv[1], 'w'); time.sleep(600)"
)
"""Says that much, makes the file that it is told, and no more."""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return slow_file(tmp_path_factory.mktemp("files"), ROWS)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A desk with something in it; nothing is left beside it in the end."""
    folder = tmp_path / "desk"
    folder.mkdir()
    desk = folder / "s.crmdesk"
    create_desk(desk, "店")
    with Desk(desk) as opened:
        order = {"注文番号": "N0", "注文日": "2024/01/01", "会員番号": "0", "金額": 5}
        bring(opened, write(tmp_path, [order]))
    yield desk
    assert nothing_left(folder)


def test_called_off_at_any_moment_of_reading(
    path: Path, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rng = dump(path), random.Random(1)
    with Desk(path) as desk:
        for row in (0, 1, PUT, *rng.sample(range(2, PUT), 11)):
            mark = tmp_path / f"at-{row}"
            hold(monkeypatch, row, mark)
            running = Running(desk, slow)
            wait_for(mark.exists)
            assert nothing_left(path.parent) == (row == 0)
            running.cancel.call_off()
            # It stands still and would never end: only the call-off has ended it.
            assert running.wait() is CancelledError
            assert mark.exists()
            assert nothing_left(path.parent)
    assert dump(path) == before


def test_called_off_before_there_is_a_child(
    path: Path, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(path)
    hold(monkeypatch, 0, tmp_path / "mark")
    with Desk(path) as desk:
        running = Running(desk, slow)
        running.cancel.call_off()
        assert running.wait() is CancelledError
        assert nothing_left(path.parent)
    assert dump(path) == before


def test_called_off_at_any_moment_of_the_commit(path: Path, slow: Path) -> None:
    before, rng = dump(path), random.Random(2)
    read = job(slow)
    with Desk(path) as desk:
        ready = batches.staged_import(desk, [read], "本店")
        ready = ready._replace(path=path.parent / "ready")
        assemble([read], Choices(), ready.path, today=738_000)
        never = Asked()
        (done,) = batches.commit(desk, [ready], datetime.now(), never)  # noqa: DTZ005
        assert (done.new_orders, done.changed_orders) == (4999, 1)
        batches.revert_import(desk, 2)
    # Numbers of batches are never used again.
    assert without_counter(dump(path)) == without_counter(before)
    before = dump(path)
    with Desk(path) as desk:
        # The last few may be fewer, where the file is as large as it needs to be.
        for at in rng.sample(range(1, never.asked - never.asked // 10), 16):
            cancel = Asked(at)
            with pytest.raises(CancelledError):
                batches.commit(desk, [ready], datetime.now(), cancel)  # noqa: DTZ005
            # At once: asked again only whether that was why the statement stopped.
            assert cancel.asked <= at + 1
    ready.path.unlink()
    assert dump(path) == before


def test_called_off_while_many_customers_are_shown_anew(
    path: Path, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is work of our own, which SQLite can't stop: five times 500 known customers."""
    known = [{"会員番号": f"{at}", "氏名": "旧姓"} for at in range(ROWS // 6)]
    with Desk(path) as desk:
        bring(desk, write(tmp_path, known, "people.csv"))
    refresh, cancel = facts.refresh, Cancel()
    times: list[int] = []

    def counted(connection: Connection, ids: Iterable[int]) -> None:
        times.append(len(ids := list(ids)))
        refresh(connection, ids)
        if len(times) == 2:
            cancel.call_off()

    monkeypatch.setattr(facts, "refresh", counted)
    read, before = job(slow), dump(path)
    with Desk(path) as desk:
        ready = batches.staged_import(desk, [read], "本店")
        ready = ready._replace(path=path.parent / "ready")
        assemble([read], Choices(), ready.path, today=738_000)
        with pytest.raises(CancelledError):
            batches.commit(desk, [ready], datetime.now(), cancel)  # noqa: DTZ005
    assert times == [500, 500]
    ready.path.unlink()
    assert dump(path) == before


def without_counter(said: str) -> str:
    return "\n".join(line for line in said.split("\n") if "sqlite_sequence" not in line)


class Asked(Cancel):
    """Calls itself off when it is asked for the n-th time, and counts."""

    def __init__(self, at: int | None = None) -> None:
        super().__init__()
        self.at, self.asked = at, 0

    def __bool__(self) -> bool:
        self.asked += 1
        return self.at is not None and self.asked >= self.at


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_a_lost_child_is_told(
    path: Path, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before, mark = dump(path), tmp_path / "mark"
    with Desk(path) as desk:
        with monkeypatch.context() as held:
            hold(held, ROWS // 2, mark)
            running = Running(desk, slow)
            wait_for(mark.exists)
        assert not nothing_left(path.parent)
        os.kill(running.cancel.children[0], number)
        assert running.wait() == "import_stopped"
        assert dump(path) == before
        # The next one is none the worse for it.
        assert isinstance(Running(desk, slow).wait(), batches.Outcome)


ENDINGS = {
    "aborts": "import os; os.abort()",
    "half an answer": 'import sys; sys.stdout.write(\'{"counts": [{"re\'); sys.stdout.flush()',
    "no JSON": "print('a library says hello', flush=True); import time; time.sleep(600)",
    "no answer": "print('[1, 2]')",
    "silence": "",
    "a full pipe": "import sys; sys.stderr.write('x' * 1_000_000)",
    "an error": "raise RuntimeError",
}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_child_that_does_not_answer(
    path: Path, slow: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", ENDINGS[name]])
    before = dump(path)
    with Desk(path) as desk:
        assert Running(desk, slow).wait() == "import_stopped"
    assert dump(path) == before


def test_called_off_in_the_middle_of_an_answer(
    path: Path, slow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    command = [sys.executable, "-c", STANDSTILL.format('{"lo'), str(mark)]
    monkeypatch.setattr(child, "_command", lambda: command)
    with Desk(path) as desk:
        running = Running(desk, slow)
        wait_for(mark.exists)
        running.cancel.call_off()
        assert running.wait() is CancelledError


@pytest.mark.parametrize("megabytes", [1, 24, 40])
def test_too_little_memory_is_told(
    path: Path, slow: Path, monkeypatch: pytest.MonkeyPatch, megabytes: int
) -> None:
    monkeypatch.setattr(child_reading, "MEMORY_CAP", megabytes << 20)
    before = dump(path)
    with Desk(path) as desk:
        said = Running(desk, slow).wait()
    assert said in ("import_memory", "import_stopped")
    tellable(ReportableError(str(said), file=slow.name))
    assert dump(path) == before


def test_the_cap_leaves_room_for_an_import(
    path: Path, slow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above does not fail for want of anything else."""
    monkeypatch.setattr(child_reading, "MEMORY_CAP", 400 << 20)
    with Desk(path) as desk:
        assert isinstance(Running(desk, slow).wait(), batches.Outcome)


@pytest.mark.parametrize("moment", ["row:20", "asked:3"])
def test_a_killed_program_has_kept_no_answers(
    path: Path, slow: Path, tmp_path: Path, moment: str
) -> None:
    before, mark = dump(path), tmp_path / "mark"
    module = "tests.desk.importing.slow_import"
    command = [sys.executable, "-m", module, str(path), str(slow), moment, str(mark)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as program:
        wait_for(mark.exists)
        program.kill()
    mark.unlink()
    with Desk(path) as desk:
        take_unfinished(desk)
    assert dump(path) == before


def test_a_killed_program_leaves_what_the_next_one_sweeps(
    path: Path, slow: Path, tmp_path: Path
) -> None:
    before, mark = dump(path), tmp_path / "mark"
    held = [f"row:{ROWS // 2}", str(mark)]
    command = [
        sys.executable,
        "-m",
        "tests.desk.importing.slow_import",
        str(path),
        str(slow),
        *held,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as program:
        assert program.stdout
        number = int(program.stdout.readline().removeprefix("child "))
        wait_for(mark.exists)
        program.kill()
    assert not nothing_left(path.parent)
    with Desk(path) as desk:
        assert nothing_left(path.parent)
        # What was cut off is told, once.
        assert take_unfinished(desk) == ("slow.csv",)
        assert take_unfinished(desk) == ()
    # The orphan goes on, and finds nobody to answer to.
    assert runs(number)
    mark.unlink()
    wait_for(lambda: not runs(number))
    assert nothing_left(path.parent)
    assert dump(path) == before


# What went wrong is told without anybody's name

BROKEN = """
import sys
from crm_desk.desk.importing import worker
from crm_desk.importing import order_writing
def order_amounts(stated):
    raise ValueError(repr(FACTS))
FACTS = []
number = order_writing.People.number
def remember(self, head, rows):
    FACTS.append(head)
    return number(self, head, rows)
order_writing.People.number = remember
order_writing.order_amounts = lambda stated, work=order_writing.order_amounts: (
    work(stated) if not FACTS else 1 / 0
)
if sys.argv[1] == "value":
    order_writing.order_fingerprint = lambda *said: {}[repr(said)]
sys.exit(worker.run())
"""


@pytest.mark.parametrize("how", ["value", "zero"])
def test_nobodys_name_is_in_what_the_child_says(tmp_path: Path, how: str) -> None:
    import json

    file = slow_file(tmp_path, 30)
    said = {
        "files": [job(file).as_json()],
        "choices": {"date_order": None, "currency": "JPY", "digits": 0},
        "staging": str(tmp_path / "x.part"),
        "today": 738_000,
    }
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, how],
        input=json.dumps(said) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert ("KeyError" if how == "value" else "ZeroDivisionError") in done.stderr
    for planted in (NAME, EMAIL, ascii(NAME)[1:-1]):
        assert planted not in done.stderr + done.stdout


def test_a_refused_file_quotes_nobody(tmp_path: Path, path: Path) -> None:
    file = slow_file(tmp_path, 30)
    file.write_bytes(file.read_bytes() + b"N9,03/04/2022\r\n")
    with Desk(path) as desk, pytest.raises(ReportableError) as caught:
        batches.run_import(desk, [job(file)], "本店", Choices())
    assert caught.value.key == "date_order_needed"
    assert NAME not in str(caught.value) + repr(caught.value.params)
