"""The line over the customers that some of them may be one person, or several in one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace


class AlikeHint(QFrame):
    """Says how many pairs there are, and leads to them.

    Attributes:
        pairs: how many suggestions there are, of both kinds.

    Signals:
        clicked: the pairs are wanted.
    """

    clicked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = workspace.theme
        self._texts = workspace.texts
        self.pairs = 0
        self.setProperty("surface", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.75), theme.px(2), theme.px(6), theme.px(2))
        self._words = label("", wrap=True)
        row.addWidget(self._words, 1)
        row.addWidget(button(self.tr("Look at them"), self.clicked.emit, "link"))
        self.hide()

    def show_pairs(self, pairs: int, splits: int = 0) -> None:
        """Say that there are so many; whether there is room for it is for the page to know.

        Args:
            splits: customers who are several people.
        """
        self.pairs = pairs + splits
        lines = (
            self._texts("customers.splits", n=f"{splits:,}") if splits else "",
            self._texts("customers.alike", n=f"{pairs:,}") if pairs else "",
        )
        self._words.setText("\n".join(filter(None, lines)))
