"""The charts of the analysis for paper: an ordered ramp on white, every bar with its value."""

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor, linearlyInterpolatedColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from crm_desk.domain.analysis.figures import SCORES, Cluster
from crm_desk.reports.typesetting.page import (
    INK,
    LINE,
    PALE,
    SOFT,
    WEAK,
    draw_text,
    fitting,
    text_width,
)

TONES = {
    Cluster.TOP1: HexColor("#00273f"),
    Cluster.TOP10: HexColor("#004b77"),
    Cluster.TOP20: HexColor("#0072b2"),
    Cluster.FOUR_PLUS: HexColor("#5aa5d3"),
    Cluster.TWO_THREE: HexColor("#9accea"),
    Cluster.ONCE: HexColor("#d3e8f6"),
}
"""The clusters from the strongest on, each lighter than the one before, in grey as well."""
EDGE = HexColor("#00598c")
SIZE = 7.5
"""Of all words in charts, in points."""
_GAP = 1.5 * mm
_NAMES = 0.4
_PALEST = 0.16


class PrintedChart(Flowable):
    """A chart of a fixed size in points."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height


class PrintedRow(NamedTuple):
    """One bar: its name, its length (0 to 1 of the longest) and its value in words."""

    name: str
    part: float
    value: str


class Bars(PrintedChart):
    """Bars from left to right, one below the other."""

    def __init__(
        self, rows: Sequence[PrintedRow], width: float, height: float, tone: Color
    ) -> None:
        super().__init__(width, height)
        self.rows, self.tone = rows, tone

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        names = max(text_width(row.name, SIZE) for row in self.rows) + _GAP
        left = min(names, self.width * _NAMES)
        room = _room(self.rows, self.width - left - 2 * _GAP)
        step = self.height / len(self.rows)
        thick = min(step * 0.7, 6 * mm)
        for place, row in enumerate(self.rows):
            middle = self.height - (place + 0.5) * step
            length = max(row.part, 0) * room
            if length:
                _box(canvas, left, middle - thick / 2, length, thick, self.tone, EDGE)
            size = fitting(row.name, SIZE, left - _GAP)
            draw_text(canvas, left - _GAP, middle - size / 3, row.name, size, align="right")
            x = left + length + _GAP
            draw_text(canvas, x, middle - SIZE / 3, row.value, SIZE, bold=True)
        _line(canvas, left, 0, left, self.height, SOFT)


class Pair(NamedTuple):
    """A cluster: the people's bar above the one of what they bought."""

    cluster: Cluster
    people: PrintedRow
    amount: PrintedRow


class PrintedClusterBars(PrintedChart):
    """Each cluster's people beside its sales; the strongest first."""

    def __init__(
        self, pairs: Sequence[Pair], legend: tuple[str, str], width: float, height: float
    ) -> None:
        super().__init__(width, height)
        self.pairs, self.legend = pairs, legend

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        rows = [row for pair in self.pairs for row in (pair.people, pair.amount)]
        left = min(max(text_width(row.name, SIZE) for row in rows) + _GAP, self.width * _NAMES)
        room = _room(rows, self.width - left - 2 * _GAP)
        top = self.height - 5 * mm
        self._draw_legend(canvas, left, top + 1.5 * mm)
        step = top / len(self.pairs)
        thick = min(step * 0.4, 5 * mm)
        for place, pair in enumerate(self.pairs):
            middle = top - (place + 0.5) * step
            name = pair.people.name
            size = fitting(name, SIZE, left - _GAP)
            draw_text(canvas, left - _GAP, middle - size / 3, name, size, align="right")
            bars = ((pair.people, middle, PALE, SOFT), (pair.amount, middle - thick, None, EDGE))
            for row, bottom, fill, edge in bars:
                length = max(row.part, 0) * room
                if length:
                    _box(canvas, left, bottom, length, thick, fill or TONES[pair.cluster], edge)
                bold = fill is None
                at = bottom + thick / 2 - SIZE / 3
                draw_text(canvas, left + length + _GAP, at, row.value, SIZE, INK, bold=bold)
        _line(canvas, left, 0, left, top, SOFT)

    def _draw_legend(self, canvas: Canvas, x: float, y: float) -> None:
        fills = ((PALE, SOFT), (TONES[Cluster.TOP20], EDGE))
        for words, (fill, edge) in zip(self.legend, fills, strict=True):
            _box(canvas, x, y, 2.4 * mm, 2.4 * mm, fill, edge)
            draw_text(canvas, x + 3.4 * mm, y + 0.2 * mm, words, SIZE, SOFT)
            x += text_width(words, SIZE) + 7 * mm


class PrintedHeatMap(PrintedChart):
    """R x F: purchases upwards, the latest buyers at the right; darker where more people are.

    Args:
        grid: grid[r-1][f-1] people.
        columns, rows: names of the R and F scores 1 to 5.
    """

    def __init__(
        self,
        grid: Sequence[Sequence[int]],
        columns: Sequence[str],
        rows: Sequence[str],
        width: float,
        height: float,
    ) -> None:
        super().__init__(width, height)
        self.grid, self.columns, self.rows = grid, columns, rows

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        left = max(text_width(name, SIZE) for name in self.rows) + _GAP
        foot = SIZE + 2 * _GAP
        width, height = (self.width - left) / len(SCORES), (self.height - foot) / len(SCORES)
        most = max(max(row) for row in self.grid) or 1
        for f in SCORES:
            bottom = foot + (f - 1) * height
            middle = bottom + height / 2 - SIZE / 3
            draw_text(canvas, left - _GAP, middle, self.rows[f - 1], SIZE, align="right")
            for r in SCORES:
                x, count = left + (r - 1) * width, self.grid[r - 1][f - 1]
                fill = _shade(count / most)
                _box(canvas, x + 0.5, bottom + 0.5, width - 1, height - 1, fill, LINE)
                words = f"{count:,}"
                size = fitting(words, 9, width - 4, bold=True)
                draw_text(
                    canvas, x + width / 2, middle, words, size, bold=count > 0, align="centre"
                )
        for r in SCORES:
            name, x = self.columns[r - 1], left + (r - 0.5) * width
            draw_text(canvas, x, _GAP, name, fitting(name, SIZE, width - 2), align="centre")


