"""How many clicks and keys the owner needs, counted in the real window (owners-day.md)."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.assessment import assessments
from crm_desk.desk.route import HOME, Route
from crm_desk.domain.analysis.view import ChartName
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.importing.file_step import FileStep
from crm_desk.ui.importing.wizard_state import CHECK, RESULT
from crm_desk.ui.shell.window import Window
from tests.gallery.import_scenes import base_file
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start
from tests.ui.hand import Hand, button
from tests.ui.importing.steps import page_of, wait_for


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


def analysis(window: Window) -> AnalysisPage:
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def test_an_own_cart_file_speaks_after_five_clicks(
    start: Start, hand: Hand, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, file = start(), base_file(tmp_path)

    def chosen(*_: object) -> tuple[list[str], str]:
        # The file in the system's own window: a double click on it.
        hand.clicks += 1
        return [str(file)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    hand.click(button(window, "ファイルを選ぶ"))
    step = page_of(window).step
    assert isinstance(step, FileStep)
    hand.click(step.choose)
    wait_for(qtbot, window, CHECK)
    hand.click(button(window, "取り込む"))
    wait_for(qtbot, window, RESULT)
    hand.click(button(window, "顧客分析を見る"))
    page = analysis(window)
    assert hand.clicks == 5
    assert page.view is not None
    assert page.view.figures.buyers == 7
    assert page.view.figures.orders.sales == 41640
    assert page.view.sentences


def test_a_figure_leads_to_names_in_one_click(window: Window, hand: Hand) -> None:
    window.go(Route("analysis"))
    content = analysis(window).content
    chart = content.cards.chart(ChartName.CLUSTERS)
    content._area.ensureWidgetVisible(chart)
    settle()
    hand.click(chart, chart.marks()[0].area.center().toPoint())
    assert hand.clicks == 1
    assert len(content.first_rows.names) == 3
    assert content.first_rows.isVisible()


def test_a_name_on_the_home_page_leads_to_the_person_in_one_click(
    window: Window, hand: Hand
) -> None:
    window.go(HOME)
    settle()
    names = [
        each
        for each in window.current.findChildren(QPushButton)
        if each.property("kind") == "name" and each.isVisible()
    ]
    assert len(names) >= 3
    hand.click(names[-1])
    assert hand.clicks == 1
    page = window.current
    if isinstance(page, CustomersPage):
        wait_until(lambda: page.is_settled)
        assert page.list.detail.customer_id
    else:
        assert window.shown_page == "followup"


def test_thirty_three_items_take_a_key_each_and_ten_more(start: Start, hand: Hand) -> None:
    window = start()
    while window.current.route().view != "wizard":
        hand.press(Qt.Key.Key_Return)
        assert hand.keys < 10
    for number in range(33):
        hand.press(Qt.Key(Qt.Key.Key_0 + number % 4))
    (overview,) = assessments.overviews(window.workspace.desk, "ja")
    assert overview.score.overall.is_complete
    assert hand.keys <= 33 + 10
