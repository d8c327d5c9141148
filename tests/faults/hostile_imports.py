"""Files made to do harm to whoever reads them, by the thousand; part of `python -m tests.faults`.

`python -m tests.faults.hostile_imports FOLDER COUNT` reads them in one process and prints what
came of it.
"""

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.reading import open_table
from tests.store.support import ROOT

SEED = 20261128
LONGEST_S, MOST_MB = 2.0, 300
_ODD = (
    b"\0",
    b'"',
    b"\n",
    b"\r",
    b",",
    b"\xff\xfe",
    b"<!DOCTYPE x>",
    b"=",
    b"\x1a",
    b"\xed\xa0\x80",
)


def _seeds(folder: Path) -> Iterator[bytes]:
    """Files of every kind: sound ones, and the small ones among the hostile ones."""
    from tests.importing import test_hostile_files as hostile

    path = folder / "seed"
    hostile.workbook(path.with_suffix(".xlsx"), A1="氏名", B1="金額", A2="山田", B2=5)
    yield path.with_suffix(".xlsx").read_bytes()
    yield "注文番号,注文日,金額\r\nN1,2026/11/01,1200\r\n".encode("cp932") * 40
    yield "注文番号\t注文日\t金額\nN1\t2026-11-01\t1,200\n".encode("utf-16") * 40
    for make in (
        hostile.picture,
        hostile.document,
        hostile.page,
        hostile.xml_bomb,
        hostile.plain_zip,
        hostile.packed_tar,
        hostile.entities,
        hostile.far_cell,
        hostile.wide_characters,
        hostile.broken_ole,
        hostile.small_open_quote,
        hostile.some_thousand_columns,
    ):
        make(path)
        yield path.read_bytes()


def _mutated(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 3, 30))):
        at = rng.randrange(len(changed) + 1)
        how = rng.randrange(5)
        if how == 0 and changed:
            changed[at % len(changed)] = rng.randrange(256)
        elif how == 1:
            del changed[at : at + rng.choice((1, 40, 4000))]
        elif how == 2:
            changed[at:at] = rng.choice(_ODD) * rng.choice((1, 9, 2000))
        elif how == 3:
            changed[at:at] = changed[: rng.choice((10, 1000))] * rng.choice((1, 20))
        else:
            changed[at:at] = rng.randbytes(rng.choice((1, 60, 5000)))
    return bytes(changed)


def run(folder: Path, count: int) -> tuple[str, bool]:
    """Read so many files; what was found, and whether all is well."""
    command = [sys.executable, "-m", "tests.faults.hostile_imports", str(folder), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    said = done.stdout.strip() or done.stderr[-600:]
    return said, done.returncode == 0


def _main(folder: Path, count: int) -> int:
    seeds = list(_seeds(folder))
    read, refused, slowest, wrong = 0, 0, 0.0, []
    for number in range(count):
        rng = random.Random(SEED + number)
        path = folder / f"given{rng.choice(('.csv', '.xlsx', '.txt', '.tsv', '.xls'))}"
        path.write_bytes(_mutated(seeds[number % len(seeds)], rng))
        started = time.perf_counter()
        try:
            with open_table(path) as table:
                for _ in table.chunks():
                    pass
            read += 1
        except ReportableError:
            refused += 1
        except Exception as error:  # noqa: BLE001
            wrong.append(f"file {number}: {error!r}"[:300])
        slowest = max(slowest, time.perf_counter() - started)
        path.unlink()
    peak = int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024  # type: ignore[index]
    print(
        f"{refused} refused, {read} read, {len(wrong)} exceptions; the slowest {slowest:.2f} s,"
        f" at most {peak} MB",
        *wrong[:5],
    )
    return 1 if wrong or slowest > LONGEST_S or peak > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), int(sys.argv[2])))
