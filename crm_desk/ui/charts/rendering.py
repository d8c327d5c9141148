"""Which shape is drawn how."""

from crm_desk.domain.charts import CellGrid, Chart, ColumnChart, Curve, PairedBars
from crm_desk.ui.charts.bars import draw_bars
from crm_desk.ui.charts.canvas import Canvas
from crm_desk.ui.charts.cells import draw_cells
from crm_desk.ui.charts.columns import draw_columns
from crm_desk.ui.charts.curve import draw_curve
from crm_desk.ui.charts.drawing import Drawing
from crm_desk.ui.charts.points import draw_points


def draw_chart(canvas: Canvas, chart: Chart) -> Drawing:
    """Draw it on a cleared canvas; returns its marks."""
    match chart:
        case PairedBars():
            return draw_bars(canvas, chart)
        case ColumnChart():
            return draw_columns(canvas, chart)
        case CellGrid():
            return draw_cells(canvas, chart)
        case Curve():
            return draw_curve(canvas, chart)
    return draw_points(canvas, chart)
