"""The few windows that stand over the page; their texts are plain, never markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def inform(parent: QWidget, title: str, sentence: str) -> QMessageBox:
    """Say something; does not wait."""
    box = _box(parent, title, sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.open()
    return box


def confirm(parent: QWidget, title: str, sentence: str, action: str) -> bool:
    """Ask before something that can't be undone; the safe answer is the default."""
    box = _box(parent, title, sentence)
    act = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is act


def choose(parent: QWidget | None, title: str, sentence: str, ways: list[tuple[str, str]]) -> str:
    """Offer ways out; returns the name of the one chosen, "" when the window is closed.

    Args:
        ways: (name, words on the button); the first is the default.
    """
    box = _box(parent, title, sentence)
    buttons = {
        name: box.addButton(words, QMessageBox.ButtonRole.AcceptRole) for name, words in ways
    }
    box.setDefaultButton(next(iter(buttons.values())))
    box.exec()
    clicked = box.clickedButton()
    return next((name for name, made in buttons.items() if made is clicked), "")


def _box(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(sentence)
    return box
