"""Keeps what a person is at in its place on the screen while a page is drawn again."""

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_DECIDED = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
"""Somebody has shown or hidden the widget; any other one is shown with the next events."""


class Anchor(QObject):
    """Of one scroll area: what has the keys stays where it is, or else the page does."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._held: int | None = None
        self._scrolled = 0
        self._is_set = False

    @property
    def _content(self) -> QWidget:
        return cast("QWidget", self._area.widget())

    def set(self) -> None:
        """Note how it stands; to be called before the page is drawn again."""
        if self._is_set:
            return
        self._is_set = True
        self._held = self._focused()
        self._scrolled = self._area.verticalScrollBar().value()
        content = self._content
        # Empty for the moment, the page must not be shorter, or it would scroll to its top.
        content.setMinimumHeight(content.height())
        self._area.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, self._restore)

    def begin(self) -> None:
        """Another page is shown: it begins at its top, and whole with its first frame."""
        self._held, self._scrolled = None, 0
        self._find_heights()
        self._area.verticalScrollBar().setValue(0)

    def _restore(self) -> None:
        content, bar = self._content, self._area.verticalScrollBar()
        content.setMinimumHeight(0)
        self._find_heights()
        now = self._focused()
        moved = 0 if now is None or self._held is None else now - self._held
        bar.setValue(self._scrolled if not moved else bar.value() + moved)
        self._area.setUpdatesEnabled(True)
        self._is_set = False

    def _find_heights(self) -> None:
        """What is new is shown and finds its height now, or the page would do without it."""
        for widget in self._content.findChildren(QWidget):
            if widget.isHidden() and not widget.testAttribute(_DECIDED):
                widget.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _focused(self) -> int | None:
        """Where in sight the control with the keys is; None where none of the page has them."""
        focused: QWidget | None = QApplication.focusWidget()
        content = self._content
        if focused is None or not content.isAncestorOf(focused):
            return None
        return focused.mapTo(self._area.viewport(), QPoint()).y()
