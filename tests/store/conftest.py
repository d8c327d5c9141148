"""Files for the tests of the desk file."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_desk import sample_copy


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A healthy desk with three assessments that nobody has open, alone in its folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    path = folder / "shop.crmdesk"
    sample_copy(path)
    return path


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that another user can get to, too (pytest's own ones are private)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)