class PrintedMark(NamedTuple):
    """A point of the curve (shares, 0 to 1) and what is said of it."""

    x: float
    y: float
    words: str


class PrintedParetoCurve(PrintedChart):
    """People from the highest total amount on, and which part of it they bring.

    Args:
        points: (share of people, share of the amount).
        across, up: names at the axes: (place 0 to 1, words).
        names: of the two axes, upwards and to the right.
    """

    def __init__(
        self,
        points: Sequence[tuple[float, float]],
        marks: Sequence[PrintedMark],
        across: Sequence[tuple[float, str]],
        up: Sequence[tuple[float, str]],
        names: tuple[str, str],
        width: float,
        height: float,
    ) -> None:
        super().__init__(width, height)
        self.points, self.marks = points, sorted(marks)
        self.across, self.up, self.names = across, up, names
        self.left = max(text_width(words, SIZE) for _, words in up) + _GAP
        self.foot = 2 * SIZE + 2 * _GAP
        # Returns booked as orders of their own can lead the curve below 0.
        self.least = min([0.0, *(y for _, y in points)])

    def _at(self, x: float, y: float) -> tuple[float, float]:
        part = (y - self.least) / (1 - self.least)
        top = self.height - SIZE - 2 * _GAP
        return (
            self.left + (self.width - self.left - 2 * mm) * x,
            self.foot + (top - self.foot) * part,
        )

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        path = canvas.beginPath()
        path.moveTo(*self._at(0, 0))
        for point in self.points:
            path.lineTo(*self._at(*point))
        path.lineTo(*self._at(self.points[-1][0], 0))
        path.close()
        canvas.setFillColor(PALE)
        canvas.drawPath(path, stroke=0, fill=1)
        self._draw_axes(canvas)
        canvas.setStrokeColor(TONES[Cluster.TOP10])
        canvas.setLineWidth(1.6)
        curve = canvas.beginPath()
        curve.moveTo(*self._at(*self.points[0]))
        for point in self.points[1:]:
            curve.lineTo(*self._at(*point))
        canvas.drawPath(curve)
        self._draw_marks(canvas)

    def _draw_axes(self, canvas: Canvas) -> None:
        for place, words in self.up:
            x, y = self._at(0, place)
            _line(canvas, x, y, *self._at(1, place), LINE)
            draw_text(canvas, x - _GAP, y - SIZE / 3, words, SIZE, SOFT, align="right")
        for place, words in self.across:
            x, _ = self._at(place, 0)
            side = "right" if place == 1 else "centre"
            draw_text(canvas, x, self.foot - SIZE - 1, words, SIZE, SOFT, align=side)
        upwards, rightwards = self.names
        draw_text(canvas, 0, self.height - SIZE, upwards, SIZE, SOFT)
        draw_text(canvas, self.width - 2 * mm, _GAP, rightwards, SIZE, SOFT, align="right")

    def _draw_marks(self, canvas: Canvas) -> None:
        points = [self._at(mark.x, mark.y) for mark in self.marks]
        late = any(mark.x > 0.6 for mark in self.marks)
        column = max((x for x, _ in points), default=0) + 4 * mm
        lines = _apart([y for _, y in points], SIZE + 3, self.height - SIZE - 2 * _GAP)
        for mark, (x, y), line in zip(self.marks, points, lines, strict=True):
            width = text_width(mark.words, SIZE, bold=True) + 4
            left = x - 4 * mm - width if late else min(column, self.width - width)
            _line(canvas, x, y, left + width if late else left, line, WEAK)
            _dot(canvas, x, y, 5, WEAK)
            _box(canvas, left, line - SIZE / 2 - 1.5, width, SIZE + 3, white, LINE)
            draw_text(canvas, left + 2, line - SIZE / 3, mark.words, SIZE, bold=True)


def _room(rows: Sequence[PrintedRow], width: float) -> float:
    """Length of a whole bar at which every value fits beside its own bar."""
    free = [(row.part, width - text_width(row.value, SIZE, bold=True)) for row in rows]
    return max(min([left / part for part, left in free if part > 0], default=0), 1)


def _apart(places: Sequence[float], least: float, top: float) -> list[float]:
    """Ascending heights moved so far apart that words don't touch, all below the top."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + least) if found else place)
    over = max(found[-1] - top, 0) if found else 0
    return [place - over for place in found]


def _shade(part: float) -> Color:
    """From white to a tone that ink can be read on; the root keeps small counts apart."""
    weight = _PALEST + (1 - _PALEST) * part**0.5 if part > 0 else 0
    return linearlyInterpolatedColor(white, TONES[Cluster.FOUR_PLUS], 0, 1, weight)


def _box(
    canvas: Canvas, x: float, y: float, width: float, height: float, fill: Color, edge: Color
) -> None:
    canvas.setFillColor(fill)
    canvas.setStrokeColor(edge)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height, stroke=1, fill=1)


def _line(canvas: Canvas, x: float, y: float, to_x: float, to_y: float, ink: Color) -> None:
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(0.5)
    canvas.line(x, y, to_x, to_y)


def _dot(canvas: Canvas, x: float, y: float, size: float, fill: Color) -> None:
    canvas.setFillColor(fill)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.6)
    canvas.circle(x, y, size / 2, stroke=1, fill=1)
