"""`python -m tests.benchmarks NAME`: figures of this machine, beside a named peer."""

import sys

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
    "import-window": import_gui.main,
    "refusals": refusals.main,
    "rfm": rfm.main,
    "table": table.main,
    "page": page.main,
    "followup": followup.main,
}


def main() -> int:
    chosen = sys.argv[1:] or list(BENCHMARKS)
    for name in chosen:
        if name not in BENCHMARKS:
            print(f"no benchmark {name}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
            return 2
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
