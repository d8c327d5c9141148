"""What must not lie anywhere any more: previews of killed programs, people who are gone."""

import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from crm_desk.desk.capabilities import PERSON_TABLES
from crm_desk.desk.customers import erasing
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.temporary import sweep_folders
from tests.desk.customers.people import bring, order
from tests.faults.finding import Finding
from tests.store.support import ROOT

_OTHERS = [order(n, "2026/01/05", f"S-{n}", f"佐藤 {n}", f"s{n}@example.jp") for n in range(40)]
_NOW = datetime(2026, 11, 21, 9)  # noqa: DTZ001
_HOLD = """
import sys
from crm_desk.desk.temporary import kept_folder
folder = kept_folder()
(folder / "preview.pdf").write_text("x")
print(folder, flush=True)
sys.stdin.read()
"""


def people_gone(folder: Path, count: int) -> Finding:
    """People erased, or taken back with their import: their names in every file of the folder."""
    found = []
    for number in range(count):
        place = folder / f"{number}"
        place.mkdir()
        create_desk(place / "shop.crmdesk", "店")
        with Desk(place / "shop.crmdesk") as desk:
            bring(desk, _OTHERS)
            who = f"逢坂喜代乃{number}"
            theirs = order("A1", "2026/02/05", "K-1", who, f"kiyono{number}@example.jp")
            _let_go(desk, bring(desk, [theirs], "別の店"), by_erasing=bool(number % 2))
            for given in place.glob("*.csv"):
                given.unlink()
            # While the desk is open, and so its log is there; then without it.
            found += _files_with((who, f"kiyono{number}"), place)
        found += _files_with((who, f"kiyono{number}"), place)
    said = "; ".join([f"{len(found)} files still name them", *found[:4]])
    return Finding("people erased or taken back", count, said, not found)


def _let_go(desk: Desk, batch: int, *, by_erasing: bool) -> None:
    if not by_erasing:
        batches.revert_import(desk, batch)
        return
    ((customer,),) = desk.store.read(
        lambda c: c.execute("SELECT id FROM customer WHERE name LIKE '逢坂%'").fetchall()
    )
    erasing.carry_out(desk, erasing.ErasureWish(customer), PERSON_TABLES, _NOW)
    erasing.forget_all_steps(desk)


def _files_with(words: tuple[str, ...], folder: Path) -> list[str]:
    return [
        f"{folder.name}/{path.name}"
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]


def previews_swept(_folder: Path, count: int) -> Finding:
    """Programs killed while a preview lies in the temporary folder: the next start sweeps it."""
    left = 0
    for _ in range(count):
        command, pipe = [sys.executable, "-c", _HOLD], subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True) as program:
            assert program.stdout
            made = Path(program.stdout.readline().strip())
            program.kill()
        assert made.parent == Path(tempfile.gettempdir())
        sweep_folders()
        left += made.exists()
    found = f"{left} left after the next start"
    return Finding("previews of killed programs", count, found, not left)
