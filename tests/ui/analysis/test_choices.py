"""What a shop chooses on the analysis page: thresholds, kept filters, whom to leave out."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.analysis import selections, thresholds
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.domain.analysis.figures import AnalysisSettings, Method
from crm_desk.domain.analysis.view import Filter
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.shell.window import Window
from tests.desk.analysis.test_look import shop_rows
from tests.desk.customers.people import bring, order
from tests.desk.making import DAY
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start
from tests.ui.typing_days import type_day


def shown(window: Window) -> AnalysisPage:
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    waited(page)
    return page


def waited(page: AnalysisPage) -> None:
    wait_until(lambda: page.is_settled)
    settle()


@pytest.fixture
def page(window: Window) -> AnalysisPage:
    return shown(window)


def typed(page: AnalysisPage, axis: str, place: int, text: str) -> None:
    field = page.content.thresholds.fields[axis][place]
    field.setText(text)
    field.editingFinished.emit()
    waited(page)


@pytest.mark.parametrize("bands", [(30, 60), (10, 400)])
def test_a_chosen_band_means_the_same_people_whatever_bands_there_are(
    page: AnalysisPage, bands: tuple[int, ...]
) -> None:
    assert page.view is not None
    page.content.selection.toggle((page.view.charts.bands[5].filter,))
    assert page.content.selection.selected is not None
    before = page.content.selection.selected.customers
    assert before > 0
    desk = page._workspace.desk
    page._workspace.perform(
        lambda: thresholds.choose(desk, replace(thresholds.chosen(desk), bands=bands))
    )
    waited(page)
    assert page.content.selection.selected.customers == before


def test_thresholds_in_place_redraw_everything(
    window: Window, page: AnalysisPage, qtbot: QtBot
) -> None:
    assert page.view is not None
    before = page.view.figures
    assert not page.content.thresholds.isVisible()
    page.content.controls.thresholds.click()
    assert page.content.thresholds.isVisible()
    field = page.content.thresholds.fields["bands"][0]
    assert field.text() == "30"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "45")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    waited(page)
    assert page.view.figures.bands[0].last == 45
    assert page.view.charts.bands[0].name == "0〜45日"
    typed(page, "r", 0, "60日")
    assert page.view.figures.rfm.r == (60, 90, 180, 365)
    assert page.view.figures.rfm.grid != before.rfm.grid
    assert window.actions_by_name["undo"].text().startswith("元に戻す: 分析の基準")
    window.undo()
    window.undo()
    waited(page)
    assert page.view.figures == before
    assert field.text() == "30"


def test_a_number_that_is_none_gets_a_sentence_and_changes_nothing(page: AnalysisPage) -> None:
    page.content.controls.thresholds.click()
    typed(page, "m", 0, "たくさん")
    assert "「たくさん」は数として読めません" in page.content.thresholds.problem.text()
    assert page.content.thresholds.problem.isVisible()
    typed(page, "m", 0, "9,999,999")
    assert "小さい順" in page.content.thresholds.problem.text()
    assert thresholds.chosen(page._workspace.desk) == AnalysisSettings()
    # What is typed stays where it is.
    assert page.content.thresholds.fields["m"][0].text() == "9,999,999"
    typed(page, "m", 0, "1500")
    assert not page.content.thresholds.problem.isVisible()
    assert page.view is not None
    assert page.view.figures.rfm.m[0] == 1500


def test_the_other_method_and_the_way_back(page: AnalysisPage) -> None:
    page.content.controls.thresholds.click()
    page.content.thresholds.methods[Method.QUANTILES].click()
    waited(page)
    assert page.view is not None
    assert page.view.figures.rfm.method is Method.QUANTILES
    assert page.content.thresholds.methods[Method.QUANTILES].isChecked()
    page.content.thresholds.zero.click()
    waited(page)
    assert page.view.figures.settings.zero_is_purchase
    page.content.thresholds.reset.click()
    waited(page)
    assert page.view.figures.settings == AnalysisSettings()
    assert not page.content.thresholds.reset.isEnabled()


def test_thresholds_are_there_the_next_time(start: Start, sample_path: Path) -> None:
    window = start(sample_path)
    page = shown(window)
    typed(page, "bands", 4, "400")
    window.rebuild()
    again = window.current
    assert isinstance(again, AnalysisPage)
    waited(again)
    assert again.view is not None
    assert again.view.figures.bands[-1].first == 401


def test_a_filter_is_kept_found_again_and_forgotten(
    window: Window, page: AnalysisPage, qtbot: QtBot
) -> None:
    page.content.selection.filter_by((Filter("tier", 10), Filter("recency", (61, 90))))
    found = page.content.selection.selected
    assert found is not None
    page.content.bar.ask_name()
    qtbot.keyClicks(page.content.bar.name, "Spring letter & more")
    qtbot.keyClick(page.content.bar.name, Qt.Key.Key_Return)
    settle()
    assert not page.content.bar.name.isVisible()
    (kept,) = selections.kept(window.workspace.desk)
    page.content.selection.filter_by(())
    menu = page.content.bar.menu()
    names = [action.text() for action in menu.actions()]
    assert "Spring letter && more" in names
    assert {"TOP1%", "定期中", "いつもの間隔を過ぎた方"} <= set(names)
    menu.actions()[names.index("Spring letter && more")].trigger()
    assert page.content.selection.selected is not None
    assert page.content.selection.selected.ids.tolist() == found.ids.tolist()
    assert [each.kind for each in page.content.selection.filters] == ["tier", "recency"]
    page.content.bar.forget_asked.emit(kept.id)
    settle()
    assert selections.kept(window.workspace.desk) == ()
    assert "Spring" not in " ".join(action.text() for action in page.content.bar.menu().actions())
    window.undo()
    assert selections.kept(window.workspace.desk) == (kept,)


def test_a_filter_without_a_name_is_asked_for_one(window: Window, page: AnalysisPage) -> None:
    page.content.selection.filter_by((Filter("tier", 10),))
    page.content.bar.ask_name()
    page.content.bar.keep_asked.emit("  ")
    assert "名前" in window.banners.failure.sentence
    assert page.content.bar.name.isVisible()


def test_nobody_who_meets_all_gets_a_sentence(page: AnalysisPage) -> None:
    page.content.selection.filter_by((Filter("purchases", (1, 1)), Filter("steps", 5)))
    assert "すべてに当てはまる方はいません" in page.content.bar.words.text()
    assert not page.content.bar.export.isEnabled()


def buttons(page: AnalysisPage, text: str) -> list[QPushButton]:
    found = page.content.suggested.findChildren(QPushButton)
    return [each for each in found if each.text() == text and each.isVisible()]


def test_large_orders_are_left_out_or_kept_in(window: Window, page: AnalysisPage) -> None:
    assert page.view is not None
    before = page.view.figures.buyers
    assert page.content.suggested.isVisible()
    page.content.suggested.more.click()
    (leave,) = buttons(page, "集計から除く")
    leave.click()
    waited(page)
    assert page.view.figures.buyers == before - 1
    assert not page.content.suggested.isVisible()
    window.undo()
    waited(page)
    assert page.view.figures.buyers == before
    (keep,) = buttons(page, "このままでよい")
    keep.click()
    waited(page)
    assert page.view.figures.buyers == before
    assert not page.content.suggested.isVisible()


def test_keys_go_from_one_large_order_to_the_next(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "shop")
    with Desk(path) as desk:
        large = [order(900 + n, "2026/11/01", f"W{n}", f"卸 {n}", price=90_000) for n in (1, 2)]
        bring(desk, [*shop_rows(20), *large])
    window = start(path)
    page = shown(window)
    page.content.suggested.more.click()
    first = buttons(page, "集計から除く")[0]
    first.setFocus()
    first.click()
    waited(page)
    focused = QApplication.focusWidget()
    assert focused is buttons(page, "集計から除く")[0]
    assert focused is not first


def test_arrows_say_what_changed_since_the_last_import(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "shop")
    later = (DAY + timedelta(5)).strftime("%Y/%m/%d")
    with Desk(path) as desk:
        bring(desk, shop_rows(60))
        bring(desk, [order(7000 + n, later, f"N{n}", f"新 {n}", price=900) for n in range(5)])
    page = shown(start(path))
    changes = page.content.key_figures._changes
    wait_until(lambda: changes["buyers"].isVisible())  # type: ignore[index]
    assert changes["buyers"].text() == "↑ ＋5名"  # type: ignore[index]
    assert changes["sales"].text() == "↑ ＋¥4,500"  # type: ignore[index]
    assert changes["mean_purchases"].text() == "→ ほぼ同じ"  # type: ignore[index]
    # As of another day there is nothing to compare with.
    type_day(page.content.controls.day, date(2026, 6, 1))
    page.content.controls.flush()
    waited(page)
    assert not any(each.isVisible() for each in page.content.key_figures._changes.values())
