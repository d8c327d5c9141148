"""A chart that is pointed at, walked through and clicked; it does not know what it shows."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent

from crm_desk.domain.charts import Chart, PointCloud
from crm_desk.ui.charts.dragging import DraggedRegion, region_in
from crm_desk.ui.charts.drawing import DrawnMark
from crm_desk.ui.charts.points import area_of
from crm_desk.ui.charts.view import ChartView
from crm_desk.ui.theme import Theme

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FORTH = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REACH = 10
"""How near a point must be, in pixels at 100 %."""


class ChartWidget(ChartView):
    """A chart whose marks can be reached.

    Arrows move between the marks, Enter picks one; among points a rectangle can be dragged.

    Signals:
        picked: the payload (`Payload`) of what was clicked or dragged.
        menu_asked: where on the screen (`QPoint`) a menu is wanted.
    """

    picked = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._chosen: frozenset[Any] = frozenset()
        self._over_all: list[Any] = []
        self._at = self._over = -1
        self._is_second_click = False
        self._drag = DraggedRegion(self.canvas)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_chart(self, chart: Chart) -> None:
        self._at = self._over = -1
        super().show_chart(chart)

    # Marks

    def show_chosen(self, chosen: Collection[Any]) -> None:
        """Frame what is chosen: the marks all of whose payload is among these."""
        self._chosen = frozenset(chosen)
        if not self._is_stale:
            self._draw_over()

    def is_chosen(self, drawn: DrawnMark) -> bool:
        """All of the mark's payload is chosen."""
        payload = drawn.payload
        return bool(payload) and self._chosen.issuperset(payload)

    @property
    def shown_words(self) -> str:
        """What is said of the mark pointed at, or of the one where the keys are."""
        marks, place = self.marks(), self._place
        return marks[place].words if 0 <= place < len(marks) else ""

    @property
    def _place(self) -> int:
        """Of the mark that is named, -1 without one."""
        if self._over >= 0:
            return self._over
        return self._at if self.hasFocus() else -1

    def place_at(self, point: QPointF) -> int:
        """The mark under or near a point, -1 without one."""
        marks, reach = self.marks(), self.theme.px(_REACH)
        inside = [n for n, mark in enumerate(marks) if mark.area.contains(point)]
        if inside:
            return inside[-1]
        spots = ((n, mark.spot) for n, mark in enumerate(marks) if mark.spot is not None)
        return next((n for n, spot in spots if (spot - point).manhattanLength() < reach), -1)

    # What is drawn over it

    def _draw(self) -> None:
        self._over_all = []
        super()._draw()
        self._draw_over()

    def _draw_over(self) -> None:
        """Frames around what is chosen, named and dragged."""
        canvas, marks, place = self.canvas, self._drawing.marks, self._place
        canvas.let_go(self._over_all)
        self._over_all = [canvas.outline(a, "chart_chosen", 3) for a in self._chosen_areas()]
        if 0 <= place < len(marks):
            named = marks[place]
            self._over_all.append(canvas.outline(named.area, "ink", 2))
            self._over_all.append(canvas.say(named.words, named.area))
        self._over_all += self._drag.outline()

    def _chosen_areas(self) -> list[QRectF]:
        """In pixels: of chosen marks, or of the chosen region among points."""
        if not isinstance(self.chart, PointCloud):
            return [drawn.area for drawn in self._drawing.marks if self.is_chosen(drawn)]
        region, whole = self.chart.regions.region(self._chosen), self.canvas.box.viewRect()
        if region is None:
            return []
        within = region._replace(
            bottom=max(region.bottom, whole.top()),
            right=min(region.right, whole.right()),
            top=min(region.top, whole.bottom()),
        )
        return [self.canvas.area(area_of(within))]

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        by_left = event.button() == Qt.MouseButton.LeftButton
        if by_left and isinstance(self.chart, PointCloud) and len(self.chart.x):
            self._drag.begin(event.position())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click has picked already; a second one would take it back.
        self._is_second_click = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_active:
            self._drag.move(event.position())
            self._over = -1
            self._draw_over()
        else:
            self._hover(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_second_click:
            self._is_second_click = False
            return
        self._drag.move(event.position())
        area = self._drag.finish()
        if area is None:
            if event.button() == Qt.MouseButton.LeftButton:
                self._pick(self.place_at(event.position()))
            return
        self._draw_over()
        if isinstance(self.chart, PointCloud) and not area.isEmpty():
            self.picked.emit(self.chart.regions.payload(region_in(self.canvas, area)))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def _hover(self, place: int) -> None:
        if place != self._over:
            self._over = place
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if place >= 0 else Qt.CursorShape.ArrowCursor)
            self._draw_over()

    def _pick(self, place: int) -> None:
        marks = self.marks()
        if 0 <= place < len(marks):
            self._at = place
            if marks[place].payload:
                self.picked.emit(marks[place].payload)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, key = len(self.marks()), event.key()
        if key in _PICK and self._at >= 0:
            self._pick(self._at)
        elif count and (place := _step(key, self._at, count, self.drawing.across)) is not None:
            self._at, self._over = min(max(place, 0), count - 1), -1
            self._draw_over()
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.menu_asked.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        if by_key and self._at < 0 and self.marks():
            self._at = 0
        self._draw_over()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_over()


def _step(key: int, at: int, count: int, across: int) -> int | None:
    """Where a key leads to; None for keys that mean nothing here."""
    if key == Qt.Key.Key_Home:
        return 0
    if key == Qt.Key.Key_End:
        return count - 1
    if across > 1 and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        # Above and below are a row apart; at the edge it stays.
        place = at + (across if key == Qt.Key.Key_Down else -across)
        return place if 0 <= place < count else at
    return at + (key in _FORTH) - (key in _BACK) if key in _BACK + _FORTH else None
