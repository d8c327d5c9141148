"""The wheel scrolls the page, and changes no field that it only passes over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desk.ui import theme
from crm_desk.ui.common.wheel import calm, is_calm
from tests.gallery.scenes import SCENES, opened_window, settle, shown

FIELDS: tuple[type[QComboBox] | type[QAbstractSpinBox], ...] = (QComboBox, QAbstractSpinBox)


def turn(widget: QWidget) -> None:
    """One notch of the wheel over a widget, towards the person; as the system sends it."""
    window = widget.window().windowHandle()
    at = widget.mapTo(widget.window(), widget.rect().center())
    QTest.wheelEvent(window, QPointF(at), QPoint(0, -120))
    settle()


@pytest.fixture
def page(qtbot: QtBot) -> tuple[QScrollArea, QComboBox, QSpinBox]:
    """A long page with two fields on it."""
    area, inner = QScrollArea(), QWidget()
    layout = QVBoxLayout(inner)
    box, number = calm(QComboBox()), calm(QSpinBox())
    box.addItems(["a", "b", "c"])
    number.setValue(50)
    layout.addWidget(box)
    layout.addWidget(number)
    layout.addStretch(1)
    inner.setFixedHeight(2000)
    area.setWidget(inner)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    settle()
    return area, box, number


def test_the_page_scrolls_under_a_field(page: tuple[QScrollArea, QComboBox, QSpinBox]) -> None:
    area, box, number = page
    for field in (box, number):
        area.verticalScrollBar().setValue(0)
        field.setFocus()  # As Tab and a page's first focus do.
        turn(field)
        assert area.verticalScrollBar().value() > 0
    assert (box.currentIndex(), number.value()) == (0, 50)


def test_a_number_that_was_clicked_into_turns(
    qtbot: QtBot, page: tuple[QScrollArea, QComboBox, QSpinBox]
) -> None:
    _, box, number = page
    qtbot.mouseClick(number.lineEdit(), Qt.MouseButton.LeftButton)
    turn(number)
    assert number.value() == 49
    box.setFocus()
    turn(number)
    assert number.value() == 49


def test_every_field_of_the_program_leaves_the_wheel_to_the_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    theme.load_fonts()
    wild, seen = [], 0
    with opened_window(tmp_path, "ja", "light", 100) as window:
        for name, scene in SCENES.items():
            for shown_widget in shown(window, scene):
                for kind in FIELDS:
                    for field in shown_widget.findChildren(kind):
                        seen += 1
                        if not is_calm(field) and not _is_of_a_calendar(field):
                            wild.append(f"{name}: {field.accessibleName() or field}")
    assert not wild
    assert seen


def _is_of_a_calendar(field: QWidget) -> bool:
    return field.objectName().startswith("qt_")
