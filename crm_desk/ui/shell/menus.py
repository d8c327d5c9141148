"""The menu bar as data."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class MenuEntry(NamedTuple):
    """One action of a menu.

    Attributes:
        name: to find the action again; "" makes a separator.
        keys: a standard key or a sequence; None for none.
    """

    name: str
    text: str = ""
    run: Callable[[], object] | None = None
    keys: QKeySequence.StandardKey | str | None = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


SEPARATOR = MenuEntry("")


def build_titles(window: QMainWindow, titles: list[str]) -> list[QMenu]:
    """Fill the window's menu bar again, with empty menus."""
    bar = window.menuBar()
    bar.clear()
    for menu in bar.findChildren(QMenu):
        menu.deleteLater()
    return [bar.addMenu(title) for title in titles]


def fill(menus: list[QMenu], entries: list[list[MenuEntry]]) -> dict[str, QAction]:
    """Fill the menus; returns the actions by name."""
    actions: dict[str, QAction] = {}
    for menu, listed in zip(menus, entries, strict=True):
        for entry in listed:
            if entry.name:
                action = actions[entry.name] = _action(menu, entry)
                menu.addAction(action)
            else:
                menu.addSeparator()
    return actions


def _action(menu: QMenu, entry: MenuEntry) -> QAction:
    action = QAction(entry.text, menu)
    action.setMenuRole(entry.role)
    if isinstance(entry.keys, QKeySequence.StandardKey):
        action.setShortcuts(QKeySequence.keyBindings(entry.keys))
    elif entry.keys is not None:
        action.setShortcut(QKeySequence(entry.keys))
    if entry.run is not None:
        action.triggered.connect(lambda _checked=False, run=entry.run: run())
    return action
