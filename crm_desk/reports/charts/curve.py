"""A curve over a pale ground, with named points."""

from collections.abc import Sequence

from reportlab.lib.colors import white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.charts import Curve
from crm_desk.reports.charts.marks import (
    GAP,
    RAMP,
    SIZE,
    draw_box,
    draw_dot,
    draw_line,
    names_width,
)
from crm_desk.reports.typesetting.page import LINE, PALE, SOFT, WEAK, draw_text, text_width

_LATE = 0.6
"""A point further right has its words at its left."""


def draw_curve(canvas: Canvas, chart: Curve, width: float, height: float) -> None:
    """Draw axes, curve and named points."""
    _Plot(canvas, chart, width, height).draw()


class _Plot:
    """A curve at a size."""

    def __init__(self, canvas: Canvas, chart: Curve, width: float, height: float) -> None:
        self.canvas, self.chart, self.width, self.height = canvas, chart, width, height
        self.left = names_width([tick.text for tick in chart.y.ticks])
        self.foot = 2 * SIZE + 2 * GAP
        self.top = height - SIZE - 2 * GAP

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across, up = self.chart.x, self.chart.y
        return (
            self.left
            + (self.width - self.left - 2 * mm) * (x - across.low) / (across.high - across.low),
            self.foot + (self.top - self.foot) * (y - up.low) / (up.high - up.low),
        )

    def draw(self) -> None:
        canvas, points = self.canvas, self.chart.points
        path = canvas.beginPath()
        path.moveTo(*self._at(0, 0))
        for point in points:
            path.lineTo(*self._at(*point))
        path.lineTo(*self._at(points[-1][0], 0))
        path.close()
        canvas.setFillColor(PALE)
        canvas.drawPath(path, stroke=0, fill=1)
        self._draw_axes()
        canvas.setStrokeColor(RAMP[1])
        canvas.setLineWidth(1.6)
        curve = canvas.beginPath()
        curve.moveTo(*self._at(*points[0]))
        for point in points[1:]:
            curve.lineTo(*self._at(*point))
        canvas.drawPath(curve)
        self._draw_marks()

    def _draw_axes(self) -> None:
        canvas, across, up = self.canvas, self.chart.x, self.chart.y
        for place, words in up.ticks:
            x, y = self._at(across.low, place)
            draw_line(canvas, x, y, *self._at(across.high, place), LINE)
            draw_text(canvas, x - GAP, y - SIZE / 3, words, SIZE, SOFT, align="right")
        for place, words in across.ticks:
            x, _ = self._at(place, 0)
            side = "right" if place == across.high else "centre"
            draw_text(canvas, x, self.foot - SIZE - 1, words, SIZE, SOFT, align=side)
        draw_text(canvas, 0, self.height - SIZE, up.title, SIZE, SOFT)
        draw_text(canvas, self.width - 2 * mm, GAP, across.title, SIZE, SOFT, align="right")

    def _draw_marks(self) -> None:
        canvas, marks = self.canvas, self.chart.marks
        points = [self._at(mark.x, mark.y) for mark in marks]
        late = any(mark.x > _LATE for mark in marks)
        column = max((x for x, _ in points), default=0) + 4 * mm
        lines = _apart([y for _, y in points], SIZE + 3, self.top)
        for mark, (x, y), line in zip(marks, points, lines, strict=True):
            width = text_width(mark.text, SIZE, bold=True) + 4
            left = x - 4 * mm - width if late else min(column, self.width - width)
            draw_line(canvas, x, y, left + width if late else left, line, WEAK)
            draw_dot(canvas, x, y, 5, WEAK)
            draw_box(canvas, left, line - SIZE / 2 - 1.5, width, SIZE + 3, white, LINE)
            draw_text(canvas, left + 2, line - SIZE / 3, mark.text, SIZE, bold=True)


def _apart(places: Sequence[float], least: float, top: float) -> list[float]:
    """Ascending heights moved so far apart that words don't touch, all below the top."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else place)
    over = max(moved[-1] - top, 0) if moved else 0
    return [place - over for place in moved]
