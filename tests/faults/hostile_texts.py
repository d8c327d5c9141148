"""Names as a person may type them, on the way to the screen, the clipboard, files and paper.

`python -m tests.faults.hostile_texts screen|clipboard FOLDER COUNT` shows so many of them in a
window, or copies them, and prints what came of it.
"""

import csv
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from crm_desk.desk.contacts import documents
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.reports.contacts.mailing_table import MailingBook, MailingRow
from tests.domain.assessment.making import all_at
from tests.faults.finding import SEED
from tests.reports.followup.papers import SHOP, envelope
from tests.reports.paper import made, printed, read, whole
from tests.sample_desk import sample_copy
from tests.store.support import ROOT

if TYPE_CHECKING:
    from tests.watched_program import WatchedProgram

SIGNS = "=+-@＝＋－＠"
"""What a cell must not begin with, written down once more: here nothing is taken on trust."""
CANARY = "canary.png"
"""An image beside the desk that names ask for; whoever opens it has taken a name for a page."""
TYPED = (
    "<img src=x>",
    "A<B",
    "R&D",
    '=HYPERLINK("http://x","y")',
    "+81 90-1111-2222",
    "@x",
    "𠮷野家🍵",
    "あ" * 500,
    "\u202eabc\u202c \u200fשלום",
    "か\u3099き\u3099",
    "<b>太字</b>",
    "{day} {0} %s %1",
)
_PIECES = "=＋<>&\"'@-,;\t |山田髙﨑𠮷🍵אب0９%{}\\/:"


def hostile(count: int) -> list[str]:
    """So many names: those that the specification lists, then put together at random."""
    rng = random.Random(SEED)
    made_up = (
        rng.choice([*SIGNS, "<", " =", "\u3000＝", ""])
        + "".join(rng.choice(_PIECES) for _ in range(rng.randrange(1, 24)))
        for _ in range(count)
    )
    return [*TYPED, *made_up][:count]


def run(what: str, folder: Path, count: int) -> tuple[str, bool]:
    """Show or copy so many names in a window of its own process."""
    command = [sys.executable, "-m", "tests.faults.hostile_texts", what, str(folder), str(count)]
    trace = folder / "trace"
    if what == "screen" and shutil.which("strace"):
        watch = ["strace", "-f", "-qq", "-e", "trace=open,openat", "-o", str(trace)]
        command = [*watch, *command]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", CRM_DESK_HOME=str(folder / "home")),
    )
    said = done.stdout.strip() or f"ended by itself ({done.returncode}): {done.stderr[-600:]}"
    if not trace.exists():
        return said, done.returncode == 0
    lines = trace.read_text(errors="replace").splitlines()
    opened = sum(CANARY in line and "O_RDONLY" in line for line in lines)
    return f"{said}, {opened} files of names opened", done.returncode == 0 and not opened


def written(folder: Path, count: int) -> tuple[str, bool]:
    """Write so many names as CSV, as a workbook and on paper, and read them back."""
    names = hostile(count)
    book = MailingBook(SHOP, [MailingRow(envelope(name=n, address=n), "A", n) for n in names])
    formulas, cells = 0, 0
    for name, encoding in (("a.csv", "utf-8-sig"), ("b.csv", "cp932")):
        documents.save_mailing_table(book, texts("ja"), folder / name, encoding)
        with (folder / name).open(encoding=encoding, newline="") as file:
            for row in list(csv.reader(file))[1:]:
                cells += len(row)
                formulas += sum(is_formula(cell) for cell in row)
    documents.save_mailing_table(book, texts("ja"), folder / "a.xlsx")
    (sheet,) = load_workbook(folder / "a.xlsx").worksheets
    kinds = [c.data_type for c in chain.from_iterable(sheet.iter_rows(min_row=2)) if c.value]
    cells += len(kinds)
    formulas += len(kinds) - kinds.count("s")
    unprinted = sum(not _is_printed(name, folder / "a.pdf") for name in names)
    found = f"{cells} cells, {formulas} formulas, {unprinted} names neither printed nor listed"
    return found, not formulas + unprinted


def is_formula(cell: str) -> bool:
    """A spreadsheet would work a text cell out."""
    return cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(tuple(SIGNS))


