"""The keyboard map of the wizard."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm_desk.ui.common.fields import TextField

_LEVELS = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class KeyActions:
    """What the keys do.

    Attributes:
        choose: a level 0-3.
        step: so many items on.
        go_on: Enter, where no button has the focus.
    """

    choose: Callable[[int], object]
    step: Callable[[int], object]
    go_on: Callable[[], object]


class WizardKeys(QObject):
    """An event filter for the wizard and its buttons, which would keep the arrows to themselves.

    Attributes:
        is_on: an assessment is open.
    """

    def __init__(self, wizard: QWidget, actions: KeyActions) -> None:
        super().__init__(wizard)
        self._wizard, self._actions = wizard, actions
        self.is_on = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._handle(event)
        return super().eventFilter(watched, event)

    def _handle(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typing = isinstance(QApplication.focusWidget(), QLineEdit | TextField)
        if not self.is_on or typing or plain != Qt.KeyboardModifier.NoModifier:
            return False
        key = Qt.Key(event.key())
        if key in _LEVELS:
            # A held key answers one item, not all that follow.
            if not event.isAutoRepeat():
                self._actions.choose(_LEVELS[key])
        elif key in _STEPS:
            self._actions.step(_STEPS[key])
        elif key in _ENTER and self._wizard.hasFocus():
            self._actions.go_on()
        else:
            return False
        return True
