"""A person's facts typed in their place, and somebody added, as the shop does it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.route import Route
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.customers.fact_editors import DayEditor, LineEditor, NoteEditor, PlaceEditor
from crm_desk.ui.customers.fact_row import FactRow
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from tests.desk.customers.lists import bring_list
from tests.desk.customers.people import SHOP, bring
from tests.gallery.scenes import settle, wait_for_customers
from tests.ui.conftest import Start
from tests.ui.typing_days import type_day, type_keys

MEMBER, SHIGERU = 1, 2


@pytest.fixture
def shop(start: Start, tmp_path: Path) -> Window:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, SHOP)
    window = start(path)
    window.go(Route("customers", "one", MEMBER))
    at(window)
    return window


def at(window: Window) -> CustomersPage:
    page = wait_for_customers(window)
    settle()
    return page


def row(window: Window, field: str) -> FactRow:
    page = window.current
    assert isinstance(page, CustomersPage)
    return page.list.detail.facts.rows[field]


def opened(window: Window, field: str) -> FactRow:
    found = row(window, field)
    found.text.click()
    settle()
    assert found.is_open
    return found


def line(found: FactRow) -> LineEditor:
    assert isinstance(found.editor, LineEditor)
    return found.editor


def place(window: Window) -> PlaceEditor:
    editor = opened(window, "address").editor
    assert isinstance(editor, PlaceEditor)
    return editor


def press(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)
    settle()


def person(window: Window, customer: int = MEMBER) -> people.Person:
    found = people.person(window.workspace.desk, customer)
    assert found is not None
    return found


def words(window: Window) -> str:
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    return "\n".join(shown + [w.text() for w in window.findChildren(QPushButton) if w.isVisible()])


def test_an_address_is_corrected_in_three_clicks_and_the_typing(qtbot: QtBot, shop: Window) -> None:
    shop.go(Route("home"))
    settle()
    clicks = 0

    def click(widget: QWidget, at: QPoint | None = None) -> None:
        nonlocal clicks
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        clicks += 1
        settle()

    click(next(b for b in shop.findChildren(QPushButton) if b.text() == "顧客" and b.isVisible()))
    table = at(shop).list.table
    model = table.model()
    names = [str(model.index(n, 0).data()) for n in range(model.rowCount())]
    index = model.index(names.index("髙橋 花子"), 0)
    click(table.viewport(), table.visualRect(index).center())
    found = row(shop, "address")
    qtbot.waitUntil(lambda: "千代田1-1" in found.text.shown)
    click(found.text)
    assert QApplication.focusWidget() in found.editor.inputs
    type_keys("-203")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert clicks == 3
    assert person(shop).home.address == "東京都千代田区千代田1-1-203"
    assert found.text.shown == "〒100-0001 東京都千代田区千代田1-1-203"


def test_enter_keeps_in_one_step_that_names_the_person(shop: Window) -> None:
    found = opened(shop, "kana")
    type_keys("ミ")
    press(line(found).line, Qt.Key.Key_Return)
    assert found.text.shown == "タカハシ ハナコミ"
    assert QApplication.focusWidget() is found.text
    assert "お店で入力" in words(shop)
    assert "元に戻す: 髙橋 花子 様のフリガナ" in shop.actions_by_name["undo"].text()
    shop.undo()
    at(shop)
    assert found.text.shown == "タカハシ ハナコ"
    assert "お店で入力" not in words(shop)


def test_escape_puts_back_what_was_there_and_stays_with_the_person(shop: Window) -> None:
    for field in ("name", "phone", "address"):
        found = opened(shop, field)
        before = found.text.shown
        type_keys("9")
        press(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert not found.is_open
        assert found.text.shown == before
        assert QApplication.focusWidget() is found.text
    assert shop.workspace.desk.history.undoable is None


def test_the_keyboard_alone(shop: Window) -> None:
    found = row(shop, "phone")
    found.text.setFocus()
    press(found.text, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(found).line
    type_keys("、0542345678")
    # On to the next field: what is typed is kept, as in a spreadsheet.
    press(line(found).line, Qt.Key.Key_Tab)
    assert not found.is_open
    assert QApplication.focusWidget() is row(shop, "email").text
    assert found.text.shown == "090-0111-2222\n054-234-5678"
    press(row(shop, "email").text, Qt.Key.Key_F2)
    assert row(shop, "email").is_open


def test_fields_follow_one_another_as_the_eye_reads(shop: Window) -> None:
    found = [row(shop, name).text for name in ("name", "kana", "phone", "email", "address")]
    seen: list[QWidget] = []
    focused: QWidget = found[0]
    for _ in range(200):
        if focused in found:
            seen.append(focused)
        following = focused.nextInFocusChain()
        assert following is not None
        focused = following
    assert seen[:5] == found


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "でんわ", "電話番号として読めません"),
        ("email", "hanako", "メールアドレスの形ではありません"),
        ("name", "", "お名前を入れてください"),
        ("kana", "カ" * 201, "200文字まで"),
        ("name", "花\u202e子", "目に見えない記号"),
    ],
)
def test_what_cannot_be_kept_stays_typed_with_a_sentence(
    shop: Window, field: str, typed: str, said: str
) -> None:
    found = opened(shop, field)
    editor = line(found).line
    editor.setText(typed)
    press(editor, Qt.Key.Key_Return)
    assert found.is_open
    assert editor.text() == typed
    assert said in found.problem
    assert said in editor.accessibleDescription()
    editor.setText("090-0111-2223")
    assert found.problem == ""
    press(editor, Qt.Key.Key_Escape)
    assert shop.workspace.desk.history.undoable is None


def test_a_note_has_lines_and_ten_thousand_signs(shop: Window) -> None:
    page = at(shop)
    page.list.detail.facts.adders["note"].click()
    found = row(shop, "note")
    assert isinstance(found.editor, NoteEditor)
    edit = found.editor.edit
    type_keys("足が悪い")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_keys("電話は昼過ぎ")
    press(edit, Qt.Key.Key_Return)
    assert person(shop).known.note == "足が悪い\n電話は昼過ぎ"
    opened(shop, "note")
    edit.setPlainText("長" * 10_001)
    press(edit, Qt.Key.Key_Return)
    assert "10,000文字まで" in found.problem
    edit.setPlainText("長" * 10_000)
    press(edit, Qt.Key.Key_Return)
    assert len(person(shop).known.note) == 10_000


def test_a_birthday_is_no_day_ahead(shop: Window) -> None:
    at(shop).list.detail.facts.adders["birthday"].click()
    found = row(shop, "birthday")
    assert isinstance(found.editor, DayEditor)
    day = found.editor.day
    assert day.text == ""
    ahead = today() + timedelta(days=1)
    type_day(day, f"{ahead:%Y/%m/%d}")
    settle()
    assert found.is_open
    assert day.sentence
    type_day(day, "昭和37年5月3日")
    press(day.line, Qt.Key.Key_Return)
    assert found.text.shown == "1962/05/03"
    opened(shop, "birthday")
    day.line.selectAll()
    press(day.line, Qt.Key.Key_Delete)
    press(day.line, Qt.Key.Key_Return)
    assert person(shop).known.birthday is None


def test_a_post_code_fills_in_an_empty_address(shop: Window) -> None:
    shop.go(Route("customers", "one", SHIGERU))
    page = at(shop)
    page.list.detail.facts.adders["address"].click()
    settle()
    editor = row(shop, "address").editor
    assert isinstance(editor, PlaceEditor)
    assert QApplication.focusWidget() is editor.code
    type_keys("4200851")
    assert editor.address.text() == "静岡県静岡市葵区黒金町"
    press(editor.code, Qt.Key.Key_Tab)
    type_keys("12-3")
    press(editor.address, Qt.Key.Key_Return)
    assert row(shop, "address").text.shown == "〒420-0851 静岡県静岡市葵区黒金町12-3"


def test_another_town_is_offered_and_nothing_written_over(shop: Window) -> None:
    editor = place(shop)
    editor.code.selectAll()
    QTest.keyClicks(editor.code, "4200851")
    assert editor.address.text() == "東京都千代田区千代田1-1"
    assert "静岡県静岡市葵区黒金町" in words(shop)
    editor.offer.click()
    assert editor.address.text() == "静岡県静岡市葵区黒金町"
    editor.address.undo()
    assert editor.address.text() == "東京都千代田区千代田1-1"


@pytest.mark.parametrize(
    ("code", "said"),
    [("9999999", "郵便番号表"), ("", "郵便番号がありません"), ("100", "7桁")],
)
def test_an_unknown_post_code_is_said_and_kept(shop: Window, code: str, said: str) -> None:
    editor = place(shop)
    editor.code.setText(code)
    assert said in words(shop)
    press(editor.code, Qt.Key.Key_Return)
    assert person(shop).home.postcode == code
    assert person(shop).home.address == "東京都千代田区千代田1-1"


def test_who_goes_on_to_somebody_else_has_kept_what_was_typed(shop: Window) -> None:
    opened(shop, "kana")
    type_keys("ミ")
    shop.go(Route("customers", "one", SHIGERU))
    page = at(shop)
    assert not any(each.is_open for each in page.list.detail.facts.rows.values())
    assert person(shop).facts["kana"].text == "タカハシ ハナコミ"
    assert person(shop, SHIGERU).facts["kana"].typed_on is None
    assert row(shop, "kana").text.shown == "ヨシダ シゲル"


def test_what_cannot_be_kept_waits_for_its_person(shop: Window) -> None:
    found = opened(shop, "phone")
    line(found).line.setText("でんわ")
    shop.go(Route("customers", "one", SHIGERU))
    at(shop)
    assert not found.is_open
    shop.go(Route("customers", "one", MEMBER))
    at(shop)
    assert found.is_open
    assert line(found).line.text() == "でんわ"
    press(line(found).line, Qt.Key.Key_Escape)


def test_what_is_typed_survives_what_others_change(shop: Window) -> None:
    found = opened(shop, "phone")
    line(found).line.setText("054-234-5678")
    bring_list(shop.workspace.desk, {"member": "00012", "name": "髙橋 花代"}, source="自社カート")
    at(shop).refresh()
    settle()
    assert row(shop, "name").text.shown == "髙橋 花代"
    assert line(found).line.text() == "054-234-5678"
    press(line(found).line, Qt.Key.Key_Return)
    assert found.text.shown == "054-234-5678"


def test_what_the_desk_cannot_keep_just_now_stays_typed(
    shop: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import is being kept, or the disk is full: nothing typed is lost."""

    def refuse(_edit: object) -> None:
        raise ReportableError("desk_busy", file="shop.crmdesk")

    found = opened(shop, "phone")
    line(found).line.setText("054-234-5678")
    with monkeypatch.context() as patch:
        patch.setattr(shop.workspace.desk, "apply", refuse)
        press(line(found).line, Qt.Key.Key_Return)
    assert found.is_open
    assert line(found).line.text() == "054-234-5678"
    press(line(found).line, Qt.Key.Key_Return)
    assert found.text.shown == "054-234-5678"


