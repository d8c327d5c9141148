"""What all charts of the page share: marks that are pointed at, walked through and clicked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.domain.analysis.view import Filter, Filters
from crm_desk.domain.money import Money
from crm_desk.ui.charts.canvas import Canvas, RenderTarget
from crm_desk.ui.theme import Theme

STRONGEST = ("top1", "top10", "top20", "four_plus", "two_three", "once")
"""Clusters from the strongest colour to the palest."""
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_HEIGHT, _WIDTH, _LEAST = 250, 480, 240


class ChartMark(NamedTuple):
    """Something of a chart that has a value.

    Attributes:
        area: where the pointer finds it, in pixels of the chart.
        words: name and value, as hovering and a screen reader say them.
        filters: what a click filters by.
    """

    area: QRectF
    words: str
    filters: Filters


_OUT_OF_SIGHT_MS = 120
"""Charts out of sight are drawn after those in sight."""


class ChartWidget(QWidget):
    """A chart that knows its marks.

    Arrows move between the marks, Enter picks one.

    Signals:
        picked: the filters (`tuple[Filter, ...]`) of what was clicked.
        menu_asked: where on the screen (`QPoint`) a menu is wanted.
    """

    picked = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, money: Money, name: str) -> None:
        super().__init__()
        self.theme, self.money = theme, money
        self.canvas = Canvas(self)
        self._marks: Sequence[ChartMark] = ()
        self._is_stale = False
        self._over_all: list[Any] = []
        self._filters: frozenset[Filter] = frozenset()
        self._at = self._over = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What a chart says of itself

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        """Draw the data; returns the marks in the order of the keys."""
        raise NotImplementedError

    def _draw_later(self) -> None:
        """Once for all that changes in one turn: layouts try several sizes."""
        if not self._is_stale:
            self._is_stale = True
            QTimer.singleShot(0, self, self._draw_in_turn)

    def _draw_in_turn(self) -> None:
        """What is in sight comes first; the rest a moment later, and in time for scrolling."""
        if self.visibleRegion().isEmpty():
            QTimer.singleShot(_OUT_OF_SIGHT_MS, self, self.marks)
        else:
            self.marks()

    def _draw(self) -> None:
        self._is_stale = False
        self._over_all = []
        self.canvas.clear(self.theme, QSizeF(self.size()))
        self._marks = self.draw(self.canvas)
        self.setAccessibleDescription("\n".join(mark.words for mark in self._marks))
        self._draw_over()

    @contextmanager
    def on_paper(self, medium: RenderTarget) -> Iterator[Canvas]:
        """The chart on white, without what was chosen on screen."""
        theme, filters = self.theme, self._filters
        self.theme, self._filters = Theme(percent=theme.percent), frozenset()
        try:
            self.canvas.clear(self.theme, QSizeF(self.size()), medium)
            self.draw(self.canvas)
            yield self.canvas
        finally:
            self.theme, self._filters = theme, filters
            self._draw()

    # Filters

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Mark what the table is filtered by."""
        self._filters = frozenset(filters)
        if not self._is_stale:
            self._draw_over()

    def is_chosen(self, mark: ChartMark) -> bool:
        """The table shows these people only."""
        return bool(mark.filters) and self._filters.issuperset(mark.filters)

    def people(self, n: int) -> str:
        """1,214 people."""
        return self.tr("1 person") if n == 1 else self.tr("{n} people").format(n=f"{n:,}")

    def _changed(self) -> None:
        """Other data are shown."""
        self._at = self._over = -1
        self._draw_later()

    def marks(self) -> Sequence[ChartMark]:
        """The marks on screen."""
        if self._is_stale:
            self._draw()
        return self._marks

    @property
    def shown_words(self) -> str:
        """What is said of the mark pointed at, or of the one where the keys are."""
        marks, place = self.marks(), self._told()
        return marks[place].words if 0 <= place < len(marks) else ""

    def _told(self) -> int:
        if self._over >= 0:
            return self._over
        return self._at if self.hasFocus() else -1

    def _draw_over(self) -> None:
        """Frames around what is chosen and what is told, and the words of the latter."""
        self.canvas.let_go(self._over_all)
        self._over_all = self.chosen_frames()
        place = self._told()
        if 0 <= place < len(self._marks):
            mark = self._marks[place]
            self._over_all.append(self.canvas.outline(mark.area, "ink", 2))
            self._over_all.append(self.canvas.say(mark.words, mark.area))

    def chosen_frames(self) -> list[Any]:
        """Frames around what the table is filtered by."""
        chosen = [mark.area for mark in self._marks if self.is_chosen(mark)]
        return [self.canvas.outline(area, "chart_chosen", 3) for area in chosen]

    # Size

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_WIDTH), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(_LEAST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_later()

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
            self._draw_over()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self.place_at(event.position()))

    def _pick(self, place: int) -> None:
        marks = self.marks()
        if 0 <= place < len(marks):
            self._at = place
            if marks[place].filters:
                self.picked.emit(marks[place].filters)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, key = len(self.marks()), event.key()
        if key in _PICK and self._at >= 0:
            self._pick(self._at)
        elif count and (place := self.step(key)) is not None:
            self._at, self._over = min(max(place, 0), count - 1), -1
            self._draw_over()
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.menu_asked.emit(self.mapToGlobal(self.rect().center()))
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
        self._draw_over()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_over()
