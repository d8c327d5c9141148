"""`python -m tests.wheels`: has every pinned package a wheel on every platform we name?

pip answers, for one platform and Python after another, with the index it is set up for; nothing
is installed. It needs the network, so it is no part of the tests. Exit code 0: all there, 1: the
table says what is missing, 2: pip could not be asked.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = (Path("requirements.txt"), Path("requirements-dev.txt"))
PYTHONS = ("3.11", "3.12", "3.13")
_AT_ONCE = 3
_ABSENT = re.compile(r"No matching distribution found for (\S+)==")


@dataclass(frozen=True)
class Platform:
    """A kind of computer.

    Attributes:
        tags: what wheels for it are called, from the oldest system that README.md names.
        markers: what requirements ask about it.
    """

    name: str
    tags: tuple[str, ...]
    markers: dict[str, str]


def _markers(system: str, kernel: str, machine: str) -> dict[str, str]:
    os_name = "nt" if system == "win32" else "posix"
    return {
        "sys_platform": system,
        "platform_system": kernel,
        "platform_machine": machine,
        "os_name": os_name,
    }


def _linux(machine: str, glibc: int) -> tuple[str, ...]:
    # pip takes these names as they are: none stands for the older ones.
    minors = (f"manylinux_2_{minor}_{machine}" for minor in range(glibc, 4, -1))
    return (
        *minors,
        f"manylinux2014_{machine}",
        f"manylinux2010_{machine}",
        f"manylinux1_{machine}",
    )


PLATFORMS = (
    Platform("Windows x86-64", ("win_amd64",), _markers("win32", "Windows", "AMD64")),
    Platform("Windows ARM64", ("win_arm64",), _markers("win32", "Windows", "ARM64")),
    Platform("macOS Intel", ("macosx_13_0_x86_64",), _markers("darwin", "Darwin", "x86_64")),
    Platform("macOS ARM", ("macosx_13_0_arm64",), _markers("darwin", "Darwin", "arm64")),
    Platform("Linux x86-64", _linux("x86_64", 34), _markers("linux", "Linux", "x86_64")),
    Platform("Linux ARM64", _linux("aarch64", 39), _markers("linux", "Linux", "aarch64")),
)


class NotAskedError(Exception):
    """pip failed for another reason than an absent wheel."""


def pins(lock: Path) -> list[Requirement]:
    """The pinned packages of a lock, without their hashes."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[A-Za-z0-9]", line)]


def wanted(found: Sequence[Requirement], platform: Platform, python: str) -> list[Requirement]:
    """Those that the markers ask for there."""
    environment = {
        **platform.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return [pin for pin in found if pin.marker is None or pin.marker.evaluate(environment)]


@dataclass(frozen=True)
class Answer:
    """What pip says of some pins for one platform and Python.

    Attributes:
        absent: those without a wheel.
        anywhere: names of those whose wheel is for every platform and Python.
    """

    absent: list[Requirement]
    anywhere: set[str]


def answer(asked: Sequence[Requirement], platform: Platform, python: str) -> Answer:
    """Ask pip.

    Raises:
        NotAskedError: pip failed for another reason than an absent wheel.
    """
    left, absent = list(asked), []
    # pip names the first one only, so it is asked again without it.
    while isinstance(said := _pip(left, platform, python), str):
        absent += [pin for pin in left if pin.name == said]
        left = [pin for pin in left if pin.name != said]
    files = zip((pin.name for pin in left), said, strict=True)
    return Answer(absent, {name for name, file in files if file.endswith("py3-none-any.whl")})


def _pip(asked: Sequence[Requirement], platform: Platform, python: str) -> list[str] | str:
    """The wheels that pip would take, or the name of the first package that has none."""
    # Without hashes a newer pip reads a wheel's metadata only, not all of it.
    lines = [f"{pin.name}{pin.specifier}" for pin in asked]
    with tempfile.TemporaryDirectory() as folder:
        listed, report = Path(folder) / "pins.txt", Path(folder) / "report.json"
        listed.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
        # pip would hold the running Python against what a wheel for another one requires.
        command += ["--no-deps", "--ignore-requires-python", "--only-binary=:all:"]
        command += ["--implementation", "cp", "--python-version", python]
        command += [part for tag in platform.tags for part in ("--platform", tag)]
        command += ["--target", str(Path(folder) / "none")]
        command += ["--report", str(report), "--requirement", str(listed)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            found = json.loads(report.read_text(encoding="utf-8"))["install"]
            urls = {
                canonicalize_name(each["metadata"]["name"]): each["download_info"]["url"]
                for each in found
            }
            return [urls[canonicalize_name(pin.name)] for pin in asked]
    name = _ABSENT.search(done.stderr)
    if name is None or "Retrying" in done.stderr:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise NotAskedError(" ".join(said) or done.stderr.strip())
    return name[1]


def missing(found: Sequence[Requirement]) -> list[tuple[str, str, str]]:
    """Platform, Python and pin of every wheel that there is not.

    Raises:
        NotAskedError: pip could not be asked.
    """
    first, *others = product(PLATFORMS, PYTHONS)
    begun = answer(wanted(found, *first), *first)
    left = [pin for pin in found if pin.name not in begun.anywhere]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        later = pool.map(lambda cell: answer(wanted(left, *cell), *cell), others)
        cells = [(first, begun), *zip(others, later, strict=True)]
    return [
        (platform.name, python, f"{pin.name}{pin.specifier}")
        for (platform, python), said in cells
        for pin in said.absent
    ]


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask for every lock; prints what is missing."""
    parser = argparse.ArgumentParser("python -m tests.wheels", description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, default=LOCKS)
    locks = parser.parse_args(arguments).locks
    # Most pins stand in both locks; they are asked for once.
    found = list({str(pin): pin for lock in locks for pin in pins(lock)}.values())
    try:
        absent = missing(found)
    except NotAskedError as error:
        print(f"pip could not be asked: {error}", file=sys.stderr)
        return 2
    if absent:
        print(*_table([("platform", "Python", "no wheel of"), *absent]), sep="\n")
    names = ", ".join(platform.name for platform in PLATFORMS)
    print(f"{len(found)} pins; {names}; Python {', '.join(PYTHONS)}: {len(absent)} wheels missing")
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