def _is_printed(name: str, path: Path) -> bool:
    missing = printed(read(made(all_at(1), {"3-1": name})), path).get("3-1のメモ", "")
    text = whole(path)
    return all(
        character in missing or character in text
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character)[0] in "LNPS"
    )


def _begin(folder: Path, count: int) -> "tuple[WatchedProgram, list[str]]":
    """A window on the sample, whose customers have hostile names."""
    from tests.watched_program import WatchedProgram

    path = folder / "shop.crmdesk"
    sample_copy(path)
    canary = folder / CANARY
    canary.write_bytes(b"\x89PNG\r\n\x1a\n")
    names = [f"<img src='{canary}'>", *hostile(count - 1)]

    with Desk(path) as desk:
        ids = [id_ for (id_,) in desk.store.read(lambda c: c.execute(_ROOTS).fetchall())]
        given = list(zip(names, ids, strict=False))
        desk.store.write(lambda c: c.executemany(_RENAME, [(n, n, n, i) for n, i in given]))
    watched = WatchedProgram()
    watched.catch_everything()
    assert watched.begin(path)
    return watched, [name for name, _ in given]


_ROOTS = "SELECT id FROM customer WHERE joined_to IS NULL ORDER BY id"
_RENAME = "UPDATE customer SET name = ?, address = ?, note = ? WHERE id = ?"


def _screen(folder: Path, count: int) -> tuple[str, bool]:
    from crm_desk.desk.route import Route

    watched, names = _begin(folder, count)
    window = watched.program.window
    assert window is not None
    routes = [*watched.routes(), *(Route("customers", "one", n) for n in range(1, len(names) + 1))]
    loose: set[str] = set()
    for route in routes:
        window.go(route)
        _settled(window)
        loose.update(_formatted(window))
    watched.end()
    wrong = [*watched.wrong, *sorted(loose)]
    said = f"{len(names)} names on {len(routes)} screens, {len(wrong)} not as plain text"
    return "; ".join([said, *wrong[:3]]), not wrong


def _formatted(window: object) -> Iterator[str]:
    """Labels that show a name otherwise than as plain text."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(window, QWidget)
    for label in window.findChildren(QLabel):
        if "<img" in label.text() and label.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{label.parent()} {label.text()[:40]}"


def _settled(window: object) -> None:
    from tests.gallery.scenes import settle, wait_until

    settle()
    current = window.current  # type: ignore[attr-defined]
    wait_until(lambda: getattr(current, "is_settled", True))
    settle()


def _clipboard(folder: Path, count: int) -> tuple[str, bool]:
    from PySide6.QtGui import QGuiApplication

    from crm_desk.desk.route import Route
    from crm_desk.ui.common.tables import Cell, CellsModel, Table

    watched, names = _begin(folder, count)
    window = watched.program.window
    assert window is not None
    window.go(Route("customers"))
    _settled(window)
    table = window.current.list.table  # type: ignore[attr-defined]
    table.selectAll()
    table.copy()
    cells = QGuiApplication.clipboard().text().split("\n")
    small = Table(window.workspace.theme, "")
    model = CellsModel(window.workspace.theme, ["名"], [[Cell(name)] for name in names])
    model.setParent(small)
    small.setModel(model)
    small.selectAll()
    small.copy()
    copied = QGuiApplication.clipboard().text().split("\n")
    small.deleteLater()
    watched.end()
    found = [cell for line in (*cells, *copied) for cell in line.split("\t")]
    formulas = [c for c in found if is_formula(c) and not re.fullmatch(r"-[\d,.]+", c)]
    lost = sum(" ".join(n.split()) not in line for n, line in zip(names, copied[1:], strict=True))
    said = f"{len(found)} cells copied, {len(formulas)} formulas, {lost} names not as typed"
    return "; ".join([said, *watched.wrong[:3]]), not (formulas or lost or watched.wrong)


def _main(what: str, folder: Path, count: int) -> int:
    from tests.watched_program import application

    app = application()
    said, ok = {"screen": _screen, "clipboard": _clipboard}[what](folder, count)
    del app
    print(said)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
