"""What stands in a page's place while there is nothing to show in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.widgets import PageHead, label, page_layout
from crm_desk.ui.theme import Theme


def waiting_page(theme: Theme, head: PageHead, words: str) -> QWidget:
    """The head of a page, and what is being done meanwhile."""
    whole, layout = _page(theme, head)
    layout.addWidget(label(words, "soft", wrap=True))
    layout.addStretch(1)
    return whole


def empty_page(theme: Theme, head: PageHead, card: EmptyCard) -> QWidget:
    """The head of a page, and the first step to what will be there."""
    whole, layout = _page(theme, head)
    layout.addWidget(card)
    layout.addStretch(1)
    return whole


def _page(theme: Theme, head: PageHead) -> tuple[QWidget, QVBoxLayout]:
    whole = QWidget()
    layout = page_layout(whole, theme)
    layout.addWidget(head)
    return whole, layout
