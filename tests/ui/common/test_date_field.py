"""The date field by keyboard, mouse and input method."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.desk import desk as desk_module
from crm_desk.domain.typed_day import in_month, read_day, shown_day
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.theme import Theme
from tests.gallery.scenes import settle
from tests.typed_forms import FORMS
from tests.ui.typing_days import compose, tab_into, type_into, type_keys

FIRST, LAST, DAY = date(2020, 1, 1), date(2030, 12, 31), date(2026, 11, 28)
KEYS = Qt.Key


class Form(QWidget):
    """A line, a date field, and a line after it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.before, self.after = QLineEdit(), QLineEdit()
        self.field = DateField("受注日", Theme(), FIRST, LAST)
        self.field.show_day(DAY)
        for each in (self.before, self.field, self.after):
            column.addWidget(each)
        self.changes: list[date] = []
        self.field.day_changed.connect(self.changes.append)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    QTest.qWaitForWindowActive(made)
    made.before.setFocus()
    return made


@pytest.fixture
def field(form: Form) -> DateField:
    return form.field


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def test_tab_then_the_day_as_it_is_shown(form: Form) -> None:
    press(KEYS.Key_Tab)
    type_keys("2026/03/05")
    assert form.changes == []  # Half of it is no day to act on.
    press(KEYS.Key_Tab)
    assert QApplication.focusWidget() is form.after
    assert (form.field.day, form.field.text) == (date(2026, 3, 5), "2026/03/05")
    assert form.changes == [date(2026, 3, 5)]


@pytest.mark.parametrize("place", range(11))
def test_wherever_the_cursor_stands_the_first_digit_begins_the_day(
    field: DateField, place: int
) -> None:
    tab_into(field)
    field.line.deselect()
    field.line.setCursorPosition(place)
    type_keys("2026/03/05")
    press(KEYS.Key_Return)
    assert field.day == date(2026, 3, 5)


def test_a_click_selects_the_day_and_a_second_one_places_the_cursor(
    qtbot: QtBot, field: DateField
) -> None:
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert field.line.selectedText() == field.text
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert not field.line.hasSelectedText()


@given(st.integers(0, 10), st.integers(0, 10), st.dates(FIRST, LAST), st.sampled_from(FORMS))
def test_a_whole_day_typed_over_any_part_is_that_day(
    start: int, length: int, day: date, form: Callable[[date], str]
) -> None:
    field = DateField("日", Theme(), FIRST, LAST)
    field.show_day(DAY)
    field.line.setSelection(start, min(length, 10 - start))
    type_into(field.line, form(day))
    QTest.keyClick(field.line, KEYS.Key_Return)
    assert (field.day, field.text) == (day, shown_day(day))
    field.deleteLater()


def test_a_day_put_right_with_backspace_over_a_part(field: DateField) -> None:
    tab_into(field)
    field.line.setSelection(5, 2)
    type_keys("2026/04")
    press(KEYS.Key_Backspace)
    type_keys("3/05")
    press(KEYS.Key_Return)
    assert field.day == date(2026, 3, 5)


def test_part_of_a_day_is_edited_as_in_any_line(field: DateField) -> None:
    tab_into(field)
    field.line.setSelection(5, 2)
    type_keys("03")
    press(KEYS.Key_Return)
    assert field.day == date(2026, 3, 28)


@given(st.dates(FIRST, LAST), st.sampled_from([KEYS.Key_Up, KEYS.Key_Down]))
def test_steps_stay_within_the_range(day: date, key: Qt.Key) -> None:
    field = DateField("日", Theme(), FIRST, LAST)
    field.show_day(day)
    QTest.keyClick(field.line, key)
    wanted = day + timedelta(days=1 if key == KEYS.Key_Up else -1)
    assert field.day == (wanted if FIRST <= wanted <= LAST else day)
    QTest.keyClick(field.line, KEYS.Key_PageUp if key == KEYS.Key_Up else KEYS.Key_PageDown)
    assert FIRST <= field.day <= LAST
    field.deleteLater()


def test_keys_go_on_by_a_day_and_a_month(field: DateField) -> None:
    field.show_day(date(2026, 1, 31))
    tab_into(field)
    press(KEYS.Key_PageUp)
    assert field.day == in_month(date(2026, 1, 31), 1) == date(2026, 2, 28)
    press(KEYS.Key_Up)
    assert field.day == date(2026, 3, 1)
    press(KEYS.Key_Down)
    press(KEYS.Key_PageDown)
    assert field.day == date(2026, 1, 28)


def test_keys_go_on_from_what_is_typed_and_not_from_what_is_no_day(field: DateField) -> None:
    tab_into(field)
    type_keys("2026/3/5")
    press(KEYS.Key_Up)
    assert field.day == date(2026, 3, 6)
    type_keys("2026/2/30")
    press(KEYS.Key_Up)
    assert (field.text, field.day) == ("2026/2/30", date(2026, 3, 6))
    assert field.sentence


