"""Where there is nothing to show yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.theme import Theme


class EmptyCard(Card):
    """What will be here, and the first step to it.

    Attributes:
        title: what is missing; a heading.
        first_step: the button.
    """

    def __init__(
        self, theme: Theme, title: str, words: str, step: str, run: Callable[[], object]
    ) -> None:
        super().__init__(theme, padding=3)
        self.title = label(title, "heading", wrap=True)
        self.first_step = button(step, run, "primary")
        self.body.addWidget(self.title)
        self.body.addWidget(label(words, wrap=True))
        self.body.addSpacing(theme.space())
        self.body.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignLeft)
