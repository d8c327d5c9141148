"""Where there is nothing to show."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from crm_desk.ui.common.fields import Flow, Wrapped
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
        self.body.addWidget(self.title)
        self.body.addWidget(label(words, wrap=True))
        self.body.addSpacing(theme.space())
        self._steps = Flow(theme.space())
        self.body.addWidget(Wrapped(self._steps))
        self.first_step = self.add_step(step, run, "primary")

    def add_step(self, words: str, run: Callable[[], object], kind: str = "") -> QPushButton:
        """Another button beside the first."""
        made = button(words, run, kind)
        self._steps.addWidget(made)
        return made


class NothingFoundCard(Card):
    """Stands in place of a table in which no row is left.

    Attributes:
        title: what was not found; a heading.
    """

    def __init__(self, theme: Theme, words: str = "") -> None:
        super().__init__(theme, padding=3)
        self.title = label("", "heading", wrap=True)
        self.body.addWidget(self.title)
        if words:
            self.body.addWidget(label(words, wrap=True))
        self.body.addStretch(1)
