"""Bars and radar on screen."""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.domain.assessment.rate_chart import CategoryRate, runs
from crm_desk.ui.theme import Theme

_RINGS = (0.25, 0.5, 0.75, 1.0)


class RateBars(QWidget):
    """A bar per category, with a line for last time and a dotted line for the target."""

    def __init__(self, theme: Theme, last_time: str, target: str, weakest: str) -> None:
        super().__init__()
        self._theme = theme
        self._legend = (last_time, target)
        self._weakest = weakest
        self._bars: Sequence[CategoryRate] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[CategoryRate]) -> None:
        """Replace the bars; they are read out as one sentence."""
        self._bars = bars
        self.setAccessibleName(", ".join(f"{bar.name} {bar.value}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        has_legend = self._legend_texts() or any(bar.is_weakest for bar in self._bars)
        rows = len(self._bars) + (1 if has_legend else 0)
        return QSize(self._theme.px(420), self._theme.px(34) * rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, row = self._theme, self._theme.px(34)
        painter.setFont(theme.font("small"))
        names = max(
            (painter.fontMetrics().horizontalAdvance(b.name) for b in self._bars), default=0
        )
        left = min(names + theme.space(2), int(self.width() * 0.6))
        right = self.width() - theme.px(54)
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, QRectF(0, index * row, self.width(), row), left, right)
        self._paint_legend(painter, 0, len(self._bars) * row, row)

    def _paint_bar(
        self, painter: QPainter, bar: CategoryRate, box: QRectF, left: float, right: float
    ) -> None:
        theme = self._theme
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.qcolour("ink"))
        name = painter.fontMetrics().elidedText(
            bar.name, Qt.TextElideMode.ElideRight, int(left - theme.space())
        )
        painter.drawText(QRectF(0, box.top(), left, box.height()), middle, name)
        track = QRectF(left, box.center().y() - theme.px(9), right - left, theme.px(18))
        radius = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolour("track") if bar.rate is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(track, radius, radius)
        if bar.rate:
            painter.setBrush(theme.qcolour("warn" if bar.is_weakest else "accent"))
            filled = QRectF(track)
            filled.setWidth(track.width() * float(bar.rate))
            painter.drawRoundedRect(filled, radius, radius)
        for rate, dotted in ((bar.before, False), (bar.target, True)):
            if rate is not None:
                self._paint_mark(painter, left + track.width() * float(rate), track, dotted=dotted)
        if bar.rate is None:
            # In the bar's place: an empty bar would read as 0%.
            painter.setPen(theme.qcolour("soft"))
            painter.drawText(track, middle, bar.value)
            return
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.qcolour("ink"))
        figure = QRectF(right, box.top(), self.width() - right, box.height())
        painter.drawText(figure, middle | Qt.AlignmentFlag.AlignRight, bar.value)

    def _paint_mark(self, painter: QPainter, x: float, track: QRectF, *, dotted: bool) -> None:
        pen = QPen(self._theme.qcolour("ink"), self._theme.px(2))
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        over = self._theme.px(4)
        painter.drawLine(QPointF(x, track.top() - over), QPointF(x, track.bottom() + over))

    def _legend_texts(self) -> list[tuple[str, bool]]:
        found = []
        if any(bar.before is not None for bar in self._bars):
            found.append((self._legend[0], False))
        if any(bar.target is not None for bar in self._bars):
            found.append((self._legend[1], True))
        return found

    def _paint_legend(self, painter: QPainter, x: float, top: float, row: float) -> None:
        theme = self._theme
        painter.setFont(theme.font("small"))
        if any(bar.is_weakest for bar in self._bars):
            x = self._paint_weakest(painter, x, top, row)
        for text, dotted in self._legend_texts():
            box = QRectF(x, top + row / 2 - theme.px(5), theme.px(2), theme.px(10))
            self._paint_mark(painter, x + theme.px(1), box, dotted=dotted)
            painter.setPen(theme.qcolour("soft"))
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(
                QRectF(x + theme.px(8), top, width + theme.px(4), row),
                Qt.AlignmentFlag.AlignVCenter,
                text,
            )
            x += width + theme.space(4)

    def _paint_weakest(self, painter: QPainter, x: float, top: float, row: float) -> float:
        """What the other colour means; returns where the legend goes on."""
        theme, side = self._theme, self._theme.px(10)
        square = QRectF(x, top + (row - side) / 2, side, side)
        painter.fillRect(square, theme.qcolour("warn"))
        painter.setPen(theme.qcolour("soft"))
        width = painter.fontMetrics().horizontalAdvance(self._weakest)
        box = QRectF(x + side + theme.px(6), top, width + theme.px(4), row)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._weakest)
        return x + side + width + theme.space(3)


