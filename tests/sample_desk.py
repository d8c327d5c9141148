"""The sample desk for tests, made once per language and day and copied from then on."""

import atexit
import os
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from crm_desk.desk.sample.make import DEFAULT_DAY, create_sample

_SHARED = "CRM_DESK_TEST_SAMPLES"


def share_samples() -> None:
    """Let the programs that this one starts, as the workers of a run, use the same samples."""
    os.environ[_SHARED] = str(_folder())


@cache
def _folder() -> Path:
    if shared := os.environ.get(_SHARED):
        return Path(shared)
    folder = Path(tempfile.mkdtemp(prefix="crm-desk-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _made(language: str, day: date) -> Path:
    path = _folder() / f"{language}-{day}.crmdesk"
    if not path.exists():
        # Whole before it has its name: two may make it at once, and the later one replaces.
        own = path.with_name(f"{os.getpid()}-{path.name}")
        create_sample(own, language, day)
        own.replace(path)
    return path


def sample_copy(path: Path, language: str = "ja", day: date = DEFAULT_DAY) -> None:
    """Put a sample desk at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_made(language, day), path)
    path.chmod(0o600)
