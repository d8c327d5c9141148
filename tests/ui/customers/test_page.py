"""The customers page as its user walks through it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.route import Route
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import SHOP, bring
from tests.gallery.scenes import settle, wait_for_customers, wait_until
from tests.ui.conftest import Start
from tests.ui.timeline.line import line_words, rows_of, section_in, section_of
from tests.ui.timeline.line import opened as opened_row
from tests.ui.typing_days import type_day

LIST = Route("customers")
PURCHASES = 7
"""The column's place, those that are not shown included."""
MEMBER, SHIGERU, BY_PHONE, GUEST, AYANO, CAFE = 1, 2, 3, 4, 5, 6


@pytest.fixture
def shop_path(tmp_path: Path) -> Path:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, SHOP)
    return path


@pytest.fixture
def shop(start: Start, shop_path: Path) -> Iterator[Window]:
    window = start(shop_path)
    opened(window)
    yield window
    for menu in window.findChildren(QMenu):
        menu.close()


def opened(window: Window, route: Route = LIST) -> CustomersPage:
    window.go(route)
    page = wait_for_customers(window)
    settle()
    return page


def at(window: Window) -> CustomersPage:
    # Before customers are joined the desk is backed up.
    wait_until(lambda: not window.backup_keeper.is_busy)
    page = wait_for_customers(window)
    settle()
    return page


def words(window: Window) -> str:
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in window.findChildren(QPushButton) if w.isVisible()]
    return "\n".join(shown)


def press(window: Window, text: str) -> None:
    next(b for b in window.findChildren(QPushButton) if b.isVisible() and b.text() == text).click()
    settle()


def listed(page: CustomersPage) -> list[str]:
    model = page.list.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_an_empty_desk_offers_the_first_step(start: Start) -> None:
    window = start()
    page = opened(window)
    assert "お客様はまだいません" in words(window)
    asked: list[Route] = []
    window.workspace.navigate.disconnect(window.go)
    window.workspace.navigate.connect(asked.append)
    page.list.first_step.click()
    assert asked == [Route("importing")]


def test_the_list_says_how_many_persons_are_held(shop: Window) -> None:
    page = at(shop)
    assert "いま5名の情報" in words(shop)
    assert listed(page) == ["R&D 喫茶", "髙橋 花子", "高橋花子", "𠮷田 <b>茂</b>", "渡邊 綾乃"]


def test_searching_as_one_types(qtbot: QtBot, shop: Window) -> None:
    page = at(shop)
    assert QApplication.focusWidget() is page.list.search
    qtbot.keyClicks(page.list.search, "takahasi")
    qtbot.waitUntil(lambda: page.list.search.words == "takahasi", timeout=20_000)
    at(shop)
    assert "「takahasi」に当てはまるお客様は見つかりませんでした" in words(shop)
    page.list.search.setText("高橋　花子")
    page.list.search.flush()
    at(shop)
    assert listed(page) == ["髙橋 花子", "高橋花子"]
    assert "2名" in words(shop)
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    at(shop)
    assert len(listed(page)) == 5


def test_nothing_is_searched_while_words_are_composed(shop: Window) -> None:
    page = at(shop)
    asked: list[str] = []
    page.list.search.searched.connect(asked.append)
    QApplication.sendEvent(page.list.search, QInputMethodEvent("たかは", []))
    settle()
    assert asked == []
    assert page.list.search.text() == ""
    done = QInputMethodEvent("", [])
    done.setCommitString("高橋")
    QApplication.sendEvent(page.list.search, done)
    page.list.search.flush()
    assert asked == ["高橋"]
    at(shop)


def test_find_from_anywhere(qtbot: QtBot, shop: Window) -> None:
    shop.go(Route("settings"))
    shop.actions_by_name["find"].trigger()
    page = at(shop)
    assert QApplication.focusWidget() is page.list.search


def test_the_keyboard_alone(qtbot: QtBot, shop: Window) -> None:
    page = at(shop)
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.list.table
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    assert page.list.table.current_id == MEMBER
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    settle()
    assert page.list.detail.customer_id == MEMBER
    assert shop.current.route() == Route("customers", "one", MEMBER)
    shown = words(shop)
    for part in ("タカハシ ハナコ", "00012", "3回", "¥5,400", "〒100-0001 東京都千代田区千代田1-1"):
        assert part in shown
    assert [row.title for row in rows_of(section_of(page))] == ["購入"] * 3
    qtbot.keyClick(page.list.detail, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.table


def test_markup_from_files_is_shown_as_written(shop: Window) -> None:
    opened(shop, Route("customers", "one", SHIGERU))
    assert "𠮷田 <b>茂</b>" in words(shop)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in shop.current.findChildren(QLabel)
        if label.text()
    )


