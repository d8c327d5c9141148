"""Importing large files, against SQLite's own `.import` and against calamine alone.

`import` takes a million CSV lines, `import-large` ten million and a workbook of 500,000 rows
(minutes each). Both need `../shared/data`.
"""

import csv
import gzip
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "online_retail_full.csv.gz"
POUNDS = Choices(currency="GBP", digits=2)
XLSX_ROWS = 500_000


def main() -> None:
    """A million lines."""
    with _folder() as folder:
        if folder is None:
            return
        million = folder / "million.csv"
        _write_times(million, 2)
        shell = _timed(lambda: _bare_import(million, folder))
        ours = _import(million, folder, POUNDS)
        _print("1,083,818 CSV lines to committed and indexed", ours, ".import", shell, 5)
        _print_peaks()


def large() -> None:
    """Ten million lines, and a large workbook."""
    with _folder() as folder:
        if folder is None:
            return
        million, ten = folder / "million.csv", folder / "ten.csv"
        _write_times(million, 2)
        ours = _import(million, folder, POUNDS)
        _write_times(ten, 20)
        _print("10,838,180 CSV lines", _import(ten, folder, POUNDS), "1,083,818 lines", ours, 12)
        _print_peaks()
        book = folder / "orders.xlsx"
        _write_workbook(book)
        alone = _timed(lambda: _calamine(book))
        ours = _import(book, folder, POUNDS)
        _print(f"{XLSX_ROWS:,} XLSX rows to committed", ours, "calamine alone", alone, 3)
        _print_peaks()


@contextmanager
def _folder() -> Iterator[Path | None]:
    if not DATA.exists():
        print(f"{DATA.name} is not there: nothing to measure")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="crm-desk-benchmark-") as name:
        yield Path(name)


def _print_peaks() -> None:
    child, own = _peak(resource.RUSAGE_CHILDREN), _peak(resource.RUSAGE_SELF)
    print(f"peak memory so far: child {child:,} MB, the desk's own process {own:,} MB")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _print(what: str, ours: float, peer: str, its: float, limit: float) -> None:
    print(f"{what}: {ours:.2f} s; {peer}: {its:.2f} s; ratio {ours / its:.2f} (limit {limit})")


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def _lines() -> Iterable[str]:
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as file:
        yield from file


def _write_times(path: Path, times: int) -> None:
    """The data several times over, each time under new invoice numbers."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(times):
            mark = f"{number}-" if number else ""
            for at, line in enumerate(_lines()):
                if at:
                    file.write(mark + line)
                elif not number:
                    file.write(line)


def _bare_import(path: Path, folder: Path) -> None:
    target = folder / "bare.db"
    target.unlink(missing_ok=True)
    shell = shutil.which("sqlite3")
    if shell:
        commands = [".mode csv", f'.import "{path}" rows']
        subprocess.run([shell, str(target), *commands], check=True)
        return
    with sqlite3.connect(target) as connection, path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        width = len(next(reader))
        names = ", ".join(f"c{at}" for at in range(width))
        connection.execute(f"CREATE TABLE rows ({names})")
        marks = ", ".join("?" * width)
        connection.executemany(f"INSERT INTO rows VALUES ({marks})", reader)  # noqa: S608


def _import(path: Path, folder: Path, choices: Choices) -> float:
    desk_path = folder / f"{path.stem}.crmdesk"
    create_desk(desk_path, "benchmark")
    options, layout = layout_of(path, ReadOptions(), "", {})
    with Desk(desk_path) as desk:
        job = FileJob(path, options, layout)
        start = time.perf_counter()
        outcome = batches.run_import(desk, [job], "benchmark", choices)
        seconds = time.perf_counter() - start
    print(f"  {outcome.taken.accepted:,} rows, {outcome.taken.new_orders:,} orders")
    desk_path.unlink()
    return seconds


def _write_workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("orders")
    numbers = (3, 5)
    for at, row in enumerate(csv.reader(_lines())):
        if at > XLSX_ROWS:
            break
        sheet.append([float(c) if at and n in numbers else c for n, c in enumerate(row)])
    book.save(path)


def _calamine(path: Path) -> None:
    # Alone in its process, as in ours.
    code = (
        "import sys, python_calamine as c;"
        "c.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
