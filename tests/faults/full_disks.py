"""Disks that are full; `python -m tests.faults.full_disks FOLDER COUNT` works on a small one."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from tests.faults import imports
from tests.faults.finding import Finding
from tests.sample_desk import sample_copy
from tests.store import answering
from tests.store.support import ROOT, integrity

LONG = "長い文章。" * 9000


def full_disk(folder: Path, count: int) -> Finding:
    """A small disk that is full during an answer, a copy, a backup."""
    module = [sys.executable, "-m", "tests.faults.full_disks", str(folder), str(count)]
    mount = 'mount -t tmpfs -o size=16m none "$0" && exec "$@"'
    own_mounts = shutil.which("unshare")
    command = [own_mounts or "false", "-m", "sh", "-c", mount, str(folder), *module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if "tried" not in done.stdout:
        found = "not tried: a small disk can't be mounted here"
        return Finding("a full disk", 0, found, "Traceback" not in done.stderr)
    return Finding("a full disk", count, done.stdout.strip(), done.returncode == 0)


def import_on_full_disk(folder: Path, count: int) -> Finding:
    """A small disk that is full during an import."""
    found, tried, ok = imports.full_disk(folder, count)
    return Finding("a full disk during an import", tried, found, ok)


def _on_small_disk(folder: Path, count: int) -> bool:
    path, ballast = folder / "shop.crmdesk", folder / "ballast"
    sample_copy(path)
    told, lost, failed = 0, 0, []
    with Desk(path) as desk:
        for number in range(count):
            text = f"{number} {LONG}"
            works: list[Callable[[Desk], object]] = [
                lambda d, t=text: assessments.write_note(d, 1, "1-1", t),  # type: ignore[misc]
                lambda d: d.save_copy(folder / "copy.crmdesk"),
                lambda d: d.store.read(lambda c: backup.make_backup(c, path, datetime.now())),  # noqa: DTZ005
            ]
            before = answering.read(desk)
            for work in works:
                _fill(ballast)
                try:
                    work(desk)
                except Exception as error:  # noqa: BLE001
                    told += isinstance(error, ReportableError) and error.key == "disk_full"
                    failed += [] if isinstance(error, ReportableError) else [repr(error)]
                lost += answering.read(desk) != before
                ballast.unlink()
            for work in works:
                work(desk)
            lost += answering.read(desk)[1]["1-1"][1] != text
            shutil.rmtree(backup.backup_folder(path))
    print(f"tried answer, copy, backup: {told} told of the full disk, {lost} lost", *failed)
    return told == 3 * count and not lost and not failed and integrity(path) == "ok"


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


if __name__ == "__main__":
    sys.exit(0 if _on_small_disk(Path(sys.argv[1]), int(sys.argv[2])) else 1)
