"""R against M, one point per buyer; above 20,000 of them a density image."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF

from crm_desk.domain.figures import Cluster
from crm_desk.domain.rfm_view import Filter
from crm_desk.ui.rfm.chart import (
    LEFT,
    RIGHT,
    STRONGEST,
    Brush,
    Chart,
    Mark,
    line_height,
    text_width,
)
from crm_desk.ui.theme import Theme

MOST_POINTS = 20_000
_STEPS = (1, 2, 5)
_CELLS = 6
_DRAGGED = 6


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


class Scatter(Chart):
    """A dragged rectangle filters; keys and clicks go by the cells between the axes' lines."""

    _recency: Any = ()
    _amount: Any = ()
    _cluster: Any = ()
    _axes = Axes((0, 30), 2, 4, below=False)
    _cells: Sequence[tuple[int, int, int]] = ()
    _drag: QPointF | None = None
    _drag_to: QPointF | None = None
    _ends: tuple[str, str] = ("", "")
    _kept: tuple[Any, QPixmap] | None = None

    def show_points(
        self, recency: Any, amount: Any, cluster: Any, ends: tuple[str, str] = ("", "")
    ) -> None:
        """Replace the points.

        Args:
            recency, amount, cluster: numpy arrays: days, minor units, place in `Cluster`.
            ends: names of the strongest and the palest colour.
        """
        import numpy as np

        self._recency = np.asarray(recency, np.int64)
        self._amount = np.asarray(amount, np.int64)
        self._cluster = np.asarray(cluster, np.int64)
        self._ends = ends
        self._axes = _axes(self._recency, self._amount)
        self._cells = self._count()
        self._kept = None
        self._changed()

    def _count(self) -> Sequence[tuple[int, int, int]]:
        """Column, row (from below) and people of each cell that is not empty."""
        import numpy as np

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

    # Places

    def _plot(self, size: QSizeF, theme: Theme) -> QRectF:
        brush_room = max(text_width(theme, self.money.text(10**p)) for p in self._decades())
        left, line = brush_room + theme.space(), line_height(theme)
        return QRectF(left, line * 1.3, size.width() - left - 1, size.height() - line * 2.4)

    def _decades(self) -> range:
        return range(self._axes.low, self._axes.high + 1)

    def _rows(self) -> int:
        return self._axes.high - self._axes.low + self._axes.below

    def _x(self, plot: QRectF, days: Any) -> Any:
        return plot.left() + plot.width() * days / self._axes.days[-1]

    def _y(self, plot: QRectF, amounts: Any) -> Any:
        import numpy as np

        axes = self._axes
        powers = np.log10(np.maximum(amounts, 1))
        # What is not above 0 lies in the middle of its strip.
        heights = np.where(np.asarray(amounts) < 10**axes.low, -0.5, powers - axes.low)
        return plot.bottom() - plot.height() * (heights + axes.below) / self._rows()

    def lay_out(self, size: QSizeF, theme: Theme) -> Sequence[Mark]:
        if not len(self._recency):
            return []
        plot, axes = self._plot(size, theme), self._axes
        height = plot.height() / self._rows()
        marks = []
        for column, row, count in self._cells:
            left, right = (self._x(plot, axes.days[at]) for at in (column, column + 1))
            bottom = plot.bottom() - height * (row - 1 + axes.below)
            first = axes.days[column] + (1 if column else 0)
            low = None if row == 0 else 10 ** (axes.low + row - 1)
            high = 10 ** (axes.low + row) - 1
            filters = (
                Filter("recency", (first, axes.days[column + 1])),
                Filter("amount", (low, high)),
            )
            area = QRectF(left, bottom - height, right - left, height)
            marks.append(Mark(area, self._words(filters, count), filters))
        return marks

    def _words(self, filters: Sequence[Filter], count: int) -> str:
        days, amounts = (condition.value for condition in filters)
        return self.tr("Recency {first}-{last} days, {low} to {high}: {people}").format(
            first=days[0],
            last=days[1],
            low="" if amounts[0] is None else self.money.text(amounts[0]),
            high=self.money.text(amounts[1]),
            people=self.people(count),
        )

    # Painting

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        plot = self._plot(size, brush.theme)
        self._draw_axes(brush, plot, size)
        if not len(self._recency):
            return
        if len(self._recency) > MOST_POINTS:
            brush.painter.drawImage(plot, self._density(plot, brush.theme))
        else:
            self._draw_points(brush, plot)

    def _draw_axes(self, brush: Brush, plot: QRectF, size: QSizeF) -> None:
        theme, line = brush.theme, line_height(brush.theme)
        height = plot.height() / self._rows()
        for power in self._decades():
            y = plot.bottom() - height * (power - self._axes.low + self._axes.below)
            brush.line(QPointF(plot.left(), y), QPointF(plot.right(), y))
            beside = QRectF(0, y - line / 2, plot.left() - theme.space(), line)
            brush.text(beside, self.money.text(10**power), RIGHT, "soft")
        if self._axes.below:
            y = plot.bottom()
            brush.line(QPointF(plot.left(), y), QPointF(plot.right(), y))
        free = size.width()
        for tick in reversed(self._axes.days):
            x = self._x(plot, tick)
            brush.line(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            last = tick == self._axes.days[-1]
            words = self.tr("{n} days").format(n=f"{tick:,}") if last else f"{tick:,}"
            width = brush.width(words) + 2
            left = min(max(x - width / 2, 0), size.width() - width)
            # Names that would touch the next one are left out.
            if left + width <= free:
                brush.text(QRectF(left, plot.bottom() + 2, width, line), words, LEFT, "soft")
                free = left - theme.space()
        self._draw_legend(brush, size)

    def _draw_legend(self, brush: Brush, size: QSizeF) -> None:
        theme, line = brush.theme, line_height(brush.theme)
        words = self.tr("↑ total amount (×10 each line)  → recency")
        brush.text(QRectF(0, 0, size.width(), line), words, LEFT, "soft")
        dot, ends = theme.px(10), self._ends
        whole = sum(brush.width(end) for end in ends) + (dot + 2) * len(STRONGEST) + theme.px(14)
        x = size.width() - whole
        if len(self._recency) > MOST_POINTS or x < brush.width(words) + theme.space(2):
            return
        brush.text(QRectF(x, 0, whole, line), ends[0], LEFT, "soft")
        x += brush.width(ends[0]) + theme.px(6) + dot / 2
        for name in STRONGEST:
            brush.painter.setPen(QPen(theme.qcolour("chart_edge"), 1))
            brush.painter.setBrush(theme.qcolour(f"chart_{name}"))
            brush.painter.drawEllipse(QPointF(x, line / 2), dot / 2, dot / 2)
            x += dot + 2
        brush.text(QRectF(x - dot / 2 + 4, 0, whole, line), ends[1], LEFT, "soft")

    def _draw_points(self, brush: Brush, plot: QRectF) -> None:
        theme, painter = brush.theme, brush.painter
        xs, ys = self._x(plot, self._recency), self._y(plot, self._amount)
        names = [cluster.value for cluster in Cluster]
        size = theme.px(7 if len(xs) < MOST_POINTS // 20 else 5)
        for name in reversed(STRONGEST):
            among = self._cluster == names.index(name)
            spots = QPolygonF(
                [QPointF(x, y) for x, y in zip(xs[among].tolist(), ys[among].tolist(), strict=True)]
            )
            for token, width in (("chart_edge", size), (f"chart_{name}", size - 2)):
                cap = Qt.PenCapStyle.RoundCap
                pen = QPen(theme.qcolour(token), width, Qt.PenStyle.SolidLine, cap)
                painter.setPen(pen)
                painter.drawPoints(spots)

    def _density(self, plot: QRectF, theme: Theme) -> QImage:
        """Where many lie it is stronger, by the logarithm of their number."""
        import numpy as np

        dot = max(theme.px(3), 1)
        width, height = max(int(plot.width() / dot), 1), max(int(plot.height() / dot), 1)
        counts, _, _ = np.histogram2d(
            self._y(plot, self._amount),
            self._x(plot, self._recency),
            bins=(height, width),
            range=((plot.top(), plot.bottom()), (plot.left(), plot.right())),
        )
        parts = np.log1p(counts) / max(math.log1p(counts.max()), 1e-9)
        alpha = np.where(counts > 0, 0.18 + 0.82 * parts, 0.0)[..., None]
        full = theme.qcolour("chart_top10")
        colour = np.array([full.blue(), full.green(), full.red(), 255], np.float64)
        pixels = np.ascontiguousarray((alpha * colour).round().astype(np.uint8))
        kind = QImage.Format.Format_ARGB32_Premultiplied
        # The image borrows the bytes; the copy owns its own.
        return QImage(pixels.tobytes(), width, height, width * 4, kind).copy()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = self._dragged()
        if area is not None:
            painter = QPainter(self)
            fill = self.theme.qcolour("chart_chosen")
            painter.setPen(QPen(fill, self.theme.px(2), Qt.PenStyle.DashLine))
            fill.setAlphaF(0.12)
            painter.setBrush(fill)
            painter.drawRect(area)

    def draw_on(self, painter: QPainter, size: QSizeF, *, printing: bool = False) -> None:
        if printing or painter.device() is not self:
            super().draw_on(painter, size, printing=printing)
            return
        # Moving the pointer paints anew; the points stay as they were.
        ratio = self.devicePixelRatioF()
        key = (size.width(), size.height(), ratio, self._filters)
        if self._kept is None or self._kept[0] != key:
            pixmap = QPixmap((size * ratio).toSize())
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            super().draw_on(inner, size)
            self._draw_filtered(inner, size)
            inner.end()
            self._kept = (key, pixmap)
        painter.drawPixmap(0, 0, self._kept[1])

    def _draw_filtered(self, painter: QPainter, size: QSizeF) -> None:
        """The rectangle that the table is filtered by."""
        values = {condition.kind: condition.value for condition in self._filters}
        if not {"recency", "amount"} <= values.keys():
            return
        import numpy as np

        plot, axes = self._plot(size, self.theme), self._axes
        (first, last), (low, high) = values["recency"], values["amount"]
        left = self._x(plot, max(first or 0, 0))
        right = plot.right() if last is None else min(self._x(plot, last), plot.right())
        top = plot.top() if high is None else float(self._y(plot, np.int64(max(high, 1))))
        least = low is None or low < 10**axes.low
        bottom = plot.bottom() if least else float(self._y(plot, np.int64(low)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.qcolour("chart_chosen"), self.theme.px(2)))
        painter.drawRect(QRectF(QPointF(left, max(top, plot.top())), QPointF(right, bottom)))

    def _draw_chosen(self, brush: Brush, marks: Sequence[Mark]) -> None:
        """The rectangle is drawn instead."""

    # Dragging

    def _dragged(self) -> QRectF | None:
        if self._drag is None or self._drag_to is None:
            return None
        if (self._drag - self._drag_to).manhattanLength() < self.theme.px(_DRAGGED):
            return None
        area = QRectF(self._drag, self._drag_to).normalized()
        return area.intersected(self._plot(QSizeF(self.size()), self.theme))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._recency):
            self._drag = self._drag_to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            super().mouseMoveEvent(event)
        else:
            self._drag_to = event.position()
            self._hover(-1)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag_to = event.position()
        area = self._dragged()
        self._drag = self._drag_to = None
        self.update()
        if area is None:
            super().mouseReleaseEvent(event)
        elif not area.isEmpty():
            self.picked.emit(self._filters_in(area))

    def _filters_in(self, area: QRectF) -> tuple[Filter, ...]:
        plot, axes = self._plot(QSizeF(self.size()), self.theme), self._axes
        days = axes.days[-1] / plot.width()
        first = math.ceil((area.left() - plot.left()) * days)
        last = math.floor((area.right() - plot.left()) * days)
        low = self._amount_at(plot, area.bottom())
        high = self._amount_at(plot, area.top())
        return (
            Filter("recency", (first, max(first, last))),
            Filter("amount", (low and math.ceil(low), math.floor(high or 0))),
        )

    def _amount_at(self, plot: QRectF, y: float) -> float | None:
        """None within the strip of those who are not above 0."""
        power = (plot.bottom() - y) / plot.height() * self._rows() - self._axes.below
        return None if power < 0 else float(10 ** (power + self._axes.low))


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
