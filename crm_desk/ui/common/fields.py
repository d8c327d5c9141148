"""Fields that save themselves, and a layout that flows like words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLayout, QLayoutItem, QPlainTextEdit, QSizePolicy, QWidget


class Flow(QLayout):
    """Lays widgets out like words: the next line begins when one is full."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def items(self) -> Sequence[QLayoutItem]:
        """All of them, in order."""
        return self._items

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                # Hidden: no gap is left in its place.
                continue
            hint = _fitting(item, rect.width())
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()


def _fitting(item: QLayoutItem, width: int) -> QSize:
    """The size wanted; what is wider than a line wraps, where it can."""
    hint = item.sizeHint()
    if 0 < width < hint.width() and item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return hint


SAVE_AFTER_MS = 400
"""After the last key; with the commit this stays below the half second that is promised."""


class TextField(QPlainTextEdit):
    """Typed words that save themselves.

    Signals:
        escaped: Escape was pressed.
        written: the text, 0.4 s after the last key and when the focus leaves.
    """

    written = Signal(str)
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._saved = ""
        self._composing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._timer.start)

    def sizeHint(self) -> QSize:
        """Three lines; layouts give more where there is room."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 5)

    def show_text(self, text: str) -> None:
        """Show what is stored; the cursor stays where it is when nothing changed.

        What is typed but not yet saved is not written over by what was stored before it.
        """
        if self.is_unsaved and text == self._saved:
            return
        self._timer.stop()
        self._saved = text
        if text != self.toPlainText():
            self.setPlainText(text)
            self._timer.stop()

    def detach(self) -> None:
        """Another text is coming; what is on screen belongs to something else."""
        self._timer.stop()
        self._saved = self.toPlainText()

    @property
    def is_unsaved(self) -> bool:
        """The text on screen is not the stored one."""
        return self.toPlainText() != self._saved

    def flush(self) -> None:
        """Hand the text over now if it has changed."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._saved:
            self.written.emit(text)

    def note_saved(self, text: str) -> None:
        """The text is durable; without this, the next flush tries again."""
        self._saved = text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._composing:
                # While words are being composed no key is a shortcut of ours.
                event.accept()
                return True
            if self._has_nothing_to(event):
                # Then the key means the program's own undo or redo.
                event.ignore()
                return True
        return super().event(event)

    def _has_nothing_to(self, event: QKeyEvent) -> bool:
        document = self.document()
        return (
            event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
        ) or (event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Wrapped(QWidget):
    """A widget whose height follows a flow layout's width."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_lines()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Something came, went, or says more: there may be more lines now, or fewer.
            self._follow_lines()
        return done

    def _follow_lines(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.heightForWidth(self.width()))


class Toggler(QObject):
    """A click on the words is a click on their box."""

    def __init__(self, box: QCheckBox) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._box.toggle()
        return super().eventFilter(watched, event)
