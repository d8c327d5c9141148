"""Charts drawn straight onto the page: black on white, legible in greyscale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

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


@dataclass(frozen=True)
class PrintedBar:
    """One category's rate, last time and target; rates 0-1, None where there is none."""

    label: str
    value: str
    rate: Fraction | None
    before: Fraction | None
    target: Fraction | None
    weakest: bool = False


class PrintedRateBars(Flowable):
    """Horizontal bars with a mark for last time (a line) and for the target (a dotted line)."""

    row = 8 * mm

    def __init__(
        self, bars: Sequence[PrintedBar], width: float, before: str, target: str, weakest: str
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
        names = max((text_width(bar.label, 8.5) for bar in self.bars), default=0)
        left, right = max(46 * mm, names + 2 * mm), self.width - 12 * mm
        for index, bar in enumerate(self.bars):
            y = self.height - self.row * (index + 1) + 2.2 * mm
            draw_text(canvas, 0, y + 1.1 * mm, bar.label, 8.5)
            self._bar(canvas, bar, left, right - left, y)
            draw_text(canvas, self.width, y + 1.1 * mm, bar.value, 9.5, bold=True, align="right")
        self._legend(canvas, left)

    def _bar(self, canvas: Canvas, bar: PrintedBar, x: float, width: float, y: float) -> None:
        canvas.setFillColor(PALE)
        canvas.rect(x, y, width, 4 * mm, stroke=0, fill=1)
        if bar.rate is not None:
            canvas.setFillColor(WEAK if bar.weakest else ACCENT)
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
        if any(bar.weakest for bar in self.bars):
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
    """Rates as a polygon; last time as a dashed one. Axes without a rate stay at the centre."""

    def __init__(
        self,
        labels: Sequence[str],
        rates: Sequence[Fraction | None],
        before: Sequence[Fraction | None],
        size: float,
    ) -> None:
        super().__init__()
        self.labels, self.rates, self.before = labels, rates, before
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
            self._polygon(canvas, [ring] * len(self.labels), fill=False)
        if any(rate is not None for rate in self.before):
            canvas.saveState()
            canvas.setDash(2, 2)
            canvas.setStrokeColor(SOFT)
            self._polygon(canvas, [float(rate or 0) for rate in self.before], fill=False)
            canvas.restoreState()
        canvas.saveState()
        canvas.setLineWidth(1.4)
        canvas.setStrokeColor(ACCENT)
        canvas.setFillColor(ACCENT, alpha=0.15)
        self._polygon(canvas, [float(rate or 0) for rate in self.rates], fill=True)
        canvas.restoreState()
        for index, label in enumerate(self.labels):
            x, y = self._point(index, 1.2)
            half = text_width(label, 7.5) / 2
            # Labels at the sides stand outside the hexagon, and never outside the chart.
            x += half * 0.8 * (1 if x > self.width / 2 + 1 else -1 if x < self.width / 2 - 1 else 0)
            x = min(max(x, half), self.width - half)
            draw_text(canvas, x, y - 1 * mm, label, 7.5, align="centre")

    def _point(self, index: int, rate: float) -> tuple[float, float]:
        angle = math.pi / 2 - 2 * math.pi * index / len(self.labels)
        radius = self.width * 0.34 * rate
        return (
            self.width / 2 + radius * math.cos(angle),
            self.height / 2 + radius * math.sin(angle),
        )

    def _polygon(self, canvas: Canvas, rates: Sequence[float], *, fill: bool) -> None:
        path = canvas.beginPath()
        for index, rate in enumerate(rates):
            (path.lineTo if index else path.moveTo)(*self._point(index, rate))
        path.close()
        canvas.drawPath(path, stroke=1, fill=1 if fill else 0)


class TickBox(Flowable):
    """An empty square to tick by hand, drawn as a shape: fonts lack ☐."""

    def __init__(self, side: float = 3.6 * mm) -> None:
        super().__init__()
        self.width = self.height = side

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.9)
        self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)
