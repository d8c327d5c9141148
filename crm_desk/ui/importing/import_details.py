"""What an import was told, what was decided about its source, and reading its files again."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.importing import remembered
from crm_desk.importing.answers import UNANSWERED
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.notice_card import NoticeRows
from crm_desk.ui.importing.session import ImportSession

if TYPE_CHECKING:
    from crm_desk.desk.importing.batches import Batch


class ImportDetails(QWidget):
    """The notices of one import, the answers that count for its source, and how to change them."""

    def __init__(self, workspace: Workspace, session: ImportSession, batch: "Batch") -> None:
        from crm_desk.desk.importing.question_words import decided_lines

        super().__init__()
        desk, texts = workspace.desk, workspace.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, workspace.theme.px(4), 0, 0)
        notices = remembered.notices_of(desk, batch.id)
        if notices:
            column.addWidget(NoticeRows(workspace, notices))
        lines = decided_lines(remembered.answers_of(desk, batch.source), texts)
        if lines:
            column.addWidget(label(texts("ask.decided"), "strong", wrap=True))
        for line in lines:
            column.addWidget(label(line, wrap=True))
        paths = [path for path in remembered.paths_of(desk, batch.id) if path.is_file()]
        if paths and len(paths) == len(batch.files):
            row = Flow(workspace.theme.space())
            again = partial(session.read_again, batch.id, paths)
            row.addWidget(button(texts("ask.read_again"), again))
            column.addWidget(Wrapped(row))
            return
        column.addWidget(label(texts("ask.files_gone"), "soft", wrap=True))
        if lines:
            forget = partial(self._forget, workspace, batch.source)
            row = Flow(workspace.theme.space())
            row.addWidget(button(texts("ask.forget"), forget))
            column.addWidget(Wrapped(row))

    def _forget(self, workspace: Workspace, source: str) -> None:
        """The next import from there asks again."""

        def work() -> Changes:
            remembered.remember(workspace.desk, source, UNANSWERED)
            return NOTHING

        if workspace.perform(work):
            workspace.notified.emit(workspace.texts("ask.forgotten"))
            self.hide()
