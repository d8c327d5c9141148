"""A chart as a widget that draws itself whenever data or size change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSize, QSizeF, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desk.domain.charts import Chart
from crm_desk.ui.charts.canvas import Canvas, RenderTarget
from crm_desk.ui.charts.drawing import Drawing, DrawnMark
from crm_desk.ui.charts.rendering import draw_chart
from crm_desk.ui.theme import Theme

_HEIGHT, _WIDTH, _LEAST = 250, 480, 240
_OUT_OF_SIGHT_MS = 120
"""Charts out of sight are drawn after those in sight."""


class ChartView(QWidget):
    """Draws one chart, once for all that changes in one turn of the event loop."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.canvas = Canvas(self)
        # An empty canvas is black: its place stays quiet until something is drawn on it.
        self.canvas.view.hide()
        self.chart: Chart | None = None
        self._drawing = Drawing()
        self._is_stale = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Replace what is shown."""
        self.chart = chart
        self._draw_later()

    @property
    def drawing(self) -> Drawing:
        """What is on screen, drawn now if it is not yet."""
        if self._is_stale:
            self._draw()
        return self._drawing

    def marks(self) -> Sequence[DrawnMark]:
        """The marks on screen."""
        return self.drawing.marks

    @contextmanager
    def on_paper(self, medium: RenderTarget) -> Iterator[Canvas]:
        """The chart on white, without what was chosen on screen."""
        try:
            self._draw_on(Theme(percent=self.theme.percent), medium)
            yield self.canvas
        finally:
            self._draw()

    # Drawing

    def _draw_later(self) -> None:
        """Once for all that changes in one turn: layouts try several sizes."""
        if not self._is_stale:
            self._is_stale = True
            QTimer.singleShot(0, self, self._draw_in_turn)

    def _draw_in_turn(self) -> None:
        """What is in sight comes first; the rest a moment later, and in time for scrolling."""
        # What is drawn already covers the widget itself.
        seen = self.canvas.view if self.canvas.view.isVisible() else self
        if seen.visibleRegion().isEmpty():
            QTimer.singleShot(_OUT_OF_SIGHT_MS, self, self.marks)
        else:
            self.marks()

    def _draw(self) -> None:
        self._is_stale = False
        self._drawing = self._draw_on(self.theme, RenderTarget.SCREEN)
        self.canvas.view.show()
        self.setAccessibleDescription("\n".join(mark.words for mark in self._drawing.marks))

    def _draw_on(self, theme: Theme, medium: RenderTarget) -> Drawing:
        self.canvas.clear(theme, QSizeF(self.size()), medium)
        return Drawing() if self.chart is None else draw_chart(self.canvas, self.chart)

    # Size

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_WIDTH), self.theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(_LEAST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_later()
