"""What a foreign file is, and what it must not do to us."""

import ctypes
import os
import re
import struct
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from crm_desk.domain.errors import ReportableError

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
_FOREIGN = (
    *(b"\x89PNG", b"%PDF", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"SQLite format 3"),
    *(b"{\\rtf", b"RIFF", b"OggS", b"\xca\xfe\xba\xbe"),
)
_PACKED = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"PK\x05\x06")
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|!--|html|head|meta|body|table|style)", re.IGNORECASE)
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
        ReportableError: `import_empty`, `import_packed`, `import_markup`, `import_foreign`, or the
            file can't be read.
    """
    with as_reportable_errors(path), path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _kind_of_zip(file, path)
    if not head:
        raise ReportableError("import_empty", file=path.name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileType.OLE_WORKBOOK
    if head.startswith(_PACKED):
        raise ReportableError("import_packed", file=path.name)
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise ReportableError("import_markup", file=path.name)
    holds_nuls = holds_nuls or head.startswith(_UTF16)
    if head.startswith(_FOREIGN) or (not holds_nuls and _is_binary(head)):
        raise ReportableError("import_foreign", file=path.name)
    return FileType.TEXT


def _is_binary(head: bytes) -> bool:
    return len(head) - len(head.translate(None, _CONTROLS)) > max(
        _FEW_CONTROLS, len(head) * _MOST_CONTROLS
    )


def _kind_of_zip(file: BinaryIO, path: Path) -> FileType:
    try:
        with zipfile.ZipFile(file) as packed:
            names = {info.filename for info in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise ReportableError("workbook_damaged", file=path.name) from error
    if names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} or "_rels/.rels" in names:
        return FileType.ZIPPED_WORKBOOK
    raise ReportableError("import_packed", file=path.name)


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
