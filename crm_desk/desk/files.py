"""Files that leave the desk are written whole or not at all."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from crm_desk.desk.child import Cancel
from crm_desk.domain.errors import ReportableError, is_no_room

T = TypeVar("T")
Report = Callable[[int, int], None]
_LONGEST_NAME = 80


def no_report(done: int, pages: int) -> None:
    """Nobody wants to know how far it is."""


def save_text(text: str, path: Path) -> None:
    """Write a text file in UTF-8; errors as `write_whole`."""
    write_whole(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))


def save_bytes(data: bytes, path: Path) -> None:
    """Write a file that was made elsewhere; errors as `write_whole`."""
    write_whole(path, lambda temporary: temporary.write_bytes(data))


def page_reporter(pages: int, report: Report, cancel: Cancel | None) -> Callable[[int], None]:
    """What is told of each page before it is drawn; `CancelledError` ends the document."""

    def on_page(done: int) -> None:
        if cancel is not None:
            cancel.check()
        report(done, pages)

    return on_page


def keep_file(source: Path, path: Path) -> None:
    """Keep a document that was made already under a name; errors as `write_whole`."""
    write_whole(path, lambda temporary: shutil.copyfile(source, temporary))


def write_whole(path: Path, write: Callable[[Path], T]) -> T:
    """Write beside the target, then rename: what stands at `path` is always whole.

    Raises:
        ReportableError: `write_failed`, `disk_full`; an older file stays as it was.
    """
    if not path.name or path.is_dir():
        raise ReportableError("write_failed", file=path.name or str(path))
    temporary = path.with_name(f".{path.stem[:_LONGEST_NAME]}.part{path.suffix}")
    try:
        result = write(temporary)
        temporary.replace(path)
    except OSError as error:
        key = "disk_full" if is_no_room(error) else "write_failed"
        raise ReportableError(key, file=path.name) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return result
