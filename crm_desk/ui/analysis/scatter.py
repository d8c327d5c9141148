"""R against M, one point per buyer; above 20,000 of them a density image."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import Filter, Filters
from crm_desk.ui.charts.canvas import (
    Canvas,
    Frame,
    RenderTarget,
    line_height,
    shortened,
    text_width,
    thinned,
)
from crm_desk.ui.charts.chart import STRONGEST, ChartMark, ChartWidget
from crm_desk.ui.theme import Theme

MOST_POINTS = 20_000
_MOST_DRAWN = 3_000
"""A drawing takes more than half a kilobyte for each point."""
_STEPS = (1, 2, 5)
_CELLS = 6
_DRAGGED = 6
_HEAD = 1.6
_DOTS = 120
"""What the six samples of the legend take, with the air around them."""


class Axes(NamedTuple):
    """What the chart spans.

    Attributes:
        days: ticks of recency (R値) in days, from 0.
        low, high: powers of ten of the total amounts, in minor units.
        below: some totals are 0 or less and lie in a strip of their own at the bottom.
    """

    days: tuple[int, ...]
    low: int
    high: int
    below: bool


class Scatter(ChartWidget):
    """A dragged rectangle filters; keys and clicks go by the cells between the axes' lines."""

    _recency: Any = np.empty(0, np.int64)
    _amount: Any = _recency
    _cluster: Any = _recency
    _axes = Axes((0, 30), 2, 4, below=False)
    _cells: Sequence[tuple[int, int, int]] = ()
    _drag: QPointF | None = None
    _drag_to: QPointF | None = None
    _ends: tuple[str, str] = ("", "")

    def show_points(
        self, recency: Any, amount: Any, cluster: Any, ends: tuple[str, str] = ("", "")
    ) -> None:
        """Replace the points.

        Args:
            recency, amount, cluster: numpy arrays: days, minor units, place in `Cluster`.
            ends: names of the strongest and the palest colour.
        """
        self._recency = np.asarray(recency, np.int64)
        self._amount = np.asarray(amount, np.int64)
        self._cluster = np.asarray(cluster, np.int64)
        self._ends = ends
        self._axes = _axes(self._recency, self._amount)
        self._cells = self._count()
        self._changed()

    def _count(self) -> Sequence[tuple[int, int, int]]:
        """Column, row (from below) and people of each cell that is not empty."""
        axes = self._axes
        columns = np.clip(
            np.searchsorted(axes.days, self._recency, side="left") - 1, 0, len(axes.days) - 2
        )
        edges = [10**power for power in range(axes.low, axes.high)]
        rows = np.searchsorted(edges, self._amount, side="right")
        counts = np.bincount(rows * len(axes.days) + columns)
        # From the top left on, as the eye reads.
        found = [
            (code % len(axes.days), code // len(axes.days), int(counts[code]))
            for code in np.flatnonzero(counts).tolist()
        ]
        return sorted(found, key=lambda cell: (-cell[1], cell[0]))

    # Drawing

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        count = len(self._recency)
        dense = count > (_MOST_DRAWN if canvas.medium is RenderTarget.DRAWING else MOST_POINTS)
        self._surround(canvas, coloured=count > 0 and not dense)
        if dense:
            self._draw_density(canvas)
        else:
            self._draw_points(canvas)
        return [self._mark(canvas, *cell) for cell in self._cells]

    def _surround(self, canvas: Canvas, *, coloured: bool) -> None:
        axes, theme = self._axes, canvas.theme
        money = [self.money.text(10**power) for power in range(axes.low, axes.high + 1)]
        left: list[tuple[float, str]] = list(enumerate(money))
        if axes.below:
            left.append((-1, self.tr("{zero} or less").format(zero=self.money.text(0))))
        days = [f"{day:,}" for day in axes.days]
        right = text_width(theme, days[-1]) / 2 + 1
        frame = Frame(
            left=left,
            bottom=list(zip(axes.days, days, strict=True)),
            lines=2,
            head=line_height(theme) * _HEAD,
            right=right,
            grid=True,
        )
        room = canvas.surround(frame).width() / (len(days) - 1)
        named = thinned(days, text_width(theme, days[-1]) + theme.px(4), room)
        canvas.surround(frame._replace(bottom=list(zip(axes.days, named, strict=True))))
        canvas.span((0, axes.days[-1]), (-float(axes.below), axes.high - axes.low))
        canvas.words_at(self.tr("↑ total amount (×10 each line)"), QPointF())
        words = self.tr("recency in days →")
        canvas.words_at(words, QPointF(canvas.view.width(), canvas.view.height()), (1, 1))
        if coloured:
            free = canvas.view.width() - text_width(theme, words)
            canvas.legend(self._legend(theme, free), "o", below=True)

    def _legend(self, theme: Theme, free: float) -> list[tuple[str, str, str]]:
        """The ramp, with the names of its ends as far as there is room."""
        first, last = self._ends
        free -= text_width(theme, first) + theme.px(_DOTS)
        names = [first, *[""] * (len(STRONGEST) - 2), shortened(theme, last, free)]
        return [
            (name, f"chart_{cluster}", "chart_edge")
            for name, cluster in zip(names, STRONGEST, strict=True)
        ]

    def _draw_points(self, canvas: Canvas) -> None:
        heights = self._heights(self._amount)
        names = [cluster.value for cluster in Cluster]
        size = 7 if len(heights) < MOST_POINTS // 20 else 5
        # An item for each colour: a brush for each point would take seconds.
        for name in reversed(STRONGEST):
            among = self._cluster == names.index(name)
            x, y = self._recency[among], heights[among]
            canvas.points(x, y, size, f"chart_{name}", "chart_edge")

    def _draw_density(self, canvas: Canvas) -> None:
        """Where many lie it is stronger, by the logarithm of their number."""
        area, plot = canvas.box.viewRect(), canvas.box.size()
        dot = max(canvas.theme.px(3), 1)
        counts, _, _ = np.histogram2d(
            self._heights(self._amount),
            self._recency,
            bins=(max(int(plot.height() / dot), 1), max(int(plot.width() / dot), 1)),
            range=((area.top(), area.bottom()), (area.left(), area.right())),
        )
        parts = np.log1p(counts) / max(math.log1p(counts.max()), 1e-9)
        full = canvas.theme.qcolour("chart_top10")
        pixels = np.empty((*counts.shape, 4), np.uint8)
        pixels[...] = full.getRgb()
        pixels[..., 3] = np.where(counts > 0, 46 + 209 * parts, 0).round()
        image = pg.ImageItem(pixels, axisOrder="row-major", levels=None)
        image.setRect(area)
        canvas.add(image)

    def _heights(self, amounts: Any) -> Any:
        """Powers of ten above the lowest line; what is below it lies in the middle of its strip."""
        low = self._axes.low
        powers = np.log10(np.maximum(amounts, 1))
        return np.where(np.asarray(amounts) < 10**low, -0.5, powers - low)

    def _mark(self, canvas: Canvas, column: int, row: int, count: int) -> ChartMark:
        axes = self._axes
        first, last = axes.days[column], axes.days[column + 1]
        low = None if row == 0 else 10 ** (axes.low + row - 1)
        filters = (
            Filter("recency", (first + (1 if column else 0), last)),
            Filter("amount", (low, 10 ** (axes.low + row) - 1)),
        )
        area = canvas.area(QRectF(first, row - 1, last - first, 1))
        return ChartMark(area, self._words(filters, count), filters)

    def _words(self, filters: Filters, count: int) -> str:
        (first, last), (low, high) = (condition.value for condition in filters)
        words = (
            self.tr("Recency {first}-{last} days, up to {high}: {people}")
            if low is None
            else self.tr("Recency {first}-{last} days, {low} to {high}: {people}")
        )
        return words.format(
            first=first,
            last=last,
            low="" if low is None else self.money.text(low),
            high=self.money.text(high),
            people=self.people(count),
        )

    def chosen_frames(self) -> list[Any]:
        """The rectangle that the table is filtered by."""
        values = {condition.kind: condition.value for condition in self._filters}
        if not {"recency", "amount"} <= values.keys():
            return []
        whole = self.canvas.box.viewRect()
        (first, last), (low, high) = values["recency"], values["amount"]
        left = max(first or 0, 0)
        right = whole.right() if last is None else min(last, whole.right())
        bottom, top = whole.top(), whole.bottom()
        if low is not None and low >= 10**self._axes.low:
            bottom = float(self._heights(low))
        if high is not None:
            top = min(float(self._heights(max(high, 1))), top)
        area = self.canvas.area(QRectF(QPointF(left, bottom), QPointF(right, top)))
        return [self.canvas.outline(area, "chart_chosen", 3)]

    # Dragging

    def _dragged(self) -> QRectF | None:
        """What is being dragged, in pixels."""
        if self._drag is None or self._drag_to is None:
            return None
        if (self._drag - self._drag_to).manhattanLength() < self.theme.px(_DRAGGED):
            return None
        plot = self.canvas.area(self.canvas.box.viewRect())
        return QRectF(self._drag, self._drag_to).normalized().intersected(plot)

    def _draw_over(self) -> None:
        super()._draw_over()
        area = self._dragged()
        if area is not None:
            item = self.canvas.outline(area, "chart_chosen", 2)
            pen, fill = item.pen(), item.pen().color()
            pen.setStyle(Qt.PenStyle.DashLine)
            fill.setAlphaF(0.12)
            item.setPen(pen)
            item.setBrush(fill)
            self._over_all.append(item)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._recency):
            self._drag = self._drag_to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            super().mouseMoveEvent(event)
        else:
            self._drag_to, self._over = event.position(), -1
            self._draw_over()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag_to = event.position()
        area = self._dragged()
        self._drag = self._drag_to = None
        self._draw_over()
        if area is None:
            super().mouseReleaseEvent(event)
        elif not area.isEmpty():
            self.picked.emit(self._filters_in(area))

    def _filters_in(self, area: QRectF) -> Filters:
        # Upwards in the data is downwards in pixels.
        low, high = self.canvas.data_at(area.bottomLeft()), self.canvas.data_at(area.topRight())
        first = max(math.ceil(low.x()), 0)
        least = None if low.y() < 0 else math.ceil(10 ** (low.y() + self._axes.low))
        most = 0 if high.y() < 0 else math.floor(10 ** (high.y() + self._axes.low))
        days = (first, max(first, math.floor(high.x())))
        return (Filter("recency", days), Filter("amount", (least, most)))


def _axes(recency: Any, amount: Any) -> Axes:
    longest = int(recency.max()) if len(recency) else 0
    above = amount[amount > 0]
    low = math.floor(math.log10(int(above.min()))) if len(above) else 2
    high = math.floor(math.log10(int(above.max()))) + 1 if len(above) else low + 1
    return Axes(_ticks(max(longest, 1)), low, high, below=len(above) < len(amount))


def _ticks(longest: int) -> tuple[int, ...]:
    """Round days from 0 to beyond the longest, six steps at most."""
    steps = (n * 10**power for power in range(7) for n in _STEPS)
    step = next(n for n in steps if n * _CELLS >= longest)
    return tuple(step * n for n in range(math.ceil(longest / step) + 1))
