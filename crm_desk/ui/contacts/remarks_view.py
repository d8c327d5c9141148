"""A person's note and marks, as they are seen wherever somebody is contacted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desk.desk.contacts.marks import NO_REMARKS, Remarks, mark_words
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.theme import Theme

_SHOWN = 160
"""Signs of a note that are seen at once; the rest at a click."""
_LINES = 3


class RemarksView(QFrame):
    """The note, shortened where it is long, and the marks; hidden where there is neither."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._remarks = NO_REMARKS
        self._whole = False
        self.setProperty("surface", "banner")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(
            theme.space(1.5), theme.px(6), theme.space(1.5), theme.px(6)
        )
        self._column.setSpacing(theme.px(4))
        self.hide()

    def show_remarks(self, remarks: Remarks) -> None:
        """Replace them."""
        if remarks != self._remarks:
            self._whole = False
        self._remarks = remarks
        clear_layout(self._column)
        if remarks.note:
            self._add_note(remarks.note)
        if remarks.marks or remarks.proposals:
            self._add_marks(remarks)
        self.setVisible(bool(remarks))

    def _add_note(self, note: str) -> None:
        shown, title = note if self._whole else shortened(note), self.tr("Note")
        self._column.addWidget(label(f"{title}  {shown}", wrap=True))
        if shortened(note) == note:
            return
        words = self.tr("Show less") if self._whole else self.tr("Show the whole note")
        self._column.addWidget(button(words, self._toggle, "link"), 0, Qt.AlignmentFlag.AlignLeft)

    def _add_marks(self, remarks: Remarks) -> None:
        flow = Flow(self._theme.px(4))
        for mark in remarks.marks:
            flow.addWidget(label(mark_words(mark, self._texts), "mark"))
        if remarks.proposals:
            flow.addWidget(label(self._texts("followup.block_unread_note"), "mark"))
        self._column.addWidget(Wrapped(flow))

    def _toggle(self) -> None:
        self._whole = not self._whole
        self.show_remarks(self._remarks)


def shortened(note: str) -> str:
    """The beginning of a note, as far as it is seen at once."""
    lines = note.split("\n")
    short = "\n".join(lines[:_LINES])[:_SHOWN]
    return note if short == note else f"{short.rstrip()}…"
