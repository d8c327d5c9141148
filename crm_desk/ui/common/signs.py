"""Signs of the time line, drawn alike in its rows and along its dots."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from crm_desk.desk.timeline_rows import RowMark
from crm_desk.ui.theme import Theme


def draw_sign(painter: QPainter, theme: Theme, centre: QPointF, mark: RowMark, size: float) -> None:
    """◆ a complaint, ▽ another entry, ● an approach: their forms tell them apart, too."""
    complaint = mark is RowMark.COMPLAINT
    colour = theme.qcolour("warn" if complaint else "accent")
    painter.setPen(QPen(colour, theme.px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush if mark is RowMark.ENTRY else colour)
    x, y = centre.x(), centre.y()
    if complaint:
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    elif mark is RowMark.ENTRY:
        high = size * 0.8
        corners = [(x - size, y - high), (x + size, y - high), (x, y + high)]
    else:
        painter.drawEllipse(centre, size * 0.6, size * 0.6)
        return
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
