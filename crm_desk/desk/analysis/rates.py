"""Single figures of a desk, for those who need no more."""

from crm_desk.desk.analysis.look import look_at
from crm_desk.desk.analysis.orders import load
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis.figures import AnalysisSettings


def repeaters_and_buyers(desk: Desk) -> tuple[int, int]:
    """What リピート率 is worked out from (analysis.md), over everything in the desk; any thread.

    Raises:
        ReportableError: the file can't be read.
    """
    figures = look_at(load(desk), AnalysisSettings()).figures
    return figures.repeaters, figures.buyers
