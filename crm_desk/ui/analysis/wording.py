"""The sentences over the page, and whom each of them speaks of."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from crm_desk.domain.analysis.view import Filter, Filters, Sentence
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.theme import Theme

WHO: dict[str, Filters] = {
    "past_interval": (Filter("past_interval"),),
    "regulars": (Filter("purchases", (4, None)), Filter("recency", (91, None))),
    "once": (Filter("purchases", (1, 1)),),
    "bought": (Filter("recency", (0, 90)),),
    "quiet_top": (Filter("tier", 20), Filter("recency", (181, None))),
    "top_share": (Filter("tier", 10),),
}
"""Whom a sentence speaks of."""


class Sentences(Card):
    """The sentences over the page, each with a way to the people that it speaks of.

    Signals:
        asked: their filters.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1.5)
        self.body.setSpacing(theme.px(4))

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        """Replace them; without any there is no card."""
        clear_layout(self.body)
        for sentence in sentences:
            row = QHBoxLayout()
            row.addWidget(label(sentence.text, "strong", wrap=True), 1)
            filters = WHO.get(sentence.key)
            if filters is not None:
                see = button(self.tr("See them"), partial(self.asked.emit, filters), "link")
                see.setAccessibleDescription(sentence.text)
                row.addWidget(see)
            self.body.addLayout(row)
        self.setVisible(bool(sentences))
