"""The Pareto curve: which share of the people brings which share of the sales."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPen, QPolygonF

from crm_desk.domain.rfm_view import Filter
from crm_desk.ui.rfm.chart import LEFT, RIGHT, Brush, Chart, Mark, line_height, text_width
from crm_desk.ui.theme import Theme

_TICKS = (0, 25, 50, 75, 100)
_GAP, _DOT = 14, 5
_LATE = 0.55
"""A point further right has its words at its left."""


class ParetoCurve(Chart):
    """People from the highest total amount on, TOP1/10/20 % marked."""

    _points: Sequence[tuple[float, float]] = ()
    _tiers: Sequence[tuple[int, float, float]] = ()

    def show_curve(
        self,
        points: Sequence[tuple[float, float]],
        tiers: Sequence[tuple[int, float, float]],
    ) -> None:
        """Replace the curve."""
        self._points, self._tiers = points, tiers
        self._changed()

    def _plot(self, size: QSizeF, theme: Theme) -> QRectF:
        line = line_height(theme)
        left = text_width(theme, "100%") + theme.space()
        return QRectF(left, line * 1.4, size.width() - left - 1, size.height() - line * 2.5)

    def _at_plot(self, plot: QRectF, x: float, y: float) -> QPointF:
        # Returns booked as orders of their own can lift the curve above 100 %.
        most = max([1.0, *(value for _, value in self._points)])
        least = min([0.0, *(value for _, value in self._points)])
        height = (y - least) / (most - least)
        return QPointF(plot.left() + plot.width() * x, plot.bottom() - plot.height() * height)

    def lay_out(self, size: QSizeF, theme: Theme) -> Sequence[Mark]:
        plot, line = self._plot(size, theme), line_height(theme)
        tiers = sorted(self._tiers)
        points = [self._at_plot(plot, x, y) for _, x, y in tiers]
        tops = _apart([point.y() - line / 2 for point in points], line, plot)
        late = any(x > _LATE for _, x, _ in tiers)
        moved = any(abs(top + line / 2 - at.y()) > 1 for top, at in zip(tops, points, strict=True))
        right = max((point.x() for point in points), default=0)
        marks = []
        for (percent, x, y), point, top in zip(tiers, points, tops, strict=True):
            width = text_width(theme, self._short(percent, y), bold=True) + theme.px(8)
            # Words that had to move stand in one column, so that none hides a point.
            left = (right if moved else point.x()) + theme.px(_GAP)
            if late:
                left = point.x() - theme.px(_GAP) - width
            left = max(min(left, size.width() - width - 1), 0)
            area = QRectF(left, top, width, line)
            marks.append(Mark(area, self._long(percent, x, y), (Filter("tier", percent),)))
        return marks

    def _short(self, percent: int, y: float) -> str:
        return self.tr("TOP {p}%: {share} of sales").format(p=percent, share=_percent(y))

    def _long(self, percent: int, x: float, y: float) -> str:
        return self.tr("TOP {p}% ({people} of people): {share} of sales").format(
            p=percent, people=_percent(x), share=_percent(y)
        )

    def draw(self, brush: Brush, size: QSizeF, marks: Sequence[Mark]) -> None:
        plot = self._plot(size, brush.theme)
        self._draw_axes(brush, plot, size)
        curve = QPolygonF([self._at_plot(plot, x, y) for x, y in self._points])
        if len(self._points) > 1:
            under = QPolygonF(curve)
            under.append(self._at_plot(plot, self._points[-1][0], 0))
            under.append(self._at_plot(plot, 0, 0))
            brush.painter.setPen(Qt.PenStyle.NoPen)
            brush.painter.setBrush(brush.theme.qcolour("chart_pale"))
            brush.painter.drawPolygon(under)
            brush.painter.setPen(QPen(brush.theme.qcolour("chart_top20"), brush.theme.px(2.5)))
            brush.painter.drawPolyline(curve)
        self._draw_name(brush, plot)
        self._draw_tiers(brush, plot, marks)

    def _draw_axes(self, brush: Brush, plot: QRectF, size: QSizeF) -> None:
        line = line_height(brush.theme)
        for tick in _TICKS:
            at = self._at_plot(plot, tick / 100, tick / 100)
            brush.line(QPointF(plot.left(), at.y()), QPointF(plot.right(), at.y()))
            beside = QRectF(0, at.y() - line / 2, plot.left() - brush.theme.space(), line)
            brush.text(beside, f"{tick}%", RIGHT, "soft")
            if tick == 0:
                continue
            width = brush.width("100%")
            left = min(max(at.x() - width / 2, 0), size.width() - width)
            side = RIGHT if tick == _TICKS[-1] else LEFT
            brush.text(QRectF(left, plot.bottom(), width, line), f"{tick}%", side, "soft")
        above = QRectF(0, 0, size.width(), line)
        brush.text(above, self.tr("↑ share of sales"), LEFT, "soft")

    def _draw_name(self, brush: Brush, plot: QRectF) -> None:
        line = line_height(brush.theme)
        words = self.tr("people, from the highest total amount on →")
        right = plot.right() - brush.width(words) - 2
        where = QRectF(right, plot.bottom() - line - 1, plot.right() - right, line)
        brush.text(where, words, RIGHT, "soft")

    def _draw_tiers(self, brush: Brush, plot: QRectF, marks: Sequence[Mark]) -> None:
        theme = brush.theme
        for mark, (percent, x, y) in zip(marks, sorted(self._tiers), strict=True):
            point, area = self._at_plot(plot, x, y), mark.area
            near = area.left() if area.left() > point.x() else area.right()
            brush.line(point, QPointF(near, area.center().y()), "chart_chosen")
            brush.painter.setPen(QPen(theme.qcolour("surface"), 1))
            brush.painter.setBrush(theme.qcolour("chart_chosen"))
            brush.painter.drawEllipse(point, theme.px(_DOT), theme.px(_DOT))
            ground = theme.qcolour("surface")
            brush.painter.setPen(QPen(theme.qcolour("line"), 1))
            brush.painter.setBrush(ground)
            brush.painter.drawRoundedRect(area, theme.px(4), theme.px(4))
            words = self._short(percent, y)
            brush.text(area.adjusted(theme.px(4), 0, 0, 0), words, LEFT, bold=True)

    def place_at(self, point: QPointF) -> int:
        found = super().place_at(point)
        if found >= 0:
            return found
        # The points themselves can be clicked, too.
        plot, reach = self._plot(QSizeF(self.size()), self.theme), self.theme.px(2 * _DOT)
        for place, (_, x, y) in enumerate(sorted(self._tiers)):
            if (self._at_plot(plot, x, y) - point).manhattanLength() < reach:
                return place
        return -1


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
