"""Cells in rows and columns, darker where more is in them."""

from reportlab.lib.colors import Color, linearlyInterpolatedColor, white
from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.charts import CellGrid, GridCell
from crm_desk.reports.charts.marks import GAP, RAMP, SIZE, draw_box, names_width
from crm_desk.reports.typesetting.page import LINE, draw_text, fitting

_PALEST = 0.16
_STRONGEST = RAMP[3]
"""Ink can be read on it."""


def draw_cells(canvas: Canvas, chart: CellGrid, width: float, height: float) -> None:
    """Draw names and cells."""
    left, foot = names_width(chart.rows), SIZE + 2 * GAP
    across, up = (width - left) / len(chart.columns), (height - foot) / len(chart.rows)
    most = max(cell.value for row in chart.cells for cell in row) or 1
    for place, (name, cells) in enumerate(zip(chart.rows, chart.cells, strict=True)):
        bottom = foot + place * up
        draw_text(canvas, left - GAP, bottom + up / 2 - SIZE / 3, name, SIZE, align="right")
        for column, cell in enumerate(cells):
            _draw_cell(canvas, cell, (left + column * across, bottom, across, up), most)
    for column, name in enumerate(chart.columns):
        x, size = left + (column + 0.5) * across, fitting(name, SIZE, across - 2)
        draw_text(canvas, x, GAP, name, size, align="centre")


def _draw_cell(
    canvas: Canvas, cell: GridCell, area: tuple[float, float, float, float], most: int
) -> None:
    x, y, width, height = area
    fill = _shade(cell.value / most)
    draw_box(canvas, x + 0.5, y + 0.5, width - 1, height - 1, fill, LINE)
    size, middle = fitting(cell.text, 9, width - 4, bold=True), y + height / 2 - SIZE / 3
    bold = cell.value > 0
    draw_text(canvas, x + width / 2, middle, cell.text, size, bold=bold, align="centre")


def _shade(part: float) -> Color:
    """From white to the strongest tone; the root keeps small counts apart."""
    weight = _PALEST + (1 - _PALEST) * part**0.5 if part > 0 else 0
    return linearlyInterpolatedColor(white, _STRONGEST, 0, 1, weight)
