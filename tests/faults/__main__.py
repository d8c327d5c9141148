"""What may befall a desk, at full size: `python -m tests.faults`.

One line each: what was done, how often, what came of it. The exit code is 1 where anything was
lost. `--bounded` takes the sizes of the test suite (`tests/test_faults.py`).
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.faults.cases import CASES, CLICKING, MINUTES, clicking


def main(arguments: list[str]) -> int:
    """Run every case; 0 where nothing was lost."""
    parser = argparse.ArgumentParser("python -m tests.faults")
    parser.add_argument("--bounded", action="store_true", help="the sizes of the test suite")
    parser.add_argument("--only", action="append", choices=CASES, help="some of the cases")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="of random clicking")
    asked = parser.parse_args(arguments)
    failed = 0
    for name, case in CASES.items():
        if asked.only and name not in asked.only:
            continue
        run = partial(clicking, minutes=asked.minutes) if name == CLICKING else case.run
        with tempfile.TemporaryDirectory() as folder:
            finding = run(Path(folder), case.bounded if asked.bounded else case.full)
        print(finding, flush=True)
        failed += not finding.ok
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
