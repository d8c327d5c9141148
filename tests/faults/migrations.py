"""Desks in the making, or on their way to a newer schema, killed at each statement."""

import shutil
from datetime import datetime
from pathlib import Path

from crm_desk.desk.backups import going_back, keeping
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError
from tests.faults.finding import Finding
from tests.store import kill_child, steps
from tests.store.support import dump, integrity


def migration_kills(folder: Path, count: int) -> Finding:
    """A migration killed at each statement."""
    released, later = steps.released(), steps.extended()
    start = folder / "start" / "shop.crmdesk"
    steps.make_earlier(start, released)
    whole = []
    for until in range(len(released), len(later) + 1):
        path = folder / f"until{until}" / "shop.crmdesk"
        steps.make_earlier(path, later[:until])
        whole.append(dump(path))
    left = kill_child.run("migrate", folder / "killed", start)[:count]
    between = sum(dump(path) not in whole for path in left)
    unfinished = 0
    with steps.program_with(later):
        for path in left:
            Desk(path).close()
            unfinished += dump(path) != whole[-1]
    found = f"between two schemas {between}, not finished at the next start {unfinished}"
    return Finding("a migration killed", len(left), found, not between + unfinished)


def first_opening_kills(folder: Path, count: int) -> Finding:
    """The first opening of a new, a copied and a restored desk, killed at each statement."""
    moment = datetime(2026, 11, 21)  # noqa: DTZ001
    new, copied, restored = (folder / name / "shop.crmdesk" for name in ("new", "copy", "back"))
    create_desk(new, "店")
    for other in (copied, restored):
        other.parent.mkdir()
    with Desk(new) as desk:
        desk.save_copy(copied)
        made = keeping.back_up(desk, BackupCause.BY_HAND, moment)
    shutil.copyfile(copied, restored)
    going_back.go_back(made, restored, moment)
    tried, wrong = 0, []
    for first in (new, copied, restored):
        left = kill_child.run("open", folder / f"killed-{first.parent.name}", first)[:count]
        tried += len(left)
        for path in left:
            try:
                with Desk(path) as desk:
                    name = desk.shop_name
            except ReportableError as error:
                name = error.key
            is_right = name in ("店", kill_child.NEW_NAME) and integrity(path) == "ok"
            wrong += [] if is_right else [f"{first.parent.name} {path.parent.name}: {name}"]
    found = "; ".join([f"{len(wrong)} not opened or damaged afterwards", *wrong[:3]])
    return Finding("a first opening killed", tried, found, not wrong)
