"""The sample desk for tests, made once per language and day and copied from then on."""

import atexit
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from crm_desk.desk.sample.make import DEFAULT_DAY, create_sample


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="crm-desk-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _made(language: str, day: date) -> Path:
    path = _folder() / f"{language}-{day}.crmdesk"
    create_sample(path, language, day)
    return path


def sample_copy(path: Path, language: str = "ja", day: date = DEFAULT_DAY) -> None:
    """Put a sample desk at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_made(language, day), path)
    path.chmod(0o600)
