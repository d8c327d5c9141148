"""R x F as a heat map: how recently against how often, darker where more people are."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from crm_desk.domain.analysis.figures import SCORES, Method, RfmScores
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.decimals import NO_FIGURE, Number
from crm_desk.ui.charts.canvas import Canvas, Frame, broken, text_width
from crm_desk.ui.charts.chart import ChartMark, ChartWidget
from crm_desk.ui.theme import Theme

_PALEST = 0.14


class HeatMap(ChartWidget):
    """25 cells; purchases upwards, the latest buyers at the right."""

    _grid: Sequence[Sequence[int]] = ()
    _rows: Sequence[str] = ()
    _columns: Sequence[str] = ()

    def show_grid(self, grid: Sequence[Sequence[int]], rfm: RfmScores) -> None:
        """Replace the counts; `rfm` tells what the scores mean."""
        self._grid = grid
        self._columns = self._days(rfm.r)
        self._rows = self._times(rfm.f, rfm.method)
        self._changed()

    def _days(self, bounds: Sequence[Number]) -> list[str]:
        """Names of the R scores 1 to 5."""
        last = [math.floor(bound) for bound in bounds]
        if not last:
            return [str(score) for score in SCORES]
        names = [self.tr("≤{last}").format(last=last[0])]
        for before, to in pairwise(last):
            # A score that nobody can have keeps its place.
            names.append(self._range(before + 1, to))
        names.append(self.tr("{first}+").format(first=last[-1] + 1))
        return names[::-1]

    def _times(self, bounds: Sequence[Number], method: Method) -> list[str]:
        """Names of the F scores 1 to 5."""
        if not bounds:
            return [str(score) for score in SCORES]
        if method is Method.FIXED:
            first = [math.ceil(bound) for bound in bounds]
        else:
            first = [math.floor(bound) + 1 for bound in bounds]
        names = []
        for start, following in zip([1, *first], first, strict=False):
            names.append(self.tr("{k}×").format(k=self._range(start, following - 1)))
        names.append(self.tr("{k}× or more").format(k=first[-1]))
        return names

    def _range(self, first: int, last: int) -> str:
        if last <= first:
            return str(first) if last == first else NO_FIGURE
        return self.tr("{first}-{last}").format(first=first, last=last)

    def draw(self, canvas: Canvas) -> Sequence[ChartMark]:
        if not self._grid:
            return []
        theme, most = canvas.theme, max(max(row) for row in self._grid) or 1
        beside = max(text_width(theme, name) for name in self._rows) + theme.space(2)
        width = (canvas.view.width() - beside) / len(SCORES)
        below = [broken(theme, name, width) for name in self._columns]
        left, bottom = (list(zip(SCORES, names, strict=True)) for names in (self._rows, below))
        lines = max(name.count("\n") for name in below) + 1
        canvas.surround(Frame(left=left, bottom=bottom, lines=lines))
        canvas.span((0.5, 5.5), (0.5, 5.5))
        cells = [(r, f, self._grid[r - 1][f - 1]) for f in SCORES[::-1] for r in SCORES]
        fills = [shade(theme, count / most) for _, _, count in cells]
        areas = [QRectF(r - 0.5, f - 0.5, 1, 1) for r, f, _ in cells]
        # The edge is the gap between the cells.
        canvas.bars(areas, fills, "surface", theme.px(4))
        for (r, f, count), fill in zip(cells, fills, strict=True):
            canvas.words(f"{count:,}", (r, f), ink=readable(theme, fill), bold=count > 0)
        return [
            ChartMark(canvas.area(area), self._words(r, f), (Filter("cell", (r, f)),))
            for (r, f, _), area in zip(cells, areas, strict=True)
        ]

    def _words(self, r: int, f: int) -> str:
        return self.tr("Bought {times}, recency {days}: {people}").format(
            times=self._rows[f - 1],
            days=self._columns[r - 1],
            people=self.people(self._grid[r - 1][f - 1]),
        )

    def step(self, key: int) -> int | None:
        keys = Qt.Key
        if key in (keys.Key_Up, keys.Key_Down):
            # Above and below are a row apart; at the edge it stays.
            place = self._at + (len(SCORES) if key == keys.Key_Down else -len(SCORES))
            return place if 0 <= place < len(SCORES) ** 2 else self._at
        return super().step(key)


def shade(theme: Theme, part: float) -> QColor:
    """From the ground to the strongest colour; the root keeps small counts apart."""
    if part <= 0:
        return theme.qcolour("raised")
    ground, strong = theme.qcolour("surface"), theme.qcolour("chart_top20")
    weight = _PALEST + (1 - _PALEST) * math.sqrt(min(part, 1))
    pairs = (
        (ground.red(), strong.red()),
        (ground.green(), strong.green()),
        (ground.blue(), strong.blue()),
    )
    return QColor(*(round(one + (other - one) * weight) for one, other in pairs))


def readable(theme: Theme, ground: QColor) -> QColor:
    """Whichever of the theme's two words' colours stands out more on a ground."""
    inks = (theme.qcolour("ink"), theme.qcolour("surface"))
    return max(inks, key=lambda ink: contrast(ink, ground))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
