"""What all charts on paper share: an ordered ramp on white, and shapes in it."""

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.reports.typesetting.page import text_width

RAMP = tuple(
    HexColor(code) for code in ("#00273f", "#004b77", "#0072b2", "#5aa5d3", "#9accea", "#d3e8f6")
)
"""The tones from the strongest on, each lighter than the one before, in grey as well."""
EDGE = HexColor("#00598c")
SIZE = 7.5
"""Of all words in charts, in points."""
GAP = 1.5 * mm


def names_width(names: Sequence[str]) -> float:
    """What names at the left take, with the gap behind them."""
    return max(text_width(name, SIZE) for name in names) + GAP


def draw_box(
    canvas: Canvas, x: float, y: float, width: float, height: float, fill: Color, edge: Color
) -> None:
    """A filled rectangle with a thin edge."""
    canvas.setFillColor(fill)
    canvas.setStrokeColor(edge)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height, stroke=1, fill=1)


def draw_line(canvas: Canvas, x: float, y: float, to_x: float, to_y: float, ink: Color) -> None:
    """A thin straight line."""
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(0.5)
    canvas.line(x, y, to_x, to_y)


def draw_dot(canvas: Canvas, x: float, y: float, size: float, fill: Color) -> None:
    """A dot with a white edge; `size` is its diameter."""
    canvas.setFillColor(fill)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.6)
    canvas.circle(x, y, size / 2, stroke=1, fill=1)
