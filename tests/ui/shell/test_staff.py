"""担当: names in the settings, and who is there now at the foot of the sidebar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk import staff
from crm_desk.desk.route import Route
from crm_desk.ui.shell.staff_card import StaffCard
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle


@pytest.fixture
def window(window: Window) -> Window:
    """The sample's window, with nobody entered yet."""
    workspace = window.workspace
    for one in staff.staff(workspace.desk):
        workspace.perform(lambda id_=one.id: staff.remove(workspace.desk, id_))  # type: ignore[misc]
    workspace.desk.history.forget(lambda _edit: True)
    return window


@pytest.fixture
def card(window: Window) -> StaffCard:
    window.go(Route("settings"))
    settle()
    (found,) = window.current.findChildren(StaffCard)
    return found


def names(window: Window) -> list[str]:
    return [one.name for one in staff.staff(window.workspace.desk)]


def choices(window: Window) -> dict[str, QAction]:
    menu = window.sidebar.staff_menu
    assert menu is not None
    return {action.text(): action for action in menu.actions() if action.text()}


def test_names_are_added_renamed_and_removed(qtbot: QtBot, window: Window, card: StaffCard) -> None:
    for name in ("佐藤", "山本"):
        card.new.setText(name)
        qtbot.keyClick(card.new, Qt.Key.Key_Return)
    assert names(window) == ["佐藤", "山本"]
    first = next(iter(card.fields.values()))
    first.setText("鈴木")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert names(window) == ["鈴木", "山本"]
    remove = [b for b in card.findChildren(QPushButton) if b.accessibleName() == "山本を削除"]
    qtbot.mouseClick(remove[-1], Qt.MouseButton.LeftButton)
    assert names(window) == ["鈴木"]
    window.undo()
    assert names(window) == ["鈴木", "山本"]


@pytest.mark.parametrize("name", ["", "  ", "佐藤", "佐 藤"])
def test_a_name_that_cannot_be_is_refused_and_stays(
    qtbot: QtBot, window: Window, card: StaffCard, name: str
) -> None:
    staff.add(window.workspace.desk, "佐藤")
    said: list[str] = []
    window.workspace.failed.connect(said.append)
    card.new.setText(name)
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    assert said[-1]
    assert card.new.text() == name
    assert names(window) == ["佐藤"]


def test_who_is_there_is_chosen_by_one_click(qtbot: QtBot, window: Window) -> None:
    foot = window.sidebar.staff
    qtbot.waitUntil(lambda: not foot.isVisible())
    workspace = window.workspace
    workspace.perform(lambda: staff.add(workspace.desk, "佐藤 & 妻"))
    qtbot.waitUntil(foot.isVisible)
    assert foot.accessibleName() == "いま: (だれでもない) ▼"
    qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)
    menu = window.sidebar.staff_menu
    assert menu is not None
    assert menu.isVisible()
    choices(window)["佐藤 && 妻"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: foot.accessibleName() == "いま: 佐藤 & 妻 ▼")
    found = staff.current(workspace.desk)
    assert found is not None
    assert found.name == "佐藤 & 妻"
    choices(window)["(だれでもない)"].trigger()
    qtbot.waitUntil(lambda: staff.current(workspace.desk) is None)


def test_who_is_removed_is_there_no_longer(qtbot: QtBot, window: Window) -> None:
    workspace = window.workspace
    workspace.perform(lambda: staff.add(workspace.desk, "佐藤"))
    (one,) = staff.staff(workspace.desk)
    workspace.perform(lambda: staff.set_current(workspace.desk, one.id))
    workspace.perform(lambda: staff.remove(workspace.desk, one.id))
    qtbot.waitUntil(lambda: not window.sidebar.staff.isVisible())
    assert staff.current(workspace.desk) is None
    window.undo()
    qtbot.waitUntil(window.sidebar.staff.isVisible)
    assert staff.current(workspace.desk) == one
