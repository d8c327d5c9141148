"""Desks closed while their pages still load; part of `python -m tests.faults`.

`python -m tests.faults.closing FOLDER COUNT SEED` goes to a page and closes, or opens another desk.
"""

import faulthandler
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.store.support import ROOT

LONGEST_S = 100
"""No desk takes longer to open, leave and close; what waits for ever says where."""


def run(folder: Path, count: int, seed: int) -> tuple[str, bool]:
    """Close so many times; what was found, and whether all is well."""
    command = [sys.executable, "-m", "tests.faults.closing", str(folder), str(count), str(seed)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", CRM_DESK_HOME=str(folder / "home")),
    )
    return done.stdout.strip() or done.stderr[-800:], done.returncode == 0


def _main(folder: Path, count: int, seed: int) -> int:
    from tests.sample_desk import sample_copy
    from tests.watched_program import WatchedProgram, application

    app = application()
    rng, wrong = random.Random(seed), []
    for number in range(count):
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        path, other = (folder / f"{number}-{name}.crmdesk" for name in ("one", "other"))
        sample_copy(path)
        sample_copy(other)
        watched = WatchedProgram()
        watched.catch_everything()
        assert watched.begin(path)
        left = _leave(watched, rng, other)
        wrong += [f"{number} leaving {left}: {line}" for line in watched.wrong]
        for used in folder.glob(f"{number}-*.crmdesk*"):
            used.unlink()
    faulthandler.cancel_dump_traceback_later()
    del app
    print(f"{len(wrong)} exceptions or messages", *wrong[:3], sep="; ")
    return 1 if wrong else 0


def _leave(watched: object, rng: random.Random, other: Path) -> object:
    """Go to some pages without waiting for them, then to another desk, then close."""
    from PySide6.QtWidgets import QApplication

    from tests.watched_program import WatchedProgram

    assert isinstance(watched, WatchedProgram)
    routes = list(watched.routes())
    route = None
    for step in range(2):
        for _ in range(rng.randrange(1, 4)):
            route = rng.choice(routes)
            assert watched.program.window is not None
            watched.program.window.go(route)
            for _ in range(rng.randrange(3)):
                QApplication.processEvents()
        if step == 0 and rng.random() < 0.5:
            watched.program.open_desk(other)
    watched.end()
    return route


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
