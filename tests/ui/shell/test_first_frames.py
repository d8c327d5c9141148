"""The first frames of every page: nothing black, and no column that jumps."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.route import Route
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.charts.view import ChartView
from crm_desk.ui.shell.pages import PAGES
from crm_desk.ui.shell.window import Window
from crm_desk.ui.theme import Theme
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start

KEYS = [row.key for row in PAGES]
STEP, BLOCK, DARK = 8, 4, 24
"""Pixels are looked at every 8; 4 × 4 of them in a row that are darker than any text are a box."""
FRAMES = 60


def black_box(frame: QImage) -> tuple[int, int] | None:
    """Where a square of 32 pixels is all but black."""
    across, down = frame.width() // STEP, frame.height() // STEP
    dark = [
        [QColor(frame.pixel(x * STEP, y * STEP)).lightness() < DARK for x in range(across)]
        for y in range(down)
    ]
    for y in range(down - BLOCK):
        for x in range(across - BLOCK):
            if all(all(row[x : x + BLOCK]) for row in dark[y : y + BLOCK]):
                return x * STEP, y * STEP
    return None


def columns(window: Window) -> dict[str, tuple[int, ...]]:
    """Of the tables that show rows already."""
    found = {}
    for table in window.findChildren(QTableView):
        model = table.model()
        if table.isVisible() and model is not None and model.rowCount():
            widths = tuple(table.columnWidth(n) for n in range(model.columnCount()))
            found[table.accessibleName()] = widths
    return found


def settled(page: QWidget) -> bool:
    return bool(getattr(page, "is_settled", True))


@pytest.mark.parametrize("key", KEYS)
def test_the_first_frames_are_calm(key: str, start: Start, sample_path: object) -> None:
    window = start(sample_path, colours="light")
    seen: dict[str, tuple[int, ...]] = {}
    window.go(Route(key))
    after = 0
    for number in range(FRAMES):
        frame = window.grab().toImage()
        assert black_box(frame) is None, (key, number)
        for name, widths in columns(window).items():
            assert seen.setdefault(name, widths) == widths, (key, number, name)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        after += settled(window.current)
        if after > 3:
            break
    wait_until(lambda: settled(window.current))
    settle()
    for name, widths in columns(window).items():
        assert seen.setdefault(name, widths) == widths, (key, name)


def test_the_charts_are_quiet_at_the_moment_when_their_page_comes(
    start: Start, sample_path: object
) -> None:
    window = start(sample_path, colours="light")
    frames: list[QImage] = []
    window.go(Route("analysis"))
    page = window.current
    assert isinstance(page, AnalysisPage)
    page.came.connect(lambda: frames.append(window.grab().toImage()))
    wait_until(lambda: page.is_settled)
    assert [black_box(frame) for frame in frames] == [None]


def test_a_chart_without_anything_drawn_is_not_seen(qtbot: QtBot) -> None:
    chart = ChartView(Theme(), "chart")
    qtbot.addWidget(chart)
    chart.resize(400, 250)
    chart.show()
    assert not chart.canvas.view.isVisible()
    assert black_box(chart.grab().toImage()) is None


class OtherWindows(QObject):
    """Notes every window that comes beside the program's own, be it for a moment."""

    def __init__(self, own: Window) -> None:
        super().__init__()
        self._own = own
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched is not self._own
            and watched.isWindow()
        ):
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("key", ["followup", "customers", "home", "analysis"])
def test_no_part_of_a_page_is_a_window_for_a_moment(
    key: str, start: Start, sample_path: object
) -> None:
    window = start(sample_path)
    watch = OtherWindows(window)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        window.go(Route(key))
        wait_until(lambda: settled(window.current))
        settle()
        for table in window.current.findChildren(QTableView):
            if table.isVisible() and table.model() is not None:
                for row in range(min(table.model().rowCount(), 12)):
                    table.selectRow(row)
                    settle()
                    wait_until(lambda: settled(window.current))
    finally:
        app.removeEventFilter(watch)
    assert watch.seen == []
