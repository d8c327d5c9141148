"""What was told of an import, and what was decided about where it came from."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.importing import remembered
from crm_desk.desk.importing.batches import Batch
from crm_desk.desk.money import money_of
from crm_desk.importing.answers import Answers
from crm_desk.importing.findings import Question, answered
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.notice_card import NoticeRows
from crm_desk.ui.importing.question_rows import QuestionRows
from crm_desk.ui.importing.session import ImportSession


class BatchDetails(QWidget):
    """Below an import in the list of imports.

    An answer is changed where the files are: they are opened again. Where they are gone, it is
    changed here and counts from the next import on.
    """

    def __init__(self, workspace: Workspace, session: ImportSession, batch: Batch) -> None:
        super().__init__()
        self._workspace, self._session, self._batch = workspace, session, batch
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.space())
        self._show()

    def _show(self, *, changing: bool = False) -> None:
        from crm_desk.desk.importing.question_words import decided_lines

        clear_layout(self._column)
        desk, texts = self._workspace.desk, self._workspace.texts
        notices = remembered.notices_of(desk, self._batch.id)
        if notices:
            self._column.addWidget(label(texts("notice.told"), "strong"))
            self._column.addWidget(NoticeRows(self._workspace, notices))
        given = remembered.answers_of(desk, self._batch.source)
        lines = decided_lines(given, texts)
        if not lines:
            self._offer_reading_again()
            return
        self._column.addWidget(label(texts("ask.decided"), "strong"))
        if changing:
            self._show_questions()
            return
        for line in lines:
            self._column.addWidget(label(line, wrap=True))
        change = button(texts("ask.change"), self._change, "link")
        change.setAccessibleName(f"{texts('ask.change')}: {self._batch.source}")
        self._column.addWidget(change)

    def _offer_reading_again(self) -> None:
        """What the program decided by itself can be answered otherwise, too."""
        if self._paths():
            words = self._workspace.texts("ask.read_again")
            again = button(words, self._change, "link")
            again.setAccessibleName(f"{words}: {self._batch.source}")
            self._column.addWidget(again)

    def _paths(self) -> tuple[Path, ...]:
        """Where the files are; none where one of them is gone."""
        paths = remembered.paths_of(self._workspace.desk, self._batch.id)
        return paths if all(path.is_file() for path in paths) else ()

    def _change(self) -> None:
        if paths := self._paths():
            self._session.read_again(self._batch.id, paths)
            self._workspace.notified.emit(self._workspace.texts("ask.files_open"))
        else:
            self._show(changing=True)

    def _show_questions(self) -> None:
        from crm_desk.desk.importing.question_words import questions_of

        workspace = self._workspace
        given = remembered.answers_of(workspace.desk, self._batch.source)
        self._column.addWidget(label(workspace.texts("ask.files_gone"), "soft", wrap=True))
        rows = QuestionRows(
            workspace,
            f"batch{self._batch.id}",
            questions_of(given, workspace.texts),
            given,
            money_of(workspace.desk),
            self._take,
        )
        self._column.addWidget(rows)

    def _take(self, question: Question, option: str) -> None:
        workspace, source = self._workspace, self._batch.source
        now = answered(question, option, remembered.answers_of(workspace.desk, source))
        workspace.attempt(partial(self._keep, now))

    def _keep(self, now: Answers) -> None:
        workspace, source = self._workspace, self._batch.source
        remembered.remember(workspace.desk, source, now)
        workspace.notified.emit(workspace.texts("ask.kept", source=source))
