"""One program per desk. The operating system drops the lock when its holder dies.

The two system calls are used directly: the usual lock library takes a fifth of the time that
the whole program has for its first window.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from crm_desk.domain.errors import ReportableError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class DeskLock:
    """Held from opening a desk to closing it.

    Beside the desk lies `NAME.lock`, which carries the lock and stays (removing it could let
    two programs lock two different files), and `NAME.holder`, which says who has it.
    """

    def __init__(self, desk: Path) -> None:
        self._desk = desk
        self._path = desk.with_name(f"{desk.name}.lock")
        self._holder = desk.with_name(f"{desk.name}.holder")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            ReportableError: `desk_in_use` with its holder, `desk_read_only`.
        """
        try:
            descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise ReportableError("desk_read_only", file=self._desk.name) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise ReportableError(
                "desk_in_use", file=self._desk.name, holder=self.holder()
            ) from error
        self._descriptor = descriptor
        self._announce()

    def release(self) -> None:
        """Let the next one in; without the lock, nothing happens."""
        if self._descriptor is None:
            return
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None

    def holder(self) -> str:
        """`user@computer` of whoever has the lock, as far as it is known."""
        try:
            data = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"{data['user']}@{data['computer']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"

    def _announce(self) -> None:
        who = {"user": _user(), "computer": _computer(), "process": os.getpid()}
        # Only a courtesy to the second program: the lock holds without it.
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
            descriptor = os.open(self._holder, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:
                json.dump(who, file)


def _user() -> str:
    names = (os.environ.get(name) for name in ("LOGNAME", "USER", "USERNAME"))
    found = next((name for name in names if name), None)
    if found is None:
        import getpass

        try:
            found = getpass.getuser()
        except (OSError, KeyError, ImportError):
            found = "?"
    return found


def _computer() -> str:
    return os.environ.get("COMPUTERNAME", "?") if os.name == "nt" else os.uname().nodename
