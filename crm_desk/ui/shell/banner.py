"""One line above the page: what went wrong, what goes on, what deserves attention."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desk.ui.common.widgets import button, clear_layout, label, restyle
from crm_desk.ui.theme import Theme


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.space(1.75), theme.px(6), theme.px(6), theme.px(6))
        self.sentence = ""
        self.hide()

    def say(self, sentence: str, surface: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence with buttons; "" hides the banner."""
        clear_layout(self._layout)
        self.sentence = sentence
        self.setVisible(bool(sentence))
        if not sentence:
            return
        self.setProperty("surface", surface)
        restyle(self)
        self._layout.addWidget(label(sentence, wrap=True), 1)
        for text, on_click in ways:
            self._layout.addWidget(button(text, on_click, "link"))
