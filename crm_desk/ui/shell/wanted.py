"""What a person wants instead of a desk that can't be opened."""

from pathlib import Path
from typing import NamedTuple


class WayOut(NamedTuple):
    """What the person wants.

    Attributes:
        name: `open`; `first`, the desk of the first day, made where it is not there; `new`;
            `copy`; `look`; `restore`.
        path: the file that is meant: a desk, or a backup to look into or to go back to.
    """

    name: str
    path: Path
