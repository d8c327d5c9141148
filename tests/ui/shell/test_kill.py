import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk

REPETITIONS = 50


@pytest.mark.faults
def test_a_kill_right_after_a_click_loses_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "shop.crmdesk", random.Random(33)
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        assessments.start(desk, date(2026, 11, 21))
    told: dict[str, int] = {}
    clicks = 0
    for seed in range(REPETITIONS):
        done, under_way = killed_after(path, seed, clicks=chance.randrange(1, 6))
        told.update(done)
        clicks += len(done)
        with Desk(path) as desk:
            kept = assessments.pick(desk, "latest")
            found = {item: kept.answer(item).choice for item in told}
        # A click that was not acknowledged may have come through or not.
        if under_way is not None and found.get(under_way[0]) == under_way[1]:
            told[under_way[0]] = under_way[1]
        assert found == told, f"after kill {seed}"
    assert clicks >= REPETITIONS


Click = tuple[str, int]


def killed_after(path: Path, seed: int, clicks: int) -> tuple[list[Click], Click | None]:
    """Acknowledged clicks of a program that was killed, and the one that was under way."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shell.clicking_child", str(path), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(2 * clicks)]
    child.kill()
    # What came through the pipe before the kill had been acknowledged, too.
    lines += [line for line in child.stdout.read().splitlines(keepends=True) if "\n" in line]
    child.wait()
    child.stdout.close()
    words = [line.split() for line in lines]
    done = [(item, int(level)) for what, item, level in words if what == "done"]
    tried = words[-1]
    return done, (tried[1], int(tried[2])) if tried[0] == "try" else None
