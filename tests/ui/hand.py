"""A hand at the mouse and the keys of a window, that counts what it does."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.scenes import settle


class Hand:
    """Clicks and presses as a person does, and counts."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.clicks = self.keys = 0

    def click(self, widget: QWidget, at: QPoint | None = None, *, adding: bool = False) -> None:
        """One click on what can be seen; with Ctrl held where it adds to what is chosen."""
        place = widget.rect().center() if at is None else at
        assert widget.isVisible()
        top = widget.window()
        found = top.childAt(widget.mapTo(top, place))
        assert found is not None
        assert found is widget or widget.isAncestorOf(found), "out of sight"
        self.clicks += 1
        held = Qt.KeyboardModifier
        self._qtbot.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            held.ControlModifier if adding else held.NoModifier,
            place,
        )
        settle()

    def click_row(self, table: QTableView, row: int, *, adding: bool = False) -> None:
        """One click on the first cell in sight of a row."""
        area = table.visualRect(table.model().index(row, table.columnAt(0)))
        self.click(table.viewport(), area.center(), adding=adding)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key, where the keys go."""
        self.keys += 1
        self._qtbot.keyClick(focused(), key, held)
        settle()

    def type(self, words: str) -> None:
        """Words beside the keys that are counted, as an input method hands them over."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(focused(), event)
        settle()


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the page as far as it needs."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    settle()


def focused() -> QWidget:
    """Where the keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def button(root: QWidget, text: str) -> QPushButton:
    """The visible button that says so."""
    found = [each for each in root.findChildren(QPushButton) if each.isVisible()]
    return next(each for each in found if each.text() == text)
