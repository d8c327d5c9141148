"""What a foreign file is, and what it must not do to us."""

import ctypes
import errno
import os
import stat
import struct
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.foreign_files import (
    PACKED,
    foreign_kind,
    foreign_ole,
    foreign_zip,
    only_table,
)

MOST_COLUMNS = 2_000
TOO_LARGE = 113
"""Exit code of a process that macOS's watch has ended."""
_LOOK_EVERY = 0.02
_JOB_OBJECT_LIMIT_PROCESS_MEMORY = 0x100
_EXTENDED_LIMIT_INFORMATION = 9
_HEAD = 4096
_MOST_CONTROLS = 0.02
_FEW_CONTROLS = 4
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1a\x1b"})
_MOST_LOOKED_AT = 32 << 20
_DEVICE_ERRORS = (errno.EIO, errno.ENXIO, errno.ENODEV, errno.ETIMEDOUT, errno.ESTALE)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError),
    *(NotImplementedError, RuntimeError, KeyError, IndexError),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileType(Enum):
    """What a file is by its content; its name says nothing."""

    TEXT = auto()
    ZIPPED_WORKBOOK = auto()
    OLE_WORKBOOK = auto()


@contextmanager
def as_reportable_errors(path: Path) -> Iterator[None]:
    """Turn what the world does to a file that is read into a sentence.

    Raises:
        ReportableError: `desk_missing`, `import_folder`, `desk_unreadable`, `disk_failed`,
            `import_memory`.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise ReportableError("desk_missing", file=path.name) from error
    except (IsADirectoryError, PermissionError) as error:
        # Windows calls opening a folder a lack of permission.
        if _is_folder(path):
            raise ReportableError("import_folder", file=path.name) from error
        raise ReportableError("desk_unreadable", file=path.name) from error
    except OSError as error:
        raise ReportableError("disk_failed", file=path.name) from error
    except MemoryError as error:
        raise ReportableError("import_memory", file=path.name) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def kind_of(path: Path, *, holds_nuls: bool = False) -> FileType:
    """What a file is.

    Args:
        holds_nuls: the person says that it is UTF-16, of which half may be NULs.

    Raises:
        ReportableError: `import_empty`, `import_special`, a key of `foreign_files` for what is no
            table, or the file can't be read.
    """
    with as_reportable_errors(path):
        _refuse_special(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith(b"PK\x03\x04"):
                return _kind_of_zip(file, path)
            if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
                _refuse(foreign_ole(head + file.read(_MOST_LOOKED_AT)), path)
                return FileType.OLE_WORKBOOK
    if not head:
        raise ReportableError("import_empty", file=path.name)
    _refuse(foreign_kind(head), path)
    holds_nuls = holds_nuls or head.startswith(_UTF16)
    if not holds_nuls and _is_binary(head):
        raise ReportableError("import_foreign", file=path.name)
    return FileType.TEXT


def _refuse_special(path: Path) -> None:
    """A pipe would wait for ever, and a device never end."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ReportableError("import_special", file=path.name)


def _refuse(key: str | None, path: Path) -> None:
    if key is not None:
        raise ReportableError(key, file=path.name)


def _is_binary(head: bytes) -> bool:
    return len(head) - len(head.translate(None, _CONTROLS)) > max(
        _FEW_CONTROLS, len(head) * _MOST_CONTROLS
    )


def _kind_of_zip(file: BinaryIO, path: Path) -> FileType:
    with refusing_damage(path), zipfile.ZipFile(file) as packed:
        names = {info.filename for info in packed.infolist()}
        foreign = foreign_zip(packed, names)
    inner = only_table(names) if foreign == PACKED else None
    if inner is not None:
        raise ReportableError("import_packed_table", file=path.name, inner=inner)
    _refuse(foreign, path)
    return FileType.ZIPPED_WORKBOOK


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Whatever stops the reading of a workbook is damage, except what the disk or the rights say.

    Raises:
        ReportableError: `workbook_damaged`.
    """
    try:
        yield
    except OSError as error:
        if _is_of_the_world(error):
            raise
        raise ReportableError("workbook_damaged", file=path.name) from error
    except _DAMAGE as error:
        raise ReportableError("workbook_damaged", file=path.name) from error


def _is_of_the_world(error: OSError) -> bool:
    """The disk, the network or the rights; not a place beyond the end that a file speaks of."""
    is_access = isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError)
    return is_access or error.errno in _DEVICE_ERRORS or bool(getattr(error, "winerror", None))


def cap_memory(limit: int) -> bool:
    """Let this process have no more than so many bytes of memory; for a child that reads files.

    Beyond it Python raises MemoryError (Linux, Windows), and a library that is not Python ends the
    process; on macOS, which has no such limit, a thread looks on and ends it with `TOO_LARGE`.

    Returns:
        Whether the system took the limit.
    """
    if sys.platform == "win32":
        return _cap_job(limit)
    if sys.platform == "darwin":
        threading.Thread(target=_watch, args=(limit,), name="memory", daemon=True).start()
        return True
    return _cap_addresses(limit)


if sys.platform == "win32":

    def _cap_job(limit: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = _ExtendedLimits()
        limits.basic.flags = _JOB_OBJECT_LIMIT_PROCESS_MEMORY
        limits.process_memory = limit
        # The handle stays open for as long as the process lives: the job holds just this process.
        return bool(
            job
            and kernel.SetInformationJobObject(
                job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
        )

else:
    import resource

    def _cap_addresses(limit: int) -> bool:
        # Libraries reserve addresses that they never use; only what is in use counts elsewhere.
        try:
            pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
            unused = (int(pages[0]) - int(pages[1])) * resource.getpagesize()
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (limit + unused, hard))
        except (OSError, ValueError):
            return False
        return True

    def _watch(limit: int) -> None:
        # macOS tells the greatest size so far in bytes.
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= limit:
            time.sleep(_LOOK_EVERY)
        os._exit(TOO_LARGE)


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    flags: int
    _fields_ = [
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    basic: _BasicLimits
    process_memory: int
    _fields_ = [
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]
