"""Runs apart: goes back to a backup, and kills itself at a step of its way.

`python -m tests.store.restoring_child BACKUP DESK FOLDER [STEP]`: a step is any way to a file of
the folder. Without a step nothing is killed, and the number of steps is printed.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from crm_desk.store import restoring

MOMENT = datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001


def _main(backup: Path, desk: Path, folder: str, step: int | None) -> None:
    seen = 0

    def trace(_event: str, arguments: tuple[object, ...]) -> None:
        # Every way to a file of the desk; modules that are loaded meanwhile don't count.
        nonlocal seen
        if arguments and str(arguments[0]).startswith(folder):
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

    sys.addaudithook(trace)
    restoring.restore(backup, desk, MOMENT)
    print(seen)


if __name__ == "__main__":
    _main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        sys.argv[3],
        int(sys.argv[4]) if sys.argv[4:] else None,
    )
