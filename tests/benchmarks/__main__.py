"""`python -m tests.benchmarks NAME`: figures of this machine, beside a named peer."""

import argparse
import sys
from collections.abc import Sequence

from tests.benchmarks import (
    analysis,
    assessment,
    followup,
    import_files,
    import_gui,
    page,
    refusals,
    rfm,
    startup,
    table,
)

BENCHMARKS = {
    "startup": startup.main,
    "assessment": assessment.main,
    "analysis": analysis.main,
    "import": import_files.main,
    "import-large": import_files.large,
    "import-people": import_files.people,
    "import-window": import_gui.main,
    "refusals": refusals.main,
    "rfm": rfm.main,
    "table": table.main,
    "page": page.main,
    "followup": followup.main,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run those that are named, or all."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    chosen = parser.parse_args(arguments).names or list(BENCHMARKS)
    if unknown := [name for name in chosen if name not in BENCHMARKS]:
        parser.error(f"no benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
    for name in chosen:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
