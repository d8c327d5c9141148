"""One point for each of many; above some thousands of them a grid of tones."""

import math
from typing import Any

from reportlab.lib.colors import Color, linearlyInterpolatedColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.charts import PointCloud
from crm_desk.reports.charts.marks import EDGE, GAP, RAMP, SIZE, names_width
from crm_desk.reports.typesetting.page import LINE, SOFT, draw_text, text_width

MOST_POINTS = 4000
"""With more of them paper turns into a blot, and the file grows."""
_ACROSS, _UP = 40, 26
"""Squares of the grid."""
_POINTS = (4.8, 4.2, 3.7, 3.3, 2.9, 2.6)
"""Diameter of the points of a tone, the strongest first: they stay apart in grey."""
_FEW, _LARGER = 300, 1.6
"""So few points have room to be larger."""
_LEGEND_LINE = SIZE + 2.5


def draw_points(canvas: Canvas, chart: PointCloud, width: float, height: float) -> None:
    """Draw axes and points, with a legend above them."""
    _Plot(canvas, chart, width, height).draw()


class _Plot:
    """A cloud of points at a size."""

    def __init__(self, canvas: Canvas, chart: PointCloud, width: float, height: float) -> None:
        self.canvas, self.chart, self.width, self.height = canvas, chart, width, height
        self.is_dense = len(chart.x) > MOST_POINTS
        self.groups = sorted(enumerate(chart.groups), key=lambda each: each[1].tone)
        self.left = names_width([tick.text for tick in chart.y_axis.ticks])
        self.right = self._x(chart.x_axis.high)
        self.foot = 2 * SIZE + 2 * GAP
        self.top = height - 2 * SIZE - 2 * GAP - self._legend_height()
        larger = _LARGER if len(chart.x) < _FEW else 1
        self.sizes = [size * larger for size in _POINTS]

    def _x(self, place: Any) -> Any:
        axis = self.chart.x_axis
        across = self.width - self.left - 2 * mm
        return self.left + across * (place - axis.low) / (axis.high - axis.low)

    def _y(self, place: Any) -> Any:
        axis = self.chart.y_axis
        step = (self.top - self.foot) / (axis.high - axis.low)
        return self.foot + step * (place - axis.low)

    def draw(self) -> None:
        self._draw_axes()
        if self.is_dense:
            self._draw_grid()
        else:
            self._draw_groups()
            self._draw_legend()

    # Axes

    def _draw_axes(self) -> None:
        canvas, chart = self.canvas, self.chart
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(LINE)
        for place, name in chart.y_axis.ticks:
            y = self._y(place)
            canvas.line(self.left, y, self.right, y)
            if chart.has_strip and place == chart.y_axis.low:
                # The name of the strip, not of its lower end.
                y = self._y(place + 0.5)
            draw_text(canvas, self.left - GAP, y - SIZE / 3, name, SIZE, SOFT, align="right")
        self._draw_x_ticks()
        draw_text(canvas, 0, self.top + SIZE, chart.y_axis.title, SIZE, SOFT)
        draw_text(canvas, self.right, GAP, chart.x_axis.title, SIZE, SOFT, align="right")

    def _draw_x_ticks(self) -> None:
        """Ticks from the right on; names that would touch the next one are left out."""
        canvas, ticks, free = self.canvas, self.chart.x_axis.ticks, self.right
        for tick in reversed(ticks):
            x, width = self._x(tick.place), text_width(tick.text, SIZE)
            canvas.line(x, self.foot, x, self.top)
            left = x - width if tick == ticks[-1] else x - width / 2
            if left + width <= free:
                draw_text(canvas, left, self.foot - SIZE - 3, tick.text, SIZE, SOFT)
                free = left - GAP

    # Points

    def _draw_groups(self) -> None:
        canvas, xs, ys = self.canvas, self._x(self.chart.x), self._y(self.chart.y)
        canvas.saveState()
        canvas.setLineCap(1)
        for place, group in reversed(self.groups):
            among = self.chart.group == place
            spots = list(zip(xs[among].tolist(), ys[among].tolist(), strict=True))
            # A line of no length with round ends is a point, and takes a tenth of a circle's room.
            for ink, width in self._pens(group.tone):
                path = canvas.beginPath()
                for x, y in spots:
                    path.moveTo(x, y)
                    path.lineTo(x, y)
                canvas.setStrokeColor(ink)
                canvas.setLineWidth(width)
                canvas.drawPath(path)
        canvas.restoreState()

    def _pens(self, tone: int) -> tuple[tuple[Color, float], tuple[Color, float]]:
        """Of a point's edge and of what is within it."""
        size = self.sizes[tone]
        return (EDGE, size), (RAMP[tone], size - 0.8)

    def _draw_grid(self) -> None:
        import numpy as np

        canvas = self.canvas
        counts, ys, xs = np.histogram2d(
            self._y(self.chart.y),
            self._x(self.chart.x),
            bins=(_UP, _ACROSS),
            range=((self.foot, self.top), (self.left, self.right)),
        )
        most = int(counts.max())
        width, height = float(xs[1] - xs[0]), float(ys[1] - ys[0])
        for row, column in np.argwhere(counts > 0).tolist():
            canvas.setFillColor(_tone(int(counts[row, column]), most))
            canvas.rect(float(xs[column]), float(ys[row]), width, height, stroke=0, fill=1)
        x, y, side = self.left, self.height - SIZE, 2.4 * mm
        for count in (1, most):
            words = self.chart.count_text(count)
            canvas.setFillColor(_tone(count, most))
            canvas.rect(x, y, side, side, stroke=0, fill=1)
            draw_text(canvas, x + side + 1 * mm, y + 0.2 * mm, words, SIZE, SOFT)
            x += side + text_width(words, SIZE) + 5 * mm

    # Legend

    def _places(self) -> list[tuple[float, int]]:
        """Left edge and line of each group's name in the legend."""
        places, x, line = [], 0.0, 0
        for _, group in self.groups:
            width = text_width(group.name, SIZE) + 7 * mm
            if x and x + width > self.width:
                x, line = 0.0, line + 1
            places.append((x, line))
            x += width
        return places

    def _legend_height(self) -> float:
        lines = 1 if self.is_dense else self._places()[-1][1] + 1
        return lines * _LEGEND_LINE

    def _draw_legend(self) -> None:
        canvas = self.canvas
        canvas.setLineCap(1)
        for (x, line), (_, group) in zip(self._places(), self.groups, strict=True):
            y = self.height - SIZE + 1 - line * _LEGEND_LINE
            for ink, width in self._pens(group.tone):
                canvas.setStrokeColor(ink)
                canvas.setLineWidth(width)
                at = x + 2 * mm
                canvas.line(at, y + SIZE / 3, at, y + SIZE / 3)
            draw_text(canvas, x + 4.5 * mm, y, group.name, SIZE, SOFT)


def _tone(count: int, most: int) -> Color:
    """By the logarithm of the number: few in a pale tone, the most in the strongest."""
    part = math.log(count) / math.log(most) if most > 1 else 0
    return linearlyInterpolatedColor(RAMP[4], RAMP[0], 0, 1, part)
