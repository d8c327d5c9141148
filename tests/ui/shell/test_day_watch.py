"""The window stays open over midnight, or the computer sleeps: all that is shown is of today."""

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desk.desk import desk as desk_module
from crm_desk.desk.followup.counting import counts
from crm_desk.desk.followup.worklist import open_worklist
from crm_desk.desk.route import Route
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.day_watch import until_next_look
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start

TOKYO = timezone(timedelta(hours=9))
SEOUL_TO_HAWAII = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


class Clock:
    """A computer's clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, **later: float) -> None:
        self.now += timedelta(**later)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Ten seconds before midnight of the sample's day."""
    made = Clock(datetime.combine(DEFAULT_DAY, time(23, 59, 50), TOKYO))
    monkeypatch.setattr(desk_module, "clock", made)
    return made


def words(window: Window) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def badge(window: Window) -> str:
    return window.sidebar.buttons["followup"].accessibleName()


@given(st.datetimes(timezones=SEOUL_TO_HAWAII), st.booleans())
def test_the_clock_is_looked_at_in_time(now: datetime, is_in_front: bool) -> None:
    wait = until_next_look(now, is_in_front=is_in_front)
    assert timedelta(0) < wait <= timedelta(seconds=1 if is_in_front else 60)
    assert (now + wait - timedelta(microseconds=1)).date() == now.date()


def test_today_is_today_a_second_after_midnight(qtbot: QtBot, start: Start, clock: Clock) -> None:
    window = start()
    window.workspace.desk.rename_shop("山茶花堂")
    with qtbot.assertNotEmitted(window.day_watch.day_changed):
        window.day_watch.look()
    clock.go(seconds=11)
    with qtbot.waitSignal(window.day_watch.day_changed, timeout=0, raising=False) as turned:
        window.day_watch.look()
    assert turned.signal_triggered
    with qtbot.assertNotEmitted(window.day_watch.day_changed):
        window.day_watch.look()


def test_home_badge_and_list_follow_the_day(qtbot: QtBot, window_at: tuple[Window, Clock]) -> None:
    window, clock = window_at
    window.go(Route("home"))
    settle()
    assert f"{clock.now:%Y/%m/%d}" in words(window)
    before = counts(window.workspace.desk, clock.now.date())
    clock.go(days=20)  # The lid was shut over the holidays.
    QGuiApplication.instance().applicationStateChanged.emit(  # type: ignore[union-attr]
        Qt.ApplicationState.ApplicationActive
    )
    settle()
    assert f"{clock.now:%Y/%m/%d}" in words(window)
    desk = window.workspace.desk
    due = counts(desk, clock.now.date())
    expected = f"遅れ {due[Bucket.LATE].plans}、今日 {due[Bucket.TODAY].plans}"
    qtbot.waitUntil(lambda: expected in badge(window), timeout=20_000)
    assert due != before


def test_the_list_on_screen_follows_the_day(qtbot: QtBot, window_at: tuple[Window, Clock]) -> None:
    window, clock = window_at
    window.go(Route("followup", Bucket.LATE.value))
    view = worklist(window)
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    before = list(view.list.ids)
    clock.go(days=20)
    window.day_watch.look()
    qtbot.waitUntil(lambda: view.is_settled and list(view.list.ids) != before, timeout=20_000)
    found = open_worklist(window.workspace.desk, clock.now.date())
    assert list(view.list.ids) == found.ids[Bucket.LATE].tolist()
    assert view.today == clock.now.date()
    row = next(iter(view.list.rows([view.list.ids[0]]).values()))
    assert row.standing.days_left == max((row.plan.last_day - clock.now.date()).days, 0)


def test_what_is_being_typed_at_midnight_stays(
    qtbot: QtBot, window_at: tuple[Window, Clock]
) -> None:
    window, clock = window_at
    window.go(Route("followup", Bucket.LATE.value))
    view = worklist(window)
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    view.open_detail(view.list.ids[0])
    view.detail.ask_another()
    form = view.detail.asking
    assert isinstance(form, ApproachForm)
    form.note.setText("お電話で、娘さんにも")
    form.day.line.selectAll()
    form.day.line.insert("2026/2/30")
    clock.go(days=1)
    window.day_watch.look()
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    assert view.detail.asking is form
    assert (form.note.text(), form.day.text) == ("お電話で、娘さんにも", "2026/2/30")
    assert view.detail.shown is not None
    left = (view.detail.shown.plan.last_day - clock.now.date()).days
    assert view.detail.shown.standing.days_left == max(left, 0)


def test_a_clock_that_is_set_back_is_followed_too(
    qtbot: QtBot, window_at: tuple[Window, Clock]
) -> None:
    window, clock = window_at
    window.go(Route("home"))
    clock.go(days=-2)
    window.day_watch.look()
    settle()
    assert f"{clock.now:%Y/%m/%d}" in words(window)


@pytest.fixture
def window_at(start: Start, sample_path: object, clock: Clock) -> tuple[Window, Clock]:
    """The window on a sample desk, and the clock it goes by."""
    return start(sample_path), clock


def worklist(window: Window) -> WorklistView:
    view = window.current.current  # type: ignore[attr-defined]
    assert isinstance(view, WorklistView)
    return view