def test_what_a_later_file_says_is_taken_by_one_click(shop: Window) -> None:
    found = opened(shop, "phone")
    line(found).line.setText("054-234-5678")
    press(line(found).line, Qt.Key.Key_Return)
    assert not found.take.isVisible()
    bring_list(
        shop.workspace.desk,
        {"member": "00012", "name": "髙橋 花子", "phone": "0355556666"},
        source="自社カート",
    )
    at(shop).refresh()
    settle()
    assert "ファイルでは: 03-5555-6666" in words(shop)
    found.take.click()
    at(shop)
    assert found.text.shown == "03-5555-6666"
    assert "ファイルでは" not in words(shop)
    shop.undo()
    at(shop)
    found.leave.click()
    at(shop)
    assert found.text.shown == "054-234-5678"
    assert "ファイルでは" not in words(shop)


def test_typing_leaves_the_page_where_it_was(shop: Window) -> None:
    bar = at(shop).list.detail.area.verticalScrollBar()
    found = opened(shop, "address")
    before = bar.maximum() // 2
    bar.setValue(before)
    assert isinstance(found.editor, PlaceEditor)
    found.editor.address.setText("東京都千代田区千代田1-2")
    press(found.editor.address, Qt.Key.Key_Return)
    assert bar.value() == before


