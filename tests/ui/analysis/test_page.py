"""The analysis page on the sample desk, as its user goes about it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.analysis import buyers
from crm_desk.desk.contacts.consent import held_back_in
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.domain.analysis.figures import Cluster, KindFilter
from crm_desk.domain.analysis.view import ChartName, Filter
from crm_desk.ui import theme as themes
from crm_desk.ui import translation
from crm_desk.ui.analysis.buyer_selection import toggled
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.analysis.selection import ExportForm
from crm_desk.ui.charts.chart import ChartWidget as ChartWidget
from crm_desk.ui.common.workspace import Workspace
from tests.gallery.scenes import settle, wait_until
from tests.ui.double_click import double_click
from tests.ui.typing_days import type_day

Open = Callable[[Path], AnalysisPage]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    themes.load_fonts()
    in_english()
    spaces: list[tuple[Workspace, AnalysisPage]] = []

    def begin(path: Path) -> AnalysisPage:
        settings = Settings(tmp_path / "settings.json")
        workspace = Workspace(Desk(path), settings, "ja")
        page = AnalysisPage(workspace)
        qtbot.addWidget(page)
        spaces.append((workspace, page))
        page.resize(1161, 740)
        page.show()
        page.open(Route("analysis"))
        waited(page)
        return page

    yield begin
    for workspace, page in spaces:
        page.flush()
        page.close()
        workspace.close()
    settle()


@pytest.fixture
def page(opened: Open, sample_path: Path) -> AnalysisPage:
    return opened(sample_path)


def in_english() -> None:
    """Whatever tests before have installed."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translation.install(app, "en")


def waited(page: AnalysisPage) -> None:
    wait_until(lambda: page.is_settled)
    settle()


def words(page: AnalysisPage) -> str:
    found = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return "\n".join(found)


def chips(page: AnalysisPage) -> list[QPushButton]:
    found = page.content.bar.findChildren(QPushButton)
    return [each for each in found if each.property("kind") == "filter" and each.isVisible()]


def click(chart: ChartWidget, place: int, qtbot: QtBot) -> None:
    at: QPoint = chart.marks()[place].area.center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    settle()


def test_a_clicked_cluster_filters_and_a_second_click_takes_it_back(
    page: AnalysisPage, qtbot: QtBot
) -> None:
    assert page.view is not None
    model, figures = page.content.people.table.model(), page.view.figures
    assert model.rowCount() == figures.buyers > 0
    chart = page.content.cards.chart(ChartName.CLUSTERS)
    click(chart, 1, qtbot)
    top10 = figures.clusters[Cluster.TOP10].customers
    assert model.rowCount() == top10
    assert page.content.selection.filters == (Filter("cluster", Cluster.TOP10),)
    (chip,) = chips(page)
    assert chip.text().startswith("TOP10%層(1%を除く)")
    assert f"{top10}" in page.content.bar.words.text()
    click(chart, 1, qtbot)
    assert not page.content.selection.filters
    assert not chips(page)
    assert model.rowCount() == figures.buyers


def test_a_double_click_on_a_mark_is_one_click(page: AnalysisPage) -> None:
    chart = page.content.cards.chart(ChartName.CLUSTERS)
    page.content._area.ensureWidgetVisible(chart)
    settle()
    double_click(chart, chart.marks()[1].area.center().toPoint())
    assert page.content.selection.filters == (Filter("cluster", Cluster.TOP10),)


def test_one_click_on_a_mark_brings_the_first_names_into_sight(
    page: AnalysisPage, qtbot: QtBot
) -> None:
    rows = page.content.first_rows
    assert not rows.isVisible()
    click(page.content.cards.chart(ChartName.CLUSTERS), 0, qtbot)
    selected = page.content.selection.selected
    assert selected is not None
    wanted = buyers.rows(page._workspace.desk, page.content.selection.look, selected.ids.tolist())  # type: ignore[arg-type]
    assert rows.names == [wanted[id_].name for id_ in selected.ids[:3].tolist()]
    assert rows.isVisible()
    assert rows.mapTo(page, QPoint(0, rows.height())).y() <= page.height()
    asked: list[Route] = []
    page._workspace.navigate.connect(asked.append)
    rows.findChildren(QPushButton)[0].click()
    assert asked == [Route("customers", "one", int(selected.ids[0]))]
    page.content.bar.cleared.emit()
    assert not rows.isVisible()


