"""Whether an open desk is sound: beside the window, at any size."""

from collections.abc import Callable
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection, DatabaseError, OperationalError
from crm_desk.store.values import damaged_rows


def check_open_desk(
    connection: Connection, path: Path, called_off: Callable[[], bool], *, is_full: bool
) -> None:
    """Read the whole desk.

    Args:
        connection: one that only reads, for this alone.
        called_off: asked now and then; true ends it.
        is_full: compare the indexes with the tables, too, and look at the values of all rows.

    Raises:
        InterruptedError: `called_off` said so.
        ReportableError: `desk_check_failed`, or what `values.damaged_rows` found.
    """
    check = "integrity_check" if is_full else "quick_check"
    connection.set_progress_handler(called_off, 20_000)
    try:
        verdict = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
        damaged = damaged_rows(connection) if is_full and verdict == "ok" else None
    except OperationalError as error:
        if called_off():
            raise InterruptedError from error
        raise
    except DatabaseError as error:
        # Pages that are no pages end the check itself.
        raise ReportableError("desk_check_failed", file=path.name) from error
    finally:
        connection.set_progress_handler(None, 0)
    if verdict != "ok":
        raise ReportableError("desk_check_failed", file=path.name)
    if damaged is not None:
        raise damaged
