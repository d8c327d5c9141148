"""Upright columns, each with its name below and its value above."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from crm_desk.domain.charts import ColumnChart
from crm_desk.ui.charts.canvas import Canvas, Frame, broken, line_height, text_width, thinned
from crm_desk.ui.charts.drawing import RAMP, Drawing, DrawnMark
from crm_desk.ui.theme import Theme

_CROWDED = 0.9
_WIDE = 0.68
"""Of the room that each column has."""


def draw_columns(canvas: Canvas, chart: ColumnChart) -> Drawing:
    """Draw names, columns, values and what stands between the columns."""
    theme, columns = canvas.theme, chart.columns
    head = line_height(theme) + theme.px(6) if chart.links else 0.0
    width = canvas.view.width() / max(len(columns), 1)
    _surround(canvas, chart, width, head)
    bars = [
        QRectF(place - _WIDE / 2, 0, _WIDE, column.value)
        for place, column in enumerate(columns)
        if column.value
    ]
    canvas.bars(bars, [theme.qcolour(RAMP[chart.tone])] * len(bars), "chart_edge")
    for place, words in enumerate(_values(theme, width, chart)):
        canvas.words(words, (place, columns[place].value), (0.5, 1), bold=True)
    area = QRectF(1, head, width - 2, canvas.view.height() - head - 1)
    marks = [
        DrawnMark(area.translated(place * width, 0), column.mark)
        for place, column in enumerate(columns)
    ]
    _draw_links(canvas, chart, marks, head)
    return Drawing(marks)


def _surround(canvas: Canvas, chart: ColumnChart, width: float, head: float) -> None:
    theme, count = canvas.theme, max(len(chart.columns), 1)
    names = [broken(theme, column.name, width - theme.px(2)) for column in chart.columns]
    lines = max((name.count("\n") + 1 for name in names), default=1)
    frame = Frame(bottom=list(enumerate(names)), lines=lines, head=head, floor=True)
    room = canvas.surround(frame)
    most = max([column.value for column in chart.columns] + [1])
    free = max(room.height() - line_height(theme) - theme.px(4), 1)
    canvas.span((-0.5, count - 0.5), (0, most * room.height() / free))


def _values(theme: Theme, width: float, chart: ColumnChart) -> list[str]:
    """With their unit where there is room for it."""
    words = [column.text for column in chart.columns]
    if all(text_width(theme, each, bold=True) < width * _CROWDED for each in words):
        return words
    return [column.short for column in chart.columns]


def _draw_links(
    canvas: Canvas, chart: ColumnChart, marks: Sequence[DrawnMark], head: float
) -> None:
    if not any(link.text for link in chart.links):
        return
    theme, width = canvas.theme, marks[0].area.width()
    texts = [link.text for link in chart.links]
    if any(text_width(theme, words, bold=True) > width * _CROWDED for words in texts):
        texts = [link.short for link in chart.links]
    widest = max(text_width(theme, words, bold=True) for words in texts)
    above = QPointF(0, head)
    for mark, words in zip(marks, thinned(texts, widest, width), strict=False):
        canvas.words_at(words, mark.area.topRight() - above, (0.5, 0), "accent", bold=True)
