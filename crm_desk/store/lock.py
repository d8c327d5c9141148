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
    two programs lock two different files), and `NAME.holder`, which says who has it. A second
    lock, named by device and number, belongs to the file itself: under two hard links it would
    have two logs, and each program would lose what the other one wrote.
    """

    def __init__(self, desk: Path) -> None:
        self._desk = desk
        self._path = desk.with_name(f"{desk.name}.lock")
        self._holder = desk.with_name(f"{desk.name}.holder")
        self._descriptors: list[int] = []

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            ReportableError: `desk_in_use` with its holder, `desk_read_only`.
        """
        try:
            self._take(self._path)
            of_file = _lock_of_file(self._desk)
            if of_file is not None:
                self._take(of_file)
        except BaseException:
            self._let_go()
            raise
        self._announce()

    def _take(self, path: Path) -> None:
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise ReportableError("desk_read_only", file=self._desk.name) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise ReportableError(
                "desk_in_use", file=self._desk.name, holder=self.holder()
            ) from error
        self._descriptors.append(descriptor)

    def release(self) -> None:
        """Let the next one in; without the lock, nothing happens."""
        if not self._descriptors:
            return
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._let_go()

    def _let_go(self) -> None:
        for descriptor in self._descriptors:
            _unlock(descriptor)
            os.close(descriptor)
        self._descriptors = []

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


def _lock_of_file(desk: Path) -> Path | None:
    """Where the lock of the file itself lies, whatever its name; None where there is no place."""
    # Not by `tempfile`: it takes longer to load than the desk to open.
    names = ("XDG_RUNTIME_DIR", "TMPDIR", "TEMP")
    place = next((os.environ[name] for name in names if os.environ.get(name)), "/tmp")  # noqa: S108
    folder = Path(place) / f"crm-desk-locks-{_user_number()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix" and (folder.is_symlink() or folder.stat().st_uid != os.getuid()):
            return None
        found = desk.stat()
    except OSError:
        return None
    return folder / f"{found.st_dev:x}-{found.st_ino:x}"


def _user_number() -> str:
    return str(os.getuid()) if sys.platform != "win32" else "own"


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
