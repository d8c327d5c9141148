"""R against M on paper: a point per buyer, above some thousands a grid of tones."""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from reportlab.lib.colors import Color, linearlyInterpolatedColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import CLUSTERS
from crm_desk.domain.money import Money
from crm_desk.reports.analysis.charts import EDGE, SIZE, TONES, PrintedChart
from crm_desk.reports.typesetting.page import LINE, SOFT, draw_text, text_width

MOST_POINTS = 4000
"""With more of them paper turns into a blot, and the file grows."""
_STEPS, _TICKS = (1, 2, 5), 6
_ACROSS, _UP = 40, 26
"""Squares of the grid."""
_GAP = 1.5 * mm
_POINTS = (4.8, 4.2, 3.7, 3.3, 2.9, 2.6)
"""Diameter of a cluster's points, the strongest first: they stay apart in grey."""
_FEW, _LARGER = 300, 1.6
"""So few points have room to be larger."""


class ScatterWords(NamedTuple):
    """What stands in and beside the chart.

    Attributes:
        names: of the two axes, upwards and to the right.
        clusters: names, the strongest first.
        people: a number of people in words, for the squares of the grid.
        below: at the strip of those who are not above 0.
        days: unit of the last tick.
    """

    names: tuple[str, str]
    clusters: Sequence[str]
    people: Callable[[int], str]
    below: str
    days: str


