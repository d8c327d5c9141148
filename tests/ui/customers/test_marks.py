"""Marks at a customer's head, and the notes to check, by mouse and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.contacts import consent, marks
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.followup import common
from crm_desk.desk.home import home_facts
from crm_desk.desk.route import Route
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Way
from crm_desk.ui.contacts.mark_strip import MarkStrip
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.followup.worklist_view import WorklistView
from crm_desk.ui.shell.window import Window
from tests.desk.contacts.marking import noted
from tests.desk.customers.people import bring
from tests.desk.followup.making import AYANO, HANAKO, PEOPLE, SHIGERU, followed
from tests.gallery.followup_worklist_scenes import worklist_view
from tests.gallery.mark_scenes import strip_of, unread_page
from tests.gallery.scenes import settle, wait_until
from tests.ui.conftest import Start


@pytest.fixture
def shop(start: Start, tmp_path: Path) -> Iterator[Window]:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, PEOPLE)
        followed(desk, HANAKO, start=today())
        noted(desk, HANAKO, note="足が悪く、電話は昼過ぎに")
        noted(desk, SHIGERU, note="ご逝去、DM不要")
        noted(desk, AYANO, note="喪中")
    window = start(path)
    yield window
    for menu in window.findChildren(QMenu):
        menu.close()


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def marks_of(window: Window, customer: int) -> list[MarkKind]:
    found = marks.marks_and_note(window.workspace.desk, [customer], today())
    return [mark.kind for mark in found.get(customer, marks.NO_REMARKS).marks]


def test_a_mark_is_set_and_removed_by_a_click_and_undone(shop: Window) -> None:
    strip = strip_of(shop, HANAKO)
    assert "足が悪く、電話は昼過ぎに" in words(strip)
    strip.add.click()
    strip.actions_of[MarkKind.NO_MAILINGS].trigger()
    settle()
    assert list(strip.chips) == [MarkKind.NO_MAILINGS]
    assert strip.chips[MarkKind.NO_MAILINGS].text() == "DM不要"
    strip.actions_of[MarkKind.NO_MAILINGS].trigger()
    settle()
    assert not strip.chips
    shop.workspace.desk.undo()
    assert marks_of(shop, HANAKO) == [MarkKind.NO_MAILINGS]


def test_a_death_says_that_the_plan_stops(shop: Window) -> None:
    said: list[str] = []
    shop.workspace.notified.connect(said.append)
    strip = strip_of(shop, HANAKO)
    strip.actions_of[MarkKind.DECEASED].trigger()
    settle()
    desk = shop.workspace.desk
    assert any("フォロー計画を中止しました" in each for each in said)
    assert not desk.store.read(lambda c: common.with_open_plan(c, [HANAKO], today()))
    desk.undo()
    assert desk.store.read(lambda c: common.with_open_plan(c, [HANAKO], today())) == {HANAKO}
    assert marks_of(shop, HANAKO) == []


def test_a_mark_is_put_right_in_its_form(shop: Window) -> None:
    strip = strip_of(shop, AYANO)
    question = strip.questions[MarkKind.MOURNING]
    assert question.year is not None
    assert question.year.value() == today().year
    question.yes.click()
    settle()
    strip.chips[MarkKind.MOURNING].click()
    settle()
    assert strip.form is not None
    assert strip.form.year is not None
    strip.form.year.setValue(today().year + 1)
    strip.form.source.setText("喪中はがき")
    strip.form.keep.click()
    settle()
    (mark,) = marks.marks_and_note(shop.workspace.desk, [AYANO], today())[AYANO].marks
    assert (mark.year, mark.source) == (today().year + 1, "喪中はがき")
    strip.chips[MarkKind.MOURNING].click()
    settle()
    strip.form.remove.click()
    settle()
    assert marks_of(shop, AYANO) == []


def test_questions_at_the_head_are_answered_one_by_one(shop: Window) -> None:
    strip = strip_of(shop, SHIGERU)
    assert set(strip.questions) == {MarkKind.DECEASED, MarkKind.NO_MAILINGS}
    strip.questions[MarkKind.DECEASED].no.click()
    settle()
    assert set(strip.questions) == {MarkKind.NO_MAILINGS}
    strip.questions[MarkKind.NO_MAILINGS].yes.click()
    settle()
    assert not strip.questions
    assert marks_of(shop, SHIGERU) == [MarkKind.NO_MAILINGS]


def press(qtbot: QtBot, page: CustomersPage, key: Qt.Key) -> None:
    qtbot.keyClick(page.unread.focusWidget() or page.unread, key)
    settle()


def test_notes_are_checked_by_one_key_each(shop: Window, qtbot: QtBot) -> None:
    page = unread_page(shop)
    assert "メモをご確認ください 2名" in words(page.unread)
    page.unread.take_focus()
    press(qtbot, page, Qt.Key.Key_N)
    press(qtbot, page, Qt.Key.Key_Y)
    assert marks_of(shop, SHIGERU) == [MarkKind.NO_MAILINGS]
    assert "メモをご確認ください 1名" in words(page.unread)
    press(qtbot, page, Qt.Key.Key_Y)
    assert marks_of(shop, AYANO) == [MarkKind.MOURNING]
    wait_until(lambda: page.is_settled)
    settle()
    assert "確認するメモはありません" in words(page.unread)


def test_home_and_the_customers_list_lead_to_the_notes(shop: Window) -> None:
    facts = home_facts(shop.workspace.desk, shop.workspace.texts, today())
    (task,) = [task for task in facts.tasks if task.key == "unread"]
    assert (task.title, task.route) == ("メモをご確認ください 2名", Route("customers", "unread"))
    shop.go(Route("customers"))
    page = shop.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    settle()
    page.list._hint.notes.click()
    settle()
    assert page.route() == task.route


def test_the_worklist_and_the_plan_show_the_note(shop: Window) -> None:
    view = worklist_view(shop)
    assert isinstance(view, WorklistView)
    table = view.list.table
    index = table.rows_shown.index(0, 0)
    assert "足が悪く、電話は昼過ぎに" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    view.open_detail(table.rows_shown.id_at(0))
    settle()
    assert "足が悪く、電話は昼過ぎに" in words(view.detail)


def test_a_long_note_is_shown_whole_at_a_click(shop: Window) -> None:
    note = "お孫さんの話。" * 1400 + "おわり"
    noted(shop.workspace.desk, HANAKO, note=note)
    strip = strip_of(shop, HANAKO)
    assert "おわり" not in words(strip)
    strip._note._toggle()
    settle()
    assert "おわり" in words(strip)


def test_a_waiting_note_blocks_the_steps_of_the_plan(shop: Window) -> None:
    noted(shop.workspace.desk, HANAKO, note="転居先不明")
    blocks = consent.consents(shop.workspace.desk, HANAKO).blocks
    assert blocks[Way.PHONE] is Block.UNREAD_NOTE
    strip = strip_of(shop, HANAKO)
    assert isinstance(strip, MarkStrip)
    assert list(strip.questions) == [MarkKind.MOVED_AWAY]
