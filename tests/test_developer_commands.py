"""Commands for those who work on the program refuse what they do not know."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import wheels
from tests.benchmarks import __main__ as benchmarks
from tests.faults import __main__ as faults
from tests.gallery import __main__ as gallery
from tests.store.support import ROOT

COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "gallery": gallery.main,
    "benchmarks": benchmarks.main,
    "faults": faults.main,
    "wheels": wheels.main,
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("arguments", [["--unknown"], ["out", "--unknown=1"]], ids=str)
def test_an_unknown_option_is_refused(
    name: str, arguments: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        COMMANDS[name](list(arguments))
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "error: " in said.err


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("gallery", ["--only", "nowhere", "out"]), ("benchmarks", ["table", "nowhere"])],
)
def test_an_unknown_name_is_told_beside_those_that_there_are(
    name: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        COMMANDS[name](arguments)
    assert left.value.code == 2
    assert "nowhere; there are: " in capsys.readouterr().err
    assert not Path("out").exists()


def test_the_gallery_shows_only_what_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "pictures"
    options = ["--only", "partial-home", "--only", "first-home"]
    options += ["--language", "en", "--colours", "dark", "--scale", "125"]
    command = [sys.executable, "-m", "tests.gallery", str(out), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {
        "first-home-en-dark-125.png",
        "partial-home-en-dark-125.png",
    }
