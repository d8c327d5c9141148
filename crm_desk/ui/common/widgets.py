"""The few shapes that pages are made of."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desk.ui.theme import Theme

LINE_SPACING = 1.4
"""Of the font's own height: BIZ UDPGothic sets its lines without any air between them."""


_WIDTHS_KEPT = 4


class Paragraph(QLabel):
    """Plain text that wraps, with air between its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: dict[int, list[tuple[QTextLayout, QTextLine]]] = {}
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        widest = max(
            (self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n")),
            default=0,
        )
        margins = self.contentsMargins()
        width = widest + 2 + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._line_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the height at the same widths hundreds of times.
        height = self._heights.get(width)
        if height is None:
            self.ensurePolished()
            margins = self.contentsMargins()
            lines = self._lines(width - margins.left() - margins.right())
            height = len(lines) * self._line_height() + margins.top() + margins.bottom()
            self._heights[width] = height
        return height

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        height = self._line_height()
        box = self.contentsRect()
        lines = self._lines(box.width())
        top = box.top() + max(0, (box.height() - height * len(lines)) // 2)
        for number, (layout, line) in enumerate(lines):
            offset = (height - line.height()) / 2 + number * height - line.y()
            clip = QRectF(box.left(), top + number * height, box.width(), height)
            painter.save()
            painter.setClipRect(clip)
            layout.draw(painter, QPointF(box.left(), top + offset))
            painter.restore()

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * LINE_SPACING)

    def _lines(self, width: int) -> list[tuple[QTextLayout, QTextLine]]:
        """The lines at a width, each with the layout that draws it."""
        if width not in self._laid_out:
            if len(self._laid_out) >= _WIDTHS_KEPT:
                self._laid_out.clear()
            self._laid_out[width] = self._lay_out(width)
        return self._laid_out[width]

    def _forget(self) -> None:
        self._laid_out.clear()
        self._heights.clear()

    def setText(self, text: str) -> None:
        self._forget()
        super().setText(text)

    def setAlignment(self, side: Qt.AlignmentFlag) -> None:
        self._forget()
        super().setAlignment(side)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def _lay_out(self, width: int) -> list[tuple[QTextLayout, QTextLine]]:
        option = QTextOption()
        option.setAlignment(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        # Endless words break too, instead of leaving the page.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        found = []
        for text in self.text().split("\n"):
            layout = QTextLayout(text, self.font(), self)
            layout.setTextOption(option)
            layout.beginLayout()
            y = 0.0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                line.setPosition(QPointF(0, y))
                y += self._line_height()
                found.append((layout, line))
            layout.endLayout()
        return found


def label(text: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """Plain text, never markup, whoever typed it."""
    made = Paragraph() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    return made


def button(text: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
    """A button; `kind` is primary, link, nav, chip, door or plain.

    An ampersand in typed text would become a shortcut, so it is doubled.
    """
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if kind:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: on_click())
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def frame(surface: str) -> QFrame:
    """A frame with a named surface of the style sheet."""
    made = QFrame()
    made.setProperty("surface", surface)
    return made


def rule() -> QFrame:
    """A thin line."""
    return frame("rule")


class Card(QFrame):
    """A white sheet with air around its content."""

    def __init__(self, theme: Theme, *, padding: float = 2) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        space = theme.space(padding)
        self.body.setContentsMargins(theme.space(padding + 0.25), space, space, space)
        self.body.setSpacing(theme.space())


NARROW = 860
"""Below this width of a page at 100 %, what stands side by side goes below one another."""


class PageHead(QWidget):
    """Title, the line that says what the page is for, and room for buttons.

    The buttons stand at the right, or below where the page is narrow.
    """

    def __init__(self, theme: Theme, title: str = "", line: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space())
        self._grid.setColumnStretch(0, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        self.title = label(title, "title", wrap=True)
        self.line = label(line, "soft", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.line)
        self._grid.addLayout(words, 0, 0)
        self._box = QWidget()
        self.side = QHBoxLayout(self._box)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(theme.space())
        self._narrow = False
        self._grid.addWidget(self._box, 0, 1)

    def set_words(self, title: str, line: str) -> None:
        """Replace title and line."""
        self.title.setText(title)
        self.line.setText(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.removeWidget(self._box)
            if narrow:
                self._grid.addWidget(self._box, 1, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._grid.addWidget(self._box, 0, 1)


def page_layout(widget: QWidget, theme: Theme) -> QVBoxLayout:
    """The margins that every page has."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3))
    layout.setSpacing(theme.space(2))
    return layout


def scrolling(content: QWidget) -> QScrollArea:
    """A scroll area that grows with its content's width."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


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
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()


SAVE_AFTER_MS = 400
"""After the last key; with the commit this stays below the half second that is promised."""


class TextField(QPlainTextEdit):
    """Typed words that save themselves.

    Signals:
        written: the text, 0.4 s after the last key and when the focus leaves.
    """

    written = Signal(str)

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

    def let_go(self) -> None:
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
        if event.type() == QEvent.Type.ShortcutOverride and self._composing:
            # While words are being composed no key is a shortcut of ours.
            event.accept()
            return True
        return super().event(event)


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
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.heightForWidth(self.width()))
