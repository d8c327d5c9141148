"""What all charts of the page share: marks that are pointed at, walked through and clicked."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.domain.money import Money
from crm_desk.domain.rfm_view import Filter
from crm_desk.domain.texts import NO_FIGURE
from crm_desk.ui.theme import Theme

Filters = tuple[Filter, ...]
LEFT, RIGHT, CENTRE = (
    side | Qt.AlignmentFlag.AlignVCenter
    for side in (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignRight,
        Qt.AlignmentFlag.AlignHCenter,
    )
)
STRONGEST = ("top1", "top10", "top20", "four_plus", "two_three", "once")
"""Clusters from the strongest colour to the palest."""
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_HEIGHT, _WIDTH, _LEAST = 250, 480, 240
_LINE = 1.35
"""Height of a line of words, of the font's own."""


class Mark(NamedTuple):
    """Something of a chart that has a value.

    Attributes:
        area: where the pointer finds it.
        words: name and value, as hovering and a screen reader say them.
        filters: what a click filters by.
    """

    area: QRectF
    words: str
    filters: Filters


class Brush:
    """A painter with the theme's words and colours."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        area: QRectF,
        words: str,
        side: Qt.AlignmentFlag = LEFT,
        ink: str | QColor = "ink",
        *,
        bold: bool = False,
    ) -> None:
        """Words in an area; what does not fit ends in an ellipsis."""
        self.painter.setFont(self.theme.font("small", bold=bold))
        self.painter.setPen(self.theme.qcolour(ink) if isinstance(ink, str) else ink)
        metrics = QFontMetricsF(self.painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() + 1)
        self.painter.drawText(area, side | Qt.TextFlag.TextDontClip, shown)

    def wrapped(self, area: QRectF, words: str, ink: str = "ink") -> None:
        """Words in the middle of an area, on as many lines as they need."""
        self.painter.setFont(self.theme.font("small"))
        self.painter.setPen(self.theme.qcolour(ink))
        self.painter.drawText(area, CENTRE | Qt.TextFlag.TextWordWrap, words)

    def width(self, words: str, *, bold: bool = False) -> float:
        """How wide words are."""
        return text_width(self.theme, words, bold=bold)

    def bar(self, area: QRectF, fill: str, edge: str = "chart_edge") -> None:
        """A filled bar whose edge shows on any ground."""
        self.painter.setPen(QPen(self.theme.qcolour(edge), 1))
        self.painter.setBrush(self.theme.qcolour(fill))
        self.painter.drawRect(area)

    def line(self, start: QPointF, end: QPointF, ink: str = "line", width: float = 1) -> None:
        """A straight line."""
        self.painter.setPen(QPen(self.theme.qcolour(ink), width))
        self.painter.drawLine(start, end)


def text_width(theme: Theme, words: str, *, bold: bool = False) -> float:
    """How wide words are in a chart."""
    return QFontMetricsF(theme.font("small", bold=bold)).horizontalAdvance(words)


def line_height(theme: Theme) -> float:
    """Of one line of words in a chart."""
    return QFontMetricsF(theme.font("small")).height() * _LINE


def rate_words(rate: Fraction | None) -> str:
    """48.9%, or a dash where there is no base."""
    if rate is None:
        return NO_FIGURE
    tenths = int(abs(rate) * 1000 + Fraction(1, 2))
    return f"{'-' if rate < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"


class Chart(QWidget):
    """A chart that is painted: it knows its marks at any size.

    Arrows move between the marks, Enter picks one.

    Signals:
        picked: the filters (`tuple[Filter, ...]`) of what was clicked.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, money: Money, name: str) -> None:
        super().__init__()
        self.theme, self.money = theme, money
        self._filters: frozenset[Filter] = frozenset()
        self._at = self._over = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What a chart says of itself

    def lay_out(self, size: QSizeF, theme: Theme) -> Sequence[Mark]:
        """The marks at a size, in the order of the keys."""
        raise NotImplementedError

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        """Paint everything but the pointer's and the keys' place."""
        raise NotImplementedError

    def draw_on(self, painter: QPainter, size: QSizeF, *, printing: bool = False) -> None:
        """Paint the chart; for paper on white, and without what was chosen on screen."""
        theme = Theme(percent=self.theme.percent) if printing else self.theme
        marks = self.lay_out(size, theme)
        brush = Brush(painter, theme)
        if printing:
            painter.fillRect(QRectF(QPointF(), size), theme.qcolour("surface"))
        self.draw(brush, size, marks)
        if not printing:
            self._draw_chosen(brush, marks)

    # Filters

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Mark what the table is filtered by."""
        self._filters = frozenset(filters)
        self.update()

    def is_chosen(self, mark: Mark) -> bool:
        """The table shows these people only."""
        return bool(mark.filters) and self._filters.issuperset(mark.filters)

    def people(self, n: int) -> str:
        """1,214 people."""
        return self.tr("1 person") if n == 1 else self.tr("{n} people").format(n=f"{n:,}")

    def _changed(self) -> None:
        """Other data are shown."""
        self._at = self._over = -1
        marks = self.marks()
        self.setAccessibleDescription("\n".join(mark.words for mark in marks))
        self.updateGeometry()
        self.update()

    def marks(self) -> Sequence[Mark]:
        """The marks on screen."""
        return self.lay_out(QSizeF(self.size()), self.theme)

    @property
    def shown_words(self) -> str:
        """What is said of the mark pointed at, or of the one where the keys are."""
        marks, place = self.marks(), self._told()
        return marks[place].words if 0 <= place < len(marks) else ""

    def _told(self) -> int:
        if self._over >= 0:
            return self._over
        return self._at if self.hasFocus() else -1

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_WIDTH), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(_LEAST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size, marks = QSizeF(self.size()), self.marks()
        self.draw_on(painter, size)
        place = self._told()
        brush = Brush(painter, self.theme)
        if 0 <= place < len(marks):
            self._outline(brush, marks[place], "ink", 2)
            self._draw_words(brush, size, marks[place])

    def _draw_chosen(self, brush: Brush, marks: Sequence[Mark]) -> None:
        for mark in marks:
            if self.is_chosen(mark):
                self._outline(brush, mark, "chart_chosen", 3)

    def _outline(self, brush: Brush, mark: Mark, token: str, width: float) -> None:
        radius = brush.theme.px(4)
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.setPen(QPen(brush.theme.qcolour(token), brush.theme.px(width)))
        brush.painter.drawRoundedRect(mark.area, radius, radius)

    def _draw_words(self, brush: Brush, size: QSizeF, mark: Mark) -> None:
        theme = brush.theme
        pad = theme.px(6)
        whole = brush.width(mark.words) + 2 * pad + 2
        width = min(whole, size.width() - 2)
        height = line_height(theme) * (1 if whole <= width else 2) + pad
        left = min(max(mark.area.center().x() - width / 2, 1), size.width() - width - 1)
        top = mark.area.top() - height - pad
        if top < 1:
            top = min(mark.area.bottom() + pad, size.height() - height - 1)
        area = QRectF(left, top, width, height)
        brush.painter.setPen(QPen(theme.qcolour("edge"), 1))
        brush.painter.setBrush(theme.qcolour("surface"))
        brush.painter.drawRoundedRect(area, theme.px(5), theme.px(5))
        brush.wrapped(area.adjusted(pad, 0, -pad, 0), mark.words)

    # Pointer and keys

    def place_at(self, point: QPointF) -> int:
        """The mark under a point, -1 without one."""
        found = [n for n, mark in enumerate(self.marks()) if mark.area.contains(point)]
        return found[-1] if found else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._over:
            self._over = place
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self.place_at(event.position()))

    def _pick(self, place: int) -> None:
        marks = self.marks()
        if 0 <= place < len(marks):
            self._at = place
            if marks[place].filters:
                self.picked.emit(marks[place].filters)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, key = len(self.marks()), event.key()
        if key in _PICK and self._at >= 0:
            self._pick(self._at)
        elif count and (place := self.step(key)) is not None:
            self._at, self._over = min(max(place, 0), count - 1), -1
            self.update()
        else:
            super().keyPressEvent(event)

    def step(self, key: int) -> int | None:
        """Where a key leads to; None for keys that mean nothing here."""
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return len(self.marks()) - 1
        return self._at + (key in _FORTH) - (key in _BACK) if key in _BACK + _FORTH else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        if by_key and self._at < 0 and self.marks():
            self._at = 0
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
