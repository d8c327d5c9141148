"""Where staging files lie, and how they go."""

import os
from pathlib import Path

from crm_desk.store.leftovers import beside
from crm_desk.store.store import STAGING


def staging_path(desk_path: Path) -> Path:
    """A private file beside the desk; what a killed program leaves goes when the desk is opened."""
    return desk_path.with_name(f".{desk_path.name}.{os.urandom(8).hex()}{STAGING}")


def discard(staging: Path) -> None:
    """Remove a staging file."""
    for left in (staging, *beside(staging)):
        left.unlink(missing_ok=True)
