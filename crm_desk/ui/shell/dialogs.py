"""The few windows that stand over the page; their texts are plain, never markup."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme, current_theme

_WIDTH = 520


class NoticeDialog(QDialog):
    """A sentence and the ways on.

    Attributes:
        chosen: the name of the way that was taken; "" when the window was just closed.
        body: between the sentence and the ways; empty.
    """

    def __init__(self, parent: QWidget | None, title: str, sentence: str) -> None:
        super().__init__(parent)
        theme: Theme = current_theme()
        self.chosen = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(2.5))
        words = label(sentence, wrap=True)
        words.setMinimumWidth(theme.px(_WIDTH))
        words.setMinimumHeight(words.heightForWidth(theme.px(_WIDTH)))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleDescription(sentence)
        layout.addWidget(words)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space())
        layout.addLayout(self.body)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.space())
        self._row.addStretch(1)
        layout.addLayout(self._row)

    def add_way(self, name: str, words: str, kind: str = "") -> QPushButton:
        """Add a button that closes the window and keeps its name."""
        return self.add_button(words, lambda: self._take(name), kind)

    def add_button(self, words: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
        """Add a button that leaves the window open."""
        made = button(words, on_click, kind)
        self._row.addWidget(made)
        return made

    def _take(self, name: str) -> None:
        self.chosen = name
        self.accept()


def inform(parent: QWidget | None, title: str, sentence: str) -> NoticeDialog:
    """Say something; does not wait."""
    notice = NoticeDialog(parent, title, sentence)
    notice.add_way(
        "close", QCoreApplication.translate("NoticeDialog", "Close"), "primary"
    ).setFocus()
    notice.open()
    return notice


def confirm(parent: QWidget, title: str, sentence: str, action: str) -> bool:
    """Ask before something that can't be undone; the safe answer is the default."""
    back = QCoreApplication.translate("NoticeDialog", "Cancel")
    return choose(parent, title, sentence, [("back", back), ("act", action)]) == "act"


def choose(parent: QWidget | None, title: str, sentence: str, ways: list[tuple[str, str]]) -> str:
    """Offer ways out; returns the name of the one chosen, "" when the window is closed.

    Args:
        ways: (name, words on the button); the first is the default.
    """
    notice = NoticeDialog(parent, title, sentence)
    for index, (name, words) in enumerate(ways):
        made = notice.add_way(name, words, "" if index else "primary")
        if not index:
            made.setFocus()
    notice.exec()
    return notice.chosen
