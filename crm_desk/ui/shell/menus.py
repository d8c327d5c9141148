"""The menu bar as data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True)
class Entry:
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


SEPARATOR = Entry("")


def build(window: QMainWindow, menus: list[tuple[str, list[Entry]]]) -> dict[str, QAction]:
    """Fill the window's menu bar anew; returns the actions by name."""
    bar = window.menuBar()
    bar.clear()
    actions: dict[str, QAction] = {}
    for title, entries in menus:
        menu = bar.addMenu(title)
        for entry in entries:
            if not entry.name:
                menu.addSeparator()
                continue
            action = QAction(entry.text, menu)
            action.setMenuRole(entry.role)
            if entry.keys is not None:
                action.setShortcuts(
                    QKeySequence.keyBindings(entry.keys)
                    if isinstance(entry.keys, QKeySequence.StandardKey)
                    else [QKeySequence(entry.keys)]
                )
            if entry.run is not None:
                action.triggered.connect(lambda _checked=False, run=entry.run: run())
            menu.addAction(action)
            actions[entry.name] = action
    return actions
