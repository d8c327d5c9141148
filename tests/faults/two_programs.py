"""Several programs that want one desk at the same moment."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from crm_desk.desk.desk import create_desk
from tests.faults.finding import Finding
from tests.store.support import ROOT, integrity

_OPEN = """
import sys
from pathlib import Path
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
sys.stdin.readline()
try:
    desk = Desk(Path(sys.argv[1]))
except ReportableError as error:
    print(error.key, error.params.get("holder", ""), flush=True)
else:
    desk.rename_shop("mine")
    print("in", flush=True)
    sys.stdin.read()
    desk.close()
"""


def second_instance(folder: Path, count: int) -> Finding:
    """Four programs that open one desk at the same moment."""
    desk, writers, told = folder / "shop.crmdesk", [], 0
    create_desk(desk, "店")
    for _ in range(count):
        said = list(_race([desk] * 4))
        writers.append(said.count("in"))
        told += sum(line.startswith("desk_in_use") for line in said)
    double = sum(number > 1 for number in writers)
    found = f"{told} told that it is open elsewhere, {double} times two writers"
    ok = set(writers) == {1} and told == 3 * count and integrity(desk) == "ok"
    return Finding("a second instance", count * 4, found, ok)


def _race(desks: Sequence[Path]) -> Iterator[str]:
    command, pipe = [sys.executable, "-c", _OPEN], subprocess.PIPE
    children = [
        subprocess.Popen([*command, str(desk)], stdin=pipe, stdout=pipe, cwd=ROOT, text=True)
        for desk in desks
    ]
    for child in children:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    lines = []
    for child in children:
        assert child.stdout
        lines.append(child.stdout.readline().strip())
    for child in children:
        child.communicate()
    yield from lines


def hard_links(folder: Path, count: int) -> Finding:
    """Two names of one file, opened at the same moment: never two writers."""
    double, told = 0, 0
    for number in range(count):
        one, other = folder / f"{number}.crmdesk", folder / "others" / f"{number}.crmdesk"
        other.parent.mkdir(exist_ok=True)
        create_desk(one, "店")
        other.hardlink_to(one)
        said = list(_race([one, other]))
        double += said.count("in") > 1
        told += sum(line.startswith("desk_in_use") for line in said)
    found = f"{told} told that it is open elsewhere, {double} times two writers"
    return Finding("two names of one file", count, found, double == 0 and told == count)
