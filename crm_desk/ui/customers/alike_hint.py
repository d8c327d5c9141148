"""The line over the customers that some are to be looked at: look-alikes, notes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace


class AlikeHint(QFrame):
    """Says how many pairs and notes there are, and leads to them.

    Attributes:
        pairs: how many suggestions there are, of both kinds.
        notes: leads to the notes; hidden where none is to be checked.

    Signals:
        clicked: the pairs are wanted.
        notes_asked: the notes are wanted.
    """

    clicked = Signal()
    notes_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = workspace.theme
        self._texts = workspace.texts
        self.pairs = 0
        self.setProperty("surface", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1.5), theme.px(4), theme.px(6), theme.px(4))
        column.setSpacing(0)
        self._words = label("", wrap=True)
        column.addWidget(self._words)
        row = Flow(theme.px(4))
        self._look = button(self.tr("Look at them"), self.clicked.emit, "link")
        self.notes = button("", self.notes_asked.emit, "link")
        row.addWidget(self._look)
        row.addWidget(self.notes)
        column.addWidget(Wrapped(row))
        self.hide()

    @property
    def has_any(self) -> bool:
        """There is something to look at."""
        return bool(self.pairs) or not self.notes.isHidden()

    def show_pairs(self, pairs: int, splits: int = 0, unread: int = 0) -> None:
        """Say that there are so many; whether there is room for it is for the page to know.

        Args:
            splits: customers who are several people.
            unread: persons whose note is to be checked.
        """
        words = self._texts("marks.unread", n=f"{unread:,}")
        self.notes.setText(words)
        self.notes.setAccessibleName(words)
        self.notes.setVisible(unread > 0)
        self.pairs = pairs + splits
        lines = (
            self._texts("customers.splits", n=f"{splits:,}") if splits else "",
            self._texts("customers.alike", n=f"{pairs:,}") if pairs else "",
        )
        self._look.setVisible(self.pairs > 0)
        self._words.setText("\n".join(filter(None, lines)))
        self._words.setVisible(self.pairs > 0)
