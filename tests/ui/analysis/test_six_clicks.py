"""TOP10 % with 61-90 days as CSV: six clicks on a laptop of 1366 × 768, without scrolling."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.domain.analysis.view import Filter
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until

_LEFT = Qt.MouseButton.LeftButton


class Clicks:
    """Clicks where a hand can: on what is on screen, and in sight."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.made = 0

    def on(self, widget: QWidget) -> None:
        place = widget.mapTo(self.window, widget.rect().center())
        assert widget.isVisible()
        assert self.window.rect().contains(place)
        assert self.window.childAt(place) in (widget, *widget.findChildren(QWidget))
        self._qtbot.mouseClick(widget, _LEFT)
        self.made += 1

    def beside(self, menu: QMenu, widget: QWidget) -> None:
        """On what is in sight beside an open menu: the menu gets the click, and closes."""
        place = widget.mapToGlobal(widget.rect().center())
        assert not menu.geometry().contains(place)
        assert self.window.childAt(self.window.mapFromGlobal(place)) is widget
        self._qtbot.mouseClick(menu, _LEFT, pos=menu.mapFromGlobal(place))
        wait_until(lambda: not menu.isVisible())
        self.made += 1

    def in_menu(self, menu: QMenu, text: str) -> None:
        (action,) = [each for each in menu.actions() if each.text() == text]
        self._at(menu, action)

    def _at(self, menu: QMenu, action: QAction) -> None:
        place: QPoint = menu.actionGeometry(action).center()
        assert menu.rect().contains(place)
        assert menu.screen().geometry().contains(menu.mapToGlobal(place))
        self._qtbot.mouseMove(menu, place)
        self._qtbot.mouseClick(menu, _LEFT, pos=place)
        self.made += 1


def opened_menu() -> QMenu:
    wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), 10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_top_10_percent_with_61_to_90_days_as_csv(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "top10.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told: list[str] = []
    window.workspace.notified.connect(told.append)
    assert (window.width(), window.height()) == (1366, 768)
    clicks = Clicks(window, qtbot)

    clicks.on(window.sidebar.buttons["analysis"])
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    clicks.on(page.content.bar.narrow)
    menu = opened_menu()
    clicks.in_menu(menu, "TOP10%")
    clicks.in_menu(menu, "R値 61〜90日")
    assert menu.isVisible()
    assert page.content.selection.filters == (Filter("tier", 10), Filter("recency", (61, 90)))
    clicks.beside(menu, page.content.bar.export)
    clicks.in_menu(opened_menu(), "CSV(UTF-8)で書き出す…")

    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert clicks.made == 6
    assert page.findChildren(QScrollArea)[0].verticalScrollBar().value() == 0
    selected = page.content.selection.selected
    assert selected is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == selected.customers + 1


def test_of_one_kind_one_box_is_ticked(window: Window, qtbot: QtBot) -> None:
    clicks = Clicks(window, qtbot)
    clicks.on(window.sidebar.buttons["analysis"])
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    clicks.on(page.content.bar.narrow)
    menu = opened_menu()

    def ticked() -> list[str]:
        return [each.text() for each in menu.actions() if each.isChecked()]

    clicks.in_menu(menu, "TOP1%")
    clicks.in_menu(menu, "TOP20%")
    clicks.in_menu(menu, "定期中")
    assert ticked() == ["TOP20%", "定期中"]
    clicks.in_menu(menu, "TOP20%")
    assert ticked() == ["定期中"]
    assert page.content.selection.filters == (Filter("subscribed"),)
    menu.close()
    settle()


def test_a_click_beside_the_menu_that_meets_its_own_button_only_closes_it(
    window: Window, qtbot: QtBot
) -> None:
    clicks = Clicks(window, qtbot)
    clicks.on(window.sidebar.buttons["analysis"])
    page = window.current
    assert isinstance(page, AnalysisPage)
    wait_until(lambda: page.is_settled)
    settle()
    clicks.on(page.content.bar.narrow)
    clicks.beside(opened_menu(), page.content.bar.narrow)
    settle()
    assert QApplication.activePopupWidget() is None
