"""The time line on a customer's page: chips, keys, what a click opens, notes written in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desk.desk.capabilities import COMPLAINT_RULES
from crm_desk.desk.desk import Desk, create_desk, local_time
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import entries
from crm_desk.desk.timeline_rows import RowGroup, RowMark
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.entry_editor import EntryEditor
from crm_desk.ui.timeline.section import TimelineSection
from tests.desk.customers.people import SHOP, bring, order
from tests.gallery.scenes import settle, wait_for_customers
from tests.ui.conftest import Start
from tests.ui.timeline.line import line_words, opened, rows_of, section_of

MEMBER, SHIGERU = 1, 2


@pytest.fixture
def shop(start: Start, tmp_path: Path) -> Window:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, SHOP)
    return start(path)


def page_of(window: Window, customer: int = MEMBER) -> CustomersPage:
    window.go(Route("customers", "one", customer))
    page = wait_for_customers(window)
    settle()
    return page


def written(window: Window, words: str, kind: EntryKind = EntryKind.NOTE) -> None:
    made = EntryInput(MEMBER, "", kind, Way.PHONE, local_time(), words)
    desk = window.workspace.desk
    assert window.workspace.perform(
        lambda: entries.add_entry(desk, made, local_time(), COMPLAINT_RULES)
    )


def editor_in(section: TimelineSection) -> EntryEditor:
    editor = section.note.editor
    assert editor is not None
    return editor


def test_chips_show_one_group(shop: Window) -> None:
    page = page_of(shop)
    written(shop, "お孫さんは蓮くん")
    section = section_of(page)
    assert {row.group for row in rows_of(section)} == {RowGroup.PURCHASE, RowGroup.INQUIRY}
    section.chips[RowGroup.INQUIRY].click()
    assert [row.words for row in rows_of(section)] == ["お孫さんは蓮くん"]
    section.chips[RowGroup.APPROACH].click()
    assert rows_of(section) == []
    assert section.nothing.isVisible()
    section.chips[None].click()
    assert len(rows_of(section)) == 4


def test_arrows_pass_the_months_by_enter_opens_and_escape_closes(
    shop: Window, qtbot: QtBot
) -> None:
    section = section_of(page_of(shop))
    table = section.rows
    table.setFocus()
    assert table.rows.row_at(table.currentIndex().row()) == rows_of(section)[0]
    for row in rows_of(section)[1:]:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert table.rows.row_at(table.currentIndex().row()) == row
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert table.panel is not None
    assert "煎茶" in "\n".join(label.text() for label in table.panel.findChildren(QLabel))
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.panel is None
    assert table.rows.row_at(table.currentIndex().row()) == rows_of(section)[-1]


def test_the_wheel_over_the_rows_scrolls_the_page(shop: Window) -> None:
    page = page_of(shop)
    section = section_of(page)
    area = page.list.detail.area
    bar = area.verticalScrollBar()
    # They are in sight at the top of the page, too.
    bar.setValue(60)
    before = bar.value()
    assert before > 0
    at = section.rows.viewport().mapTo(shop, QPoint(20, 20))
    QTest.wheelEvent(shop.windowHandle(), QPointF(at), QPoint(0, 120))
    settle()
    assert bar.value() < before


def test_a_double_click_is_one_click(shop: Window, qtbot: QtBot) -> None:
    section = section_of(page_of(shop))
    table = section.rows
    at = table.visualRect(table.rows.index(table.rows.first_row(), 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert table.panel is not None


def test_copied_rows_are_cells(shop: Window, qtbot: QtBot) -> None:
    written(shop, "=1+1")
    section = section_of(page_of(shop))
    section.rows.setFocus()
    qtbot.keyClick(section.rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(section.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[1] for line in lines] == ["メモ", "購入", "購入", "購入"]
    assert lines[0][2] == "'=1+1"
    assert lines[1][3] == "¥900"


def test_a_screen_reader_hears_the_whole_row(shop: Window) -> None:
    written(shop, "箱がつぶれて届いた", EntryKind.COMPLAINT)
    said = line_words(section_of(page_of(shop)))
    assert "クレーム  箱がつぶれて届いた 対応中・期限" in said
    assert "2026/03/02  購入  煎茶  ¥900" in said


def test_a_note_is_written_in_place(shop: Window, qtbot: QtBot) -> None:
    section = section_of(page_of(shop))
    section.note.write.click()
    settle()
    editor = editor_in(section)
    assert shop.focusWidget() is editor.form.text
    assert editor.form.kinds.kind is EntryKind.NOTE
    qtbot.keyClicks(editor.form.text, "tea for two")
    qtbot.keyClick(editor.form.text, Qt.Key.Key_Return)
    settle()
    section = section_of(wait_for_customers(shop))
    assert section.note.editor is None
    assert (rows_of(section)[0].title, rows_of(section)[0].words) == ("メモ", "tea for two")
    shop.undo()
    section = section_of(wait_for_customers(shop))
    assert "tea for two" not in line_words(section)


def test_an_empty_note_is_refused_with_a_sentence(shop: Window, qtbot: QtBot) -> None:
    section = section_of(page_of(shop))
    section.note.begin()
    editor = editor_in(section)
    qtbot.keyClick(editor.form.text, Qt.Key.Key_Return)
    settle()
    assert editor_in(section).refusal.text() == "お話の内容を入れてください。"


def test_what_is_typed_of_one_customer_is_there_when_they_are_again(
    shop: Window, qtbot: QtBot
) -> None:
    section = section_of(page_of(shop))
    section.note.begin()
    qtbot.keyClicks(editor_in(section).form.text, "half a note")
    section = section_of(page_of(shop, SHIGERU))
    assert section.note.editor is None
    section = section_of(page_of(shop))
    assert editor_in(section).form.text.toPlainText() == "half a note"


def test_an_entry_is_put_right_and_taken_away(shop: Window) -> None:
    written(shop, "お孫さんは蓮くん")
    section = section_of(page_of(shop))
    editor = opened(section, "蓮くん")
    assert isinstance(editor, EntryEditor)
    editor.form.text.setPlainText("お孫さんは連くん")
    editor.form.kinds.kind = EntryKind.COMPLAINT
    editor.save.click()
    settle()
    section = section_of(wait_for_customers(shop))
    row = rows_of(section)[0]
    assert (row.words, row.mark, row.is_waiting) == ("お孫さんは連くん", RowMark.COMPLAINT, True)
    editor = opened(section, "連くん")
    assert isinstance(editor, EntryEditor)
    editor.removed.click()
    settle()
    assert all(row.group is RowGroup.PURCHASE for row in rows_of(section_of(page_of(shop))))


def test_what_is_open_stays_open_while_something_else_changes(shop: Window) -> None:
    written(shop, "お孫さんは蓮くん")
    page = page_of(shop)
    section = section_of(page)
    editor = opened(section, "蓮くん")
    assert isinstance(editor, EntryEditor)
    editor.form.text.setPlainText("half typed")
    written(shop, "もう1つ")
    page.refresh()
    section = section_of(page)
    assert len(rows_of(section)) == 5
    assert section.rows.panel is not None
    assert editor.form.text.toPlainText() == "half typed"


def test_thousands_of_orders_are_rows_but_no_widgets(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "many.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(
            desk, [order(n, f"20{n % 26:02}/01/{n % 28 + 1:02}", "1", "花子") for n in range(3000)]
        )
    window = start(path)
    section = section_of(page_of(window, 1))
    assert len(rows_of(section)) == 3000
    assert len(section.findChildren(QLabel)) < 20
    assert section.rows.height() > 100_000
    assert not window.grab().isNull()
