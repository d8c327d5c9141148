"""What may befall a desk, at full size: `python -m tests.faults`.

One line each: what was done, how often, what came of it. The exit code is 1 where anything was
lost. `--bounded` takes the sizes of the test suite (`tests/test_faults.py`).
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.store.connection import connect_reader
from tests.sample_desk import sample_copy
from tests.store import answering, checking_off, kill_child, steps
from tests.store.support import ROOT, digest, dump, flip, integrity

SEED = 20261121
CLICKS, FULL_MINUTES = 1_000_000, 30.0
"""At full size clicking ends by the clock; in the suite by the number of actions."""
LONG = "長い文章。" * 9000


@dataclass(frozen=True)
class Finding:
    """What came of one kind of fault.

    Attributes:
        count: how often it was tried.
        found: in words, with figures.
    """

    name: str
    count: int
    found: str
    ok: bool

    def __str__(self) -> str:
        return f"{'ok' if self.ok else 'FAILED':6}  {self.name} x{self.count}: {self.found}"


def kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments during answers."""
    desk, rng = folder / "shop.crmdesk", random.Random(SEED)
    create_desk(desk, "店")
    before: answering.State = {}
    done, lost, unopened, damaged = 0, 0, 0, 0
    for number in range(count):
        acknowledged = _killed_after(desk, SEED + number, rng)
        done += acknowledged
        plan = answering.actions(SEED + number, before)
        states = [before, *(state for _, state in islice(plan, acknowledged + 1))]
        # Now and then the next child is the one that finds what the kill has left.
        seen = desk if number % 2 else _as_it_lies(desk, folder / f"{number}" / desk.name)
        try:
            with Desk(seen) as opened:
                after = answering.read(opened)
        except ReportableError:
            unopened += 1
            break
        damaged += integrity(seen) != "ok"
        lost += after not in states[acknowledged:]
        before = after
    found = (
        f"{done} acknowledged actions, lost in {lost} kills, not opened {unopened},"
        f" damaged {damaged}"
    )
    return Finding("kill -9 during answers", count, found, done > 0 == lost + unopened + damaged)


