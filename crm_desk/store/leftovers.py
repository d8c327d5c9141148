"""What SQLite has put beside a desk, and what another desk of the same name has left there."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SUFFIXES = ("-wal", "-shm", "-journal")
"""A desk's file and these are one: moved, copied or thrown away together."""

ASIDE = "-before-"
"""Within the names of desks that a restore has kept aside."""


def free_name(
    folder: Path, stem: str, ending: str = "", is_taken: Callable[[Path], bool] = Path.exists
) -> Path:
    """A name that nothing has yet: the stem, or with -2, -3 … behind it; then the ending."""
    candidate, number = folder / f"{stem}{ending}", 1
    while is_taken(candidate):
        number += 1
        candidate = folder / f"{stem}-{number}{ending}"
    return candidate


def beside(desk: Path) -> list[Path]:
    """Files of SQLite that lie beside a name; the desk itself need not be there."""
    names = [desk.with_name(desk.name + suffix) for suffix in SUFFIXES]
    return [path for path in names if path.exists()]


def beside_as(desk: Path, name: Path) -> list[tuple[Path, Path]]:
    """The same files, and what each is called beside another name of the desk."""
    return [
        (left, name.with_name(name.name + left.name[len(desk.name) :])) for left in beside(desk)
    ]


def set_aside(desk: Path) -> list[Path]:
    """Clear a name before a desk gets it; whoever calls owns the name.

    The log of a former desk would be read into the new one: another shop's rows appeared so.
    Nothing is deleted: each file gets a free name of its own.

    Returns:
        Where they lie now.

    Raises:
        OSError: one can't be moved; the name must not be used then.
    """
    moved = []
    for left in beside(desk):
        target = free_name(left.parent, f"{left.name}.old")
        left.rename(target)
        moved.append(target)
    return moved


def discard(temporary: Path) -> None:
    """Remove a desk in the making with whatever SQLite has put beside it."""
    for suffix in ("", *SUFFIXES):
        with suppress(OSError):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def is_hot_journal(desk: Path) -> bool:
    """A transaction was cut off before the desk had its log; SQLite rolls it back when asked."""
    journal = desk.with_name(f"{desk.name}-journal")
    try:
        with journal.open("rb") as file:
            return any(file.read(28))
    except OSError:
        return False