def test_somebody_is_added_and_found(shop: Window) -> None:
    shop.actions_by_name["add_person"].trigger()
    form = at(shop).person_form
    assert QApplication.focusWidget() in form.editors["name"].inputs
    form.editors["name"].begin({"name": "新井 薫 様"})
    form.keep.click()
    assert "電話番号かメールアドレス" in words(shop)
    form.editors["phone"].begin({"phone": "0542345678"})
    form.keep.click()
    page = at(shop)
    added = page.list.detail.customer_id
    assert person(shop, added).facts["phone"].text == "0542345678"
    assert row(shop, "phone").text.shown == "054-234-5678"
    assert "新井 薫 様を追加しました" in words(shop)
    shop.undo()
    at(shop)
    assert people.person(shop.workspace.desk, added) is None


def test_who_is_here_already_is_said_and_opened(qtbot: QtBot, shop: Window) -> None:
    shop.go(Route("customers", "add"))
    form = at(shop).person_form
    form.editors["name"].begin({"name": "髙橋 太郎"})
    form.editors["phone"].begin({"phone": "09003334444"})
    qtbot.waitUntil(lambda: "電話番号が同じ" in words(shop))
    next(b for b in form.findChildren(QPushButton) if "電話番号が同じ" in b.text()).click()
    page = at(shop)
    assert page.list.detail.customer_id == SHIGERU


def test_a_half_typed_person_survives_a_change_of_size(shop: Window) -> None:
    shop.go(Route("customers", "add"))
    at(shop).person_form.editors["name"].begin({"name": "新井 薫"})
    shop.rebuild()
    settle()
    form = at(shop).person_form
    assert form.texts["name"] == "新井 薫"


def test_both_languages(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    create_desk(path, "Mizuho Tea")
    with Desk(path) as desk:
        bring(desk, SHOP)
    window = start(path, language="en")
    window.go(Route("customers", "one", MEMBER))
    at(window)
    found = row(window, "kana")
    found.text.click()
    type_keys("Mi")
    press(line(found).line, Qt.Key.Key_Return)
    assert "typed here" in words(window)
    assert "kana of 髙橋 花子" in window.actions_by_name["undo"].text()
