"""Bars and radar on paper: black on white, legible in greyscale."""

import math
from collections.abc import Sequence
from fractions import Fraction

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from crm_desk.domain.assessment.rate_chart import CategoryRate, runs
from crm_desk.reports.typesetting.page import (
    ACCENT,
    INK,
    LINE,
    PALE,
    SOFT,
    WEAK,
    draw_text,
    text_width,
)


class PrintedRateBars(Flowable):
    """Horizontal bars with a mark for last time (a line) and for the target (a dotted line)."""

    row = 8 * mm

    def __init__(
        self, bars: Sequence[CategoryRate], width: float, before: str, target: str, weakest: str
    ) -> None:
        super().__init__()
        self.bars, self.width = bars, width
        self.legend, self.weakest = (before, target), weakest
        self.height = self.row * len(bars) + 6 * mm

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        names = max((text_width(bar.name, 8.5) for bar in self.bars), default=0)
        left, right = max(46 * mm, names + 2 * mm), self.width - 12 * mm
        for index, bar in enumerate(self.bars):
            y = self.height - self.row * (index + 1) + 2.2 * mm
            draw_text(canvas, 0, y + 1.1 * mm, bar.name, 8.5)
            self._bar(canvas, bar, left, right - left, y)
            if bar.rate is None:
                # In the bar's place: an empty bar would read as 0%.
                draw_text(canvas, left, y + 1.1 * mm, bar.value, 8.5, SOFT)
            else:
                figure = (self.width, y + 1.1 * mm, bar.value)
                draw_text(canvas, *figure, 9.5, bold=True, align="right")
        self._legend(canvas, left)

    def _bar(self, canvas: Canvas, bar: CategoryRate, x: float, width: float, y: float) -> None:
        if bar.rate is not None:
            canvas.setFillColor(PALE)
            canvas.rect(x, y, width, 4 * mm, stroke=0, fill=1)
            canvas.setFillColor(WEAK if bar.is_weakest else ACCENT)
            canvas.rect(x, y, width * float(bar.rate), 4 * mm, stroke=0, fill=1)
        canvas.setStrokeColor(INK)
        if bar.before is not None:
            self._mark(canvas, x + width * float(bar.before), y, dotted=False)
        if bar.target is not None:
            self._mark(canvas, x + width * float(bar.target), y, dotted=True)

    def _mark(self, canvas: Canvas, x: float, y: float, *, dotted: bool) -> None:
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        if dotted:
            canvas.setDash(1.2, 1.2)
        canvas.line(x, y - 0.8 * mm, x, y + 4.8 * mm)
        canvas.restoreState()

    def _legend(self, canvas: Canvas, x: float) -> None:
        if any(bar.is_weakest for bar in self.bars):
            canvas.setFillColor(WEAK)
            canvas.rect(x, -0.3 * mm, 3 * mm, 3 * mm, stroke=0, fill=1)
            draw_text(canvas, x + 4 * mm, 0, self.weakest, 8, SOFT)
            x += text_width(self.weakest, 8) + 9 * mm
        for text, dotted in zip(self.legend, (False, True), strict=True):
            if text:
                self._mark(canvas, x, -1.2 * mm, dotted=dotted)
                draw_text(canvas, x + 2 * mm, 0, text, 8, SOFT)
                x += 24 * mm


class Radar(Flowable):
    """Rates as a polygon with gaps where there are none; last time's dashed."""

    def __init__(self, bars: Sequence[CategoryRate], size: float) -> None:
        super().__init__()
        self.bars = bars
        self.width = self.height = size

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(LINE)
        for ring in (0.25, 0.5, 0.75, 1.0):
            corners = [self._point(place, ring) for place in range(len(self.bars))]
            self._line(canvas, corners, closed=True)
        canvas.saveState()
        canvas.setDash(2, 2)
        canvas.setStrokeColor(SOFT)
        self._rates(canvas, [bar.before for bar in self.bars], is_hollow=True)
        canvas.restoreState()
        rates = [bar.rate for bar in self.bars]
        canvas.saveState()
        canvas.setFillColor(ACCENT, alpha=0.15)
        self._ground(canvas, rates)
        canvas.restoreState()
        canvas.saveState()
        canvas.setLineWidth(1.4)
        canvas.setStrokeColor(ACCENT)
        canvas.setFillColor(ACCENT)
        self._rates(canvas, rates)
        canvas.restoreState()
        for place, bar in enumerate(self.bars):
            self._label(canvas, place, bar)

    def _ground(self, canvas: Canvas, rates: Sequence[Fraction | None]) -> None:
        """The ground between rates that stand side by side: none beside a gap."""
        path = canvas.beginPath()
        for run in runs(rates):
            if len(run) > 1:
                corners = [self._point(place, float(rates[place] or 0)) for place in run]
                path.moveTo(*self._point(0, 0))
                for corner in corners:
                    path.lineTo(*corner)
                path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def _rates(
        self, canvas: Canvas, rates: Sequence[Fraction | None], *, is_hollow: bool = False
    ) -> None:
        """Lines with gaps where there is no rate; a rate between two gaps is a dot or a ring."""
        for run in runs(rates):
            points = [self._point(place, float(rates[place] or 0)) for place in run]
            if len(points) == 1:
                canvas.saveState()
                canvas.setDash()
                canvas.circle(*points[0], 0.8 * mm, stroke=1, fill=0 if is_hollow else 1)
                canvas.restoreState()
            else:
                self._line(canvas, points)

    def _label(self, canvas: Canvas, place: int, bar: CategoryRate) -> None:
        x, y = self._point(place, 1.2)
        lines = bar.short_label.split("\n")
        half = max(text_width(line, 7.5) for line in lines) / 2
        # Labels at the sides stand outside the hexagon, and never outside the chart.
        x += half * 0.8 * (1 if x > self.width / 2 + 1 else -1 if x < self.width / 2 - 1 else 0)
        x = min(max(x, half), self.width - half)
        # A second line goes away from the polygon.
        y += (len(lines) - 1) * 1.5 * mm * (1 if y > self.height / 2 else -0.5)
        for down, line in enumerate(lines):
            colour = SOFT if down else INK
            draw_text(canvas, x, y - 1 * mm - down * 3 * mm, line, 7.5, colour, align="centre")

    def _point(self, place: int, rate: float) -> tuple[float, float]:
        angle = math.pi / 2 - 2 * math.pi * place / len(self.bars)
        radius = self.width * 0.34 * rate
        return (
            self.width / 2 + radius * math.cos(angle),
            self.height / 2 + radius * math.sin(angle),
        )

    def _line(
        self, canvas: Canvas, points: Sequence[tuple[float, float]], *, closed: bool = False
    ) -> None:
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if closed:
            path.close()
        canvas.drawPath(path, stroke=1, fill=0)
