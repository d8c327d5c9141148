"""Files that are no ordinary ones, and damage in files too large to be read before the window."""

import os
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from crm_desk.desk.backups import keeping
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import inspection
from tests.faults.finding import SEED, Finding
from tests.sample_desk import sample_copy
from tests.store.states import damage_page
from tests.store.support import ROOT

LONGEST_S = 2.0
LARGE = 33 * 1024 * 1024
"""Beyond the 32 MiB over which desks were once never checked."""
_READ = """
import sys, time
from pathlib import Path
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.reading import open_table
from crm_desk.desk.desk import Desk
for line in sys.stdin:
    what, name = line.rstrip("\\0\\n").split(" ", 1)
    path, started = Path(name), time.perf_counter()
    try:
        if what == "desk":
            Desk(path).close()
        else:
            with open_table(path) as table:
                list(table.chunks())
        said = "read"
    except ReportableError as error:
        said = error.key
    print(said, time.perf_counter() - started, flush=True)
"""


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _socket(path: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _damaged_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>" * 500)
        packed.writestr("[Content_Types].xml", "<Types/>" * 500)
    whole = bytearray(path.read_bytes())
    whole[60:200] = random.Random(SEED).randbytes(140)
    path.write_bytes(whole)
    return path


ODD: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "a pipe": (_pipe, "import_special", "desk_foreign"),
    "a socket": (_socket, "import_special", "desk_foreign"),
    "/dev/zero": (lambda _: Path("/dev/zero"), "import_special", "desk_foreign"),
    "/dev/full": (lambda _: Path("/dev/full"), "import_special", "desk_foreign"),
    "a folder": (_folder, "import_folder", "desk_is_folder"),
    "nothing": (lambda path: path, "desk_missing", "desk_missing"),
    "a damaged ZIP": (_damaged_zip, "workbook_damaged", "desk_foreign"),
}
"""How each is made, and its sentence as a file to import and as a desk."""


def odd_files(folder: Path, count: int) -> Finding:
    """Pipes, devices, folders, damaged ZIPs, given to be imported and to be opened."""
    wrong, slowest, tried = [], 0.0, 0
    with subprocess.Popen(
        [sys.executable, "-c", _READ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        for number in range(count):
            for name, (make, as_import, as_desk) in ODD.items():
                for what, key in (("import", as_import), ("desk", as_desk)):
                    path = make(folder / f"{what}-{name.strip('/').replace('/', ' ')}-{number}.csv")
                    child.stdin.write(f"{what} {path}\n")
                    child.stdin.flush()
                    said, took = child.stdout.readline().split()
                    slowest, tried = max(slowest, float(took)), tried + 1
                    wrong += [] if said == key else [f"{name} as {what}: {said}"]
        child.stdin.close()
    found = f"{len(wrong)} without their sentence, the slowest {slowest:.2f} s"
    ok = not wrong and slowest < LONGEST_S
    return Finding("files that are no ordinary ones", tried, "; ".join([found, *wrong[:4]]), ok)


def large_desks(folder: Path, count: int) -> Finding:
    """Damage in desks too large to be read before the window: found beside it."""
    whole = folder / "whole.crmdesk"
    sample_copy(whole)
    with closing(sqlite3.connect(whole)) as connection:
        connection.executemany(
            "INSERT INTO product (code, name) VALUES (?, ?)",
            ((f"x{number}", "x" * 900) for number in range(LARGE // 1800 + 1000)),
        )
        connection.commit()
    size = whole.stat().st_size
    sound, found_, tables = _is_sound(whole), 0, _tables(whole)
    chosen = random.Random(SEED).choices(tables, k=count)
    missed = []
    for number, table in enumerate(chosen):
        path = folder / f"{number}.crmdesk"
        shutil.copyfile(whole, path)
        damage_page(path, table)
        is_found = not _is_sound(path)
        found_ += is_found
        missed += [] if is_found else [table]
        path.unlink()
    ok = sound and not missed and size > max(LARGE, inspection.CHECKED_SIZE)
    said = f"{found_} found in {size // 1_000_000} MB, the sound one is taken: {sound}"
    return Finding("damage in a large desk", count, "; ".join([said, *missed[:5]]), ok)


def _tables(path: Path) -> list[str]:
    """Those whose first page is not read when a desk is opened."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [name for (name,) in found if name not in ("desk_info", "sqlite_sequence")]


def _is_sound(path: Path) -> bool:
    with suppress(ReportableError), Desk(path) as desk:
        keeping.check(desk, date(2026, 11, 28))
        return True
    return False
