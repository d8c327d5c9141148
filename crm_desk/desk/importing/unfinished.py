"""An import that the program's end cut off: noted when it begins, told at the next start."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.store import never

_UNDER_WAY = "import_under_way"


@contextmanager
def noted(desk: Desk, files: Sequence[str]) -> Iterator[None]:
    """Note that these files are being imported, for as long as it goes on.

    Raises:
        ReportableError: the disk is full or failing.
    """
    # Bytes that are no text: a zip unpacked on another system.
    names = json.dumps([name.encode("utf-8", "replace").decode() for name in files])
    desk.store.write(lambda connection: desk_info.put(connection, _UNDER_WAY, names), never)
    try:
        yield
    finally:
        # What can't be taken off is told once more than needed.
        with suppress(ReportableError):
            desk.store.write(end, never)


def end(connection: Connection) -> None:
    """Nothing is under way any more; part of the transaction that keeps an import."""
    desk_info.remove(connection, _UNDER_WAY)


def take_unfinished(desk: Desk) -> tuple[str, ...]:
    """Files whose import was cut off, nothing of which was kept; told once, from one start on."""
    kept = desk.store.read(lambda connection: desk_info.get(connection, _UNDER_WAY))
    if not kept:
        return ()
    desk.store.write(end, never)
    return tuple(json.loads(kept))
