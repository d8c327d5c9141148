"""Running a piece of work in a child process that can be cancelled at any moment."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from crm_desk.domain.errors import ReportableError

COMMAND = "import-worker"
"""Hidden command of the program: be the child."""


class CancelledError(Exception):
    """The person has called it off."""


class Cancel:
    """A way to call work off from another thread; what is under way ends at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._called_off = False

    def __bool__(self) -> bool:
        return self._called_off

    def call_off(self) -> None:
        """End the work; a second time, nothing happens."""
        with self._lock:
            self._called_off = True
            if self._process is not None:
                self._process.kill()

    def check(self) -> None:
        """Stop here when the work was called off.

        Raises:
            CancelledError: it was.
        """
        if self._called_off:
            raise CancelledError

    def holds(self, process: "subprocess.Popen[str] | None") -> None:
        """Take hold of the child, or let go of it."""
        with self._lock:
            self._process = process
            if process is not None and self._called_off:
                process.kill()


def answers(job: dict[str, Any], cancel: Cancel, file: str) -> Iterator[dict[str, Any]]:
    """Do a job in a child; yields its messages as they come.

    Args:
        file: name of what it works on, for the sentence when the child is lost.

    Raises:
        CancelledError: it was called off.
        ReportableError: what the child refused, or `import_stopped` when the child died.
    """
    cancel.check()
    with subprocess.Popen(  # noqa: S603 - our own program, fixed words
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A pipe that nobody empties would hold the child up once it is full.
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        cancel.holds(process)
        try:
            yield from _conversation(process, job, cancel, file)
        finally:
            cancel.holds(None)
            process.kill()


def _conversation(
    process: "subprocess.Popen[str]", job: dict[str, Any], cancel: Cancel, file: str
) -> Iterator[dict[str, Any]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the child has no pipes")
    # A child that died at once is told apart below.
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(job) + "\n")
    with suppress(BrokenPipeError):
        # What was not written is written on closing, and fails there once more.
        process.stdin.close()
    ended = False
    for line in process.stdout:
        message = _message(line)
        if message is None:
            break
        if "error" in message:
            raise ReportableError(message["error"], **message["params"])
        ended = "counts" in message or "look" in message
        yield message
    if not ended:
        # What came was half a line, or nothing of ours.
        process.kill()
    process.wait()
    cancel.check()
    if not ended:
        raise ReportableError("import_stopped", file=file)


def _message(line: str) -> dict[str, Any] | None:
    """One answer; None where the child was lost in the middle of it."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-m", "crm_desk", COMMAND]


def _environment() -> dict[str, str]:
    package = str(Path(__file__).resolve().parents[2])
    before = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (package, before))),
        # Threads for matrices that nobody multiplies would only take address space.
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }
