"""Tab goes through a page as its layouts stand: down the lines, and along each of them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow_layout(page: QWidget) -> None:
    """Put what takes the keys within a page in the order of its layouts, after the page itself.

    What is made again, as chips are, would come last otherwise.
    """
    before = page
    for stop in _stops(page):
        QWidget.setTabOrder(before, stop)
        before = stop


def first_stop(widget: QWidget) -> QWidget | None:
    """The first that takes the keys within a widget and is shown; None without one."""
    return next((stop for stop in _stops(widget) if stop.isVisible() and stop.isEnabled()), None)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _below(inner)
    elif (layout := widget.layout()) is not None:
        yield from _along(layout)


def _along(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, deeper = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _below(widget)
        elif deeper is not None:
            yield from _along(deeper)


def _below(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    yield from _stops(widget)
