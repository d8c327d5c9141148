"""A child process that checks follow-ups off until it is killed.

`python -m tests.store.checking_off DESK` says `ready`, then `ok` and the plan after each one that
is done; plans are checked off in turn, until none is open.
"""

import sys
from collections import Counter
from pathlib import Path

from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import checking, worklist
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.errors import ReportableError


def approaches(desk: Desk) -> Counter[int]:
    """How many approaches every plan holds."""
    found = desk.store.read(
        lambda c: c.execute("SELECT plan_id FROM approach WHERE plan_id NOT NULL").fetchall()
    )
    return Counter(plan for (plan,) in found)


def _main(path: Path) -> None:
    with Desk(path) as desk:
        found = worklist.open_worklist(desk, DEFAULT_DAY)
        plans = [id_ for bucket in worklist.BUCKETS for id_ in found.ids[bucket]]
        print("ready", flush=True)
        while plans:
            for plan in list(plans):
                try:
                    checking.check_off(desk, [plan], DEFAULT_DAY)
                except ReportableError:
                    plans.remove(plan)
                    continue
                print("ok", plan, flush=True)
        # Whoever is not killed in time waits for it.
        sys.stdin.read()


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
