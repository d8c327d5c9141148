"""Importing large files, against SQLite's own `.import` and against calamine alone.

`import` takes a million CSV lines, `import-large` ten million and a workbook of 500,000 rows
(minutes each); both need `../shared/data`. `import-people` takes a million lines of 100,000
customers, and all of it back, while somebody else wants to write.
"""

import csv
import gzip
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions
from crm_desk.store import desk_info

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "online_retail_full.csv.gz"
POUNDS = Choices(currency="GBP", digits=2)
XLSX_ROWS = 500_000
PEOPLE_LINES = 1_000_000
PEOPLE = 100_000
_PEOPLE_HEADERS = (
    *("注文番号", "注文日", "会員番号", "氏名", "メールアドレス", "電話番号", "郵便番号"),
    *("住所", "商品名", "数量", "金額"),
)


def main() -> None:
    """A million lines."""
    with _folder() as folder:
        if folder is None:
            return
        million = folder / "million.csv"
        _write_times(million, 2)
        shell = _timed(lambda: _bare_import(million, folder))
        ours = _import(million, folder, POUNDS)
        _print("1,083,818 CSV lines to committed and indexed", ours, ".import", shell, 4.5)
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
        _print("10,838,180 CSV lines", _import(ten, folder, POUNDS), "1,083,818 lines", ours, 11)
        _print_peaks()
        book = folder / "orders.xlsx"
        _write_workbook(book)
        alone = _timed(lambda: _calamine(book))
        ours = _import(book, folder, POUNDS)
        _print(f"{XLSX_ROWS:,} XLSX rows to committed", ours, "calamine alone", alone, 2.1)
        _print_peaks()


def people() -> None:
    """A million lines of 250,000 orders of 100,000 customers; then taking such an import back."""
    with tempfile.TemporaryDirectory(prefix="crm-desk-benchmark-") as name:
        folder = Path(name)
        path = folder / "people.csv"
        _write_people(path)
        shell = _timed(lambda: _bare_import(path, folder))
        cpu = time.process_time()
        ours = _import(path, folder, Choices(), keep=True)
        cpu = time.process_time() - cpu
        _print("1,000,000 lines of 100,000 customers", ours, ".import", shell, 10)
        print(f"  of that, the desk's own process: {cpu:.2f} s of the processor")
        with Desk(folder / "people.crmdesk") as desk:
            _take_back(desk)
        _print_peaks()


def _take_back(desk: Desk) -> None:
    """How long others wait for their sentence while an import is taken back."""
    done, waits, refused = threading.Event(), [0.0], 0
    (batch,) = batches.batches(desk)

    def work() -> None:
        batches.revert_import(desk, batch.id)
        done.set()

    start = time.perf_counter()
    thread = threading.Thread(target=work)
    thread.start()
    while not done.wait(0.02):
        asked = time.perf_counter()
        try:
            desk.store.write(lambda connection: desk_info.put(connection, "benchmark", "1"))
        except ReportableError:
            refused += 1
        waits.append(time.perf_counter() - asked)
    thread.join()
    print(
        f"taken back: {time.perf_counter() - start:.2f} s; the longest wait of another write"
        f" {max(waits) * 1000:.0f} ms; {refused} were told at once (limit 100 ms)"
    )


def _write_people(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(_PEOPLE_HEADERS)
        for line in range(PEOPLE_LINES):
            order = line // 4
            who = order * 7919 % PEOPLE
            out.writerow(
                (
                    *(f"A{order:07}", f"20{20 + order % 5}/{1 + order % 12}/{1 + order % 28}"),
                    *(f"M{who:06}", f"山田 {who}", f"c{who}@example.jp", f"090{who:08}"),
                    *(f"{100 + who % 900}-{who % 10_000:04}", f"東京都千代田区{who % 90}-{who}"),
                    *(f"煎茶 {line % 400}", 1, 500 + line % 900),
                )
            )


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


class _Took(NamedTuple):
    """Seconds by the clock, and of the processor in this process and its children."""

    clock: float
    processor: float


def _timed(work: Callable[[], object]) -> _Took:
    start, before = time.perf_counter(), _processor()
    work()
    return _Took(time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _print(what: str, ours: _Took, peer: str, its: _Took, limit: float) -> None:
    for name, mine, other in zip(("clock", "processor"), ours, its, strict=True):
        print(
            f"{what}: {mine:.2f} s; {peer}: {other:.2f} s; ratio {mine / other:.2f}"
            f" (limit {limit}) by the {name}"
        )


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


def _import(path: Path, folder: Path, choices: Choices, *, keep: bool = False) -> _Took:
    desk_path = folder / f"{path.stem}.crmdesk"
    create_desk(desk_path, "benchmark")
    options, layout = layout_of(path, ReadOptions(), "", {})
    with Desk(desk_path) as desk:
        job = FileJob(path, options, layout)
        took = _timed(lambda: batches.run_import(desk, [job], "benchmark", choices))
        (taken,) = batches.batches(desk)
    print(f"  {taken.accepted:,} rows, {taken.orders:,} orders")
    if not keep:
        desk_path.unlink()
    return took


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
