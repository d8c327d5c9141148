"""Runs apart: forks a process for each statement, which kills itself just before that one.

`python -m tests.store.kill_child migrate|create|open FOLDER [DESK]` leaves
`FOLDER/NNN/shop.crmdesk` for each statement, and prints how many were killed. The last folder's
process was not killed.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.store import store
from crm_desk.store.connection import Connection, connect_writer
from tests.store import steps

ROOT = Path(__file__).parents[2]
NEW_NAME = "別の店"
"""What the shop is called once a desk was opened."""


def run(what: str, folder: Path, desk: Path | None = None) -> list[Path]:
    """The desks that are left, one for each statement; the last is of an undisturbed run."""
    command = [sys.executable, "-m", "tests.store.kill_child", what, str(folder)]
    done = subprocess.run(
        [*command, *([str(desk)] if desk else [])], cwd=ROOT, capture_output=True, check=True
    )
    return [folder / f"{number:03}" / "shop.crmdesk" for number in range(int(done.stdout) + 1)]


def _main(what: str, folder: Path, desk: Path | None) -> None:
    number = 0
    while True:
        path = folder / f"{number:03}" / "shop.crmdesk"
        path.parent.mkdir(parents=True)
        if desk:
            shutil.copyfile(desk, path)
        child = os.fork()
        if child == 0:
            _child(what, path, number)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        number += 1
    print(number)


def _child(what: str, path: Path, number: int) -> None:
    failed = 1
    try:
        _kill_before(number)
        if what == "create":
            create_desk(path, "店")
        elif what == "open":
            with Desk(path) as opened:
                opened.rename_shop(NEW_NAME)
        else:
            with steps.program_with(steps.extended()):
                store.Store(path).close()
        failed = 0
    finally:
        os._exit(failed)


def _kill_before(number: int) -> None:
    """Die when statement `number` (from 0) of the writer is about to begin."""
    seen = 0

    def trace(_: str) -> None:
        nonlocal seen
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    def connect(path: Path) -> Connection:
        connection = connect_writer(path)
        connection.set_trace_callback(trace)
        return connection

    vars(store)["connect_writer"] = connect


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3:] else None)
