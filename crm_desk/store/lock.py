"""One program per desk. The operating system drops the lock when its holder dies."""

import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from crm_desk.domain.errors import UserError


class DeskLock:
    """Held from opening a desk to closing it.

    Beside the desk lies `NAME.lock`, which carries the lock and stays (removing it could let
    two programs lock two different files), and `NAME.holder`, which says who has it.
    """

    def __init__(self, desk: Path) -> None:
        self._desk = desk
        self._holder = desk.with_name(f"{desk.name}.holder")
        self._lock = FileLock(desk.with_name(f"{desk.name}.lock"), mode=0o600)

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            UserError: `desk_in_use` with its holder, `desk_read_only`.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise UserError("desk_in_use", file=self._desk.name, holder=self.holder()) from error
        except OSError as error:
            raise UserError("desk_read_only", file=self._desk.name) from error
        self._announce()

    def release(self) -> None:
        """Let the next one in; without the lock, nothing happens."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> str:
        """`user@computer` of whoever has the lock, as far as it is known."""
        try:
            data = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"{data['user']}@{data['computer']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"

    def _announce(self) -> None:
        who = {"user": _user(), "computer": platform.node(), "process": os.getpid()}
        # Only a courtesy to the second program: the lock holds without it.
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
            descriptor = os.open(self._holder, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:
                json.dump(who, file)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