def test_void_orders_are_shown_and_marked(shop: Window) -> None:
    opened(shop, Route("customers", "one", AYANO))
    section = section_in(shop)
    assert "取り消し(数えません)" in line_words(section)
    opened_row(section, "煎茶")
    shown = words(shop)
    assert "自社カート ・ 6 ・ キャンセル" in shown
    assert "0回" in shown


def test_sorting_by_a_click_on_the_header(qtbot: QtBot, shop: Window) -> None:
    page = at(shop)
    header = page.list.table.horizontalHeader()
    amount = next(
        n
        for n in range(header.count())
        if page.list.table.model().headerData(n, Qt.Orientation.Horizontal) == "購入金額"
    )
    where = QPoint(header.sectionViewportPosition(amount) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    at(shop)
    assert listed(page)[:2] == ["R&D 喫茶", "髙橋 花子"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    at(shop)
    assert listed(page)[0] == "渡邊 綾乃"


def test_copying_for_excel(shop: Window) -> None:
    page = at(shop)
    table = page.list.table
    table.setFocus()
    table.selectAll()
    shop.actions_by_name["copy_text"].trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["お名前", "購入回数", "購入金額", "最終購入"]
    assert lines[1] == ["R&D 喫茶", "1", "120000", "2026/04/01"]
    assert len(lines) == 6


def test_columns_are_chosen_moved_and_kept(start: Start, shop: Window) -> None:
    page = at(shop)
    table = page.list.table
    menu = QMenu(table)
    table._add_columns(menu)
    phone = next(a for a in menu.actions() if a.text() == "電話番号")
    assert not phone.isChecked()
    phone.trigger()
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(PURCHASES), 0)
    table.setColumnWidth(0, 222)
    shop.rebuild()
    page = at(shop)
    kept = page.list.table
    titles = [column.title for column in kept.columns.shown]
    assert titles == ["購入回数", "お名前", "購入金額", "最終購入", "電話番号"]
    assert kept.columnWidth(0) == 222
    kept.columns.reset()
    titles = [column.title for column in kept.columns.shown]
    assert titles == ["お名前", "購入回数", "購入金額", "最終購入"]


def test_leaving_out_of_the_figures_and_undo(shop: Window) -> None:
    commands = opened(shop, Route("customers", "one", CAFE)).list.detail.commands
    commands.more.click()
    assert commands.exclusion.text() == "集計から除く"
    commands.exclusion.trigger()
    commands.menu.close()
    at(shop)
    assert "集計から除いています" in words(shop)
    assert shop.actions_by_name["undo"].text().startswith("元に戻す: 集計から除く")
    shop.undo()
    at(shop)
    assert "集計から除いています" not in words(shop)


def test_what_a_right_click_offers(shop: Window) -> None:
    page = at(shop)
    desk = shop.workspace.desk
    one = dict(page.list.menu.entries([CAFE]))
    assert list(one) == ["開く", "受注を入れる…", "はがき・一覧…", "集計から除く"]
    one["集計から除く"]()
    at(shop)
    assert "集計に戻す" in dict(page.list.menu.entries([CAFE]))
    two = dict(page.list.menu.entries([CAFE, AYANO]))
    two["2件を同じ方としてまとめる"]()
    at(shop)
    assert len(people.find(desk, "", "name", descending=False).ids) == 4


def test_look_alikes_are_put_together_and_parted(qtbot: QtBot, shop: Window) -> None:
    qtbot.waitUntil(lambda: "同じ方かもしれない組が1つあります" in words(shop), timeout=20_000)
    press(shop, "見てみる")
    at(shop)
    shown = words(shop)
    assert "電話番号が同じ" in shown
    assert "髙橋 花子" in shown
    assert "高橋花子" in shown
    press(shop, "同じ方としてまとめる")
    at(shop)
    assert "同じ方かもしれない組は、もうありません" in words(shop)
    press(shop, "← 顧客の一覧")
    page = opened(shop, Route("customers", "one", MEMBER))
    shown = words(shop)
    assert "まとめた名義" in shown
    assert "自動でまとめました" in shown
    assert "4回" in shown
    assert "同じ方かもしれない" not in words(shop)
    part = next(
        b
        for b in page.findChildren(QPushButton)
        if b.isVisible() and "高橋花子" in b.accessibleName() and b.text() == "分ける"
    )
    part.click()
    at(shop)
    assert "3回" in words(shop)
    shop.undo()
    at(shop)
    assert "4回" in words(shop)


def test_two_persons(shop: Window) -> None:
    opened(shop, Route("customers", "alike"))
    press(shop, "別の方")
    at(shop)
    assert "もうありません" in words(shop)
    assert people.possible_duplicates(shop.workspace.desk) == ()


def test_an_order_by_telephone(qtbot: QtBot, shop: Window) -> None:
    shop.actions_by_name["hand_order"].trigger()
    page = at(shop)
    form = page.form
    assert QApplication.focusWidget() is form.customer.search
    form.customer.search.setText("高橋")
    form.customer.search.flush()
    qtbot.waitUntil(lambda: "00012" in words(shop), timeout=20_000)
    next(b for b in form.findChildren(QPushButton) if "00012" in b.text()).click()
    form.lines.rows[0].product.setText("ほうじ茶")
    form.lines.rows[0].price.setText("１，２００円")
    form.shipping.setText("550")
    assert "商品 ¥1,200" in words(shop)
    assert "¥1,750" in words(shop)
    type_day(form.day, "きのう")
    form.keep.click()
    settle()
    assert "日付として読めません" in words(shop)
    assert QApplication.focusWidget() is form.day.line
    type_day(form.day, "2026/4/2")
    form.keep.click()
    at(shop)
    assert shop.current.route() == Route("customers", "one", MEMBER)
    shown = words(shop)
    assert "受注を1件入れました" in shown
    assert "4回" in shown
    opened_row(section_in(shop), "ほうじ茶")
    assert "手入力 ・ 送料 ¥550" in words(shop)
    shop.undo()
    at(shop)
    assert "3回" in words(shop)


def test_a_day_that_is_none_stays_typed_and_nothing_is_kept(shop: Window) -> None:
    page = opened(shop, Route("customers", "order", MEMBER))
    form = page.form
    form.lines.rows[0].product.setText("ほうじ茶")
    form.lines.rows[0].price.setText("1200")
    before = people.person(shop.workspace.desk, MEMBER)
    for text, said in (
        (f"{today() + timedelta(days=1):%Y/%m/%d}", "先の日付です"),
        ("2026/2/30", "暦にない日です"),
        ("26/3/5", "年を4桁で"),
    ):
        type_day(form.day, text)
        form.keep.click()
        settle()
        assert said in form.day.sentence
        assert form.day.text == text
    shop.go(Route("home"))
    form = opened(shop, Route("customers", "order", MEMBER)).form
    assert (form.day.text, form.day.sentence != "") == ("26/3/5", True)
    assert people.person(shop.workspace.desk, MEMBER) == before


def test_an_order_of_somebody_new_by_amount(shop: Window) -> None:
    page = opened(shop, Route("customers", "order"))
    form = page.form
    press(shop, "新しいお客様")
    press(shop, "金額だけ入れる")
    type_day(form.day, "令和8年5月1日")
    form.keep.click()
    settle()
    assert "お名前を入れてください" in words(shop)
    assert "または金額を入れてください" in words(shop)
    form.customer._fields["name"].setText("A<B & 😀")
    form.customer._fields["phone"].setText("03-1234-5678")
    form.lines.amount.setText("3,000")
    form.keep.click()
    at(shop)
    assert "A<B & 😀" in words(shop)
    assert len(people.find(shop.workspace.desk, "", "name", descending=False).ids) == 6


def test_a_half_typed_order_survives_a_change_of_size(shop: Window) -> None:
    form = opened(shop, Route("customers", "order")).form
    press(shop, "新しいお客様")
    form.customer._fields["name"].setText("新井 薫")
    form.lines.rows[1].product.setText("茶筒")
    form.note.setText("電話")
    typed = form.typed
    shop.actions_by_name["larger"].trigger()
    assert at(shop).form.typed == typed
    shop.go(Route("home"))
    assert opened(shop, Route("customers", "order")).form.typed == typed
    press(shop, "やめる")
    assert opened(shop, Route("customers", "order")).form.typed.note == ""


def test_a_narrow_page_shows_one_thing_at_a_time(
    qtbot: QtBot, start: Start, shop_path: Path
) -> None:
    window = start(shop_path, scale=150)
    page = opened(window)
    assert page.list.table.isVisible()
    assert not page.list.detail.isVisible()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    settle()
    assert page.list.detail.isVisible()
    assert not page.list.table.isVisible()
    press(window, "← 顧客の一覧")
    assert page.list.table.isVisible()


def test_leaving_while_a_search_is_under_way(start: Start, shop: Window, tmp_path: Path) -> None:
    page = at(shop)
    for words_typed in ("高", "高橋", "高橋花"):
        page.list.search.setText(words_typed)
        page.list.search.flush()
    shop.new_asked.emit(tmp_path / "other.crmdesk")
    settle()
    opened(shop)
    assert "お客様はまだいません" in words(shop)


def test_both_languages(shop: Window) -> None:
    shop.workspace.settings.put("language", "en")
    shop.rebuild()
    wait_until(lambda: isinstance(shop.current, CustomersPage))
    at(shop)
    shown = words(shop)
    assert "This desk holds data of 5 people." in shown
    assert "Purchases" in shown


def test_on_a_narrow_page_the_customer_asked_for_comes_first(start: Start, shop_path: Path) -> None:
    window = start(shop_path, scale=150)
    page = opened(window, Route("customers", "one", SHIGERU))
    assert page.list.detail.isVisible()
    assert not page.list.table.isVisible()
    page.list.close_detail()
    assert page.list.table.isVisible()
