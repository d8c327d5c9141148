"""What a person does in a day, in a process whose system calls are traced.

`python -m tests.store.traced_session FOLDER` says `ack NAME DIGEST` after each action that is
done: what the desk `shop.crmdesk` in the folder then holds.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.backups import going_back, keeping
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, worklist
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.backup import BackupCause
from tests.importing.shop_files import bring, write
from tests.store.answering import ITEMS

NAME, EARLIER = "shop.crmdesk", "earlier.crmdesk"
MOMENT = datetime(2026, 11, 21, 9)  # noqa: DTZ001


def rows(path: Path) -> list[str]:
    """All rows of a desk as SQL, but what it notes of itself."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [line for line in connection.iterdump() if '"desk_info"' not in line]


def content(path: Path) -> str:
    """A digest of `rows`."""
    return hashlib.sha256("\n".join(rows(path)).encode()).hexdigest()


def _say(name: str, path: Path) -> None:
    # One system call, so that it has its place among the others.
    os.write(1, f"ack {name} {content(path)}\n".encode())


def _actions(folder: Path) -> Iterator[str]:
    path = folder / NAME
    desk = Desk(path)
    yield "open"
    for number in range(12):
        assessments.choose(desk, 1, ITEMS[number], number % 4)
        yield "answer"
    assessments.write_note(desk, 1, "1-1", "覚え書き。" * 400)
    yield "note"
    found = worklist.open_worklist(desk, DEFAULT_DAY)
    for plan in [id_ for bucket in worklist.BUCKETS for id_ in found.ids[bucket]][:6]:
        checking.check_off(desk, [plan], DEFAULT_DAY)
        yield "check-off"
    orders = [
        {"注文番号": f"N{n}", "注文日": "2026/11/01", "会員番号": str(n % 7), "金額": 100 + n}
        for n in range(60)
    ]
    bring(desk, write(folder, orders))
    yield "import"
    for _ in range(3):
        desk.undo()
        yield "undo"
    made = keeping.back_up(desk, BackupCause.BY_HAND, MOMENT)
    yield "backup"
    assessments.choose(desk, 1, "1-1", 1)
    yield "answer"
    desk.close()
    yield "close"
    going_back.go_back(made, path, MOMENT)
    yield "restore"
    with Desk(path) as desk:
        yield "open"
        assessments.choose(desk, 2, "1-2", 3)
        yield "answer"
    Desk(folder / EARLIER).close()
    yield "migration"


def _main(folder: Path) -> None:
    # Bytes that the kernel copies by itself would not be in the trace.
    vars(shutil)["_USE_CP_SENDFILE"] = False
    for name in _actions(folder):
        _say(name, folder / NAME)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
