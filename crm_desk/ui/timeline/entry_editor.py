"""An entry on a customer's page: written in place, or opened in the time line and put right."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import local_time
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import entries
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.entry import Entry
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.timeline.entry_form import EntryForm


class EntryEditor(QWidget):
    """The fields of an entry with what can be done with them; Enter in the words saves.

    Signals:
        kept: what stands in the fields is to be saved (`EntryInput` without a customer).
        left: nothing is.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, given: EntryInput) -> None:
        super().__init__()
        self._texts = workspace.texts
        self.form = EntryForm(workspace)
        self.form.show_input(given)
        self.form.entered.connect(self._keep)
        self.refusal = label("", "warn", wrap=True)
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(workspace.theme.space())
        column.addWidget(self.form)
        column.addWidget(self.refusal)
        self._foot = Flow(workspace.theme.px(4))
        self.save = button(self.tr("Save"), self._keep, "primary")
        for widget in (self.save, self.form.needs):
            self._foot.addWidget(widget)
        self._foot.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        column.addWidget(Wrapped(self._foot))
        self.setFocusProxy(self.form.text)

    def _keep(self) -> None:
        if self.form.moment.is_read:
            self.kept.emit(self.form.made(None, ""))
        else:
            self.form.moment.editor.show()
            self.say(self._texts("phone_note.time_unread"))

    def offer_removal(self, remove: Callable[[], object]) -> None:
        """Let the entry be taken away."""
        self.removed = button(self.tr("Remove this record"), remove, "link")
        self._foot.addWidget(self.removed)

    def offer_case(self, see: Callable[[], object]) -> None:
        """Let its case be seen."""
        self._foot.addWidget(button(self.tr("See the case"), see, "link"))

    def say(self, words: str) -> None:
        """Say why it was not saved; "" for nothing."""
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))

    def perform(self, workspace: Workspace, action: Callable[[], Changes]) -> None:
        """Carry something out; where the desk refuses, what is typed stays, and why is said."""
        try:
            changes = action()
        except ReportableError as error:
            self.say(workspace.texts.error(error))
            return
        self.left.emit()
        workspace.perform(lambda: changes)


def entry_panel(
    workspace: Workspace, row: TimelineRow, rules: ComplaintRules
) -> EntryEditor | None:
    """The editor of an entry of the time line; None when it is gone."""
    found = entries.entries_of(workspace.desk, row.customer)
    entry = next((each for each in found if each.id == row.record.id), None)
    return None if entry is None else _editor_of(workspace, entry, rules)


def _editor_of(workspace: Workspace, entry: Entry, rules: ComplaintRules) -> EntryEditor:
    desk = workspace.desk
    given = EntryInput(
        None, entry.caller, entry.kind, entry.way, entry.moment, entry.words, entry.case is not None
    )
    editor = EntryEditor(workspace, given)
    # A case stays one, whatever the kind becomes: it is closed where it stands.
    editor.form.needs.setEnabled(entry.case is None)

    def keep(made: EntryInput) -> None:
        same_caller = replace(made, caller=entry.caller)
        editor.perform(
            workspace,
            lambda: entries.change_entry(desk, entry.id, same_caller, local_time(), rules),
        )

    def remove() -> None:
        editor.perform(workspace, lambda: entries.remove_entry(desk, entry.id, local_time(), rules))

    editor.kept.connect(keep)
    editor.offer_removal(remove)
    if entry.case is not None:
        to = Route("customers", "cases", entry.id)
        editor.offer_case(lambda: workspace.go(to))
    return editor
