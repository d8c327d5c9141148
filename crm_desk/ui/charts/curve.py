"""A curve over a pale ground, with named points."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF

from crm_desk.domain.charts import Curve, PointMark
from crm_desk.ui.charts.canvas import Canvas, Frame, line_height, text_width, thinned
from crm_desk.ui.charts.drawing import Drawing, DrawnMark

_GAP, _DOT = 14, 5
_HEAD = 1.6
"""Lines above the plot: what goes upwards, and half of the highest tick."""
_LATE = 0.55
"""A point further right has its words at its left."""


def draw_curve(canvas: Canvas, chart: Curve) -> Drawing:
    """Draw axes, curve and named points."""
    _surround(canvas, chart)
    _draw_line(canvas, chart.points)
    return Drawing(_draw_marks(canvas, chart.marks))


def _surround(canvas: Canvas, chart: Curve) -> None:
    theme, line = canvas.theme, line_height(canvas.theme)
    x, y = chart.x, chart.y
    frame = Frame(
        left=y.ticks,
        bottom=x.ticks,
        lines=2,
        head=line * _HEAD,
        right=text_width(theme, x.ticks[-1].text) / 2 + theme.px(2),
        grid=True,
    )
    step = y.ticks[1].place - y.ticks[0].place
    height = canvas.surround(frame).height() * step / (y.high - y.low)
    names = thinned([tick.text for tick in y.ticks], line, height)
    left = [(tick.place, name) for tick, name in zip(y.ticks, names, strict=True) if name]
    canvas.surround(frame._replace(left=left))
    canvas.span((x.low, x.high), (y.low, y.high))
    canvas.words_at(y.title, QPointF())
    canvas.words_at(x.title, QPointF(canvas.view.width(), canvas.view.height()), (1, 1))


def _draw_line(canvas: Canvas, points: Sequence[tuple[float, float]]) -> None:
    if len(points) < 2:
        return
    x, y = (list(each) for each in zip(*points, strict=True))
    line = pg.mkPen(canvas.theme.qcolour("chart_top20"), width=canvas.theme.px(2.5))
    pale = canvas.theme.qcolour("chart_pale")
    # The ground is drawn in strips, whose smooth edges would show.
    canvas.add(pg.PlotCurveItem(x, y, pen=pg.mkPen(None), fillLevel=0, brush=pale))
    canvas.add(pg.PlotCurveItem(x, y, pen=line, antialias=True))


def _draw_marks(canvas: Canvas, marks: Sequence[PointMark]) -> list[DrawnMark]:
    leader = canvas.theme.qcolour("chart_chosen")
    areas, drawn = _areas(canvas, marks), []
    for each, area in zip(marks, areas, strict=True):
        spot = canvas.pixel(each.x, each.y)
        near = area.left() if area.left() > spot.x() else area.right()
        end = canvas.data_at(QPointF(near, area.center().y()))
        canvas.add(pg.PlotCurveItem([each.x, end.x()], [each.y, end.y()], pen=leader))
        canvas.outline(area, "edge", fill="surface")
        canvas.words_at(each.text, area.center(), (0.5, 0.5), "ink", bold=True)
        drawn.append(DrawnMark(area, each.mark, spot))
    x, y = [each.x for each in marks], [each.y for each in marks]
    canvas.points(x, y, 2 * _DOT, "chart_chosen", "surface")
    return drawn


def _areas(canvas: Canvas, marks: Sequence[PointMark]) -> list[QRectF]:
    """Where the words of the points stand, in pixels: beside their points, and apart."""
    theme, line = canvas.theme, line_height(canvas.theme)
    plot, gap = canvas.area(canvas.box.viewRect()), theme.px(_GAP)
    points = [canvas.pixel(each.x, each.y) for each in marks]
    tops = _apart([point.y() - line / 2 for point in points], line, plot)
    moved = any(abs(top + line / 2 - at.y()) > 1 for top, at in zip(tops, points, strict=True))
    column = max((point.x() for point in points), default=0)
    late = any(each.x > _LATE for each in marks)
    areas = []
    for each, point, top in zip(marks, points, tops, strict=True):
        width = text_width(theme, each.text, bold=True) + theme.px(10)
        # Words that had to move stand in one column, so that none hides a point.
        left = (column if moved else point.x()) + gap
        if late:
            left = point.x() - gap - width
        left = max(min(left, plot.right() - width - 1), 0)
        areas.append(QRectF(QPointF(left, top), QSizeF(width, line)))
    return areas


def _apart(tops: list[float], line: float, plot: QRectF) -> list[float]:
    """Move words that would touch apart, upwards from the first, all within the plot."""
    bottom, placed = plot.bottom(), []
    for top in tops:
        placed.append(min(top, bottom - line))
        bottom = placed[-1]
    down = max(plot.top() - line / 2 - min(placed, default=plot.top()), 0)
    return [top + down for top in placed]
