"""The Pareto curve: which share of the people brings which share of the sales."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF

from crm_desk.domain.analysis.view import Filter
from crm_desk.ui.charts.canvas import Canvas, Frame, line_height, text_width, thinned
from crm_desk.ui.charts.chart import ChartMark, ChartWidget

_TICKS = (0, 25, 50, 75, 100)
_GAP, _DOT = 14, 5
_HEAD = 1.6
"""Lines above the plot: what goes upwards, and half of the highest tick."""
_LATE = 0.55
"""A point further right has its words at its left."""


class ParetoCurve(ChartWidget):
    """People from the highest total amount on, TOP1/10/20 % marked."""

    _points: Sequence[tuple[float, float]] = ()
    _tiers: Sequence[tuple[int, float, float]] = ()
    _dots: Sequence[QPointF] = ()
    _few = False

    def show_curve(
        self,
        points: Sequence[tuple[float, float]],
        tiers: Sequence[tuple[int, float, float]],
        *,
        few: bool = False,
    ) -> None:
        """Replace the curve.

        Args:
            few: shares of so few customers say little, and are not named.
        """
        self._points, self._tiers, self._few = points, tiers, few
        self._changed()

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        theme, line = canvas.theme, line_height(canvas.theme)
        # Returns booked as orders of their own can lift the curve above 100 %.
        shares = [0.0, 1.0, *(share for _, share in self._points)]
        ticks = [(tick / 100, f"{tick}%") for tick in _TICKS]
        frame = Frame(
            left=ticks,
            bottom=ticks[1:],
            lines=2,
            head=line * _HEAD,
            right=text_width(theme, ticks[-1][1]) / 2 + theme.px(2),
            grid=True,
        )
        height = canvas.surround(frame).height() * ticks[1][0] / (max(shares) - min(shares))
        names = thinned([name for _, name in ticks], line, height)
        left = [(tick, name) for (tick, _), name in zip(ticks, names, strict=True) if name]
        canvas.surround(frame._replace(left=left))
        canvas.span((0, 1), (min(shares), max(shares)))
        canvas.words_at(self.tr("↑ share of sales"), QPointF())
        people = self.tr("people, from the highest total amount on →")
        canvas.words_at(people, QPointF(canvas.view.width(), canvas.view.height()), (1, 1))
        self._draw_curve(canvas)
        return self._draw_tiers(canvas)

    def _draw_curve(self, canvas: Canvas) -> None:
        if len(self._points) < 2:
            return
        x, y = (list(each) for each in zip(*self._points, strict=True))
        line = pg.mkPen(canvas.theme.qcolour("chart_top20"), width=canvas.theme.px(2.5))
        pale = canvas.theme.qcolour("chart_pale")
        # The ground is drawn in strips, whose smooth edges would show.
        canvas.add(pg.PlotCurveItem(x, y, pen=pg.mkPen(None), fillLevel=0, brush=pale))
        canvas.add(pg.PlotCurveItem(x, y, pen=line, antialias=True))

    def _draw_tiers(self, canvas: Canvas) -> Sequence[ChartMark]:
        theme, tiers = canvas.theme, sorted(self._tiers)
        marks, places = [], self._places(canvas)
        leader = theme.qcolour("chart_chosen")
        for (percent, x, y), area in zip(tiers, places, strict=True):
            near = area.left() if area.left() > canvas.pixel(x, y).x() else area.right()
            end = canvas.data_at(QPointF(near, area.center().y()))
            canvas.add(pg.PlotCurveItem([x, end.x()], [y, end.y()], pen=leader))
            canvas.outline(area, "edge", fill="surface")
            words = self._short(percent, y)
            canvas.words_at(words, area.center(), (0.5, 0.5), "ink", bold=True)
            marks.append(ChartMark(area, self._long(percent, x, y), (Filter("tier", percent),)))
        dots = [[tier[axis] for tier in tiers] for axis in (1, 2)]
        canvas.points(dots[0], dots[1], 2 * _DOT, "chart_chosen", "surface")
        self._dots = [canvas.pixel(x, y) for _, x, y in tiers]
        return marks

    def _places(self, canvas: Canvas) -> list[QRectF]:
        """Where the words of the tiers stand, in pixels: beside their points, and apart."""
        theme, line, tiers = canvas.theme, line_height(canvas.theme), sorted(self._tiers)
        plot, gap = canvas.area(canvas.box.viewRect()), theme.px(_GAP)
        points = [canvas.pixel(x, y) for _, x, y in tiers]
        tops = _apart([point.y() - line / 2 for point in points], line, plot)
        moved = any(abs(top + line / 2 - at.y()) > 1 for top, at in zip(tops, points, strict=True))
        late = any(x > _LATE for _, x, _ in tiers)
        found = []
        for (percent, _, y), point, top in zip(tiers, points, tops, strict=True):
            width = text_width(theme, self._short(percent, y), bold=True) + theme.px(10)
            # Words that had to move stand in one column, so that none hides a point.
            left = (max(each.x() for each in points) if moved else point.x()) + gap
            if late:
                left = point.x() - gap - width
            left = max(min(left, plot.right() - width - 1), 0)
            found.append(QRectF(QPointF(left, top), QSizeF(width, line)))
        return found

    def _short(self, percent: int, y: float) -> str:
        if self._few:
            return self.tr("TOP {p}%").format(p=percent)
        return self.tr("TOP {p}%: {share} of sales").format(p=percent, share=_percent(y))

    def _long(self, percent: int, x: float, y: float) -> str:
        if self._few:
            return self._short(percent, y)
        return self.tr("TOP {p}% ({people} of people): {share} of sales").format(
            p=percent, people=_percent(x), share=_percent(y)
        )

    def place_at(self, point: QPointF) -> int:
        found = super().place_at(point)
        if found >= 0:
            return found
        # The points themselves can be clicked, too.
        reach = self.theme.px(2 * _DOT)
        near = [(dot - point).manhattanLength() < reach for dot in self._dots]
        return near.index(True) if True in near else -1


def _apart(tops: list[float], line: float, plot: QRectF) -> list[float]:
    """Move words that would touch apart, upwards from the first, all within the plot."""
    bottom, placed = plot.bottom(), []
    for top in tops:
        placed.append(min(top, bottom - line))
        bottom = placed[-1]
    down = max(plot.top() - line / 2 - min(placed, default=plot.top()), 0)
    return [top + down for top in placed]


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"
