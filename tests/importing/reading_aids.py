"""What the tests of reading share."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desk.desk import resources
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.reading import open_table
from crm_desk.importing.table import ReadOptions

ROOT = Path(__file__).parents[2]


def rows_of(
    path: Path, options: ReadOptions | None = None, size: int = 50_000
) -> list[tuple[int, tuple[str, ...]]]:
    """(number, cells) of every row below the header."""
    with open_table(path, options or ReadOptions()) as table:
        found: list[tuple[int, tuple[str, ...]]] = []
        for chunk in table.chunks(size):
            assert {len(column) for column in chunk.columns} == {len(chunk.numbers)}
            assert len(chunk.columns) == len(table.headers)
            found += zip(chunk.numbers, zip(*chunk.columns, strict=True), strict=True)
        return found


def refusal(work: Callable[[], object]) -> ReportableError:
    """The error that `work` ends in; it has a sentence in every language."""
    with pytest.raises(ReportableError) as caught:
        work()
    for language in resources.LANGUAGES:
        sentence = resources.texts(language).error(caught.value)
        assert sentence.strip()
        assert "{" not in sentence
    return caught.value


def refused(path: Path, options: ReadOptions | None = None) -> str:
    """The key that a file is refused with when it is read to its end."""
    return refusal(lambda: rows_of(path, options)).key


_CHILD = """
import re, sys, time
from pathlib import Path
from crm_desk.domain.errors import ReportableError
import crm_desk.importing.reading as reading
import crm_desk.importing.excel_reading
started = time.perf_counter()
try:
    with reading.open_table(Path(sys.argv[1])) as table:
        for chunk in table.chunks():
            pass
    said = "read"
except ReportableError as error:
    said = error.key
seconds = time.perf_counter() - started
# Not ru_maxrss: that starts with the size of the process that forked this one.
peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
print(said, seconds, peak // 1024)
"""


def read_in_child(path: Path) -> tuple[str, float, int]:
    """(key or `read`, seconds, peak in MB) of reading a file in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        # For what hangs.
        timeout=120,
        check=True,
    )
    key, seconds, peak = done.stdout.split()
    return key, float(seconds), int(peak)
