"""What drawing a chart leaves behind: where its marks are."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from crm_desk.domain.charts import Mark, Payload

RAMP = (
    "chart_top1",
    "chart_top10",
    "chart_top20",
    "chart_four_plus",
    "chart_two_three",
    "chart_once",
)
"""The theme's colours of the tones, from the strongest to the palest."""


class DrawnMark(NamedTuple):
    """A mark in its place.

    Attributes:
        area: where the pointer finds it, in pixels of the chart.
        spot: a point that can be pointed at, too.
    """

    area: QRectF
    mark: Mark
    spot: QPointF | None = None

    @property
    def words(self) -> str:
        """Name and value."""
        return self.mark.words

    @property
    def payload(self) -> Payload:
        """What a click hands back."""
        return self.mark.payload


class Drawing(NamedTuple):
    """The marks in the order of the keys, so many in a row."""

    marks: Sequence[DrawnMark] = ()
    across: int = 1
