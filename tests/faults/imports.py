"""What may befall a desk while files are imported; part of `python -m tests.faults`."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.store.backup import backup_folder
from tests.desk.importing.held_child import runs, wait_for
from tests.desk.importing.slow_import import decided, groups_of, slow_file
from tests.importing.shop_files import bring, content, job, nothing_left, write
from tests.store.support import ROOT, integrity

ROWS = 6000
PUT = ROWS + ROWS // 3 + ROWS // 6
"""Rows that go into the staging file: lines, orders, people."""
ASKED = 80
"""Some more than the times that the commit asks whether it is called off."""


def _desk(folder: Path) -> Path:
    """A desk with one order that the slow file changes."""
    path = folder / "shop.crmdesk"
    create_desk(path, "店")
    order = {"注文番号": "N0", "注文日": "2024/01/01", "会員番号": "0", "金額": 5}
    with Desk(path) as desk:
        bring(desk, write(folder, [order]))
    return path


def kills(folder: Path, count: int, seed: int, *, drop: bool = False) -> tuple[str, bool]:
    """`kill -9` of the program at random moments of an import, or of a drop of two imports."""
    path, rng = _desk(folder), random.Random(seed)
    names = ("slow.csv", "other.csv") if drop else ("slow.csv",)
    files = os.pathsep.join(str(slow_file(folder, ROWS // len(names), name)) for name in names)
    before = content(path)
    with Desk(path) as desk:
        groups = groups_of(files)
        outcomes = batches.run_all(desk, groups, Choices(), decisions=decided(groups))
    after = content(path)
    _undo(path, [outcome.taken.batch_id for outcome in outcomes])
    half, lost, litter, done, keeping = 0, 0, 0, 0, 0
    for number in range(count):
        mark = folder / f"mark-{number}"
        said, orphan = _killed(path, files, rng, mark)
        keeping += "keep" in said
        with Desk(path) as desk:
            litter += not nothing_left(folder)
            newest = batches.batches(desk)[: len(names)]
        mark.unlink(missing_ok=True)
        if orphan:
            wait_for(lambda child=orphan: not runs(child))  # type: ignore[misc]
        found = content(path)
        half += found not in (before, after)
        lost += "done" in said and found != after
        half += integrity(path) != "ok"
        if found == after:
            done += 1
            _undo(path, [batch.id for batch in newest])
    told = (
        f"{keeping} while it was kept, {done} were whole, half imports {half},"
        f" acknowledged and lost {lost}, left lying {litter}"
    )
    return told, keeping > 0 == half + lost + litter


def _undo(path: Path, ids: Sequence[int | None]) -> None:
    with Desk(path) as desk:
        batches.revert_imports(desk, [id_ for id_ in ids if id_ is not None])


def _killed(path: Path, files: str, rng: random.Random, mark: Path) -> tuple[list[str], int]:
    """Kill a program at a moment of an import; what it has said, and its orphan's id or 0."""
    children = files.count(os.pathsep) + 1
    how = rng.choice([*("row", "second")[:children], "keeping", "keeping on"])
    reading = not how.startswith("keeping")
    most = PUT // children + 1 if reading else ASKED
    moment = f"{how if reading else 'asked'}:{rng.randrange(1, most)}"
    command = [
        sys.executable,
        "-m",
        "tests.desk.importing.slow_import",
        str(path),
        files,
        moment,
    ]
    with subprocess.Popen(
        [*command, str(mark)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as program:
        assert program.stdout
        said = program.stdout.readline().split()
        # A commit that asks less often is killed when it is over.
        wait_for(lambda: mark.exists() or program.poll() is not None)
        if how == "keeping on":
            # Wherever this hits, also between two questions or behind the last: the same must hold.
            mark.unlink(missing_ok=True)
            time.sleep(rng.uniform(0, 0.1))
        program.kill()
        said += program.stdout.read().split()
    ids = [said[at + 1] for at, word in enumerate(said) if word == "child"]
    return said, int(ids[-1]) if reading else 0


def full_disk(folder: Path, count: int) -> tuple[str, int, bool]:
    """A small disk that is full while a file is read, and while it is kept."""
    module = [sys.executable, "-m", "tests.faults.imports", str(folder), str(count)]
    mount = 'mount -t tmpfs -o size=8m none "$0" && exec "$@"'
    own_mounts = shutil.which("unshare")
    command = [own_mounts or "false", "-m", "sh", "-c", mount, str(folder), *module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if "tried" not in done.stdout:
        found = "not tried: a small disk can't be mounted here"
        return found, 0, "Traceback" not in done.stderr
    return done.stdout.strip(), count, done.returncode == 0


def _on_small_disk(folder: Path, count: int) -> bool:
    path, ballast = _desk(folder), folder / "ballast"
    file = slow_file(folder, ROWS)
    before, told, wrong, retried = content(path), 0, [], 0
    for _ in range(count):
        for room, at_keep in ((0, False), (200_000, False), (0, True), (100_000, True)):
            with Desk(path) as desk:
                key = _import_on_full_disk(desk, file, ballast, room, at_keep=at_keep)
                ballast.unlink()
                told += key == "disk_full"
                wrong += [] if key == "disk_full" else [f"{key} with {room} at {at_keep}"]
                wrong += [] if nothing_left(folder) else ["left lying"]
            wrong += [] if content(path) == before else ["changed"]
        with Desk(path) as desk:
            again = batches.run_import(desk, [job(file)], "本店", Choices())
            retried += again.taken.new_orders == ROWS // 3 - 1
        _undo(path, [again.taken.batch_id])
        # On so small a disk they would be what fills it.
        shutil.rmtree(backup_folder(path))
    print(f"tried reading and keeping: {told} told of the full disk, {retried} retries", *wrong)
    return told == 4 * retried == 4 * count and not wrong and integrity(path) == "ok"


def _import_on_full_disk(desk: Desk, file: Path, ballast: Path, room: int, *, at_keep: bool) -> str:
    given = job(file)

    def report(progress: batches.Progress) -> None:
        if at_keep and progress.step == "keep":
            _fill(ballast, room)

    if not at_keep:
        _fill(ballast, room)
    try:
        batches.run_import(desk, [given], "本店", Choices(), report)
    except ReportableError as error:
        return error.key
    return "done"


def _fill(ballast: Path, room: int) -> None:
    free = shutil.disk_usage(ballast.parent).free - room
    with ballast.open("wb", buffering=0) as file:
        try:
            for _ in range(max(free, 0) // 4096 + (room == 0)):
                file.write(bytes(4096))
        except OSError:
            return


if __name__ == "__main__":
    sys.exit(0 if _on_small_disk(Path(sys.argv[1]), int(sys.argv[2])) else 1)
