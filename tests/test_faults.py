"""The faults of `python -m tests.faults`, at the size of the suite."""

import sys
from pathlib import Path

import pytest

from tests.faults.cases import CASES

BY_COMMAND = {"random clicking"}
"""Takes the longest, and finds what takes longer than the suite has."""


@pytest.mark.faults
@pytest.mark.skipif(sys.platform == "win32", reason="signals and small disks are other ones there")
@pytest.mark.parametrize("name", [name for name in CASES if name not in BY_COMMAND])
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    finding = case.run(tmp_path, case.bounded)
    assert finding.ok, str(finding)
