"""The few shapes that pages are made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
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
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desk.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

# The first touch of the `Qt` namespace builds some hundred enum classes: 30 ms, a fifth of what a
# bare window takes in all. What the first window needs of them is set through Qt's properties.
_PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
_NEVER_SHOWN = 1  # Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_STRONG_FOCUS = 11  # Qt.FocusPolicy.StrongFocus

LINE_SPACING = 1.4
"""Of the font's own height: BIZ UDPGothic sets its lines without any air between them."""


_WIDTHS_KEPT = 4


class Paragraph(QLabel):
    """Plain text that wraps, with air between its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: dict[int, list[tuple[QTextLayout, QTextLine]]] = {}
        self._heights: dict[int, int] = {}
        self._side: Qt.AlignmentFlag | None = None
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

    def paintEvent(self, _event: "QPaintEvent") -> None:
        painter = QPainter(self)
        # The pen is the palette's text colour already, which the style sheet has set.
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

    def setAlignment(self, side: "Qt.AlignmentFlag") -> None:
        self._forget()
        self._side = side
        super().setAlignment(side)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def _lay_out(self, width: int) -> list[tuple[QTextLayout, QTextLine]]:
        option = QTextOption()
        if self._side is not None:
            option.setAlignment(self._side)
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
    made.setProperty("textFormat", _PLAIN_TEXT)
    made.setText(text)
    made.setProperty("role", role)
    return made


class PushButton(QPushButton):
    """A button that Enter presses, too, and that keeps the arrows from wandering off.

    A double click is one click: who clicks twice out of habit does nothing twice.
    """

    def mouseDoubleClickEvent(self, event: "QMouseEvent") -> None:
        event.accept()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.isCheckable() and self.property("kind") == "chip":
            # Chosen it is written in bold, and must not need more room then.
            plain, bold = QFont(self.font()), QFont(self.font())
            plain.setBold(False)
            bold.setBold(True)
            widths = [QFontMetrics(font).horizontalAdvance(self.text()) for font in (bold, plain)]
            hint.setWidth(hint.width() + max(widths[0] - widths[1], 0))
        return hint

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        from PySide6.QtCore import Qt

        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter) and self.menu() is None:
            self.click()
        elif event.key() in (keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


def button(text: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
    """A button; `kind` is primary, link, name, nav, chip, door or plain.

    An ampersand in typed text would become a shortcut, so it is doubled.
    """
    made = PushButton(text.replace("&", "&&"))
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
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
        self._box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.side.setSpacing(theme.space())
        self._narrow = False
        self._grid.addWidget(self._box, 0, 1)

    def set_words(self, title: str, line: str) -> None:
        """Replace title and line."""
        self.title.setText(title)
        self.line.setText(line)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.removeWidget(self._box)
            if narrow:
                self._grid.addWidget(self._box, 1, 0)
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
    area.setProperty("horizontalScrollBarPolicy", _NEVER_SHOWN)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # Page keys scroll it.
    area.setProperty("focusPolicy", _STRONG_FOCUS)
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
