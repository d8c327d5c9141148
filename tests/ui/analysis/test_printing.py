"""The analysis on paper: Ctrl+P, the button, and what is greyed out."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm_desk.desk.desk import create_desk
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.view import Filter
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.common.preview import PreviewDialog
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start


def analysis(window: Window) -> AnalysisPage:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def previewed(page: AnalysisPage) -> PreviewDialog:
    wait_until(lambda: page.printing.dialog is not None)
    assert page.printing.dialog is not None
    return page.printing.dialog


def text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_ctrl_p_previews_two_pages_that_can_be_kept(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = analysis(window)
    assert page.view is not None
    page.content.selection.filter_by((Filter("tier", 10),))
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = previewed(page)
    assert preview.page_count == 2
    target = tmp_path / "顧客分析.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    preview.saved.emit()
    kept = text(target)
    assert f"{page.view.figures.buyers:,}名" in kept
    assert "画面で選んでいる方" in kept
    folder = preview.pdf.parent
    preview.close()
    settle()
    assert page.printing.dialog is None
    assert not folder.exists()


def test_the_document_has_a_language_of_its_own(start: Start, sample_path: Path) -> None:
    window = start(sample_path, document_language="en")
    page = analysis(window)
    page.content.print_button.click()
    preview = previewed(page)
    printed = text(preview.pdf)
    assert "Customer analysis" in printed
    assert "What the words mean" in printed
    assert "データ抽出日" not in printed
    preview.close()
    settle()


def test_without_orders_there_is_nothing_to_print(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "empty.crmdesk"
    create_desk(path, "")
    window = start(path)
    page = analysis(window)
    assert not window.actions_by_name["print"].isEnabled()
    page.print_current()
    assert page.printing.dialog is None
    window.go(Route("home"))
    assert window.actions_by_name["print"].isEnabled()


def test_printing_waits_for_the_figures(window: Window) -> None:
    window.go(Route("analysis"))
    page, action = window.current, window.actions_by_name["print"]
    assert isinstance(page, AnalysisPage)
    assert not action.isEnabled()
    wait_until(lambda: page.is_settled)
    settle()
    assert action.isEnabled()
    assert page.content.print_button.isEnabled()


def test_elsewhere_the_assessment_is_printed(window: Window) -> None:
    analysis(window)
    window.go(Route("customers"))
    window.commands.print_current()
    page = window.page("assessment")
    assert isinstance(page, AssessmentPage)
    wait_until(lambda: page.printing.dialog is not None)
    assert page.printing.dialog is not None
    page.printing.dialog.close()
    settle()
