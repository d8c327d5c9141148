"""What can be undone and redone, newest last."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desk.desk.edits import Edit

STEPS = 30


class History:
    """Edits done and edits taken back. It carries nothing out; the desk does."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    @property
    def undoable(self) -> "Edit | None":
        """The edit that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> "Edit | None":
        """The edit that redo would carry out again."""
        return self._undone[-1] if self._undone else None

    def record(self, edit: "Edit") -> None:
        """Note an edit that was just carried out; what had been undone is gone."""
        merged = self._done[-1].merged(edit) if self._done and not self._undone else None
        if merged is not None:
            self._done[-1] = merged
        else:
            self._done.append(edit)
            del self._done[:-STEPS]
        self._undone.clear()

    def note_undone(self) -> None:
        """The undoable edit has been taken back."""
        self._undone.append(self._done.pop())

    def note_redone(self) -> None:
        """The redoable edit has been carried out again."""
        self._done.append(self._undone.pop())

    def forget(self, stale: "Callable[[Edit], bool]") -> None:
        """Drop steps that no longer fit what the desk holds."""
        self._done = [edit for edit in self._done if not stale(edit)]
        self._undone = [edit for edit in self._undone if not stale(edit)]
