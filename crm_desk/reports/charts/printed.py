"""A chart as something that a page is laid out with."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from crm_desk.domain.charts import CellGrid, Chart, ColumnChart, Curve, PairedBars
from crm_desk.reports.charts.bars import draw_columns, draw_pairs
from crm_desk.reports.charts.cells import draw_cells
from crm_desk.reports.charts.curve import draw_curve
from crm_desk.reports.charts.points import draw_points


class PrintedChart(Flowable):
    """A chart of a fixed size in points."""

    def __init__(self, chart: Chart, width: float, height: float) -> None:
        super().__init__()
        self.chart, self.width, self.height = chart, width, height

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        canvas: Canvas = self.canv
        chart, width, height = self.chart, self.width, self.height
        match chart:
            case PairedBars():
                draw_pairs(canvas, chart, width, height)
            case ColumnChart():
                draw_columns(canvas, chart, width, height)
            case CellGrid():
                draw_cells(canvas, chart, width, height)
            case Curve():
                draw_curve(canvas, chart, width, height)
            case _:
                draw_points(canvas, chart, width, height)
