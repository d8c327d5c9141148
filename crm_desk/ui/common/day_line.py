"""The line that a day is typed into: what its keys, its focus and an input method do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from crm_desk.domain.typed_day import LONGEST_TYPED

_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_PageUp: (0, 1),
    Qt.Key.Key_PageDown: (0, -1),
}
"""Key: how many days and months it goes on."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_KEEPS_TYPED = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Focus goes to these for a moment and comes back; nobody has finished typing."""


class DayLine(QLineEdit):
    """Typing begins a new day, whatever way the line was entered.

    Signals:
        stepped: so many days and months on (int, int).
        today_asked, calendar_asked: by their keys, Ctrl+; and Alt+Down.
        finished: Enter, or the keys go elsewhere.
        left: Escape; nothing typed is to be kept.
    """

    stepped = Signal(int, int)
    today_asked = Signal()
    calendar_asked = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST_TYPED)
        self._whole = self._run = ""
        self._composing = self._clicked_into = False

    def show_whole(self, text: str, *, undoable: bool) -> None:
        """Show a whole day.

        Args:
            undoable: the person did it, and Ctrl+Z takes it back; else it is where undo begins.
        """
        self._whole, self._run = text, ""
        if text == self.text():
            return
        if undoable:
            self.selectAll()
            self.insert(text)
        else:
            self.setText(text)

    @property
    def is_untouched(self) -> bool:
        """The day that was shown last stands in the line as it was."""
        return self.text() == self._whole

    @property
    def typed_run(self) -> str:
        """What was typed in one go into a whole day, whatever part of it was selected."""
        return self._run

    def _note_typed(self, text: str, *, is_back: bool = False) -> None:
        """Go on with the run, or end it: another key, or a click, edits what stands there."""
        if is_back:
            self._run = self._run[:-1]
        else:
            self._run = self._run + text if text.isprintable() and text else ""

    def _begin_anew(self, typed: str) -> None:
        """A digit within a whole day would make it none: it begins another day instead."""
        if typed[:1].isalnum() and self.is_untouched and not self.hasSelectedText():
            self.selectAll()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (self._composing or self._is_own(event))
        ):
            # No shortcut of the window takes our keys, or those of the words being composed.
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Semicolon:
            return plain == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Down and plain == Qt.KeyboardModifier.AltModifier:
            return True
        own = (*_STEPS, *_ENTER)
        if event.key() == Qt.Key.Key_Escape:
            return not self.is_untouched
        return event.key() in own and plain == Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._composing or not self._is_own(event):
            self._begin_anew(event.text())
            if key not in _MODIFIERS:
                self._note_typed(event.text(), is_back=key == Qt.Key.Key_Backspace)
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.finished.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Semicolon:
            self.today_asked.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_asked.emit()
        else:
            self.stepped.emit(*_STEPS[Qt.Key(key)])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        self._begin_anew(event.preeditString() or event.commitString())
        if event.commitString():
            self._note_typed(event.commitString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self._clicked_into = True
        elif event.reason() not in _KEEPS_TYPED:
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._run = ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._clicked_into and not self.hasSelectedText():
            self.selectAll()
        self._clicked_into = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = self._clicked_into = False
        if event.reason() not in _KEEPS_TYPED:
            self.finished.emit()
