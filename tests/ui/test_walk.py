"""The first main job as a new user does it: start, answer, be interrupted, finish, print."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk import app_paths
from crm_desk.desk.assessment import assessments
from crm_desk.desk.route import Route
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.common.preview import print_pdf, render
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start


def click(qtbot: QtBot, root: QWidget, text: str) -> None:
    made = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert made, text
    qtbot.mouseClick(made[0], Qt.MouseButton.LeftButton)
    settle()


def press(qtbot: QtBot, key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key)
    settle()


def page_of(window: Window) -> AssessmentPage:
    page = window.current
    assert isinstance(page, AssessmentPage)
    return page


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_from_first_click_to_printed_summary(
    qtbot: QtBot,
    start: Start,
    programs: list[Program],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = start()
    window.workspace.desk.rename_shop("山茶花堂")
    click(qtbot, window, "始める")
    page_of(window).form.participants.setText("佐藤、𠮷田")
    click(qtbot, window, "最初の設問を始める")
    for number in range(10):
        press(qtbot, Qt.Key(Qt.Key.Key_0 + number % 4))
    assert page_of(window).wizard.item_id == "2-5" or page_of(window).wizard.item_id == "3-1"
    window.close()
    programs[0].end()
    programs.clear()

    window = start()
    assert "あと23問" in "\n".join(b.accessibleName() for b in window.findChildren(QPushButton))
    click(qtbot, window, "続ける")
    wizard = page_of(window).wizard
    assert wizard.item_id == "3-1"
    for number in range(23):
        press(qtbot, Qt.Key(Qt.Key.Key_0 + number % 4))
    click(qtbot, window, "結果を見る →")
    summary = page_of(window).results.summary
    assert summary is not None
    assert summary.score.overall.is_complete
    click(qtbot, window, "印刷・PDF")
    qtbot.waitUntil(lambda: page_of(window).printing.dialog is not None, timeout=20_000)
    preview = page_of(window).printing.dialog
    assert preview is not None
    assert preview.page_count >= 3
    target = tmp_path / "結果.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(qtbot, preview, "PDFに保存…")
    text = pdf_text(target)
    for expected in ("山茶花堂", "𠮷田", "顧客", str(summary.score.official_points), "6-4"):
        assert expected in text
    preview.close()
    settle()
    assert page_of(window).printing.dialog is None
    assert app_paths.default_desk().exists()


def test_the_printer_gets_the_pages_of_the_file(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    window.go(Route("assessment", "results", 3))
    window.commands.print_current()
    page = page_of(window)
    qtbot.waitUntil(lambda: page.printing.dialog is not None, timeout=20_000)
    assert page.printing.dialog is not None
    shown = list(render(page.printing.dialog.pdf, 1))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(150)
    assert print_pdf(page.printing.dialog.pdf, printer) == len(shown)
    printed = list(render(tmp_path / "paper.pdf", 1))
    assert len(printed) == len(shown) == page.printing.dialog.page_count
    for one, other in zip(shown, printed, strict=True):
        assert darkness(one) == pytest.approx(darkness(other), rel=0.12)
    page.printing.dialog.close()
    settle()


def darkness(image: object) -> float:
    """Ink on a page, 0-255, coarsely: the mean over a small copy of it."""
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        60, 84, mode=Qt.TransformationMode.SmoothTransformation
    )
    values = [small.pixelColor(x, y).value() for x in range(60) for y in range(84)]
    return 255 - sum(values) / len(values)


def test_one_page_of_several_can_be_printed(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.go(Route("assessment", "results", 3))
    window.commands.print_current()
    page = page_of(window)
    qtbot.waitUntil(lambda: page.printing.dialog is not None, timeout=20_000)
    assert page.printing.dialog is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setFromTo(2, 2)
    assert print_pdf(page.printing.dialog.pdf, printer) == 1
    page.printing.dialog.close()
    settle()


def test_blank_sheet_xlsx_and_json_through_the_menu(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    window.actions_by_name["blank"].trigger()
    page = window.page("assessment")
    assert isinstance(page, AssessmentPage)
    qtbot.waitUntil(lambda: page.printing.dialog is not None, timeout=20_000)
    assert page.printing.dialog is not None
    assert "6-4" in pdf_text(page.printing.dialog.pdf)
    page.printing.dialog.close()
    settle()
    target = tmp_path / "a.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_by_name["xlsx"].trigger()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: window.banners.busy.isHidden(), timeout=20_000)
    assert len(openpyxl.load_workbook(target).sheetnames) == 4
    exchanged = tmp_path / "a.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(exchanged), ""))
    window.actions_by_name["json"].trigger()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(exchanged), ""))
    window.actions_by_name["read_json"].trigger()
    settle()
    assert "もうこのお店ファイルにあります" in window.banners.failure.sentence
    desk = window.workspace.desk
    window.workspace.perform(lambda: assessments.delete(desk, 3))
    window.actions_by_name["read_json"].trigger()
    settle()
    assert window.banners.failure.isHidden()
    assert len(assessments.assessments(desk)) == 3


def test_printing_without_an_assessment_says_so(start: Start) -> None:
    window = start()
    window.actions_by_name["print"].trigger()
    settle()
    assert "まだ診断がありません" in window.banners.failure.sentence


def test_targets_and_comparison(qtbot: QtBot, window: Window) -> None:
    window.go(Route("assessment", "results", 3))
    page = page_of(window)
    page.results.targeted.emit()
    settle()
    click(qtbot, window, "決定")
    assert page.route() == Route("assessment", "results", 3)
    before = page.results.summary
    assert before is not None
    assert before.comparison is not None
    assert before.comparison.earlier.id == 2
    page.results.compare(1)
    after = page.results.summary
    assert after is not None
    assert after.comparison is not None
    assert after.comparison.earlier.id == 1


def test_a_damaged_questionnaire_is_said_with_its_line(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desk.desk import resources
    from crm_desk.desk.assessment import questionnaires
    from crm_desk.paths import RESOURCES

    folder = tmp_path / "resources" / "questionnaire"
    folder.mkdir(parents=True)
    text = (RESOURCES / "questionnaire" / "v1.ja.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    broken = next(i for i, line in enumerate(lines) if line.startswith("statement"))
    lines[broken] = "statement = "
    (folder / "v1.ja.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(resources, "RESOURCES", tmp_path / "resources")
    questionnaires.questionnaire.cache_clear()
    window.go(Route("assessment", "results", 3))
    settle()
    assert "v1.ja.toml" in window.banners.failure.sentence
    assert f"{broken + 1}行目" in window.banners.failure.sentence
    questionnaires.questionnaire.cache_clear()
