"""One chart drawn without a screen: does this copy have what the charts need?"""

import os


def draw_one() -> int:
    """Draw a curve; returns how many marks it has.

    Raises:
        RuntimeError: there is no picture.
    """
    if not os.environ.get("QT_QPA_PLATFORM"):
        # Nothing is to be seen, and there may be no screen.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from crm_desk.domain.money import Money
    from crm_desk.ui.analysis.pareto import ParetoCurve
    from crm_desk.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    chart = ParetoCurve(Theme(), Money(), "self-test")
    chart.resize(480, 250)
    chart.show_curve([(0.0, 0.0), (0.1, 0.6), (1.0, 1.0)], [(10, 0.1, 0.6)])
    marks = len(chart.marks())
    if chart.grab().isNull():
        raise RuntimeError("no picture")
    chart.deleteLater()
    app.processEvents()
    return marks
