"""The third job from end to end, as a new user goes about it: who, plan, do, undo, print, next."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desk.desk.desk import Desk, today
from crm_desk.desk.followup import common, worklist
from crm_desk.domain.analysis.view import ChartName
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.contacts.approach_form import ApproachForm
from crm_desk.ui.followup.plans_view import PlansView
from crm_desk.ui.followup.start_view import StartView
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start


@pytest.fixture
def window(start: Start, sample_path: Path) -> Window:
    with Desk(sample_path) as desk:
        # As on the first day of following up.
        desk.store.write(lambda c: c.execute("DELETE FROM approach"))
        desk.store.write(lambda c: c.execute("DELETE FROM followup_plan"))
    return start(sample_path)


def shown(window: Window) -> object:
    page = window.current
    wait_until(lambda: page.is_settled)
    settle()
    return page


def view_of(window: Window) -> object:
    return shown(window).current  # type: ignore[attr-defined]


def plans(window: Window) -> int:
    found = worklist.open_worklist(window.workspace.desk, today())
    return sum(count.plans for count in found.counts.values())


def test_from_the_best_customers_to_the_next_month(window: Window, qtbot: QtBot) -> None:
    # Who: TOP1 % who have not bought for 31 to 60 days.
    window.sidebar.buttons["analysis"].click()
    page = shown(window)
    assert isinstance(page, AnalysisPage)
    entries = {action.text(): action for action in page.content.bar.menu().actions()}
    entries["TOP1%"].trigger()
    chart = page.content.cards.chart(ChartName.BANDS)
    (band,) = [mark for mark in chart.marks() if "31〜60" in mark.words]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=band.area.center().toPoint())
    settle()
    assert page.content.selection.selected is not None
    chosen = page.content.selection.selected.customers
    assert chosen > 1
    assert f"{chosen}名" in page.content.bar.words.text()

    # Plan: all of them at once.
    page.content.bar.plans.click()
    many = view_of(window)
    assert isinstance(many, PlansView)
    assert many.many.outlook is not None
    planned = len(many.many.outlook.proposals)
    assert planned > 0
    many.many.make.click()
    wait_until(lambda: many.is_settled)
    settle()
    assert plans(window) == planned

    # Do: one by its own button, one through another medium.
    window.sidebar.buttons["followup"].click()
    work = view_of(window)
    assert isinstance(work, WorklistView)
    plan_id = work.list.table.current_id
    assert plan_id is not None
    desk = window.workspace.desk
    work.detail.ways["check"].click()  # type: ignore[attr-defined]
    wait_until(lambda: work.is_settled)
    first = common.one(desk, plan_id, today()).standing
    assert len(first.media) == 1
    work.detail.ways["another"].click()  # type: ignore[attr-defined]
    form = work.detail.asking
    assert isinstance(form, ApproachForm)
    other = next(w for w in (Way.PHONE, Way.EMAIL) if w.medium not in first.media)
    form.way.setCurrentIndex(form.way.findData(other))
    form.keep.click()
    wait_until(lambda: work.is_settled)
    second = common.one(desk, plan_id, today()).standing
    assert second.missing == 1
    assert len(second.media) == 2
    assert Medium(other.value) in second.media

    # Undo one of them.
    window.undo()
    wait_until(lambda: work.is_settled)
    assert common.one(desk, plan_id, today()).standing == first

    # Print the sheet.
    work.detail.ways["sheet"].click()  # type: ignore[attr-defined]
    wait_until(lambda: work.paper.printing.dialog is not None, 40)
    dialog = work.paper.printing.dialog
    assert dialog is not None
    assert dialog.page_count == 1
    dialog.reject()
    settle()

    # Next month: whoever has a plan is left out, and one undo takes all of it back.
    window.current.tabs["start"].click()  # type: ignore[attr-defined]
    begin = view_of(window)
    assert isinstance(begin, StartView)
    assert begin.begin.isEnabled()
    begin.begin.click()
    wait_until(lambda: begin.is_settled)
    settle()
    assert plans(window) > planned
    window.undo()
    wait_until(lambda: begin.is_settled)
    assert plans(window) == planned
