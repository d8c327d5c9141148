"""The two fields of 電話メモ: what is looked for, and what was said."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from crm_desk.domain.timeline.entry import MOST_SIGNS

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED = 200
"""Characters of a search."""


class CallerField(QLineEdit):
    """A part of a telephone number, a name in kana, a member number.

    Signals:
        stepped: so many hits down (int).
        entered: Enter.
    """

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(_TYPED)
        self.is_composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.is_composing:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class NoteText(QPlainTextEdit):
    """What was said, verbatim. Enter saves, Shift+Enter begins a new line.

    Signals:
        entered: Enter.
    """

    entered = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.is_composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        undo = QKeySequence.StandardKey
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.matches(undo.Undo) or event.matches(undo.Redo))
        ):
            # Here they are of what is typed, never of what was done to the shop's data.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = Qt.Key(event.key()) in _ENTER
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and plain and not self.is_composing:
            self.entered.emit()
        elif is_enter and not self.is_composing:
            # Shift+Enter: a line of its own, no line separator.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    @property
    def is_too_long(self) -> bool:
        """More than an entry holds."""
        return len(self.toPlainText()) > MOST_SIGNS
