"""Bars from left to right, every one with its value; columns are printed as such bars, too."""

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.domain.charts import Bar, ColumnChart, PairedBars
from crm_desk.reports.charts.marks import (
    EDGE,
    GAP,
    RAMP,
    SIZE,
    draw_box,
    draw_line,
    names_width,
)
from crm_desk.reports.typesetting.page import INK, PALE, SOFT, draw_text, fitting, text_width

_NAMES = 0.4


def draw_columns(canvas: Canvas, chart: ColumnChart, width: float, height: float) -> None:
    """Draw one bar below the other."""
    bars = [Bar(column.value, column.text) for column in chart.columns]
    left = min(names_width([column.name for column in chart.columns]), width * _NAMES)
    scale = _scale(bars, width - left - 2 * GAP)
    step = height / len(bars)
    thick = min(step * 0.7, 6 * mm)
    for place, (column, bar) in enumerate(zip(chart.columns, bars, strict=True)):
        middle = height - (place + 0.5) * step
        length = bar.length * scale
        if length:
            fill = RAMP[chart.tone]
            draw_box(canvas, left, middle - thick / 2, length, thick, fill, EDGE)
        _draw_name(canvas, left, middle, column.name)
        draw_text(canvas, left + length + GAP, middle - SIZE / 3, bar.text, SIZE, bold=True)
    draw_line(canvas, left, 0, left, height, SOFT)


def draw_pairs(canvas: Canvas, chart: PairedBars, width: float, height: float) -> None:
    """Draw one pair below the other, the legend above them."""
    bars = [bar for pair in chart.pairs for bar in (pair.upper, pair.lower)]
    left = min(names_width([pair.name for pair in chart.pairs]), width * _NAMES)
    scale = _scale(bars, width - left - 2 * GAP)
    top = height - 5 * mm
    _draw_legend(canvas, chart, left, top + 1.5 * mm)
    step = top / len(chart.pairs)
    thick = min(step * 0.4, 5 * mm)
    for place, pair in enumerate(chart.pairs):
        middle = top - (place + 0.5) * step
        _draw_name(canvas, left, middle, pair.name)
        for bar, bottom, fill, edge, bold in (
            (pair.upper, middle, PALE, SOFT, False),
            (pair.lower, middle - thick, RAMP[pair.tone], EDGE, True),
        ):
            length = bar.length * scale
            if length:
                draw_box(canvas, left, bottom, length, thick, fill, edge)
            at = bottom + thick / 2 - SIZE / 3
            draw_text(canvas, left + length + GAP, at, bar.text, SIZE, INK, bold=bold)
    draw_line(canvas, left, 0, left, top, SOFT)


def _draw_name(canvas: Canvas, left: float, middle: float, name: str) -> None:
    size = fitting(name, SIZE, left - GAP)
    draw_text(canvas, left - GAP, middle - size / 3, name, size, align="right")


def _draw_legend(canvas: Canvas, chart: PairedBars, x: float, y: float) -> None:
    fills: tuple[tuple[Color, Color], ...] = ((PALE, SOFT), (RAMP[chart.legend_tone], EDGE))
    for words, (fill, edge) in zip(chart.legend, fills, strict=True):
        draw_box(canvas, x, y, 2.4 * mm, 2.4 * mm, fill, edge)
        draw_text(canvas, x + 3.4 * mm, y + 0.2 * mm, words, SIZE, SOFT)
        x += text_width(words, SIZE) + 7 * mm


def _scale(bars: Sequence[Bar], width: float) -> float:
    """Points for a length of 1 at which every value fits beside its own bar."""
    longest = max(bar.length for bar in bars)
    if longest <= 0:
        return 0
    free = [
        (width - text_width(bar.text, SIZE, bold=True)) / (bar.length / longest)
        for bar in bars
        if bar.length > 0
    ]
    return max(min(free), 1) / longest