def test_today_by_its_key(field: DateField, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    monkeypatch.setattr(desk_module, "clock", lambda: datetime(2026, 12, 24, 9, 0, tzinfo=UTC))
    tab_into(field)
    press(KEYS.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.day == date(2026, 12, 24)


def test_escape_returns_to_the_last_day_and_then_is_nobodys(form: Form) -> None:
    class Around(QWidget):
        escapes = 0

        def keyPressEvent(self, event: object) -> None:
            Around.escapes += 1

    around = Around(form)
    column = QVBoxLayout(around)
    form.layout().addWidget(around)  # type: ignore[union-attr]
    column.addWidget(form.field)
    around.show()
    form.field.setFocus()
    type_keys("2026/2/30")
    press(KEYS.Key_Return)
    press(KEYS.Key_Escape)
    assert (form.field.text, form.field.sentence) == (shown_day(DAY), "")
    assert form.changes == []
    assert Around.escapes == 0
    press(KEYS.Key_Escape)
    assert Around.escapes == 1


def test_what_cannot_be_read_is_marked_until_it_can(form: Form, field: DateField) -> None:
    tab_into(field)
    type_keys("2026/2/3")
    form.after.setFocus()
    assert not field.sentence
    tab_into(field)
    type_keys("2026/2/30")
    assert not field.sentence  # Not before somebody has finished.
    form.after.setFocus()
    assert field.sentence
    assert field.line.accessibleDescription() == field.sentence
    assert field.line.property("unread") is True
    assert form.changes == [date(2026, 2, 3)]
    field.setFocus()
    field.line.end(False)
    press(KEYS.Key_Backspace)
    assert not field.sentence
    assert field.line.property("unread") is False


def test_a_day_out_of_range_says_which_days_can_be_chosen(field: DateField) -> None:
    tab_into(field)
    type_keys("2031/1/1")
    press(KEYS.Key_Return)
    assert (field.text, field.day) == ("2031/1/1", DAY)
    assert "2020/01/01" in field.sentence
    assert "2030/12/31" in field.sentence


def test_undo_takes_back_as_in_any_line(form: Form, field: DateField) -> None:
    tab_into(field)
    type_keys("20260305")
    press(KEYS.Key_Return)
    assert field.text == "2026/03/05"
    press(KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    form.after.setFocus()
    assert read_day(field.text) == field.day


def test_the_wheel_changes_nothing(qtbot: QtBot, form: Form, field: DateField) -> None:
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton)
    handle = form.windowHandle()
    at = field.line.mapTo(form, field.line.rect().center())
    QTest.wheelEvent(handle, QPointF(at), QPoint(0, -120))
    settle()
    assert (field.day, field.text) == (DAY, shown_day(DAY))


def test_a_day_is_composed_by_an_input_method(field: DateField) -> None:
    tab_into(field)
    compose(field.line, "令和８年")
    compose(field.line, "３月５日")
    press(KEYS.Key_Return)
    assert (field.day, field.text) == (date(2026, 3, 5), "2026/03/05")


def test_keys_of_the_input_method_are_not_the_fields(field: DateField) -> None:
    tab_into(field)
    QApplication.sendEvent(field.line, QInputMethodEvent("にせんにじゅうろく", []))
    for key in (KEYS.Key_Up, KEYS.Key_Down, KEYS.Key_Return, KEYS.Key_Escape):
        press(key)
    assert field.day == DAY
    QApplication.sendEvent(field.line, QInputMethodEvent("", []))
    assert field.commit() or field.sentence


def test_the_calendar_by_keyboard(qtbot: QtBot, form: Form, field: DateField) -> None:
    tab_into(field)
    press(KEYS.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.calendar
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.days.selectedDate().toString("yyyy/MM/dd") == shown_day(DAY)
    settle()
    press(KEYS.Key_Right)
    assert form.changes == []
    press(KEYS.Key_Return)
    assert not calendar.isVisible()
    assert field.day == DAY + timedelta(days=1)
    field.button.click()
    assert calendar.isVisible()
    calendar.close()
    assert form.changes == [DAY + timedelta(days=1)]


def test_a_field_that_is_off_asks_for_nothing(field: DateField) -> None:
    tab_into(field)
    type_keys("2026/2/30")
    press(KEYS.Key_Return)
    field.setEnabled(False)
    assert (field.text, field.sentence) == (shown_day(DAY), "")
    assert all_read((field,))


def test_the_first_that_cannot_be_read_gets_the_keys(form: Form, field: DateField) -> None:
    field.line.setText("きのう")
    form.after.setFocus()
    assert not all_read((field,))
    assert QApplication.focusWidget() is field.line


def test_a_form_may_refuse_a_day_until_it_is_another(form: Form, field: DateField) -> None:
    field.refuse("先の日付です。")
    tab_into(field)
    form.after.setFocus()
    assert field.sentence == "先の日付です。"
    tab_into(field)
    type_keys("2026/3/5")
    press(KEYS.Key_Return)
    assert not field.sentence


def test_a_page_that_is_read_again_leaves_what_is_typed(field: DateField) -> None:
    tab_into(field)
    type_keys("2026/2/30")
    press(KEYS.Key_Return)
    field.follow_day(date(2026, 12, 1))
    assert (field.text, field.day) == ("2026/2/30", date(2026, 12, 1))
    press(KEYS.Key_Escape)
    assert field.text == "2026/12/01"
    field.follow_day(date(2026, 12, 2))
    assert field.text == "2026/12/02"
