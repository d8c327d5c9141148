"""The program's own icons, drawn in a colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crm_desk.paths import RESOURCES

_DENSITY = 3
"""Drawn at three times the size, so that it is crisp on any screen."""


@cache
def icon(name: str, colour: str, size: int) -> QIcon:
    """The icon `resources/icons/NAME.svg`, its black strokes in `colour` (`#rrggbb`)."""
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("#000000", colour).encode()))
    pixmap = QPixmap(size * _DENSITY, size * _DENSITY)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return QIcon(pixmap)
