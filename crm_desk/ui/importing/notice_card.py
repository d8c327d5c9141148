"""What reading has found and tells: each reason in one sentence, with its first place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.route import Route
from crm_desk.importing.findings import Notice
from crm_desk.ui.common.widgets import Card, button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

_PLACES = {"shared_contact_kept": Route("customers", "alike")}
"""Where something can be done about what is told."""


class NoticeRows(QWidget):
    """One sentence for each reason; below it how often, and where first."""

    def __init__(self, workspace: Workspace, notices: Sequence[Notice]) -> None:
        from crm_desk.desk.importing.question_words import notice_place, notice_sentence

        super().__init__()
        theme, texts = workspace.theme, workspace.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        for notice in notices:
            box = QVBoxLayout()
            box.setSpacing(theme.px(2))
            box.addWidget(label(notice_sentence(notice, texts), wrap=True))
            if place := notice_place(notice, texts):
                box.addWidget(label(place, "soft", wrap=True))
            if notice.reason in _PLACES:
                place_of = partial(workspace.go, _PLACES[notice.reason])
                link = button(self.tr("Look at them"), place_of, "link")
                box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            column.addLayout(box)


class NoticeCard(Card):
    """The notices, and sheets of which nothing is read; hidden where there is neither."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=3)
        self._workspace = workspace
        self._shown: tuple[object, ...] | None = None
        self.hide()

    def show_all(self, notices: Sequence[Notice], sheets: str = "") -> None:
        """Show them; nothing moves where they are the same as before.

        Args:
            sheets: a sentence about sheets that are not read.
        """
        key = (tuple(notices), sheets)
        if key == self._shown:
            return
        self._shown = key
        clear_layout(self.body)
        self.setVisible(bool(notices or sheets))
        if not (notices or sheets):
            return
        self.body.addWidget(label(self._workspace.texts("notice.heading"), "heading"))
        if notices:
            self.body.addWidget(NoticeRows(self._workspace, notices))
        if sheets:
            self.body.addWidget(label(sheets, wrap=True))
