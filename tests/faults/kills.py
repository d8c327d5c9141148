"""Programs killed while they work on a desk."""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from tests.faults import imports
from tests.faults.finding import SEED, Finding
from tests.sample_desk import sample_copy
from tests.store import answering, checking_off
from tests.store.support import ROOT, integrity


def kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments during answers."""
    desk, rng = folder / "shop.crmdesk", random.Random(SEED)
    create_desk(desk, "店")
    before: answering.State = {}
    done, lost, unopened, damaged = 0, 0, 0, 0
    for number in range(count):
        acknowledged = _killed_after(desk, SEED + number, rng)
        done += acknowledged
        plan = answering.actions(SEED + number, before)
        states = [before, *(state for _, state in islice(plan, acknowledged + 1))]
        # Now and then the next child is the one that finds what the kill has left.
        seen = desk if number % 2 else _as_it_lies(desk, folder / f"{number}" / desk.name)
        try:
            with Desk(seen) as opened:
                after = answering.read(opened)
        except ReportableError:
            unopened += 1
            break
        damaged += integrity(seen) != "ok"
        lost += after not in states[acknowledged:]
        before = after
    found = (
        f"{done} acknowledged actions, lost in {lost} kills, not opened {unopened},"
        f" damaged {damaged}"
    )
    return Finding("kill -9 during answers", count, found, done > 0 == lost + unopened + damaged)


def kills_of_check_offs(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments while follow-ups are checked off on the sample desk."""
    rng, done, lost, doubled = random.Random(SEED), 0, 0, 0
    for number in range(count):
        desk = folder / f"{number}.crmdesk"
        sample_copy(desk)
        with Desk(desk) as opened:
            before = checking_off.approaches(opened)
        said = _check_offs_until_killed(desk, rng)
        done += len(said)
        with Desk(desk) as opened:
            new = checking_off.approaches(opened) - before
        # One that was kept, but not acknowledged yet, is no loss.
        lost += sum((Counter(said) - new).values())
        doubled += max(sum((new - Counter(said)).values()) - 1, 0)
        lost += integrity(desk) != "ok"
    found = f"{done} acknowledged check-offs, {lost} lost, {doubled} that nobody made"
    return Finding("kill -9 during check-offs", count, found, done > 0 == lost + doubled)


def _check_offs_until_killed(desk: Path, rng: random.Random) -> list[int]:
    command = [sys.executable, "-m", "tests.store.checking_off", str(desk)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True) as child:
        assert child.stdout
        # There are more plans than that.
        lines = [child.stdout.readline() for _ in range(1 + rng.randrange(40))]
        _somewhere_in_the_next(rng)
        child.kill()
        lines += child.stdout.read().splitlines()
    return [int(line.split()[1]) for line in lines if line.startswith("ok ")]


def _killed_after(desk: Path, seed: int, rng: random.Random) -> int:
    """Let a child work for a while, kill it; returns how many actions it had acknowledged."""
    command = [sys.executable, "-m", "tests.store.answering", str(desk), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        said: list[bytes] = []
        if rng.random() < 0.2:  # during the start, too; how far it has come does not matter
            time.sleep(rng.uniform(0.05, 0.3))
        else:
            said = [child.stdout.readline().strip() for _ in range(1 + rng.randrange(60))]
            _somewhere_in_the_next(rng)
        ended_by_itself = child.poll() is not None
        child.kill()
        said += child.stdout.read().split()
    if ended_by_itself:
        raise RuntimeError("the child could not work on the desk")
    return said.count(b"ok")


def _somewhere_in_the_next(rng: random.Random) -> None:
    """A kill may hit any moment of an action, or two: what must hold is the same for all."""
    time.sleep(rng.uniform(0, 0.005))


def _as_it_lies(desk: Path, copy: Path) -> Path:
    copy.parent.mkdir()
    for suffix in ("", "-wal"):
        if Path(f"{desk}{suffix}").exists():
            shutil.copyfile(f"{desk}{suffix}", f"{copy}{suffix}")
    return copy


def import_kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments of an import."""
    found, ok = imports.kills(folder, count, SEED)
    return Finding("kill -9 during an import", count, found, ok)


def drop_kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments of two imports that are one drop: both or none."""
    found, ok = imports.kills(folder, count, SEED, drop=True)
    return Finding("kill -9 during a drop of two imports", count, found, ok)