class RadarChart(QWidget):
    """Rates as a polygon with gaps where there are none; last time's dashed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: Sequence[CategoryRate] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[CategoryRate]) -> None:
        """Replace the rates."""
        self._bars = bars
        self.setAccessibleName(", ".join(f"{bar.short} {bar.value}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(346), self._theme.px(238))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(QPen(theme.qcolour("line"), 1))
        for ring in _RINGS:
            painter.drawPolygon(self._polygon([ring] * len(self._bars)))
        before = QPen(theme.qcolour("soft"), theme.px(1.5), Qt.PenStyle.DashLine)
        self._paint_rates(painter, [bar.before for bar in self._bars], before)
        rates = [bar.rate for bar in self._bars]
        self._fill(painter, rates)
        self._paint_rates(painter, rates, QPen(theme.qcolour("accent"), theme.px(2)))
        self._paint_labels(painter)

    def _fill(self, painter: QPainter, rates: Sequence[Fraction | None]) -> None:
        """The ground between rates that stand side by side: none beside a gap."""
        fill = self._theme.qcolour("accent")
        fill.setAlphaF(0.18)
        ground = QPainterPath()
        for run in runs(rates):
            for one, other in pairwise(run):
                corners = (self._point(place, float(rates[place] or 0)) for place in (one, other))
                ground.addPolygon(QPolygonF([self._point(0, 0), *corners]))
                ground.closeSubpath()
        painter.fillPath(ground.simplified(), fill)

    def _paint_rates(self, painter: QPainter, rates: Sequence[Fraction | None], pen: QPen) -> None:
        """Lines with gaps where there is no rate; between two gaps, a dot, dashed ones a ring."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for run in runs(rates):
            points = [self._point(place, float(rates[place] or 0)) for place in run]
            painter.drawPolyline(QPolygonF(points))
            if len(run) == 1:
                dot = self._theme.px(3)
                if pen.style() == Qt.PenStyle.SolidLine:
                    painter.setBrush(pen.color())
                painter.setPen(QPen(pen.color(), pen.widthF()))
                painter.drawEllipse(points[0], dot, dot)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font("small"))
        width = self._theme.px(110)
        for index, bar in enumerate(self._bars):
            painter.setPen(self._theme.qcolour("ink" if bar.rate is not None else "soft"))
            point, turn = self._point(index, 1.14), self._angle(index)
            # A second line goes away from the polygon.
            extra = 0 if bar.rate is not None else self._theme.px(18)
            height = self._theme.px(20) + extra
            top = point.y() - height / 2 - extra / 2 * math.sin(turn)
            angle = math.cos(turn)
            shift = 0.5 if abs(angle) < 0.1 else (0.0 if angle > 0 else 1.0)
            side = {
                0.5: Qt.AlignmentFlag.AlignHCenter,
                0.0: Qt.AlignmentFlag.AlignLeft,
                1.0: Qt.AlignmentFlag.AlignRight,
            }[shift]
            box = QRectF(point.x() - width * shift, top, width, height)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, bar.short_label)

    def _angle(self, index: int) -> float:
        return math.pi / 2 - 2 * math.pi * index / max(len(self._bars), 1)

    def _point(self, index: int, rate: float) -> QPointF:
        radius = self._theme.px(84) * rate
        angle = self._angle(index)
        return QPointF(
            self.width() / 2 + radius * math.cos(angle),
            self.height() / 2 - radius * math.sin(angle),
        )

    def _polygon(self, rates: Iterable[float]) -> QPolygonF:
        return QPolygonF([self._point(index, rate) for index, rate in enumerate(rates)])
