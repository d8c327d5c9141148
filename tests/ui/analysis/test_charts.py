"""The charts of the analysis page: painted in every state, pointed at, walked through, clicked."""

import itertools
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QPainter,
    QPicture,
    QWheelEvent,
    qGray,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QGraphicsSimpleTextItem, QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.analysis.charting import scatter_plane
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.charts.describing import describe
from crm_desk.domain.analysis.figures import (
    AnalysisSettings,
    Cluster,
    Figures,
    Method,
    OrderCounts,
    RfmScores,
    ratio,
)
from crm_desk.domain.analysis.view import (
    AnalysisView,
    BandBar,
    ChartName,
    Charts,
    Filter,
    PurchaseStep,
)
from crm_desk.domain.charts import CellGrid
from crm_desk.domain.money import Money
from crm_desk.ui import theme as themes
from crm_desk.ui.charts.cells import contrast
from crm_desk.ui.charts.chart import ChartWidget
from crm_desk.ui.charts.drawing import RAMP
from crm_desk.ui.charts.picture import image_of, png_of, svg_of
from crm_desk.ui.charts.points import MOST_POINTS
from crm_desk.ui.theme import Theme

Buyer = tuple[int, int, int]
"""R value in days, purchases, total amount."""
SIZE = (480, 250)
LAST = 10**6
_random = random.Random(7)
SHOPS: dict[str, list[Buyer]] = {
    "nobody": [],
    "one": [(12, 1, 5_400)],
    "five": [(3, 2, 8_000), (40, 1, 1_200), (200, 4, 33_000), (400, 1, 900), (61, 7, 61_000)],
    "37": [(n * 11 % 500, 1 + n % 13, 900 * (1 + n)) for n in range(37)],
    "same amount": [(n * 7 % 400, 1 + n % 3, 5_000) for n in range(80)],
    "one day": [(0, 1, 1_000 + n * 37) for n in range(60)],
    "returns": [(10 + n, 1, -500 if n % 2 else 0) for n in range(10)],
    "a billion": [(5, 300, 10**9), *((n, 1 + n % 4, 3_000 + n) for n in range(60))],
    "forty years": [(n * 97 % 14_600, 1 + n % 5, 2_000 + n * n) for n in range(60)],
    "many": [
        (_random.randrange(900), 1, _random.randrange(1, 10**6)) for _ in range(MOST_POINTS + 1)
    ],
}
RFM = RfmScores(Method.FIXED, (30, 90, 180, 365), (2, 3, 6, 12), (1, 2, 3, 4))


def _cluster(place: int, count: int, purchases: int) -> Cluster:
    for cluster, percent in ((Cluster.TOP1, 1), (Cluster.TOP10, 10), (Cluster.TOP20, 20)):
        if place < (count * percent + 99) // 100:
            return cluster
    if purchases == 1:
        return Cluster.ONCE
    return Cluster.TWO_THREE if purchases < 4 else Cluster.FOUR_PLUS


def _bar(name: str, buyers: Sequence[Buyer], all_: Sequence[Buyer], click: Filter) -> BandBar:
    amount, total = (sum(buyer[2] for buyer in group) for group in (buyers, all_))
    share = ratio(len(buyers), len(all_))
    return BandBar(name, len(buyers), share, amount, ratio(amount, total), click)