def test_columns_and_key_figures_say_what_they_mean(page: AnalysisPage) -> None:
    model = page.content.people.table.model()
    across = Qt.Orientation.Horizontal
    found = {
        page.content.people.table._rows.columns[place].name: model.headerData(
            place, across, Qt.ItemDataRole.ToolTipRole
        )
        for place in range(model.columnCount())
    }
    for name in ("cluster", "purchases", "recency", "tenure", "interval_ratio", "r", "f", "m"):
        assert found[name], name
    assert "データ抽出日" in found["recency"]
    assert "中央値" in found["interval_ratio"]
    tips = [each.toolTip() for each in page.content.key_figures.findChildren(QWidget)]
    assert any("2回目" in tip for tip in tips)


def test_a_chip_is_removed_and_filters_are_met_together(page: AnalysisPage, qtbot: QtBot) -> None:
    assert page.view is not None
    bands = page.content.cards.chart(ChartName.BANDS)
    click(page.content.cards.chart(ChartName.CLUSTERS), 5, qtbot)
    click(bands, 0, qtbot)
    both = page.content.people.table.model().rowCount()
    chips(page)[0].click()
    settle()
    assert [each.kind for each in page.content.selection.filters] == ["recency"]
    band = page.view.figures.bands[0].customers
    assert both <= page.content.people.table.model().rowCount() == band
    page.content.bar.cleared.emit()
    assert page.content.selection.filters == ()


@pytest.mark.parametrize("name", list(ChartName))
def test_every_mark_leads_to_as_many_people_as_it_says(name: ChartName, page: AnalysisPage) -> None:
    for mark in page.content.cards.chart(name).marks():
        page.content.selection.filter_by(mark.payload)
        assert page.content.selection.selected is not None
        n = page.content.selection.selected.customers
        said = f"{n:,}名"
        # The Pareto curve says shares.
        assert said in mark.words or name is ChartName.PARETO, (mark, n)
        assert name is not ChartName.PARETO or n > 0


def test_another_day_and_another_kind_draw_everything_anew(page: AnalysisPage) -> None:
    assert page.view is not None
    before = page.view.figures
    type_day(page.content.controls.day, date(2025, 6, 30))
    page.content.controls.flush()
    waited(page)
    assert page.view.figures.as_of == date(2025, 6, 30)
    assert page.view.figures.buyers < before.buyers
    assert "left out" in page.content.notes.text()
    assert page.content.controls.latest.isVisible()
    page.content.controls.latest.click()
    waited(page)
    assert page.view.figures.as_of == before.as_of
    page.content.controls.kinds[KindFilter.SUBSCRIPTION].click()
    waited(page)
    assert page.view.figures.settings.kind is KindFilter.SUBSCRIPTION


def test_before_the_first_order_it_says_so(page: AnalysisPage) -> None:
    type_day(page.content.controls.day, date(2001, 1, 1))
    page.content.controls.flush()
    waited(page)
    assert "nobody has bought yet" in page.content.notes.text()
    assert not page.content.cards.isVisible()


def test_the_table_sorts_and_opens_a_customer(page: AnalysisPage) -> None:
    asked: list[Route] = []
    page._workspace.navigate.connect(asked.append)
    page.content.people.table.sort_asked.emit("recency", False)
    assert page.content.selection.selected is not None
    first = page.content.people.table.current_id
    assert page.look is not None
    ids = page.content.selection.selected.ids.tolist()
    rows = buyers.rows(page._workspace.desk, page.look, [ids[0], ids[-1]])
    assert rows[ids[0]].buyer.recency <= rows[ids[-1]].buyer.recency
    page.content.people.table.sort_asked.emit("email", False)
    assert page.content.selection.selected.ids.tolist() == ids
    assert first is not None
    page.content.people.table.opened.emit(first)
    assert asked == [Route("customers", "one", first)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.xlsx", ExportForm.WORKBOOK), ("a.csv", ExportForm.CSV_SHIFT_JIS)],
)
def test_the_selection_is_saved_as_a_file(
    name: str,
    kind: ExportForm,
    page: AnalysisPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.content.selection.filter_by((Filter("tier", 1),))
    assert page.content.selection.selected is not None
    said: list[str] = []
    page._workspace.notified.connect(said.append)
    page.content.bar.export_asked.emit(kind)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    if path.suffix == ".csv":
        lines = path.read_text(encoding="cp932").splitlines()
        quiet = page._workspace.desk.store.read(held_back_in)
        there = [id_ for id_ in page.content.selection.selected.ids.tolist() if id_ not in quiet]
        assert len(lines) == len(there) + 1
    else:
        assert load_workbook(path).worksheets[0].max_row > page.content.selection.selected.customers


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """Menus that were opened; without a screen a real one can't take the keyboard."""
    found: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: found.append(menu))
    return found


def asked_of(menus: list[QMenu], page: AnalysisPage, name: ChartName, text: str) -> None:
    """Choose an entry of the menu behind ⋯."""
    heading = page.content.cards.chart(name).accessibleName()
    (more,) = [
        each
        for each in page.content.cards.findChildren(QPushButton)
        if each.accessibleName() == f"More for {heading}"
    ]
    more.click()
    (action,) = [each for each in menus[-1].actions() if each.text() == text]
    action.trigger()
    settle()


