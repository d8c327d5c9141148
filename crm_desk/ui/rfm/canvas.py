"""Where a chart is drawn: pyqtgraph's view and axes, in the theme's colours and type."""

import math
import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from crm_desk.ui.theme import Theme

Ticks = Sequence[tuple[float, str]]
"""Places on an axis, and what they are called."""
Range = tuple[float, float]
_LINE = 1.35
"""Height of a line of words, of the font's own."""
_ABOVE = 1_000
_SAMPLE = 10
"""Side of a legend's sample."""


class Medium(Enum):
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
        self.theme, self.medium = Theme(), Medium.SCREEN

    def clear(self, theme: Theme, size: QSizeF, medium: Medium = Medium.SCREEN) -> None:
        """Begin anew, in a theme and at a size."""
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

    def points(self, x: Any, y: Any, size: float, fill: str, edge: str, symbol: str = "o") -> None:
        """Dots of one colour, their size in pixels at 100 %."""
        self.add(self._symbols(x, y, size, fill, edge, symbol))

    def _symbols(self, x: Any, y: Any, size: float, fill: str, edge: str, symbol: str) -> Any:
        return pg.ScatterPlotItem(
            x,
            y,
            size=self.theme.px(size),
            pen=self.theme.qcolour(edge),
            brush=self.theme.qcolour(fill),
            symbol=symbol,
            antialias=symbol == "o",
            # Kept pixels of a dot are fast, and coarse on anything finer than the screen.
            useCache=self.medium is Medium.SCREEN,
        )

    def words(
        self,
        text: str,
        at: tuple[float, float],
        anchor: tuple[float, float] = (0.5, 0.5),
        ink: Any = "ink",
        *,
        bold: bool = False,
    ) -> Any:
        """Words at a place in the data; `anchor` is the part of them that lies there."""
        return self.add(self._text(text, at, anchor, ink, bold=bold))

    def words_at(
        self,
        text: str,
        at: tuple[float, float],
        anchor: tuple[float, float],
        ink: Any = "soft",
        *,
        bold: bool = False,
        boxed: bool = False,
    ) -> Any:
        """Words at a place in pixels."""
        return self._put(self._text(text, at, anchor, ink, bold=bold, boxed=boxed))

    def _text(
        self,
        text: str,
        at: tuple[float, float],
        anchor: tuple[float, float],
        ink: Any,
        *,
        bold: bool = False,
        boxed: bool = False,
    ) -> Any:
        theme = self.theme
        item = pg.TextItem(
            text,
            theme.qcolour(ink) if isinstance(ink, str) else ink,
            anchor=anchor,
            border=theme.qcolour("edge") if boxed else None,
            fill=theme.qcolour("surface") if boxed else None,
        )
        item.textItem.document().setDocumentMargin(theme.px(3))
        item.setFont(theme.font("small", bold=bold))
        item.setPos(*at)
        return item

    def legend(self, entries: Sequence[tuple[str, str, str, str]], *, below: bool = False) -> None:
        """Words, symbol, fill and edge of each: at the top right, or at the bottom left."""
        theme, line = self.theme, line_height(self.theme)
        side, gap = theme.px(_SAMPLE), theme.px(3)
        wide = [
            side + gap + bool(words) * (text_width(theme, words) + theme.space())
            for words, *_ in entries
        ]
        x = 0 if below else self.view.width() - sum(wide)
        top = self.view.height() - line if below else 0
        for (words, symbol, fill, edge), width in zip(entries, wide, strict=True):
            dot = self._symbols([x + side / 2], [top + line / 2], _SAMPLE, fill, edge, symbol)
            self._put(dot)
            self.words_at(words, (x + side, top + line / 2), (0, 0.5))
            x += width

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

    def outline(self, area: QRectF, token: str, width: float) -> QGraphicsRectItem:
        """A frame over everything, in pixels; `let_go` takes it away."""
        item = QGraphicsRectItem(area)
        item.setPen(pg.mkPen(self.theme.qcolour(token), width=self.theme.px(width)))
        self._put(item).setZValue(_ABOVE)
        return item

    def say(self, text: str, mark: QRectF) -> Any:
        """Words in a box beside a mark, within the chart; `let_go` takes them away."""
        whole = QRectF(self.view.rect()).adjusted(1, 1, -1, -1)
        item = self._put(self._text(text, (0, 0), (0, 0), "ink", boxed=True))
        item.setTextWidth(min(item.textItem.document().idealWidth() + 2, whole.width()))
        size, gap = item.boundingRect().size(), self.theme.px(6)
        left = min(max(mark.center().x() - size.width() / 2, 1), whole.right() - size.width())
        top = mark.top() - size.height() - gap
        if top < whole.top():
            top = min(mark.bottom() + gap, whole.bottom() - size.height())
        item.setPos(left, top)
        item.setZValue(_ABOVE + 1)
        return item

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
        # pyqtgraph puts words in their place at their first paint, regardless of the painter's.
        self.view.grab()
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
