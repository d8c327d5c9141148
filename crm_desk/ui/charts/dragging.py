"""A rectangle dragged over a chart of points."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt

from crm_desk.domain.charts import Region
from crm_desk.ui.charts.canvas import Canvas

_LEAST = 6
"""A press that moves less, in pixels at 100 %, is a click."""


class DraggedRegion:
    """Where a drag began and where it is now."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._start: QPointF | None = None
        self._end = QPointF()

    @property
    def is_active(self) -> bool:
        """The button is down."""
        return self._start is not None

    def begin(self, at: QPointF) -> None:
        """The button went down."""
        self._start = self._end = at

    def move(self, at: QPointF) -> None:
        """The pointer moved on."""
        self._end = at

    def finish(self) -> QRectF | None:
        """The button went up; returns the rectangle in pixels, None after a click."""
        area, self._start = self.area(), None
        return area

    def area(self) -> QRectF | None:
        """What is being dragged, in pixels and within the plot."""
        if self._start is None:
            return None
        if (self._start - self._end).manhattanLength() < self._canvas.theme.px(_LEAST):
            return None
        plot = self._canvas.area(self._canvas.box.viewRect())
        return QRectF(self._start, self._end).normalized().intersected(plot)

    def outline(self) -> list[Any]:
        """Draw it over the chart; returns what `Canvas.let_go` takes away."""
        area = self.area()
        if area is None:
            return []
        item = self._canvas.outline(area, "chart_chosen", 2)
        pen, fill = item.pen(), item.pen().color()
        pen.setStyle(Qt.PenStyle.DashLine)
        fill.setAlphaF(0.12)
        item.setPen(pen)
        item.setBrush(fill)
        return [item]


def region_in(canvas: Canvas, area: QRectF) -> Region:
    """A rectangle in pixels, in places on the axes."""
    # Upwards in the data is downwards in pixels.
    low, high = canvas.data_at(area.bottomLeft()), canvas.data_at(area.topRight())
    return Region(low.x(), low.y(), high.x(), high.y())
