"""One point for each of many; above 20,000 of them a density image."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF

from crm_desk.domain.charts import PointCloud, Region
from crm_desk.ui.charts.canvas import (
    Canvas,
    Frame,
    RenderTarget,
    line_height,
    shortened,
    text_width,
    thinned,
)
from crm_desk.ui.charts.drawing import RAMP, Drawing, DrawnMark
from crm_desk.ui.theme import Theme

MOST_POINTS = 20_000
_MOST_DRAWN = 3_000
"""A drawing takes more than half a kilobyte for each point."""
_HEAD = 1.6
_DOTS = 120
"""What the six samples of the legend take, with the air around them."""


def draw_points(canvas: Canvas, chart: PointCloud) -> Drawing:
    """Draw axes and points, with a legend where they have colours."""
    count = len(chart.x)
    dense = count > (_MOST_DRAWN if canvas.medium is RenderTarget.DRAWING else MOST_POINTS)
    _surround(canvas, chart, coloured=count > 0 and not dense)
    if dense:
        _draw_density(canvas, chart)
    else:
        _draw_groups(canvas, chart)
    areas = [canvas.area(area_of(cell.region)) for cell in chart.cells]
    marks = zip(areas, (cell.mark for cell in chart.cells), strict=True)
    return Drawing([DrawnMark(area, mark) for area, mark in marks])


def area_of(region: Region) -> QRectF:
    """A rectangle of the data."""
    return QRectF(QPointF(region.left, region.bottom), QPointF(region.right, region.top))


def _surround(canvas: Canvas, chart: PointCloud, *, coloured: bool) -> None:
    theme, x, y = canvas.theme, chart.x_axis, chart.y_axis
    names = [tick.text for tick in x.ticks]
    widest = text_width(theme, names[-1])
    frame = Frame(
        left=y.ticks,
        bottom=x.ticks,
        lines=2,
        head=line_height(theme) * _HEAD,
        right=widest / 2 + 1,
        grid=True,
    )
    room = canvas.surround(frame).width() / (len(names) - 1)
    named = thinned(names, widest + theme.px(4), room)
    bottom = [(tick.place, name) for tick, name in zip(x.ticks, named, strict=True)]
    canvas.surround(frame._replace(bottom=bottom))
    canvas.span((x.low, x.high), (y.low, y.high))
    canvas.words_at(y.title, QPointF())
    canvas.words_at(x.title, QPointF(canvas.view.width(), canvas.view.height()), (1, 1))
    if coloured:
        free = canvas.view.width() - text_width(theme, x.title)
        canvas.legend(_legend(theme, chart, free), "o", below=True)


def _legend(theme: Theme, chart: PointCloud, free: float) -> list[tuple[str, str, str]]:
    """The ramp, with the names of its ends as far as there is room."""
    groups = sorted(chart.groups, key=lambda group: group.tone)
    first, last = groups[0].name, groups[-1].name
    free -= text_width(theme, first) + theme.px(_DOTS)
    names = [first, *[""] * (len(groups) - 2), shortened(theme, last, free)]
    return [
        (name, RAMP[group.tone], "chart_edge") for name, group in zip(names, groups, strict=True)
    ]


def _draw_groups(canvas: Canvas, chart: PointCloud) -> None:
    size = 7 if len(chart.x) < MOST_POINTS // 20 else 5
    # An item for each colour: a brush for each point would take seconds.
    for place, group in sorted(enumerate(chart.groups), key=lambda each: -each[1].tone):
        among = np.asarray(chart.group) == place
        canvas.points(chart.x[among], chart.y[among], size, RAMP[group.tone], "chart_edge")


def _draw_density(canvas: Canvas, chart: PointCloud) -> None:
    """Where many lie it is stronger, by the logarithm of their number."""
    area, plot = canvas.box.viewRect(), canvas.box.size()
    dot = max(canvas.theme.px(3), 1)
    counts, _, _ = np.histogram2d(
        chart.y,
        chart.x,
        bins=(max(int(plot.height() / dot), 1), max(int(plot.width() / dot), 1)),
        range=((area.top(), area.bottom()), (area.left(), area.right())),
    )
    parts = np.log1p(counts) / max(math.log1p(counts.max()), 1e-9)
    full = canvas.theme.qcolour("chart_top10")
    pixels = np.empty((*counts.shape, 4), np.uint8)
    pixels[...] = full.getRgb()
    pixels[..., 3] = np.where(counts > 0, 46 + 209 * parts, 0).round()
    image = pg.ImageItem(pixels, axisOrder="row-major", levels=None)
    image.setRect(area)
    canvas.add(image)
