"""The wheel scrolls the page: it changes no field that it only passes over."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

F = TypeVar("F", bound=QComboBox | QAbstractSpinBox)


class _WheelGuard(QObject):
    """Lets a field have the wheel only after a click into it, until the keys go elsewhere.

    A drop-down never has it: its open list is a window of its own.
    """

    def __init__(self, field: QComboBox | QAbstractSpinBox) -> None:
        super().__init__(field)
        self._turnable = isinstance(field, QAbstractSpinBox)
        self._clicked = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._clicked = True
        elif kind == QEvent.Type.FocusOut:
            self._clicked = False
        elif kind == QEvent.Type.Wheel and not (self._turnable and self._clicked):
            # Refused, so that it goes on to the page.
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(field: F) -> F:
    """The same field, which leaves the wheel to the page; every drop-down and number field is."""
    guard = _WheelGuard(field)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(guard)
    if isinstance(field, QAbstractSpinBox):
        field.lineEdit().installEventFilter(guard)
    return field


def is_calm(field: QComboBox | QAbstractSpinBox) -> bool:
    """It leaves the wheel to the page."""
    return field.findChild(_WheelGuard) is not None
