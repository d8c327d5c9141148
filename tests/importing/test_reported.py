"""Situations that shops and their tools really produce, with the figures that are right for them.

`../shared/data/reported` holds a file (or several) and what `analyze` must print for each.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from crm_desk.cli import OK, main

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "reported"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the reported files are not here")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desk.cli._system_language", lambda: "en")


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_reported_situation(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    files = [str(FOLDER / name) for name in case["files"]]

    code = main(["analyze", *files, *case["args"]])

    printed, said = capsys.readouterr()
    assert code == case["exit"], said
    assert case["stderr_should_hold"] in said
    if code == OK:
        answer = json.loads(printed)
        found = {key: _at(answer, key) for key in case["expect"]}
        assert found == case["expect"], (case["right"], answer.get("notices"))
        for key, allowed in case["expect_any"].items():
            assert _at(answer, key) in allowed


def _at(answer: dict[str, Any], key: str) -> Any:
    found: Any = answer
    for part in key.split("."):
        found = found[part]
    return found
