"""Cells in rows and columns, darker where more is in them."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from crm_desk.domain.charts import CellGrid
from crm_desk.ui.charts.canvas import Canvas, Frame, broken, text_width
from crm_desk.ui.charts.drawing import Drawing, DrawnMark
from crm_desk.ui.theme import Theme

_PALEST = 0.14


def draw_cells(canvas: Canvas, chart: CellGrid) -> Drawing:
    """Draw names and cells; the marks go from the top left on."""
    if not chart.cells:
        return Drawing()
    theme = canvas.theme
    _surround(canvas, chart)
    cells = [
        (column, row, cell)
        for row, cells in reversed(list(enumerate(chart.cells, 1)))
        for column, cell in enumerate(cells, 1)
    ]
    most = max(cell.value for _, _, cell in cells) or 1
    fills = [shade(theme, cell.value / most) for _, _, cell in cells]
    areas = [QRectF(column - 0.5, row - 0.5, 1, 1) for column, row, _ in cells]
    # The edge is the gap between the cells.
    canvas.bars(areas, fills, "surface", theme.px(4))
    for (column, row, cell), fill in zip(cells, fills, strict=True):
        ink = readable(theme, fill)
        canvas.words(cell.text, (column, row), ink=ink, bold=cell.value > 0)
    marks = [
        DrawnMark(canvas.area(area), cell.mark)
        for (_, _, cell), area in zip(cells, areas, strict=True)
    ]
    return Drawing(marks, across=len(chart.columns))


def _surround(canvas: Canvas, chart: CellGrid) -> None:
    theme, columns, rows = canvas.theme, len(chart.columns), len(chart.rows)
    beside = max(text_width(theme, name) for name in chart.rows) + theme.space(2)
    width = (canvas.view.width() - beside) / columns
    below = [broken(theme, name, width) for name in chart.columns]
    lines = max(name.count("\n") for name in below) + 1
    canvas.surround(
        Frame(left=list(enumerate(chart.rows, 1)), bottom=list(enumerate(below, 1)), lines=lines)
    )
    canvas.span((0.5, columns + 0.5), (0.5, rows + 0.5))


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