@pytest.mark.parametrize("name", list(ChartName))
@pytest.mark.parametrize(
    ("file", "kind"),
    [("a.png", "Picture (*.png)"), ("a", "Drawing, sharp at any size (*.svg)")],
)
def test_a_chart_is_saved_as_a_picture(
    name: ChartName,
    file: str,
    kind: str,
    page: AnalysisPage,
    menus: list[QMenu],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    proposed: list[str] = []

    def choose(_parent: object, _title: str, path: str, kinds: str) -> tuple[str, str]:
        proposed.append(path)
        assert kind in kinds
        return str(tmp_path / file), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    said: list[str] = []
    page._workspace.notified.connect(said.append)
    asked_of(menus, page, name, "Save as a picture…")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    heading = page.content.cards.chart(name).accessibleName()
    assert heading.replace(" ", "-") in proposed[0]
    assert page._workspace.desk.shop_name in proposed[0]
    (path,) = tmp_path.glob("a.*")
    if path.suffix == ".png":
        assert QImage(str(path)).pixelColor(1, 1) == page._workspace.theme.qcolour("surface")
    else:
        assert "".join(heading.split()) in "".join(path.read_text(encoding="utf-8").split())
    assert not [*tmp_path.glob(".*.part*")]


def test_where_a_picture_cannot_be_written_it_says_so(
    page: AnalysisPage,
    menus: list[QMenu],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    kind = "Picture (*.png)"
    nowhere = str(tmp_path / "gone" / "a.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, kind))
    failed: list[str] = []
    page._workspace.failed.connect(failed.append)
    asked_of(menus, page, ChartName.PARETO, "Save as a picture…")
    qtbot.waitUntil(lambda: any(failed), timeout=20_000)
    assert "a.png" in failed[-1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    asked_of(menus, page, ChartName.PARETO, "Save as a picture…")
    assert not Path(nowhere).exists()


def test_a_picture_is_copied(page: AnalysisPage, menus: list[QMenu]) -> None:
    asked_of(menus, page, ChartName.CLUSTERS, "Copy the picture")
    image = QApplication.clipboard().image()
    assert image.width() > page.content.cards.chart(ChartName.CLUSTERS).width()
    QApplication.clipboard().clear()


def test_the_right_button_and_the_keys_open_the_same_menu(
    page: AnalysisPage, menus: list[QMenu], qtbot: QtBot
) -> None:
    chart = page.content.cards.chart(ChartName.GRID)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = menus
    assert [each.text() for each in menu.actions()] == ["Save as a picture…", "Copy the picture"]


def test_the_library_of_the_charts_is_not_loaded_with_the_window_or_the_page() -> None:
    code = (
        "import sys, threading; hooks = sys.excepthook, threading.excepthook\n"
        "import crm_desk.ui.shell.window, crm_desk.ui.analysis.page\n"
        "print('pyqtgraph' in sys.modules)\n"
        "import crm_desk.ui.analysis.cards\n"
        "print('pyqtgraph' in sys.modules, hooks == (sys.excepthook, threading.excepthook))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["False", "True", "True"]


def test_a_sentence_leads_to_the_people_it_speaks_of(page: AnalysisPage) -> None:
    see = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == "See them"]
    assert see
    for each in see:
        each.click()
        assert page.content.selection.filters
        assert page.content.selection.selected is not None
        assert page.content.selection.selected.customers > 0


def test_narrow_pages_have_one_column(page: AnalysisPage) -> None:
    chart, other = (
        page.content.cards.chart(ChartName.CLUSTERS),
        page.content.cards.chart(ChartName.BANDS),
    )
    assert chart.mapTo(page, QPoint()).y() == other.mapTo(page, QPoint()).y()
    page.resize(760, 740)
    settle()
    assert chart.mapTo(page, QPoint()).x() == other.mapTo(page, QPoint()).x()


def test_an_empty_desk_offers_the_import(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "empty.crmdesk"
    create_desk(path, "")
    page = opened(path)
    assert "There are no orders yet" in words(page)
    asked: list[Route] = []
    page._workspace.navigate.connect(asked.append)
    page._empty.first_step.click()
    assert asked == [Route("importing", "new")]


def test_one_filter_of_a_kind() -> None:
    one, other = Filter("recency", (31, 60)), Filter("recency", (61, 90))
    days = Filter("purchases", (0, 9))
    assert toggled((one, days), (other,)) == (days, other)
    assert toggled((one, days), (one,)) == (days,)
    assert toggled((), (days, one)) == (days, one)