def view_of(shop: Sequence[Buyer], language: str = "ja", rfm: RfmScores = RFM) -> AnalysisView:
    buyers = sorted(shop, key=lambda buyer: -buyer[2])
    clusters = [_cluster(n, len(buyers), buyer[1]) for n, buyer in enumerate(buyers)]
    total = sum(buyer[2] for buyer in buyers)
    sums = np.cumsum([0, *(buyer[2] for buyer in buyers)]) / (total if total > 0 else 1)
    points = [(n / max(len(buyers), 1), float(y)) for n, y in enumerate(sums)]
    tiers = [(p, *points[(len(buyers) * p + 99) // 100]) for p in (1, 10, 20)] if buyers else []
    reached = [sum(buyer[1] >= k for buyer in buyers) for k in range(1, 11)]
    names = list(Cluster)
    recency = np.array([b[0] for b in buyers], np.int64)
    amount = np.array([b[2] for b in buyers], np.int64)
    data = Charts(
        clusters=[
            _bar(
                texts(language)(f"figures.cluster_{cluster.value}"),
                [b for b, c in zip(buyers, clusters, strict=True) if c is cluster],
                buyers,
                Filter("cluster", cluster),
            )
            for cluster in Cluster
        ],
        bands=_bands(buyers),
        grid=_grid(buyers),
        pareto=points[:: max(len(points) // 400, 1)],
        tier_marks=tiers,
        steps=[
            PurchaseStep(k, base, Fraction(again, base))
            for k, (base, again) in enumerate(itertools.pairwise(reached), start=1)
            if base
        ],
        recency=recency,
        amount=amount,
        cluster=np.array([names.index(c) for c in clusters], np.int8),
        plane=scatter_plane(recency, amount),
    )
    figures = Figures(
        None, None, None, AnalysisSettings(), OrderCounts(), rfm, buyers=len(buyers), amount=total
    )
    return AnalysisView(figures, data)


def _bands(buyers: Sequence[Buyer]) -> list[BandBar]:
    ends = (-1, 30, 60, 90, 180, 365, LAST)
    return [
        _bar(
            f"{first + 1}〜{last}日" if last < LAST else f"{first + 1}日以上",
            [buyer for buyer in buyers if first < buyer[0] <= last],
            buyers,
            Filter("recency", (first + 1, last)),
        )
        for first, last in itertools.pairwise(ends)
    ]


def _grid(buyers: Sequence[Buyer]) -> list[list[int]]:
    grid = [[0] * 5 for _ in range(5)]
    for days, times, _amount in buyers:
        grid[sum(days <= end for end in (30, 90, 180, 365))][
            sum(times >= k for k in (2, 3, 6, 12))
        ] += 1
    return grid


def charts(
    shop: Sequence[Buyer], theme: Theme | None = None, language: str = "ja"
) -> dict[str, ChartWidget]:
    described = describe(view_of(shop, language), texts(language), Money())
    found = {name.value: ChartWidget(theme or Theme(), name.value) for name in described}
    for name, chart in described.items():
        found[name.value].show_chart(chart)
    return found


NAMES = ("clusters", "bands", "grid", "pareto", "scatter", "steps")


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[dict[str, ChartWidget]]:
    found, host = charts(SHOPS["37"]), QWidget()
    qtbot.addWidget(host)
    grid = QGridLayout(host)
    for place, chart in enumerate(found.values()):
        chart.setFixedSize(*SIZE)
        grid.addWidget(chart, place // 2, place % 2)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow, timeout=20_000)
    yield found
    host.close()


def at_size(chart: ChartWidget, size: tuple[int, int] | None = None) -> ChartWidget:
    """As a window shows it; grabbing brings a hidden widget to its size."""
    chart.resize(*(size or SIZE))
    chart.grab()
    chart.marks()
    return chart


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", SHOPS)
def test_every_shop_is_drawn_and_within_the_chart(name: str, dark: bool) -> None:
    for percent in (100, 175):
        for kind, chart in charts(SHOPS[name], Theme(dark, percent)).items():
            image = at_size(chart).grab().toImage()
            marks = chart.marks()
            whole = QRectF(-1, -1, SIZE[0] + 2, SIZE[1] + 2)
            assert all(whole.contains(mark.area) for mark in marks), (kind, percent)
            if SHOPS[name]:
                assert marks, kind
                assert all(mark.words and mark.payload for mark in marks)
                blank = QImage(image)
                blank.fill(chart.theme.qcolour("surface"))
                assert image != blank


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("percent", "width"), [(100, 360), (100, 480), (150, 1000), (175, 640)])
@pytest.mark.parametrize("name", SHOPS)
def test_no_words_are_cut_off_or_over_one_another(
    name: str, percent: int, width: int, language: str
) -> None:
    theme = Theme(percent=percent)
    for kind, chart in charts(SHOPS[name], theme, language).items():
        placed = words_of(at_size(chart, (width, theme.px(SIZE[1]))))
        assert placed or not SHOPS[name]
        whole = QRectF(chart.rect()).adjusted(-1, -1, 1, 1)
        for area, words in placed:
            assert whole.contains(area), (kind, words, area)
        for (one, words), (other, others) in itertools.combinations(placed, 2):
            both = one.intersected(other)
            # Lines of a font that touch are not letters that do.
            touching = both.width() > 1 and both.height() > min(one.height(), other.height()) * 0.4
            assert not touching, (kind, words, others, one, other)


def words_of(chart: ChartWidget) -> list[tuple[QRectF, str]]:
    """What stands in a chart and on its axes, and where: as wide as its letters."""
    view, found = chart.canvas.view, []
    font = chart.theme.font("small")
    for item in view.scene().items():
        if isinstance(item, QGraphicsSimpleTextItem) and item.text():
            found.append((item.mapRectToScene(item.boundingRect()), item.text()))
        elif isinstance(item, pg.AxisItem):
            picture = QPicture()
            painter = QPainter(picture)
            painter.setFont(font)
            drawn = item.generateDrawSpecs(painter)
            painter.end()
            found += [(item.mapRectToScene(area), words) for area, _, words in drawn[2] if words]
            wanted = [words for level in item._tickLevels for _, words in level if words]
            assert len(wanted) == len([words for _, _, words in drawn[2] if words]), wanted
    return found


@pytest.mark.usefixtures("qapp")
def test_on_paper_it_is_white_whatever_the_screen_wears() -> None:
    for kind, chart in charts(SHOPS["37"], Theme(dark=True)).items():
        light = charts(SHOPS["37"])[kind]
        for each in (chart, light):
            at_size(each).show_chosen([Filter("cluster", Cluster.TOP1), Filter("recency", (0, 30))])
        before = chart.grab().toImage()
        assert image_of(chart) == image_of(light)
        assert image_of(chart).pixelColor(0, 0) == Theme().qcolour("surface")
        assert chart.grab().toImage() == before


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["nobody", "37", "many"])
def test_pictures_open_and_hold_the_words(name: str) -> None:
    for kind, chart in charts(SHOPS[name]).items():
        at_size(chart)
        image = QImage.fromData(png_of(chart))
        assert image.width() > 2 * SIZE[0]
        data = svg_of(chart)
        assert len(data) < 2_000_000
        assert QSvgRenderer(data).isValid()
        # Each script of a line is an element of its own.
        texts = "".join("".join(ElementTree.fromstring(data).itertext()).split())  # noqa: S314
        assert kind in texts
        for _, words in words_of(chart):
            assert "".join(words.split()) in texts, (kind, words)


@pytest.mark.usefixtures("qapp")
def test_clusters_can_be_told_apart_in_grey() -> None:
    (chart, *_) = charts(SHOPS["37"]).values()
    image = image_of(at_size(chart)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert image.colorCount() in (0, 256)
    theme = Theme()
    grey = [qGray(theme.qcolour(name).rgb()) for name in RAMP]
    assert all(other - one > 12 for one, other in itertools.pairwise(grey)), grey


@pytest.mark.parametrize("name", NAMES)
def test_the_wheel_scrolls_the_page_and_drags_move_nothing(
    shown: dict[str, ChartWidget], name: str, qtbot: QtBot
) -> None:
    chart = shown[name]
    before = chart.canvas.box.viewRange()
    at = QPointF(chart.rect().center())
    wheel = QWheelEvent(
        at,
        chart.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    assert chart.childAt(chart.rect().center()) is None
    QApplication.sendEvent(chart, wheel)
    assert not wheel.isAccepted()
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    qtbot.mouseMove(chart, QPoint(90, 90))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(90, 90))
    assert chart.canvas.box.viewRange() == before


def test_a_menu_is_asked_for_by_mouse_and_by_keys(
    shown: dict[str, ChartWidget], qtbot: QtBot
) -> None:
    chart = shown["pareto"]
    at, reasons = chart.rect().center(), QContextMenuEvent.Reason
    for reason in (reasons.Mouse, reasons.Keyboard):
        with qtbot.waitSignal(chart.menu_asked):
            QApplication.sendEvent(chart, QContextMenuEvent(reason, at, chart.mapToGlobal(at)))
    # Not every system makes a menu's event of these keys.
    with qtbot.waitSignal(chart.menu_asked):
        qtbot.keyClick(chart, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_tell_themselves_from_the_ground_and_one_another(dark: bool) -> None:
    theme = Theme(dark)
    ground = theme.qcolour("surface")
    for token in ("chart_edge", "chart_pale_edge", "chart_chosen", "chart_top1", "chart_top20"):
        assert contrast(theme.qcolour(token), ground) >= 4.5, token
    ramp = [contrast(theme.qcolour(name), ground) for name in RAMP]
    assert all(one > other * 1.15 for one, other in itertools.pairwise(ramp)), ramp


@pytest.mark.parametrize("name", NAMES)
def test_pointing_names_the_value_and_a_click_filters(
    shown: dict[str, ChartWidget], name: str, qtbot: QtBot
) -> None:
    chart = shown[name]
    mark = chart.marks()[-1]
    at = mark.area.center().toPoint()
    qtbot.mouseMove(chart, QPoint(1, 1))
    qtbot.mouseMove(chart, at)
    assert chart.shown_words == mark.words
    chart.grab()
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == [mark.payload]
    before = chart.grab().toImage()
    chart.show_chosen(mark.payload)
    assert chart.is_chosen(mark)
    assert chart.grab().toImage() != before


@pytest.mark.parametrize("name", NAMES)
def test_arrows_walk_and_enter_picks(
    shown: dict[str, ChartWidget], name: str, qtbot: QtBot
) -> None:
    chart = shown[name]
    marks = chart.marks()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    keys = Qt.Key
    told = [chart.shown_words]
    for _ in marks[1:]:
        qtbot.keyClick(chart, keys.Key_Right)
        told.append(chart.shown_words)
    assert told == [mark.words for mark in marks]
    qtbot.keyClick(chart, keys.Key_Right)
    assert chart.shown_words == marks[-1].words
    qtbot.keyClick(chart, keys.Key_Home)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, keys.Key_Return)
    assert picked.args == [marks[0].payload]
    assert marks[-1].words in chart.accessibleDescription()


def test_up_and_down_stay_in_the_column_of_the_heat_map(
    shown: dict[str, ChartWidget], qtbot: QtBot
) -> None:
    chart = shown["grid"]
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.shown_words == chart.marks()[5].words
    assert chart.marks()[5].payload == (Filter("cell", (1, 4)),)


def test_a_dragged_rectangle_holds_whom_it_shows(
    shown: dict[str, ChartWidget], qtbot: QtBot
) -> None:
    chart = shown["scatter"]
    asked: list[tuple[Filter, ...]] = []
    chart.picked.connect(asked.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(chart, left, pos=QPoint(1, 1))
    qtbot.mouseMove(chart, QPoint(SIZE[0] - 1, SIZE[1] - 1))
    chart.grab()
    qtbot.mouseRelease(chart, left, pos=QPoint(SIZE[0] - 1, SIZE[1] - 1))
    ((days, amounts),) = asked
    assert (days.kind, amounts.kind) == ("recency", "amount")
    for recency, _times, amount in SHOPS["37"]:
        assert days.value[0] <= recency <= days.value[1]
        assert amounts.value[0] <= amount <= amounts.value[1]
    chart.show_chosen([days, amounts])
    chart.grab()


def test_cells_of_the_scatter_count_everybody_once(shown: dict[str, ChartWidget]) -> None:
    for name, shop in SHOPS.items():
        marks = charts(shop)["scatter"].marks()
        for recency, _times, amount in shop[:50]:
            holding = [
                mark
                for mark in marks
                if mark.payload[0].value[0] <= recency <= mark.payload[0].value[1]
                and (mark.payload[1].value[0] is None or mark.payload[1].value[0] <= amount)
                and amount <= mark.payload[1].value[1]
            ]
            assert len(holding) == 1, (name, recency, amount)


def test_nothing_is_under_the_pointer_where_nothing_is(shown: dict[str, ChartWidget]) -> None:
    assert shown["grid"].place_at(QPointF(-5, -5)) == -1


def test_quantiles_name_what_their_scores_mean() -> None:
    rfm = RfmScores(Method.QUANTILES, (Fraction(5, 2), 9, 9, 20), (1, 1, 2, Fraction(7, 2)))
    view = view_of(SHOPS["37"], "en", rfm)
    grid = describe(view, texts("en"), Money())[ChartName.GRID]
    assert isinstance(grid, CellGrid)
    assert [*grid.columns] == ["21+", "10-20", "—", "3-9", "≤2"]
    assert [*grid.rows] == ["1×", "—×", "2×", "3×", "4× or more"]


@pytest.fixture(autouse=True, scope="module")
def fonts(qapp: object) -> None:
    themes.load_fonts()
