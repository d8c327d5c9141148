"""Every row of the tables of data-safety.md: what is done, how often in the suite, how often whole.

The first table promises what no fault may do; the second one names kinds that once came through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults import (
    busy_desk,
    closing,
    desk_files,
    full_disks,
    going_back,
    hostile_desks,
    hostile_imports,
    hostile_texts,
    kills,
    left_behind,
    migrations,
    odd_files,
    power_cuts,
    random_clicking,
    two_programs,
)
from tests.faults.finding import SEED, Finding

CLICKING = "random clicking"
MINUTES = 30.0
"""At full size clicking ends by the clock; in the suite by the number of actions."""
_ENDLESS = 1_000_000


def cuts_of_power(folder: Path, count: int) -> Finding:
    """Power cuts in a session of everything that writes; unsynced writes are lost or torn."""
    found, tried, ok = power_cuts.run(folder, count, SEED)
    return Finding("power cuts", tried, found, ok)


def imports_read(folder: Path, count: int) -> Finding:
    """Import files made to do harm."""
    found, ok = hostile_imports.run(folder, count)
    return Finding("hostile import files", count, found, ok)


def desks_looked_at(folder: Path, count: int) -> Finding:
    """Desks made to do harm: foreign triggers, values that cannot be, endless texts."""
    found, ok = hostile_desks.run(folder, count)
    return Finding("hostile desks, every page looked at", count, found, ok)


def names_shown(folder: Path, count: int) -> Finding:
    """Names with markup and signs of formulas on every screen."""
    found, ok = hostile_texts.run("screen", folder, count)
    return Finding("hostile names on screen", count, found, ok)


def names_written(folder: Path, count: int) -> Finding:
    """The same names as CSV, as a workbook and on paper."""
    found, ok = hostile_texts.written(folder, count)
    return Finding("hostile names in files and on paper", count, found, ok)


def names_copied(folder: Path, count: int) -> Finding:
    """The same names by way of the clipboard."""
    found, ok = hostile_texts.run("clipboard", folder, count)
    return Finding("hostile names in the clipboard", count, found, ok)


def closed_while_loading(folder: Path, count: int) -> Finding:
    """Desks closed, or left for another one, while their pages still load."""
    found, ok = closing.run(folder, count, SEED)
    return Finding("closed while pages load", count, found, ok)


def clicking(folder: Path, count: int, minutes: float = MINUTES) -> Finding:
    """Clicking and typing at random, on all pages of a sample, an imported and an empty desk."""
    found, ok = random_clicking.run(folder, count, minutes if count >= _ENDLESS else 0, SEED)
    return Finding(CLICKING, count, found, ok)


@dataclass(frozen=True)
class Case:
    """One kind of fault.

    Attributes:
        bounded: how often in the suite.
        full: how often at full size; more than there are means all.
    """

    run: Callable[[Path, int], Finding]
    bounded: int
    full: int


CASES: dict[str, Case] = {
    "kills": Case(kills.kills, 40, 200),
    "check-off kills": Case(kills.kills_of_check_offs, 12, 200),
    "import kills": Case(kills.import_kills, 6, 100),
    "drop kills": Case(kills.drop_kills, 8, 100),
    "restore kills": Case(going_back.restore_kills, 6, 999),
    "migration kills": Case(migrations.migration_kills, 99, 999),
    "first opening kills": Case(migrations.first_opening_kills, 99, 999),
    "full disk": Case(full_disks.full_disk, 3, 20),
    "import full disk": Case(full_disks.import_on_full_disk, 1, 5),
    "flipped bits": Case(desk_files.flipped_bits, 400, 400),
    "second instance": Case(two_programs.second_instance, 3, 20),
    "hard links": Case(two_programs.hard_links, 2, 20),
    "two restores": Case(going_back.two_restores, 2, 20),
    "file states": Case(desk_files.file_states, 99, 99),
    "leftover files": Case(desk_files.leftover_files, 2, 40),
    "odd files": Case(odd_files.odd_files, 1, 20),
    "large desks": Case(odd_files.large_desks, 1, 20),
    "settings cut": Case(desk_files.settings_cut, 40, 400),
    "power cuts": Case(cuts_of_power, 20, 300),
    "hostile imports": Case(imports_read, 150, 5_000),
    "hostile desks": Case(desks_looked_at, 6, 60),
    "names on screen": Case(names_shown, 6, 200),
    "names written": Case(names_written, 12, 300),
    "clipboard": Case(names_copied, 100, 1_000),
    "long writes": Case(busy_desk.long_writes, 20, 1_000),
    "people gone": Case(left_behind.people_gone, 2, 40),
    "previews": Case(left_behind.previews_swept, 2, 40),
    "closing": Case(closed_while_loading, 2, 100),
    CLICKING: Case(clicking, 120, _ENDLESS),
}
