"""Notes that are being typed, kept in the desk at once, and notes that wait for an import."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import local_time
from crm_desk.desk.timeline import draft_rescue, entries
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.desk.timeline.entries import KeptDraft
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.common.workspace import Workspace

KEEP_AFTER_MS = 400
"""After the last key."""
_AGAIN_MS = 250
_BUSY = "desk_saving"
"""What the desk says while an import is being kept."""


class _Waiting(NamedTuple):
    """A note that is to be saved as soon as the desk takes it."""

    made: EntryInput
    draft: int | None
    said: str


class NoteKeeper(QObject):
    """Keeps one draft at a time, and saves notes; each is durable or still on screen.

    Args:
        typed: what stands in the fields; None where nothing is typed.

    Signals:
        saved: a note that had waited is in the desk now (a sentence).
    """

    saved = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        rules: ComplaintRules,
        typed: Callable[[], EntryInput | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._rules, self._typed = workspace, rules, typed
        self._draft: int | None = None
        self._kept: EntryInput | None = None
        self._waiting: list[_Waiting] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.try_again)
        workspace.closing.connect(self._close)

    # Drafts

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Drafts but the one that is shown and those that wait, the last one begun first."""
        taken = {self._draft, *(each.draft for each in self._waiting)}
        return tuple(each for each in entries.drafts(self._workspace.desk) if each.id not in taken)

    def begin(self, draft: KeptDraft | None) -> None:
        """Go on with a draft, or with a new note."""
        self._later.stop()
        self._draft = None if draft is None else draft.id
        self._kept = None if draft is None else draft.draft

    def keep_later(self) -> None:
        """Something was typed; it is kept a moment after the last key."""
        self._later.start()

    def keep(self) -> None:
        """Keep what is typed now; where the desk is busy, once it is not."""
        self._later.stop()
        typed = self._typed()
        if typed == self._kept:
            return
        desk = self._workspace.desk
        try:
            if typed is not None:
                self._draft = entries.keep_draft(desk, typed, self._draft)
            elif self._draft is not None:
                entries.drop_draft(desk, self._draft)
                self._draft = None
        except ReportableError as error:
            if error.key != _BUSY:
                self._workspace.show_error(error)
                return
            self._later.start()
        else:
            self._kept = typed

    # Saving

    def save(self, made: EntryInput, said: str) -> bool:
        """Save a note; False where it waits for an import that is being kept.

        Args:
            said: told once it is saved after all.

        Raises:
            ReportableError: what is typed can't be saved; the draft stays.
        """
        self._later.stop()
        try:
            changes = self._add(made, self._draft)
        except ReportableError as error:
            if error.key != _BUSY:
                raise
            self._waiting.append(_Waiting(made, self._draft, said))
            self._again.start()
            self.begin(None)
            return False
        self.begin(None)
        self._workspace.perform(lambda: changes)
        return True

    def _add(self, made: EntryInput, draft: int | None) -> Changes:
        desk = self._workspace.desk
        changes = entries.add_entry(desk, made, local_time(), self._rules)
        if draft is not None:
            entries.drop_draft(desk, draft)
        return changes

    def try_again(self) -> None:
        """Save what waits, as far as the desk takes it."""
        while self._waiting:
            first = self._waiting[0]
            try:
                changes = self._add(first.made, first.draft)
            except ReportableError as error:
                if error.key == _BUSY:
                    return
                # It is a draft again, and waits for the person.
                self._waiting.pop(0)
                self._keep_as_draft(first)
                self._workspace.show_error(error)
                continue
            self._waiting.pop(0)
            self._workspace.perform(lambda done=changes: done)  # type: ignore[misc]
            self.saved.emit(first.said)
        self._again.stop()

    def _keep_as_draft(self, note: _Waiting) -> None:
        desk = self._workspace.desk
        self._workspace.attempt(lambda: entries.keep_draft(desk, note.made, note.draft))

    @property
    def is_waiting(self) -> bool:
        """Notes wait for an import."""
        return bool(self._waiting)

    def _close(self) -> None:
        """The desk is closed: whatever is not saved stays as a draft for the next time."""
        self._later.stop()
        self._again.stop()
        typed, desk = self._typed(), self._workspace.desk
        left = [(each.made, each.draft) for each in self._waiting]
        if typed is not None and typed != self._kept:
            left.append((typed, self._draft))
        for made, draft in left:
            self._workspace.attempt(
                lambda m=made, d=draft: draft_rescue.keep_when_free(desk, m, d)  # type: ignore[misc]
            )
