"""One chart drawn without a screen: does this copy have what the charts need?"""

import os

from crm_desk.domain.charts import Axis, Curve, Mark, PointMark, Tick


def draw_one() -> int:
    """Draw a curve; returns how many marks it has.

    Raises:
        RuntimeError: there is no picture.
    """
    if not os.environ.get("QT_QPA_PLATFORM"):
        # Nothing is to be seen, and there may be no screen.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from crm_desk.ui.charts.chart import ChartWidget
    from crm_desk.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    chart = ChartWidget(Theme(), "self-test")
    chart.resize(480, 250)
    ticks = [Tick(0, "0"), Tick(1, "1")]
    axis, mark = Axis("", ticks, 0, 1), PointMark(0.1, 0.6, "0.6", Mark("0.6"))
    chart.show_chart(Curve([(0.0, 0.0), (0.1, 0.6), (1.0, 1.0)], axis, axis, [mark]))
    marks = len(chart.marks())
    if chart.grab().isNull():
        raise RuntimeError("no picture")
    chart.deleteLater()
    app.processEvents()
    return marks
