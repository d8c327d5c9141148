"""A chart as a picture: on white whatever the screen wears, its heading over it."""

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from crm_desk.ui.charts.canvas import RenderTarget
from crm_desk.ui.charts.chart import ChartWidget
from crm_desk.ui.theme import Theme

_MARGIN = 2
"""Around the picture, on the theme's grid."""
_HEAD = 4
_FINER = 2
"""Pixels of a PNG for each on screen."""


def png_of(chart: ChartWidget) -> bytes:
    """The picture as PNG."""
    image, buffer = image_of(chart), QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # QByteArray has no types for its bytes.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg_of(chart: ChartWidget) -> bytes:
    """The picture as SVG; its words stay words."""
    size, buffer = _size(chart), QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # Axes are kept as a recorded picture, which would shrink on a device of another resolution.
    generator.setResolution(chart.logicalDpiX())
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    generator.setTitle(chart.accessibleName())
    painter = QPainter(generator)
    _paint(chart, painter, RenderTarget.DRAWING)
    painter.end()
    return bytes(buffer.data().data())


def image_of(chart: ChartWidget) -> QImage:
    """The picture in pixels, twice as fine as on screen."""
    size = _size(chart)
    image = QImage(size * _FINER, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_FINER)
    painter = QPainter(image)
    _paint(chart, painter, RenderTarget.PICTURE)
    painter.end()
    return image


def copy_picture(chart: ChartWidget) -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(image_of(chart))


def _size(chart: ChartWidget) -> QSize:
    """Of the picture, as on screen."""
    margin, head = chart.theme.space(_MARGIN), chart.theme.space(_HEAD)
    return chart.size() + QSize(2 * margin, 2 * margin + head)


def _paint(chart: ChartWidget, painter: QPainter, medium: RenderTarget) -> None:
    theme = Theme(percent=chart.theme.percent)
    margin, head = theme.space(_MARGIN), theme.space(_HEAD)
    painter.fillRect(QRect(QPoint(), _size(chart)), theme.qcolour("surface"))
    painter.setFont(theme.font("body", bold=True))
    painter.setPen(theme.qcolour("ink"))
    painter.drawText(margin, margin + painter.fontMetrics().ascent(), chart.accessibleName())
    with chart.on_paper(medium) as canvas:
        canvas.paint(painter, QRectF(QPoint(margin, margin + head), chart.size()))
