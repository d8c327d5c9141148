"""A double click as the system sends it: press, release, double click, release."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_KINDS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
)


def double_click(widget: QWidget, at: QPoint) -> None:
    """Click twice at one place, whatever the first click has put there."""
    top, place = widget.window(), widget.mapToGlobal(at)
    for kind in _KINDS:
        target = top.childAt(top.mapFromGlobal(place)) or widget
        released = kind == QEvent.Type.MouseButtonRelease
        held = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind,
            QPointF(target.mapFromGlobal(place)),
            QPointF(place),
            Qt.MouseButton.LeftButton,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(target, event)
        QApplication.processEvents()
