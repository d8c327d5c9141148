"""A step that waits for a parcel comes up in its window's last week: never ended in silence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from crm_desk.desk import desk as desk_module
from crm_desk.desk.followup import common, plans, worklist
from crm_desk.desk.followup.counting import counts
from crm_desk.desk.home import home_facts
from crm_desk.desk.route import Route
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.followup.page import FollowupPage
from crm_desk.ui.followup.reason_form import ReasonForm
from crm_desk.ui.followup.step_row import StepForm
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle, wait_until

SetDay = Callable[[date], None]


@pytest.fixture(autouse=True)
def set_day(monkeypatch: pytest.MonkeyPatch) -> SetDay:
    """Set the computer's clock; it begins on the sample's day."""

    def set_to(day: date) -> None:
        now = datetime.combine(day, time(12), UTC)
        monkeypatch.setattr(desk_module, "clock", lambda: now)

    set_to(DEFAULT_DAY)
    return set_to


@pytest.fixture
def waiting(window: Window) -> tuple[int, date]:
    """A plan whose open steps wait for the next parcel, and the last day of its window."""
    desk = window.workspace.desk
    later = worklist.open_worklist(desk, DEFAULT_DAY).ids[Bucket.LATER].tolist()
    plan = next(
        found.plan
        for found in (common.one(desk, id_, DEFAULT_DAY) for id_ in later)
        if found.plan.pause is None and found.standing.reaction is None
    )
    for step in plan.open_steps():
        plans.change_step(desk, plan.id, replace(step, planned=None), DEFAULT_DAY)
    return plan.id, plan.last_day


def shown(window: Window, plan_id: int) -> WorklistView:
    window.go(Route("followup", Bucket.TODAY.value))
    page = window.current
    assert isinstance(page, FollowupPage)
    wait_until(lambda: page.is_settled)
    view = page.current
    assert isinstance(view, WorklistView)
    view.open_detail(plan_id)
    settle()
    return view


def press(view: WorklistView, text: str) -> None:
    next(each for each in view.findChildren(QPushButton) if each.text() == text).click()
    settle()


def test_list_badge_and_home_count_it(
    window: Window, waiting: tuple[int, date], set_day: SetDay
) -> None:
    plan_id, last_day = waiting
    desk = window.workspace.desk
    before = last_day - timedelta(days=7)
    assert plan_id in worklist.open_worklist(desk, before).ids[Bucket.LATER]
    set_day(last_day)
    view = shown(window, plan_id)
    assert plan_id in view.list.ids
    found = counts(desk, last_day)
    assert found[Bucket.TODAY].plans == len(view.list.ids)
    tasks = home_facts(desk, window.workspace.texts, last_day).tasks
    assert any(task.route == Route("followup", Bucket.TODAY.value) for task in tasks)


def test_the_list_and_the_plan_say_what_to_do(
    window: Window, waiting: tuple[int, date], set_day: SetDay
) -> None:
    plan_id, last_day = waiting
    set_day(last_day - timedelta(days=3))
    view = shown(window, plan_id)
    column = next(c for c in view.list.table.rows_shown.columns if c.name == "due")
    row = view.list.rows([plan_id])[plan_id]
    assert f"{last_day.month}月{last_day.day}日で期間終了" in column.text(row)
    said = "\n".join(each.text() for each in view.detail.findChildren(QLabel))
    assert "次の出荷がないまま" in said


def test_it_is_sent_another_way(window: Window, waiting: tuple[int, date], set_day: SetDay) -> None:
    plan_id, last_day = waiting
    today = last_day - timedelta(days=3)
    set_day(today)
    view = shown(window, plan_id)
    press(view, "別の方法で送る…")
    form = next(row.form for row in view.detail.rows if row.form is not None)
    assert isinstance(form, StepForm)
    assert not form.parcel.isChecked()
    press(view, "保存")
    wait_until(lambda: view.is_settled)
    steps = common.one(window.workspace.desk, plan_id, today).plan.open_steps()
    assert today in [step.planned for step in steps]


def test_it_is_let_end(window: Window, waiting: tuple[int, date], set_day: SetDay) -> None:
    plan_id, last_day = waiting
    set_day(last_day)
    view = shown(window, plan_id)
    press(view, "ここで終わりにする…")
    assert isinstance(view.detail.asking, ReasonForm)
