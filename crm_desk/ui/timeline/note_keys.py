"""The keys of 電話メモ, wherever in it the cursor is."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desk.ui.common.day_line import DayLine

if TYPE_CHECKING:
    from crm_desk.ui.timeline.phone_note import PhoneNote

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_FIRST, _LAST = Qt.Key.Key_1, Qt.Key.Key_5
# On a Mac, Alt and a digit write a sign; Qt calls its ⌃ key Meta.
_KIND = (
    Qt.KeyboardModifier.MetaModifier
    if sys.platform == "darwin"
    else Qt.KeyboardModifier.AltModifier
)


class NoteKeys(QObject):
    """Esc, Ctrl+Enter, Alt+1 to 5, Tab; what is composed belongs to the input method."""

    def __init__(self, note: "PhoneNote") -> None:
        super().__init__(note)
        self._note = note
        for widget in (note, *note.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return isinstance(event, QKeyEvent) and self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        run = None if self._note.is_composing else self._meaning(event)
        if run is None:
            return False
        # Taken before the window's own shortcuts: Alt+2 is a page there.
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            run()
        return True

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        note, key = self._note, event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _KIND and _FIRST <= key <= _LAST:
            return partial(note.choose_kind, key - _FIRST)
        if held == Qt.KeyboardModifier.ControlModifier and key in _ENTER:
            return partial(note.save, then_open=True)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not held & ~_SHIFT:
            return partial(note.step_focus, forward=key == Qt.Key.Key_Tab and not held)
        if held or key != Qt.Key.Key_Escape:
            return None
        line = note.focusWidget()
        # A day that is being typed is put back first.
        return None if isinstance(line, DayLine) and not line.is_untouched else note.leave
