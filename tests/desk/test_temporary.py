"""What a killed program left among the temporary files goes; what runs keeps its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from crm_desk.desk.temporary import sweep_folders, temporary_folder

_HOLD = """
import sys
from crm_desk.desk.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "orders.csv").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there, folders of three days are removed")
def test_only_what_nobody_uses_any_more_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    others = [tmp_path / "crm-desk-notes-1", tmp_path / "other-1-2", tmp_path / "crm-desk-0-x"]
    for folder in others:
        folder.mkdir()
    command, pipe = [sys.executable, "-c", _HOLD], subprocess.PIPE
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as program,
        temporary_folder() as own,
    ):
        assert program.stdout
        left = Path(program.stdout.readline().strip())
        sweep_folders()
        assert left.exists()
        program.kill()
        program.wait()
        sweep_folders()
        assert not left.exists()
        assert own.exists()
        assert all(folder.exists() for folder in others)
    assert not own.exists()
