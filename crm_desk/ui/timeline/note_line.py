"""「メモを書く」 on a customer's page."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.desk import local_time
from crm_desk.desk.timeline import entries
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.entry_editor import EntryEditor
from crm_desk.ui.timeline.entry_form import blank

_DRAFT = "note_of"
"""Where the workspace keeps what was typed of whom."""


class NoteLine(QWidget):
    """The fields of an entry of this customer, once its button is pressed.

    Attributes:
        write: the button, to be placed; hidden while something is written.
        editor: while something is written, else None.
    """

    def __init__(self, workspace: Workspace, rules: ComplaintRules) -> None:
        super().__init__()
        self._workspace, self._rules = workspace, rules
        self._customer = 0
        self.editor: EntryEditor | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.write = button(self.tr("Write a note"), self.begin, "chip")
        self.hide()
        workspace.closing.connect(self._put_aside)

    def show_customer(self, customer: int) -> None:
        """Another customer; what was typed of the former one is there when they are again."""
        if customer == self._customer:
            return
        self._put_aside()
        self._customer = customer
        if self._key in self._workspace.drafts:
            self._open(self._workspace.drafts[self._key])

    @property
    def _key(self) -> str:
        return f"{_DRAFT}:{self._customer}"

    def begin(self) -> None:
        """Open the fields."""
        self._open(replace(blank(local_time()), kind=EntryKind.NOTE))
        if self.editor is not None:
            # It is there once the layout has come to it.
            text = self.editor.form.text
            QTimer.singleShot(0, text, text.setFocus)

    def _open(self, given: EntryInput) -> None:
        self._drop()
        editor = self.editor = EntryEditor(self._workspace, given)
        editor.kept.connect(self._keep)
        editor.left.connect(self._leave)
        self._column.addWidget(editor)
        self.show()
        self.write.hide()

    def _keep(self, made: EntryInput) -> None:
        workspace, rules = self._workspace, self._rules
        whole = replace(made, customer=self._customer)
        if self.editor is not None:
            self.editor.perform(
                workspace,
                lambda: entries.add_entry(workspace.desk, whole, local_time(), rules),
            )

    def _leave(self) -> None:
        self._workspace.drafts.pop(self._key, None)
        self._drop()
        self.write.setFocus()

    def _put_aside(self) -> None:
        if self.editor is not None:
            typed = self.editor.form.made(None, "")
            if typed.words.strip():
                self._workspace.drafts[self._key] = typed
            self._drop()

    def _drop(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.hide()
        self.write.show()