def kills_of_check_offs(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments while follow-ups are checked off on the sample desk."""
    rng, done, lost, doubled = random.Random(SEED), 0, 0, 0
    for number in range(count):
        desk = folder / f"{number}.crmdesk"
        sample_copy(desk)
        with Desk(desk) as opened:
            before = checking_off.approaches(opened)
        said = _check_offs_until_killed(desk, rng)
        done += len(said)
        with Desk(desk) as opened:
            new = checking_off.approaches(opened) - before
        # One that was kept, but not acknowledged yet, is no loss.
        lost += sum((Counter(said) - new).values())
        doubled += max(sum((new - Counter(said)).values()) - 1, 0)
        lost += integrity(desk) != "ok"
    found = f"{done} acknowledged check-offs, {lost} lost, {doubled} that nobody made"
    return Finding("kill -9 during check-offs", count, found, done > 0 == lost + doubled)


def _check_offs_until_killed(desk: Path, rng: random.Random) -> list[int]:
    command = [sys.executable, "-m", "tests.store.checking_off", str(desk)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT, text=True) as child:
        assert child.stdout
        # There are more plans than that.
        lines = [child.stdout.readline() for _ in range(1 + rng.randrange(40))]
        _somewhere_in_the_next(rng)
        child.kill()
        lines += child.stdout.read().splitlines()
    return [int(line.split()[1]) for line in lines if line.startswith("ok ")]


def _killed_after(desk: Path, seed: int, rng: random.Random) -> int:
    """Let a child work for a while, kill it; returns how many actions it had acknowledged."""
    command = [sys.executable, "-m", "tests.store.answering", str(desk), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout
        said: list[bytes] = []
        if rng.random() < 0.2:  # during the start, too; how far it has come does not matter
            time.sleep(rng.uniform(0.05, 0.3))
        else:
            said = [child.stdout.readline().strip() for _ in range(1 + rng.randrange(60))]
            _somewhere_in_the_next(rng)
        ended_by_itself = child.poll() is not None
        child.kill()
        said += child.stdout.read().split()
    if ended_by_itself:
        raise RuntimeError("the child could not work on the desk")
    return said.count(b"ok")


def _somewhere_in_the_next(rng: random.Random) -> None:
    """A kill may hit any moment of an action, or two: what must hold is the same for all."""
    time.sleep(rng.uniform(0, 0.005))


def _as_it_lies(desk: Path, copy: Path) -> Path:
    copy.parent.mkdir()
    for suffix in ("", "-wal"):
        if Path(f"{desk}{suffix}").exists():
            shutil.copyfile(f"{desk}{suffix}", f"{copy}{suffix}")
    return copy


def flipped_bits(folder: Path, count: int) -> Finding:
    """Single bits flipped in a backup."""
    desk, rng = folder / "shop.crmdesk", random.Random(SEED)
    sample_copy(desk)
    with closing(connect_reader(desk)) as connection:
        made = backup.make_backup(connection, desk, datetime(2026, 11, 21))  # noqa: DTZ001
    whole = made.read_bytes()
    trusted = 0
    for bit in rng.sample(range(len(whole) * 8), count):
        made.write_bytes(flip(whole, bit))
        trusted += backup.is_intact(made)
    made.write_bytes(whole)
    good = backup.is_intact(made)
    found = f"{count - trusted} refused, {trusted} taken for good; the sound one is taken: {good}"
    return Finding("a bit flipped in a backup", count, found, good and not trusted)


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
        said = list(_race(desk, 4))
        writers.append(said.count("in"))
        told += sum(line.startswith("desk_in_use") for line in said)
    double = sum(number > 1 for number in writers)
    found = f"{told} told that it is open elsewhere, {double} times two writers"
    ok = set(writers) == {1} and told == 3 * count and integrity(desk) == "ok"
    return Finding("a second instance", count * 4, found, ok)


def _race(desk: Path, runners: int) -> Iterator[str]:
    return _race_of([desk] * runners)


def _race_of(desks: Sequence[Path]) -> Iterator[str]:
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


def file_states(folder: Path, count: int) -> Finding:
    """Files that are no healthy desk."""
    from tests.store.states import STATES

    healthy = folder / "healthy.crmdesk"
    sample_copy(healthy)
    wrong = []
    for number, (name, (key, make)) in enumerate(list(STATES.items())[:count]):
        path = folder / f"{number}" / "given.crmdesk"
        path.parent.mkdir()
        make(path, healthy)
        before = digest(path) if path.is_file() else ""
        try:
            Desk(path).close()
            said = "opened"
        except Exception as error:  # noqa: BLE001
            said = error.key if isinstance(error, ReportableError) else repr(error)
        after = digest(path) if path.is_file() else ""
        if (said, before) != (key, after):
            wrong.append(f"{name}: {said}{', changed' if before != after else ''}")
    found = "; ".join(wrong) or "each its own sentence, none changed"
    return Finding("files that are no healthy desk", min(count, len(STATES)), found, not wrong)


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


def full_disk(folder: Path, count: int) -> Finding:
    """A small disk that is full during an answer, a copy, a backup."""
    module = [sys.executable, "-m", "tests.faults", "on-small-disk", str(folder), str(count)]
    mount = 'mount -t tmpfs -o size=16m none "$0" && exec "$@"'
    own_mounts = shutil.which("unshare")
    command = [own_mounts or "false", "-m", "sh", "-c", mount, str(folder), *module]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if "tried" not in done.stdout:
        found = "not tried: a small disk can't be mounted here"
        return Finding("a full disk", 0, found, "Traceback" not in done.stderr)
    return Finding("a full disk", count, done.stdout.strip(), done.returncode == 0)


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


def import_kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments of an import."""
    from tests import import_faults

    found, ok = import_faults.kills(folder, count, SEED)
    return Finding("kill -9 during an import", count, found, ok)


def drop_kills(folder: Path, count: int) -> Finding:
    """`kill -9` at random moments of two imports that are one drop: both or none."""
    from tests import import_faults

    found, ok = import_faults.kills(folder, count, SEED, drop=True)
    return Finding("kill -9 during a drop of two imports", count, found, ok)


def import_on_full_disk(folder: Path, count: int) -> Finding:
    """A small disk that is full during an import."""
    from tests import import_faults

    found, tried, ok = import_faults.full_disk(folder, count)
    return Finding("a full disk during an import", tried, found, ok)


def hostile_desks_looked_at(folder: Path, count: int) -> Finding:
    """Desks made to do harm: foreign triggers, values that cannot be, endless texts."""
    from tests import hostile_desks

    found, ok = hostile_desks.run(folder, count)
    return Finding("hostile desks, every page looked at", count, found, ok)


def hostile_imports_read(folder: Path, count: int) -> Finding:
    """Import files made to do harm."""
    from tests import hostile_imports

    found, ok = hostile_imports.run(folder, count)
    return Finding("hostile import files", count, found, ok)


def cuts_of_power(folder: Path, count: int) -> Finding:
    """Power cuts in a session of everything that writes; unsynced writes are lost or torn."""
    from tests import power_cuts

    found, tried, ok = power_cuts.run(folder, count, SEED)
    return Finding("power cuts", tried, found, ok)


def clicking(folder: Path, count: int) -> Finding:
    """Clicking and typing at random, on all pages of a sample, an imported and an empty desk."""
    from tests import random_clicking

    minutes = FULL_MINUTES if count >= CLICKS else 0
    found, ok = random_clicking.run(folder, count, minutes, SEED)
    return Finding("random clicking", count, found, ok)


def hard_links(folder: Path, count: int) -> Finding:
    """Two names of one file, opened at the same moment: never two writers."""
    double, told = 0, 0
    for number in range(count):
        one, other = folder / f"{number}.crmdesk", folder / "others" / f"{number}.crmdesk"
        other.parent.mkdir(exist_ok=True)
        create_desk(one, "店")
        other.hardlink_to(one)
        said = list(_race_of([one, other]))
        double += said.count("in") > 1
        told += sum(line.startswith("desk_in_use") for line in said)
    found = f"{told} told that it is open elsewhere, {double} times two writers"
    return Finding("two names of one file", count, found, double == 0 and told == count)


def leftover_files(folder: Path, count: int) -> Finding:
    """A name beside which another desk's -wal or -journal lies is given to a new desk, a copy."""
    mixed, kept = 0, 0
    for number in range(count):
        place = folder / f"{number}"
        place.mkdir()
        foreign, path = place / "foreign.crmdesk", place / "shop.crmdesk"
        sample_copy(foreign)
        with Desk(foreign) as desk:
            assessments.write_note(desk, 1, "1-1", LONG)
            for suffix in ("-wal", "-journal"):
                shutil.copyfile(f"{foreign}-wal", f"{path}{suffix}")
            before = digest(Path(f"{path}-wal"))
            if number % 2:
                create_desk(path, "店")
            else:
                desk.save_copy(path)
            expected = len(assessments.assessments(desk))
        kept += before in [digest(one) for one in place.glob("shop.crmdesk-wal.old*")]
        with Desk(path) as opened:
            mixed += len(assessments.assessments(opened)) != (0 if number % 2 else expected)
        mixed += integrity(path) != "ok"
    found = f"{mixed} mixed with another shop's, {kept} foreign logs kept under another name"
    return Finding(
        "a stale -wal and -journal beside a name", count, found, kept == count > mixed * count
    )


def settings_cut(folder: Path, count: int) -> Finding:
    """Settings cut, emptied or overwritten: each start finds the shop, or says what it did."""
    from crm_desk.desk.settings import Settings

    rng, failed, path = random.Random(SEED), 0, folder / "settings.json"
    for number in range(count):
        settings = Settings(path)
        settings.put("recent", [str(folder / "shop.crmdesk")])
        whole = bytearray(path.read_bytes())
        how = number % 4
        if how == 0:
            whole = whole[: rng.randrange(len(whole))]
        elif how == 1:
            whole[rng.randrange(len(whole))] = rng.randrange(256)
        elif how == 2:
            whole = bytearray(rng.randbytes(60))
        else:
            whole = bytearray(b'{"recent": ["a\\u0000b", 7, null], "language": 3}')
        path.write_bytes(whole)
        try:
            found = Settings(path)
            failed += not all("\0" not in entry for entry in found.get("recent"))
            found.get("language")
        except Exception:  # noqa: BLE001
            failed += 1
    return Finding(
        "settings cut or overwritten", count, f"{failed} not read or not set aside", not failed
    )


CASES: dict[str, tuple[Callable[[Path, int], Finding], int, int]] = {
    "kills": (kills, 40, 200),
    "check-off kills": (kills_of_check_offs, 12, 200),
    "flipped bits": (flipped_bits, 400, 400),
    "second instance": (second_instance, 3, 20),
    "file states": (file_states, 99, 99),
    "migration kills": (migration_kills, 99, 999),
    "full disk": (full_disk, 3, 20),
    "import kills": (import_kills, 6, 100),
    "drop kills": (drop_kills, 8, 100),
    "import full disk": (import_on_full_disk, 1, 5),
    "hard links": (hard_links, 2, 20),
    "leftover files": (leftover_files, 2, 40),
    "settings cut": (settings_cut, 40, 400),
    "power cuts": (cuts_of_power, 20, 300),
    "hostile imports": (hostile_imports_read, 150, 5_000),
    "hostile desks": (hostile_desks_looked_at, 6, 60),
    "random clicking": (clicking, 120, CLICKS),
}
"""What is done, how often in the suite, how often at full size."""


def main(arguments: list[str]) -> int:
    """Run every case; 0 where nothing was lost."""
    if arguments[:1] == ["on-small-disk"]:
        return 0 if _on_small_disk(Path(arguments[1]), int(arguments[2])) else 1
    parser = argparse.ArgumentParser("python -m tests.faults")
    parser.add_argument("--bounded", action="store_true", help="the sizes of the test suite")
    parser.add_argument("--only", action="append", choices=CASES, help="some of the cases")
    parser.add_argument("--minutes", type=float, default=FULL_MINUTES, help="of random clicking")
    asked = parser.parse_args(arguments)
    at_bounds = asked.bounded
    globals()["FULL_MINUTES"] = asked.minutes
    failed = 0
    for name, (case, bounded, full) in CASES.items():
        if asked.only and name not in asked.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            finding = case(Path(folder), bounded if at_bounds else full)
        print(finding, flush=True)
        failed += not finding.ok
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
