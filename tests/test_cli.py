import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from crm_desk import start
from crm_desk.cli import main
from crm_desk.desk.analysis import thresholds
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.analysis.figures import AnalysisSettings
from tests.sample_desk import sample_copy


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crm_desk", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def test_self_test_passes_without_a_screen() -> None:
    done = run("self-test", DISPLAY="", QT_QPA_PLATFORM="")
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["ok"]
    checks = {"fonts", "texts", "translations", "desk_file", "pdf", "xlsx", "import_file"}
    checks |= {"charts", "followup", "post_and_telephone"}
    assert set(report["checks"]) == checks


def test_self_test_fails_when_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from crm_desk.desk import resources
    from crm_desk.desk.assessment import questionnaires

    monkeypatch.setattr(resources, "RESOURCES", tmp_path)
    resources.texts.cache_clear()
    questionnaires.questionnaire.cache_clear()
    assert main(["self-test"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert not report["checks"]["texts"]["ok"]
    resources.texts.cache_clear()
    questionnaires.questionnaire.cache_clear()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_sample_and_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    names = ("s.crmdesk", "s.pdf", "s.xlsx", "rfm.pdf")
    desk, pdf, xlsx, rfm = (tmp_path / name for name in names)
    assert main(["sample", str(desk), "--lang", language]) == 0
    assert (
        main(
            [
                "report",
                str(desk),
                "--pdf",
                str(pdf),
                "--xlsx",
                str(xlsx),
                "--rfm",
                str(rfm),
                "--lang",
                language,
                "--assessment",
                "2",
            ]
        )
        == 0
    )
    assert pdf.read_bytes().startswith(b"%PDF")
    assert xlsx.read_bytes().startswith(b"PK")
    assert rfm.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "missing.crmdesk", "--pdf", "x.pdf"], "missing.crmdesk"),
        (["report", "{text}", "--pdf", "x.pdf"], "text.crmdesk"),
        (["report", "{desk}", "--pdf", "{out}", "--assessment", "9"], "1, 2, 3"),
        (["report", "{desk}", "--pdf", "{folder}"], "out"),
        (["report", "{desk}"], "--pdf"),
        (["sample", "{desk}"], "s.crmdesk"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    (tmp_path / "text.crmdesk").write_text("no desk", encoding="utf-8")
    (tmp_path / "out").mkdir()
    sample_copy(tmp_path / "s.crmdesk")
    names = {"text": "text.crmdesk", "desk": "s.crmdesk", "out": "x.pdf", "folder": "out"}
    given = [part.format(**{k: str(tmp_path / v) for k, v in names.items()}) for part in arguments]
    assert main(given) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_a_report_leaves_the_desk_as_it_was(tmp_path: Path) -> None:
    desk = tmp_path / "s.crmdesk"
    sample_copy(desk)
    before = desk.read_bytes()
    main(["report", str(desk), "--pdf", str(tmp_path / "s.pdf")])
    assert desk.read_bytes()[100:] == before[100:]


def test_the_analysis_of_a_desk_without_anything_is_a_page(tmp_path: Path) -> None:
    desk, rfm = tmp_path / "empty.crmdesk", tmp_path / "rfm.pdf"
    create_desk(desk, "")
    assert main(["report", str(desk), "--rfm", str(rfm)]) == 0
    assert rfm.read_bytes().startswith(b"%PDF")


def test_no_screen_is_said_before_qt_aborts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start.start(None, lambda: "ja") == 2
    assert "QT_QPA_PLATFORM=offscreen" in capsys.readouterr().err


def test_a_missing_library_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("ctypes.CDLL", missing)
    assert start.start(None, lambda: "en") == 2
    said = capsys.readouterr().err
    assert "libxcb-cursor0" in said
    assert "apt-get install" in said


def test_the_analysis_on_paper_has_the_shops_own_thresholds(tmp_path: Path) -> None:
    path, rfm = tmp_path / "shop.crmdesk", tmp_path / "rfm.pdf"
    sample_copy(path)
    with Desk(path) as desk:
        thresholds.choose(desk, AnalysisSettings(bands=(45, 90)))
    assert main(["report", str(path), "--rfm", str(rfm)]) == 0
    document = PdfDocument(rfm)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "0〜45日" in said
    assert "181〜365日" not in said
