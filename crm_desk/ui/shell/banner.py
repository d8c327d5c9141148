"""One line above the page: what went wrong, what goes on, what deserves attention."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.theme import Theme


class Banner(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.sentence = ""
        self.hide()

    def say(self, sentence: str, surface: str, *ways: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence with buttons; "" hides the banner.

        Args:
            surface: `banner` for what went wrong, `notice` for the rest.
        """
        if sentence == self.sentence:
            return
        clear_layout(self._layout)
        self.sentence = sentence
        if sentence:
            self._layout.addWidget(self._line(sentence, surface, ways))
        self.setVisible(bool(sentence))

    def _line(
        self, sentence: str, surface: str, ways: tuple[tuple[str, Callable[[], object]], ...]
    ) -> QWidget:
        theme, line = self._theme, frame(surface)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(theme.space(1.75), theme.px(6), theme.px(6), theme.px(6))
        layout.addWidget(label(sentence, wrap=True), 1)
        for text, on_click in ways:
            layout.addWidget(button(text, on_click, "link"))
        return line
