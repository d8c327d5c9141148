"""A file that takes a while, and imports of it that can be disturbed from outside.

`python -m tests.desk.importing.slow_import DESK FILES [MOMENT MARK]` imports the files, each from a
source of its own and in a child process of its own, and says how far it is: `child PID`, `read`,
`keep`, `done`. At MOMENT it stands still, see held_child.py: `row:N` is a row of the first child,
`second:N` of the second, `asked:N` the n-th time that the commit asks whether it is called off.
"""

import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from crm_desk.desk import child
from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.decisions import Decisions
from crm_desk.desk.importing.job import FileJob
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import Answers
from crm_desk.importing.choices import Choices
from tests.desk.importing import held_child
from tests.importing.shop_files import job, write

NAME = "山田密子"
EMAIL = "himitsu"
ANSWERED = Answers(void_status=("保留",))


def slow_file(folder: Path, rows: int, name: str = "slow.csv") -> Path:
    """Three rows an order, two orders a customer; every name and address is planted."""
    return write(
        folder,
        [
            {
                "注文番号": f"N{at // 3}",
                "注文日": "2024/01/02",
                "会員番号": f"{at // 6}",
                "氏名": f"{NAME}{at // 6}",
                "メールアドレス": f"{EMAIL}{at // 6}@example.jp",
                "商品名": f"茶{at % 50}",
                "金額": at % 1000,
            }
            for at in range(rows)
        ],
        name,
    )


class Watched(Cancel):
    """A way to call off that knows the children it had."""

    def __init__(self) -> None:
        super().__init__()
        self.children: list[int] = []

    def holds(self, process: "subprocess.Popen[str] | None") -> None:
        if process is not None:
            self.children.append(process.pid)
        super().holds(process)


class Running:
    """An import that runs on a thread of its own.

    Attributes:
        outcome: what it came to: an `Outcome`, `CancelledError` or the key of a `ReportableError`.
        kept: set when reading is over.
    """

    def __init__(self, desk: Desk, path: Path, on_keep: Callable[[], None] = lambda: None) -> None:
        self.cancel = Watched()
        self.outcome: object = None
        self.kept = threading.Event()
        self._on_keep = on_keep
        self._thread = threading.Thread(target=self._run, args=(desk, path))
        self._thread.start()

    def _run(self, desk: Desk, path: Path) -> None:
        try:
            self.outcome = batches.run_import(
                desk, [job(path)], "本店", Choices(), self._report, self.cancel
            )
        except CancelledError:
            self.outcome = CancelledError
        except ReportableError as error:
            self.outcome = error.key
        except BaseException as error:  # noqa: BLE001
            self.outcome = error

    def _report(self, progress: batches.Progress) -> None:
        if progress.step == "keep":
            self._on_keep()
            self.kept.set()

    def wait(self, timeout: float = 60) -> object:
        self._thread.join(timeout)
        assert not self._thread.is_alive()
        return self.outcome


def groups_of(files: str) -> list[tuple[str, list[FileJob]]]:
    """Files, parted as paths are, each from a source of its own."""
    paths = files.split(os.pathsep)
    return [(f"本店{at or ''}", [job(Path(path))]) for at, path in enumerate(paths)]


def decided(groups: Sequence[tuple[str, list[FileJob]]]) -> Decisions:
    """Something answered about each of the sources."""
    return Decisions({source: ANSWERED for source, _ in groups}, "total", "JPY")


def _main(desk_path: Path, files: str, moment: str = "", mark: str = "") -> None:
    kind, _, number = moment.partition(":")
    if kind in ("row", "second"):
        plain, children = vars(child)["_command"], itertools.count()

        def command() -> list[str]:
            held = next(children) == (kind == "second")
            return held_child.command(int(number), Path(mark)) if held else plain()

        vars(child)["_command"] = command
    asked = held_child.Standing(int(number) if kind == "asked" else 0, Path(mark))

    class Told(Watched):
        def holds(self, process: "subprocess.Popen[str] | None") -> None:
            super().holds(process)
            if process is not None:
                print("child", process.pid, flush=True)

        def __bool__(self) -> bool:
            asked.count()
            return super().__bool__()

    groups = groups_of(files)
    with Desk(desk_path) as desk:
        batches.run_all(
            desk,
            groups,
            Choices(),
            lambda progress: print(progress.step, flush=True),
            Told(),
            decisions=decided(groups),
        )
        print("done", flush=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), *sys.argv[2:])
