"""Going back to a backup: killed at every step, by several programs at once."""

import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from crm_desk.desk.backups import keeping
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.backup import BackupCause
from crm_desk.store import backup
from tests.faults.finding import Finding
from tests.store.support import ROOT, integrity

_BEFORE, _NOW = "前の名前", "今の名前"


def _shop(folder: Path) -> tuple[Path, Path]:
    """A desk that has changed since its backup, and the backup."""
    desk = folder / "shop.crmdesk"
    folder.mkdir(parents=True)
    create_desk(desk, _BEFORE)
    with Desk(desk) as opened:
        made = keeping.back_up(opened, BackupCause.BY_HAND, datetime(2026, 11, 27))  # noqa: DTZ001
        opened.rename_shop(_NOW)
    return desk, made


def _copy(shop: Path, folder: Path) -> tuple[Path, Path]:
    shutil.copytree(shop, folder)
    desk = folder / "shop.crmdesk"
    return desk, next(backup.backup_folder(desk).glob("*.crmdesk"))


def restore_kills(folder: Path, count: int) -> Finding:
    """`kill -9` at steps of going back: as before or as in the backup, the present file kept."""
    desk, _ = _shop(folder / "shop")
    steps = int(_go_back(folder / "shop", folder / "whole").stdout)
    # The last ones among them: there the desk has gone back already.
    count = min(count, steps)
    chosen = sorted(steps - 1 - number * steps // count for number in range(count))
    odd, back, alive = [], 0, 0
    for step in chosen:
        place = folder / f"{step}"
        alive += _go_back(desk.parent, place, step).returncode != -signal.SIGKILL
        left = place / desk.name
        with Desk(left) as opened:
            name = opened.shop_name
        back += name == _BEFORE
        odd += [] if name in (_BEFORE, _NOW) else [f"step {step}: {name}"]
        odd += [] if integrity(left) == "ok" else [f"step {step}: damaged"]
        odd += [f"step {step}: {one.name} stayed" for one in place.glob("*.part*")]
        if name == _BEFORE and not list(place.glob("shop-before-*.crmdesk")):
            odd.append(f"step {step}: the present file is gone")
        shutil.rmtree(place)
    found = f"{back} had gone back, {len(chosen) - back} not yet, {len(odd)} wrong"
    ok = not odd and not alive
    return Finding("kill -9 while going back", len(chosen), "; ".join([found, *odd[:3]]), ok)


def _go_back(
    shop: Path, place: Path, step: int | None = None
) -> "subprocess.CompletedProcess[str]":
    desk, made = _copy(shop, place)
    command = [sys.executable, "-m", "tests.store.restoring_child", str(made), str(desk)]
    more = [str(place), *([] if step is None else [str(step)])]
    return subprocess.run(
        [*command, *more], cwd=ROOT, capture_output=True, text=True, check=step is None
    )


_BACK = """
import sys
from datetime import datetime
from pathlib import Path
from crm_desk.desk.backups.going_back import go_back
from crm_desk.domain.errors import ReportableError
sys.stdin.readline()
try:
    go_back(Path(sys.argv[1]), Path(sys.argv[2]), datetime(2026, 11, 28, 9, 12))
except ReportableError as error:
    print(error.key, flush=True)
else:
    print("back", flush=True)
"""


def two_restores(folder: Path, count: int) -> Finding:
    """Two programs that go back to different backups of one desk at the same moment."""
    told, back, odd = 0, 0, []
    for number in range(count):
        desk, first = _shop(folder / f"{number}")
        with Desk(desk) as opened:
            other = keeping.back_up(opened, BackupCause.BY_HAND, datetime(2026, 11, 28))  # noqa: DTZ001
            opened.rename_shop("三つ目")
        said = _at_once(desk, [first, other])
        told += said.count("desk_in_use")
        back += said.count("back")
        with Desk(desk) as opened:
            name = opened.shop_name
        kept = len(list(desk.parent.glob("shop-before-*.crmdesk")))
        is_right = set(said) <= {"back", "desk_in_use"} and kept == said.count("back") > 0
        if not is_right or name not in (_BEFORE, _NOW) or integrity(desk) != "ok":
            odd.append(f"{number}: {said}, {name}, {kept} kept")
    found = f"{back} went back, {told} told that it is open elsewhere, {len(odd)} wrong"
    return Finding("two programs going back", count, "; ".join([found, *odd[:3]]), not odd)


def _at_once(desk: Path, backups: list[Path]) -> list[str]:
    pipe = subprocess.PIPE
    children = [
        subprocess.Popen(
            [sys.executable, "-c", _BACK, str(one), str(desk)],
            stdin=pipe,
            stdout=pipe,
            cwd=ROOT,
            text=True,
        )
        for one in backups
    ]
    for child in children:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    return [child.communicate()[0].strip() for child in children]
