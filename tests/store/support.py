"""What the tests of the desk file share: making files, looking at them, losing one's rights."""

# Loaded when a lock is taken, and by then that person may not read where Python lies.
import getpass  # noqa: F401
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from crm_desk.desk import resources
from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listing(folder: Path) -> set[str]:
    """The names in a folder."""
    return {entry.name for entry in folder.iterdir()}


def litter(path: Path) -> set[str]:
    """What lies beside a closed desk and should not."""
    return listing(path.parent) - {path.name, f"{path.name}.lock", f"{path.stem}-backups"}


def tellable(error: ReportableError) -> None:
    """There is a sentence for it in every language, with nothing left to fill in."""
    for language in resources.LANGUAGES:
        sentence = resources.texts(language).error(error)
        assert sentence.strip()
        assert "{" not in sentence


def refusal(work: Callable[[], object], *untouched: Path) -> str:
    """The key of the error that `work` ends in; these files stay byte for byte the same."""
    before = [digest(path) for path in untouched]
    with pytest.raises(ReportableError) as caught:
        work()
    assert [digest(path) for path in untouched] == before
    tellable(caught.value)
    return caught.value.key


def refused(path: Path) -> str:
    """The key that a file is refused with, when it is opened as a person would."""
    return refusal(lambda: Desk(path).close(), *([path] if path.is_file() else []))


def dump(path: Path) -> str:
    """Schema and content of a closed desk as SQL, its version first, without a mark."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        lines = (line for line in connection.iterdump() if "'backup_mark'" not in line)
        return "\n".join([f"{application:x} {version}", *lines])


def integrity(path: Path) -> str:
    """What SQLite says of a desk."""
    with closing(sqlite3.connect(path)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        return str(verdict)


def flip(data: bytes, bit: int) -> bytes:
    """The same bytes with one bit the other way round."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def use(path: Path) -> None:
    """Open a desk, read everything, write a little, close it."""
    with Desk(path) as desk:
        for assessment in assessments.assessments(desk):
            assessments.write_note(desk, assessment.id, "1-1", "まだ書ける")
        desk.rename_shop("別の名前")


@contextmanager
def without_rights(*owned: Path) -> Iterator[None]:
    """As someone whom file permissions bind; `owned` belong to that person."""
    if sys.platform == "win32":
        pytest.skip("permissions work otherwise there")
    if os.getuid() != 0:
        yield
        return
    for path in owned:
        os.chown(path, NOBODY, NOBODY)
    # The real user, too: access() asks for that one.
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
