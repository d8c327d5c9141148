"""The home page in the window: a desk of every kind, on the shop's laptop."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from crm_desk.desk.contacts import shop_media
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import making
from crm_desk.desk.followup.shipped import design
from crm_desk.desk.home import home_facts
from crm_desk.desk.route import HOME, Route
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.contacts.media import Medium
from crm_desk.ui.home.first_start import FirstStart
from crm_desk.ui.home.page import HomePage
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring
from tests.desk.followup.making import PEOPLE
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start

TODAY = DEFAULT_DAY


@pytest.fixture(autouse=True)
def on_the_samples_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("ui.home.page", "desk.desk"):
        monkeypatch.setattr(f"crm_desk.{place}.today", lambda: TODAY)


def shown(window: Window) -> HomePage:
    window.go(HOME)
    page = window.current
    assert isinstance(page, HomePage)
    wait_until(lambda: page.is_settled)
    settle()
    return page


def words(page: QWidget) -> str:
    seen: list[QLabel | QPushButton] = [*page.findChildren(QLabel)]
    seen += page.findChildren(QPushButton)
    return "\n".join(each.text() for each in seen if each.isVisible())


def figures(page: QWidget) -> list[QLabel]:
    labels = [each for each in page.findChildren(QLabel) if each.isVisible()]
    return [each for each in labels if each.property("role") == "number"]


def small_shop(path: Path, *, plans: int = 0, start: date = TODAY) -> Path:
    create_desk(path, "小さな店")
    with Desk(path) as desk:
        bring(desk, PEOPLE)
        template = design("ja").templates["B"]
        drafts = [making.draft(each, template, start) for each in range(1, plans + 1)]
        if drafts:
            making.make(desk, drafts, start, start)
    return path


def test_numbers_stand_on_one_line(window: Window) -> None:
    found = figures(shown(window))
    assert len(found) == 4
    assert len({each.mapTo(window, QPoint(0, each.height())).y() for each in found}) == 1
    assert len({each.fontMetrics().descent() for each in found}) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_is_in_sight_on_the_shops_laptop(
    start: Start, sample_path: Path, language: str
) -> None:
    page = shown(start(sample_path, language))
    (area,) = page.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()


def test_the_month_comes_without_moving_anything(window: Window) -> None:
    window.go(HOME)
    page = window.current
    assert isinstance(page, HomePage)
    settle()
    before = [each.geometry() for each in figures(page)[1:]]
    wait_until(lambda: page.is_settled)
    settle()
    assert [each.geometry() for each in figures(page)[1:]] == before
    assert "前月同期 ¥" in words(page)
    assert "前年同期 ¥" in words(page)


def test_orders_can_be_brought_in_from_every_home_page(start: Start, sample_path: Path) -> None:
    window = start(sample_path)
    page = shown(window)
    asked: list[Route] = []
    window.workspace.navigate.connect(asked.append)
    made = [b for b in page.findChildren(QPushButton) if b.text() == "受注データを取り込む"]
    assert [each.isVisible() for each in made] == [True]
    made[0].click()
    assert asked == [Route("importing", "new")]


def test_an_empty_desk_has_its_three_doors_and_no_figures(start: Start) -> None:
    page = shown(start())
    assert not figures(page)
    assert "受注ファイル" in words(page) or "受注データ" in words(page)


def test_plans_that_lie_ahead_are_counted_as_such(start: Start, tmp_path: Path) -> None:
    page = shown(start(small_shop(tmp_path / "s.crmdesk", plans=2, start=TODAY)))
    said = words(page)
    assert "これからのフォロー" in said
    assert "2名" in said


def test_a_shop_without_plans_is_invited_to_start_the_month(start: Start, tmp_path: Path) -> None:
    said = words(shown(start(small_shop(tmp_path / "s.crmdesk"))))
    assert "今月のフォローを始めましょう" in said
    assert "今日までのフォロー" not in said
    assert "前年同期 データなし" in said or "まだありません" in said


def test_the_age_of_the_backup_is_said(start: Start, tmp_path: Path) -> None:
    window = start(small_shop(tmp_path / "s.crmdesk"))
    line = shown(window)._head.line.text()
    assert "今日は" in line
    assert "バックアップ" in line


def test_the_first_key_is_on_what_is_done_first(window: Window) -> None:
    page = shown(window)
    buttons = [b for b in page.findChildren(QPushButton) if b.property("kind") == "primary"]
    assert len([b for b in buttons if b.isVisible()]) == 1
    assert all(b.accessibleName() for b in page.findChildren(QPushButton))


def test_another_day_is_another_page(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(window)
    monkeypatch.setattr("crm_desk.ui.home.page.today", lambda: TODAY + timedelta(days=40))
    page.refresh()
    wait_until(lambda: page.is_settled)
    said = words(page)
    assert "まだありません" in said
    assert "新しい受注データを取り込みましょう" in said


def test_the_first_start_asks_for_the_media_of_the_shop(start: Start) -> None:
    window = start()
    desk = window.workspace.desk
    first = window.current.findChildren(FirstStart)[0]
    first.media.chips[Medium.PHONE].click()
    first.media.chips[Medium.POST].click()
    assert shop_media.media(desk) == (Medium.PHONE, Medium.POST)
    assert first.isVisible(), "nothing is built anew under the pointer"
    window.undo()
    settle()
    assert first.media.media == (Medium.PHONE,)
    first.name.setText("みずほ茶舗")
    first.name.editingFinished.emit()
    assert first.media.media == (Medium.PHONE,)


def test_a_name_of_an_overdue_case_leads_to_the_case(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = TODAY + timedelta(days=2)
    monkeypatch.setattr("crm_desk.ui.home.page.today", lambda: later)
    page = shown(window)
    tasks = home_facts(window.workspace.desk, window.workspace.texts, later).tasks
    (task,) = [each for each in tasks if each.key == "cases"]
    assert task.people[0].name.endswith(" 様")
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    next(each for each in buttons if each.text() == task.people[0].name).click()
    wait_until(lambda: window.current.is_settled)
    assert window.current.route() == task.people[0].route
