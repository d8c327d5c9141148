"""Folders for the moment in the system's place for them, and what killed programs left there."""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "crm-desk-"
_FORGOTTEN_S = 3 * 24 * 3600
"""Where nobody can be asked whether a process lives, an older folder is nobody's."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that only its owner may read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as name:
        yield Path(name)


def kept_folder() -> Path:
    """As `temporary_folder`, until this program ends; a killed one's is swept by the next."""
    name = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    atexit.register(shutil.rmtree, name, ignore_errors=True)
    return Path(name)


def sweep_folders() -> None:
    """Remove folders of programs that were killed; those of running ones stay."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        maker = left.name.removeprefix(_PREFIX).partition("-")[0]
        if maker.isdecimal() and _is_forgotten(left, int(maker)):
            shutil.rmtree(left, ignore_errors=True)


def _is_forgotten(folder: Path, maker: int) -> bool:
    try:
        if os.name == "nt":
            # Asking whether a process lives would end it there.
            return time.time() - folder.stat().st_mtime > _FORGOTTEN_S
        # Of somebody else it could not be removed; and a link is none of ours.
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return False
        os.kill(maker, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
