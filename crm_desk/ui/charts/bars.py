"""Pairs of bars from left to right."""

from PySide6.QtCore import QRectF, QSizeF

from crm_desk.domain.charts import PairedBars
from crm_desk.ui.charts.canvas import Canvas, Frame, line_height, shortened, text_width
from crm_desk.ui.charts.drawing import RAMP, Drawing, DrawnMark

_NAMES_AT_MOST = 0.44
_BAR = 15
"""Thickness in pixels at 100 %."""


def draw_bars(canvas: Canvas, chart: PairedBars) -> Drawing:
    """Draw names, bars and values."""
    pairs = chart.pairs
    _draw_legend(canvas, chart)
    room = _surround(canvas, chart)
    height = room.height() / max(len(pairs), 1)
    half = min((height - canvas.theme.px(6)) / 2, canvas.theme.px(_BAR)) / height
    upper = [QRectF(0, -place, pair.upper.length, half) for place, pair in enumerate(pairs)]
    lower = [QRectF(0, -place - half, pair.lower.length, half) for place, pair in enumerate(pairs)]
    canvas.bars(upper, [canvas.theme.qcolour("chart_pale")] * len(pairs), "chart_pale_edge")
    canvas.bars(lower, [canvas.theme.qcolour(RAMP[pair.tone]) for pair in pairs], "chart_edge")
    for pair, above, below in zip(pairs, upper, lower, strict=True):
        canvas.words(pair.upper.text, (above.right(), above.center().y()), (0, 0.5), "soft")
        canvas.words(pair.lower.text, (below.right(), below.center().y()), (0, 0.5), bold=True)
    areas = [_row(canvas, place) for place in range(len(pairs))]
    return Drawing(
        [DrawnMark(area, pair.mark) for area, pair in zip(areas, pairs, strict=True)],
    )


def _draw_legend(canvas: Canvas, chart: PairedBars) -> None:
    upper, lower = chart.legend
    canvas.legend(
        (
            (upper, "chart_pale", "chart_pale_edge"),
            (lower, RAMP[chart.legend_tone], "chart_edge"),
        ),
        "s",
        below=False,
    )


def _surround(canvas: Canvas, chart: PairedBars) -> QSizeF:
    """Names at the left; the longest bar leaves its value its place."""
    theme, pairs = canvas.theme, chart.pairs
    most = canvas.view.width() * _NAMES_AT_MOST
    names = [(-place, shortened(theme, pair.name, most)) for place, pair in enumerate(pairs)]
    room = canvas.surround(Frame(left=names, head=line_height(theme), wall=True))
    bars = [bar for pair in pairs for bar in (pair.upper, pair.lower)]
    values = max((text_width(theme, bar.text, bold=True) for bar in bars), default=0)
    longest = max((bar.length for bar in bars), default=0) or 1
    free = max(room.width() - values - theme.space(), 1)
    canvas.span((0, longest * room.width() / free), (0.5 - max(len(pairs), 1), 0.5))
    return room


def _row(canvas: Canvas, place: int) -> QRectF:
    row = canvas.area(QRectF(0, -place - 0.5, 1, 1))
    return QRectF(1, row.top(), canvas.view.width() - 2, row.height())
