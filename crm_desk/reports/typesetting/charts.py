"""Shapes drawn straight onto the page."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from crm_desk.reports.typesetting.page import INK


class TickBox(Flowable):
    """An empty square to tick by hand, drawn as a shape: fonts lack ☐."""

    def __init__(self, side: float = 3.6 * mm) -> None:
        super().__init__()
        self.width = self.height = side

    def wrap(self, *_: float) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the origin of the canvas."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.9)
        self.canv.rect(0, 0, self.width, self.height, stroke=1, fill=0)
