import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from crm_desk.paths import TRANSLATIONS
from crm_desk.ui.translation import translated

ROOT = Path(__file__).resolve().parents[3]
SOURCE = TRANSLATIONS / "crm_desk_ja.ts"

Entries = dict[tuple[str, str], str]


def entries(path: Path) -> Entries:
    found: Entries = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None or path != SOURCE, ElementTree.tostring(message)
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = translation.text or ""
    return found


def tool(name: str) -> str:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibraryExecutablesPath))
    bundled = Path(sys.modules["PySide6"].__path__[0])
    for candidate in (folder / name, bundled / name, bundled / f"{name}.exe"):
        if candidate.is_file():
            return str(candidate)
    pytest.fail(f"{name} is not where PySide6 keeps it")


def test_every_source_string_is_translated_and_none_is_left_over(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [str(ROOT / "crm_desk" / "app.py"), *map(str, (ROOT / "crm_desk" / "ui").rglob("*.py"))]
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from PySide6.scripts.pyside_tool import lupdate; lupdate()",
            "-source-language",
            "en",
            "-target-language",
            "ja_JP",
            *files,
            "-ts",
            str(fresh),
        ],
        check=True,
        capture_output=True,
    )
    assert set(entries(fresh)) == set(entries(SOURCE))


def test_the_compiled_file_says_what_the_source_says() -> None:
    for (context, source), japanese in entries(SOURCE).items():
        assert translated("ja", context, source) == japanese


def test_the_compiled_file_is_not_behind(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    subprocess.run(
        [tool("lrelease"), str(SOURCE), "-qm", str(fresh)], check=True, capture_output=True
    )
    assert fresh.read_bytes() == (TRANSLATIONS / "crm_desk_ja.qm").read_bytes()


def test_placeholders_are_the_same() -> None:
    for (_, source), japanese in entries(SOURCE).items():
        assert set(re.findall(r"{\w*}", source)) == set(re.findall(r"{\w*}", japanese)), source


def test_nothing_japanese_is_left_in_english() -> None:
    for (_, source), japanese in entries(SOURCE).items():
        assert japanese
        # What holds placeholders only may be the same in both languages.
        words = re.sub(r"\{\w+\}", "", source)
        if len(words) > 12 and not source.startswith("Ctrl"):
            assert source != japanese
