"""Every date field of the program, found by walking its pages and dialogs, typed into by keys."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desk.domain.typed_day import UnreadDayError, read_day, shown_day
from crm_desk.ui import theme
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.day_line import DayLine
from tests.gallery.scenes import SCENES, opened_window, shown
from tests.test_architecture import PACKAGE, module_name, sources
from tests.typed_forms import ERA_FORMS, FORMS
from tests.ui.typing_days import tab_into, type_keys

UNREAD = (
    "2026/2/30",
    "0",
    "99/99/99",
    "令和99年",
    "令和99年1月1日",
    "慶応3年1月1日",
    "平成31年5月1日",
    "きのう",
    "0305",
    "260305",
    "1899/12/31",
)


@cache
def makers() -> set[str]:
    """The modules that put a date field on screen, read off their sources."""
    return {
        module_name(path)
        for path in sources(PACKAGE / "ui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "DateField"
    }


def maker(field: DateField) -> str:
    """The module of the widget that a field was put on by."""
    known, parent = makers(), field.parentWidget()
    while parent is not None:
        if (name := type(parent).__module__) in known:
            return name
        parent = parent.parentWidget()
    raise AssertionError(field.line.accessibleName())


def usable(root: QWidget) -> Iterator[DateField]:
    for field in root.findChildren(DateField):
        if field.isVisible() and field.isEnabled():
            yield field


@pytest.fixture
def walked(qtbot: QtBot, tmp_path: Path) -> Iterator[Iterator[tuple[str, QWidget]]]:
    """Every scene of the gallery, on screen while it is looked at."""
    theme.load_fonts()
    with opened_window(tmp_path, "ja", "light", 100) as window:

        def scenes() -> Iterator[tuple[str, QWidget]]:
            for name, scene in SCENES.items():
                for widget in shown(window, scene):
                    yield name, widget

        yield scenes()


def test_days_typed_in_every_form_into_every_date_field(
    walked: Iterator[tuple[str, QWidget]],
) -> None:
    tried: set[tuple[str, str]] = set()
    for _, widget in walked:
        for field in usable(widget):
            key = (maker(field), field.line.accessibleName())
            if key not in tried:
                tried.add(key)
                type_every_form(field)
                type_what_is_no_day(field)
    unseen = makers() - {module for module, _ in tried}
    assert not unseen, "a date field is on no scene of the gallery"


def type_every_form(field: DateField) -> None:
    for number, form in enumerate((*FORMS, *ERA_FORMS)):
        wanted = field.day + timedelta(days=1 if number % 2 else -1)
        wanted = min(max(wanted, field.first), field.last)
        tab_into(field)
        type_keys(form(wanted))
        QTest.keyClick(field.line, Qt.Key.Key_Tab if number % 3 else Qt.Key.Key_Return)
        assert field.day == wanted, form(wanted)
        assert (field.text, field.sentence) == (shown_day(wanted), "")


def type_what_is_no_day(field: DateField) -> None:
    before = field.day
    ahead = shown_day(field.last + timedelta(days=1)) if field.last < date.max else "2201/1/1"
    for text in (*UNREAD, ahead):
        tab_into(field)
        type_keys(text)
        QTest.keyClick(field.line, Qt.Key.Key_Tab)
        assert field.text == text
        assert field.day == before, text
        assert field.sentence
        assert field.line.accessibleDescription() == field.sentence
    tab_into(field)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.text, field.day) == ("", before)
    assert field.sentence
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.text, field.sentence) == (shown_day(before), "")


def test_no_other_line_of_the_program_holds_a_day(
    walked: Iterator[tuple[str, QWidget]],
) -> None:
    wild = []
    for name, widget in walked:
        for line in widget.findChildren(QLineEdit):
            if not isinstance(line, DayLine) and line.isVisible() and _reads_as_day(line):
                wild.append(f"{name}: {line.accessibleName()}")
    assert not wild


def _reads_as_day(line: QLineEdit) -> bool:
    try:
        read_day(line.text())
    except UnreadDayError:
        return False
    return True


def test_only_the_date_field_itself_edits_days() -> None:
    for path in sources():
        text = path.read_text(encoding="utf-8")
        assert not any(each in text for each in ("QDateEdit", "QDateTimeEdit")), path
        calendar = "QCalendarWidget" in text
        assert not calendar or path.name in ("day_calendar.py", "theme.py"), path
