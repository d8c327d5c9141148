"""One customer's place and time line on the customers page."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desk.desk.analysis import thresholds
from crm_desk.desk.analysis.customer_standing import TimedPurchase
from crm_desk.desk.customers import people
from crm_desk.desk.resources import texts
from crm_desk.desk.route import Route
from crm_desk.desk.timeline_rows import Record, RowGroup, RowMark, TimelineRow
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.money import Money
from crm_desk.ui.analysis.customer_section import PlaceView
from crm_desk.ui.analysis.time_line import TimeLine
from crm_desk.ui.shell.window import Window
from crm_desk.ui.theme import Theme
from tests.gallery.scenes import settle, wait_for_customers, wait_until

FIRST = date(2024, 2, 29)
MANY = [TimedPurchase(FIRST + timedelta(30 * n), 1000 * (n + 1), n == 3) for n in range(30)]
STATES = {
    "many": (MANY, date(2026, 11, 21)),
    "one, today": ([TimedPurchase(FIRST, 500, False)], FIRST),
    "a billion": (
        [TimedPurchase(FIRST, 10**9, False), TimedPurchase(FIRST, 1, False)],
        date(2026, 1, 1),
    ),
    "forty years": (
        [TimedPurchase(date(1986, 1, 1), 10, False), TimedPurchase(FIRST, 10, False)],
        date(2026, 1, 1),
    ),
    "after the as-of date": (MANY[:3], date(2020, 1, 1)),
}


def made(qtbot: QtBot, percent: int = 100) -> TimeLine:
    line = TimeLine(Theme(percent=percent), texts("ja"), Money())
    qtbot.addWidget(line)
    line.resize(360, line.sizeHint().height())
    return line


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("percent", [100, 175])
def test_every_purchase_is_inside(state: str, percent: int, qtbot: QtBot) -> None:
    line = made(qtbot, percent)
    purchases, as_of = STATES[state]
    line.show_purchases(purchases, as_of)
    line.show()
    xs = [centre.x() for centre in line.centres()]
    assert xs == sorted(xs)
    assert all(0 < x < line.width() for x in xs)
    assert not line.grab().isNull()


def test_nothing_to_see_without_purchases(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.show_purchases((), date(2026, 1, 1))
    assert not line.isVisible()
    assert not line.grab().isNull()


def test_pointer_and_keys_name_a_purchase(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.show_purchases(MANY, date(2026, 11, 21))
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus, timeout=20_000)
    assert line.shown_words == "2026/07/18  ¥30,000"
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert line.shown_words == "2026/06/18  ¥29,000"
    centre = line.centres()[3]
    qtbot.mouseMove(line, QPoint(round(centre.x()), round(centre.y())))
    assert line.shown_words.endswith("定期") or "subscription" in line.shown_words
    assert "2026/07/18  ¥30,000" in line.accessibleDescription()


def test_thousands_of_purchases_are_measured_once_and_drawn_once_a_place(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, placed = made(qtbot), []
    many = [TimedPurchase(FIRST + timedelta(n // 5), 500 + n % 7, False) for n in range(5000)]
    place = TimeLine._x

    def counted(self: TimeLine, day: date) -> float:
        placed.append(day)
        return place(self, day)

    monkeypatch.setattr(TimeLine, "_x", counted)
    line.show_purchases(many, date(2026, 11, 21))
    line.show()
    line.grab()
    first = len(placed)
    assert first >= len(many)
    line.setFocus()
    for _ in range(5):
        line.grab()
        qtbot.keyClick(line, Qt.Key.Key_Left)
        qtbot.mouseMove(line, QPoint(40, 40))
    # The ends and the years only: where the dots stand is known.
    assert len(placed) - first < 400


def test_a_second_row_has_signs_and_the_time_goes_on_to_them(qtbot: QtBot) -> None:
    line = made(qtbot)
    plain = line.sizeHint().height()

    def sign(mark: RowMark, day: date) -> TimelineRow:
        return TimelineRow(day, RowGroup.INQUIRY, mark, "", "", 1, Record("entry", 1))

    purchases, _ = STATES["one, today"]
    marks = (RowMark.COMPLAINT, RowMark.ENTRY, RowMark.APPROACH)
    signs = [sign(mark, FIRST + timedelta(n * 30)) for n, mark in enumerate(marks)]
    before = sign(RowMark.ENTRY, FIRST - timedelta(9))
    line.show_purchases(purchases, FIRST, [*signs, before])
    line.show()
    assert line.sizeHint().height() > plain
    (centre,) = line.centres()
    assert centre.x() < line.width() / 2
    assert not line.grab().isNull()
    line.show_purchases(purchases, FIRST)
    assert line.sizeHint().height() == plain


def test_the_place_follows_customer_and_thresholds(window: Window) -> None:
    desk = window.workspace.desk
    ids = people.find(desk, "", "amount", descending=True).ids
    window.go(Route("customers", "one", ids[1]))
    page = wait_for_customers(window)

    def view() -> PlaceView:
        found = [each for each in page.findChildren(PlaceView) if each.isVisible()]
        return found[-1]

    wait_until(lambda: any(each.isVisible() for each in page.findChildren(PlaceView)))
    assert view().summary.text().startswith("TOP1%層")
    assert view().words.text().startswith("TOP1%層")
    assert "R値" in view().words.text()
    assert len(view().line.centres()) == people.listed(desk, [ids[1]])[ids[1]].purchases
    thresholds.choose(desk, AnalysisSettings(zero_is_purchase=True))
    page.refresh()
    settle()
    wait_until(lambda: any(each.isVisible() for each in page.findChildren(PlaceView)))
    assert QApplication.focusWidget() is not None
