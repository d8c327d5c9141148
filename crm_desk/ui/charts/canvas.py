"""Where a chart is drawn: pyqtgraph's view and axes, in the theme's colours and type."""

import math
import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsSimpleTextItem, QWidget

from crm_desk.ui.theme import Theme

Ticks = Sequence[tuple[float, str]]
"""Places on an axis, and what they are called."""
Range = tuple[float, float]
_LINE = 1.35
"""Height of a line of words, of the font's own."""
_ABOVE = 1_000
_SAMPLE, _AIR = 10, 4
"""Side of a legend's sample, and what is free beside words."""


class RenderTarget(Enum):
    """What a chart is drawn for; a drawing is made of lines and words, not of pixels."""

    SCREEN = auto()
    PICTURE = auto()
    DRAWING = auto()


class Frame(NamedTuple):
    """What stands around a plot.

    Attributes:
        left, bottom: the axes' ticks.
        lines: of the words below.
        head, right: free pixels above and beside.
        grid: lines from the ticks through the plot.
        floor, wall: the axes' own lines.
    """

    left: Ticks = ()
    bottom: Ticks = ()
    lines: int = 1
    head: float = 0
    right: float = 1
    grid: bool = False
    floor: bool = False
    wall: bool = False


class Canvas:
    """A plot that is only looked at: pointer and keys belong to the chart around it."""

    def __init__(self, parent: QWidget) -> None:
        # Whole pixels for bars; curves and points ask for smooth edges themselves.
        self.view = pg.GraphicsLayoutWidget(parent)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in (self.view, self.view.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self.box.disableAutoRange()
        # Nothing reaches beyond what it spans but the halves of points on its edge.
        self.box.setFlag(pg.ViewBox.GraphicsItemFlag.ItemClipsChildrenToShape, enabled=False)
        self._left, self._bottom = (
            pg.AxisItem(side, linkView=self.box) for side in ("left", "bottom")
        )
        for axis in (self._left, self._bottom):
            # A grid is part of an axis and lies under the data.
            axis.setZValue(-_ABOVE)
        layout = self.view.ci
        layout.setSpacing(0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self._left, 0, 0)
        layout.addItem(self._bottom, 1, 1)
        self._others: list[Any] = []
        self.theme, self.medium = Theme(), RenderTarget.SCREEN

    def clear(self, theme: Theme, size: QSizeF, medium: RenderTarget = RenderTarget.SCREEN) -> None:
        """Begin again, in a theme and at a size."""
        self.theme, self.medium = theme, medium
        self.box.clear()
        self.let_go(self._others[:])
        self.view.setBackground(theme.qcolour("surface"))
        self.view.resize(size.toSize())
        # A hidden widget hears of its size only when it is shown.
        self.view.setRange(QRectF(QPointF(), size), padding=0, disableAutoPixel=False)

    def surround(self, frame: Frame) -> QSizeF:
        """Put axes around the plot. Returns how much room they leave."""
        theme, line = self.theme, line_height(self.theme)
        names = [text_width(theme, name) for _, name in frame.left]
        width = max(names, default=0) + theme.space() if names else 0
        height = line * frame.lines if frame.bottom else 0
        self.view.ci.setContentsMargins(0, frame.head, frame.right, 0)
        self._left.setWidth(width)
        self._bottom.setHeight(height)
        self.view.ci.layout.activate()
        room: QSizeF = self.box.size()
        pen = pg.mkPen(theme.qcolour("chart_pale_edge"))
        for axis, ticks, shown, across in (
            (self._left, frame.left, frame.wall, room.width()),
            (self._bottom, frame.bottom, frame.floor, room.height()),
        ):
            axis.setPen(pen if shown else pg.mkPen(None))
            axis.setTextPen(theme.qcolour("ink" if axis is self._left and frame.wall else "soft"))
            axis.setTickPen(theme.qcolour("line") if frame.grid else pg.mkPen(None))
            axis.setTicks([ticks])
            axis.setStyle(
                tickFont=theme.font("small"),
                tickTextOffset=theme.px(4),
                # Into the plot: a grid that leaves the outermost names their place.
                tickLength=-int(across) if frame.grid else 0,
                tickAlpha=255,
                hideOverlappingLabels=int(self.view.width()),
            )
        return room

    def span(self, x: Range, y: Range) -> None:
        """What the plot reaches over."""
        self.box.setRange(xRange=x, yRange=y, padding=0)

    # Items

    def add(self, item: Any) -> Any:
        """An item of pyqtgraph, at its place in the data."""
        self.box.addItem(item, ignoreBounds=True)
        return item

    def bars(
        self, areas: Sequence[QRectF], fills: Sequence[Any], edge: str, width: int = 1
    ) -> None:
        """Filled rectangles."""
        if areas:
            self.add(
                pg.BarGraphItem(
                    x0=[area.left() for area in areas],
                    y0=[area.top() for area in areas],
                    width=[area.width() for area in areas],
                    height=[area.height() for area in areas],
                    brushes=list(fills),
                    pen=pg.mkPen(self.theme.qcolour(edge), width=width),
                )
            )

    def points(self, x: Any, y: Any, size: float, fill: str, edge: str) -> None:
        """Dots of one colour, their size in pixels at 100 %."""
        theme = self.theme
        self.add(self._symbols(x, y, size, theme.qcolour(fill), theme.qcolour(edge)))

    def _symbols(self, x: Any, y: Any, size: float, fill: Any, edge: Any, symbol: str = "o") -> Any:
        return pg.ScatterPlotItem(
            x,
            y,
            size=self.theme.px(size),
            pen=edge,
            brush=fill,
            symbol=symbol,
            antialias=symbol == "o",
            # Kept pixels of a dot are fast, and coarse on anything finer than the screen.
            useCache=self.medium is RenderTarget.SCREEN,
        )

    def words(
        self,
        text: str,
        at: tuple[float, float],
        anchor: tuple[float, float] = (0.5, 0.5),
        ink: str | QColor = "ink",
        *,
        bold: bool = False,
    ) -> None:
        """Words at a place in the data; `anchor` is the part of them that lies there."""
        self.words_at(text, self.pixel(*at), anchor, ink, bold=bold)

    def words_at(
        self,
        text: str,
        at: QPointF,
        anchor: tuple[float, float] = (0, 0),
        ink: str | QColor = "soft",
        *,
        bold: bool = False,
    ) -> QRectF:
        """Words at a place in pixels. Returns what they take, with some air."""
        theme = self.theme
        item = QGraphicsSimpleTextItem(text)
        item.setFont(theme.font("small", bold=bold))
        item.setBrush(theme.qcolour(ink) if isinstance(ink, str) else ink)
        air = QPointF(theme.px(_AIR), theme.px(2))
        whole = item.boundingRect().adjusted(-air.x(), -air.y(), air.x(), air.y())
        left, top = at.x() - whole.width() * anchor[0], at.y() - whole.height() * anchor[1]
        item.setPos(QPointF(left, top) + air)
        item.setZValue(_ABOVE)
        self._put(item)
        return QRectF(QPointF(left, top), whole.size())

    def legend(self, entries: Sequence[tuple[str, str, str]], symbol: str, *, below: bool) -> None:
        """Words, fill and edge of each: at the top right, or at the bottom left."""
        theme, line, side = self.theme, line_height(self.theme), self.theme.px(_SAMPLE)
        wide = [
            side + theme.px(_AIR) + bool(words) * (text_width(theme, words) + theme.space())
            for words, *_ in entries
        ]
        x = 0 if below else self.view.width() - sum(wide)
        middle = line / 2 + (self.view.height() - line if below else 0)
        places = [x + side / 2 + sum(wide[:place]) for place in range(len(wide))]
        for (words, *_), at in zip(entries, places, strict=True):
            self.words_at(words, QPointF(at + side / 2, middle), (0, 0.5))
        fills, edges = ([theme.qcolour(each[n]) for each in entries] for n in (1, 2))
        heights = [middle] * len(places)
        self._put(self._symbols(places, heights, _SAMPLE, fills, edges, symbol))

    # Pixels

    def area(self, data: QRectF) -> QRectF:
        """A rectangle of the data, in pixels of the chart."""
        self.box.updateMatrix()
        return QRectF(self.box.childGroup.mapRectToScene(data))

    def pixel(self, x: float, y: float) -> QPointF:
        """A place in the data, in pixels of the chart."""
        return QPointF(self.box.mapViewToScene(QPointF(x, y)))

    def data_at(self, pixel: QPointF) -> QPointF:
        """A place in the data from one in pixels."""
        return QPointF(self.box.mapSceneToView(pixel))

    def outline(
        self, area: QRectF, ink: str, width: float = 1, *, fill: str = ""
    ) -> QGraphicsRectItem:
        """A frame in pixels, over the data; `let_go` takes it away."""
        item = QGraphicsRectItem(area)
        item.setPen(pg.mkPen(self.theme.qcolour(ink), width=self.theme.px(width)))
        if fill:
            item.setBrush(self.theme.qcolour(fill))
        item.setZValue(_ABOVE - 1 if fill else _ABOVE + 1)
        self._put(item)
        return item

    def say(self, text: str, mark: QRectF) -> Any:
        """Words in a box beside a mark, within the chart; `let_go` takes them away."""
        theme, whole = self.theme, QRectF(self.view.rect()).adjusted(1, 1, -1, -1)
        surface, edge = theme.qcolour("surface"), theme.qcolour("edge")
        item = pg.TextItem(text, theme.qcolour("ink"), fill=surface, border=edge)
        item.setFont(theme.font("small"))
        item.setTextWidth(min(item.textItem.document().idealWidth() + 2, whole.width()))
        size, gap = item.boundingRect().size(), theme.px(6)
        left = min(max(mark.center().x() - size.width() / 2, 1), whole.right() - size.width())
        top = mark.top() - size.height() - gap
        if top < whole.top():
            top = min(mark.bottom() + gap, whole.bottom() - size.height())
        item.setPos(left, top)
        item.setZValue(_ABOVE + 2)
        return self._put(item)

    def _put(self, item: Any) -> Any:
        self.view.scene().addItem(item)
        self._others.append(item)
        return item

    def let_go(self, items: Iterable[Any]) -> None:
        """Take away what `outline` and `say` have drawn."""
        for item in items:
            if item in self._others:
                self._others.remove(item)
                self.view.scene().removeItem(item)

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint all of it, on anything."""
        self.view.render(painter, target, self.view.rect())


def text_width(theme: Theme, words: str, *, bold: bool = False) -> float:
    """How wide words are in a chart."""
    return QFontMetricsF(theme.font("small", bold=bold)).horizontalAdvance(words)


def line_height(theme: Theme) -> float:
    """Of one line of words in a chart."""
    return QFontMetricsF(theme.font("small")).height() * _LINE


def shortened(theme: Theme, words: str, width: float) -> str:
    """Words that end in an ellipsis where they are wider."""
    metrics = QFontMetricsF(theme.font("small"))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)


def broken(theme: Theme, words: str, width: float) -> str:
    """Words on as many lines as they need; parted behind spaces, a range's dash, and 日."""
    lines = [""]
    for piece in re.findall(r"[^ 〜日-]*[ 〜日-]?", words):
        if lines[-1] and text_width(theme, lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def thinned(words: Sequence[str], size: float, room: float) -> list[str]:
    """Every n-th of words of a size that stand so far apart, so that none touches the next."""
    step = max(math.ceil(size / max(room, 1)), 1)
    return [each if place % step == 0 else "" for place, each in enumerate(words)]
