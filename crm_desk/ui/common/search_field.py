"""A field that searches while one types."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_AFTER_MS = 150
"""After the last key: quicker than a person looks up, slower than one types."""


class SearchField(QLineEdit):
    """Says what is typed; words that are still being composed are not typed yet.

    Signals:
        searched: the words, a moment after the last key.
        went_down: the person wants to be among what was found.
    """

    searched = Signal(str)
    went_down = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(200)
        self._composing = False
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(lambda _text: self._timer.start())

    def flush(self) -> None:
        """Search now."""
        self._timer.stop()
        words = " ".join(self.text().split())
        if words != self._last:
            self._last = words
            self.searched.emit(words)

    @property
    def words(self) -> str:
        """What was searched last."""
        return self._last

    def show_words(self, words: str) -> None:
        """Show words that are searched already."""
        self._last = words
        self.setText(words)
        self._timer.stop()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._composing
        ):
            # While words are being composed no key is a shortcut of ours.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() == keys.Key_Escape and self.text():
            self.clear()
            self.flush()
        elif event.key() in (keys.Key_Down, keys.Key_Return, keys.Key_Enter):
            self.flush()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
