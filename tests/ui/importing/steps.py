"""What a person does in the import wizard, for its tests."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.ui.importing.check_step import CheckStep
from crm_desk.ui.importing.layout_step import LayoutStep
from crm_desk.ui.importing.page import ImportPage
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import CHECK, CHOOSE, LAYOUT, RESULT
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle


def page_of(window: Window) -> ImportPage:
    page = window.current
    assert isinstance(page, ImportPage)
    return page


def session_of(window: Window) -> ImportSession:
    return page_of(window).session


def wait_for(qtbot: QtBot, window: Window, *steps: str) -> None:
    def there() -> bool:
        state = session_of(window).state
        return state.step in steps or state.asking is not None

    qtbot.waitUntil(there, timeout=30_000)
    settle()


def drop(qtbot: QtBot, window: Window, *files: Path) -> None:
    """Drop files on whatever the window shows, and wait until they are looked at."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert event.isAccepted()
    wait_for(qtbot, window, CHECK, LAYOUT, CHOOSE)


def bring_in(qtbot: QtBot, window: Window) -> None:
    step = page_of(window).step
    assert isinstance(step, CheckStep)
    assert step.go.isEnabled()
    step.go.click()
    wait_for(qtbot, window, RESULT)


def words(window: Window) -> str:
    shown = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    shown += [w.text() for w in window.findChildren(QPushButton) if w.isVisible()]
    return "\n".join(shown)


def link(window: Window, text: str) -> QPushButton:
    found = page_of(window).findChildren(QPushButton)
    return next(w for w in found if w.isVisible() and w.text().startswith(text))


def choose(window: Window, field: str, header: str) -> None:
    step = page_of(window).step
    assert isinstance(step, LayoutStep)
    box = step.boxes[field]
    index = next(i for i in range(box.count()) if box.itemText(i).startswith(header))
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settle()


def press(qtbot: QtBot, key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key)
    settle()