class PrintedScatter(PrintedChart):
    """Total amount upwards (each line ten times the one below), recency to the right.

    Args:
        recency, amount, cluster: numpy arrays: days, minor units, place in `Cluster`.
        money: the desk's currency.
    """

    def __init__(
        self,
        recency: Any,
        amount: Any,
        cluster: Any,
        money: Money,
        words: ScatterWords,
        width: float,
        height: float,
    ) -> None:
        super().__init__(width, height)
        self.recency, self.amount, self.cluster = recency, amount, cluster
        self.words = words
        self.days = day_ticks(max(int(recency.max()), 1))
        above = amount[amount > 0]
        self.low = math.floor(math.log10(int(above.min()))) if len(above) else 0
        self.high = math.floor(math.log10(int(above.max()))) + 1 if len(above) else 1
        self.strip = len(above) < len(amount)
        self.decades = [(power, money.text(10**power)) for power in range(self.low, self.high + 1)]
        names = [name for _, name in self.decades] + [words.below] * self.strip
        self.left = max(text_width(name, SIZE) for name in names) + _GAP
        self.foot = 2 * SIZE + 2 * _GAP
        self.top = height - 2 * SIZE - 2 * _GAP - self._legend_height()
        larger = _LARGER if len(amount) < _FEW else 1
        self.sizes = [size * larger for size in _POINTS]

    @property
    def is_dense(self) -> bool:
        """Drawn as a grid."""
        return len(self.amount) > MOST_POINTS

    def _x(self, days: Any) -> Any:
        return self.left + (self.width - self.left - 2 * mm) * days / self.days[-1]

    def _y(self, amount: Any) -> Any:
        """Height of amounts; those that are not above 0 lie in the middle of the strip."""
        import numpy as np

        row = (self.top - self.foot) / (self.high - self.low + self.strip)
        power = np.log10(np.maximum(amount, 1).astype(np.float64)) - self.low + self.strip
        return self.foot + row * np.where(amount > 0, power, 0.5)

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        self._draw_axes(canvas)
        if self.is_dense:
            self._draw_grid(canvas)
        else:
            self._draw_points(canvas)
            self._draw_legend(canvas)

    def _draw_axes(self, canvas: Canvas) -> None:
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(LINE)
        right = self._x(self.days[-1])
        for power, name in self.decades:
            y = float(self._y(10**power))
            canvas.line(self.left, y, right, y)
            draw_text(canvas, self.left - _GAP, y - SIZE / 3, name, SIZE, SOFT, align="right")
        if self.strip:
            canvas.line(self.left, self.foot, right, self.foot)
            y, below = float(self._y(0)), self.words.below
            draw_text(canvas, self.left - _GAP, y - SIZE / 3, below, SIZE, SOFT, align="right")
        self._draw_days(canvas, right)
        upwards, rightwards = self.words.names
        draw_text(canvas, 0, self.top + SIZE, upwards, SIZE, SOFT)
        draw_text(canvas, right, _GAP, rightwards, SIZE, SOFT, align="right")

    def _draw_days(self, canvas: Canvas, free: float) -> None:
        """Ticks from the right on; names that would touch the next one are left out."""
        for day in reversed(self.days):
            x, last = self._x(day), day == self.days[-1]
            canvas.line(x, self.foot, x, self.top)
            name = f"{day:,}{self.words.days}" if last else f"{day:,}"
            width = text_width(name, SIZE)
            left = x - width if last else x - width / 2
            if left + width <= free:
                draw_text(canvas, left, self.foot - SIZE - 3, name, SIZE, SOFT)
                free = left - _GAP

    def _draw_points(self, canvas: Canvas) -> None:
        xs, ys = self._x(self.recency), self._y(self.amount)
        canvas.saveState()
        canvas.setLineCap(1)
        for (cluster, tone), size in reversed(list(zip(TONES.items(), self.sizes, strict=True))):
            among = self.cluster == CLUSTERS.index(cluster)
            spots = list(zip(xs[among].tolist(), ys[among].tolist(), strict=True))
            # A line of no length with round ends is a point, and takes a tenth of a circle's room.
            for ink, width in ((EDGE, size), (tone, size - 0.8)):
                path = canvas.beginPath()
                for x, y in spots:
                    path.moveTo(x, y)
                    path.lineTo(x, y)
                canvas.setStrokeColor(ink)
                canvas.setLineWidth(width)
                canvas.drawPath(path)
        canvas.restoreState()

    def _draw_grid(self, canvas: Canvas) -> None:
        import numpy as np

        right, bottom = self._x(self.days[-1]), self.foot
        counts, ys, xs = np.histogram2d(
            self._y(self.amount),
            self._x(self.recency),
            bins=(_UP, _ACROSS),
            range=((bottom, self.top), (self.left, right)),
        )
        most = int(counts.max())
        width, height = float(xs[1] - xs[0]), float(ys[1] - ys[0])
        for row, column in np.argwhere(counts > 0).tolist():
            canvas.setFillColor(_tone(int(counts[row, column]), most))
            canvas.rect(float(xs[column]), float(ys[row]), width, height, stroke=0, fill=1)
        x, y, side = self.left, self.height - SIZE, 2.4 * mm
        for count in (1, most):
            words = self.words.people(count)
            canvas.setFillColor(_tone(count, most))
            canvas.rect(x, y, side, side, stroke=0, fill=1)
            draw_text(canvas, x + side + 1 * mm, y + 0.2 * mm, words, SIZE, SOFT)
            x += side + text_width(words, SIZE) + 5 * mm

    def _places(self) -> list[tuple[float, int]]:
        """Left edge and line of each cluster's name in the legend."""
        found, x, line = [], 0.0, 0
        for name in self.words.clusters:
            width = text_width(name, SIZE) + 7 * mm
            if x and x + width > self.width:
                x, line = 0.0, line + 1
            found.append((x, line))
            x += width
        return found

    def _legend_height(self) -> float:
        lines = 1 if self.is_dense else self._places()[-1][1] + 1
        return lines * (SIZE + 2.5)

    def _draw_legend(self, canvas: Canvas) -> None:
        canvas.setLineCap(1)
        entries = zip(self._places(), self.words.clusters, TONES.values(), self.sizes, strict=True)
        for (x, line), name, tone, size in entries:
            y = self.height - SIZE + 1 - line * (SIZE + 2.5)
            for ink, width in ((EDGE, size), (tone, size - 0.8)):
                canvas.setStrokeColor(ink)
                canvas.setLineWidth(width)
                at = x + 2 * mm
                canvas.line(at, y + SIZE / 3, at, y + SIZE / 3)
            draw_text(canvas, x + 4.5 * mm, y, name, SIZE, SOFT)


def day_ticks(longest: int) -> tuple[int, ...]:
    """Round days from 0 to the longest at least, in six steps at most."""
    steps = (n * 10**power for power in range(8) for n in _STEPS)
    step = next(n for n in steps if n * _TICKS >= longest)
    return tuple(step * n for n in range(math.ceil(longest / step) + 1))


def _tone(count: int, most: int) -> Color:
    """By the logarithm of the number: few in the palest, the most in the strongest tone."""
    part = math.log(count) / math.log(most) if most > 1 else 0
    pale, strong = TONES[Cluster.TWO_THREE], TONES[Cluster.TOP1]
    return linearlyInterpolatedColor(pale, strong, 0, 1, part)
