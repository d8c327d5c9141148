"""Tab goes through a page as its layouts stand: down the lines, and along each of them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


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
    for place in _places(layout):
        item = layout.itemAt(place)
        widget, deeper = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _below(widget)
        elif deeper is not None:
            yield from _along(deeper)


def _places(layout: QLayout) -> Sequence[int]:
    """A grid's items in the order of its cells; of the others as they were added."""
    places = range(layout.count())
    if not isinstance(layout, QGridLayout):
        return places
    # Row, column, and how many of each.
    cells: dict[int, tuple[int, ...]] = {n: layout.getItemPosition(n) for n in places}  # type: ignore[misc]
    return sorted(places, key=lambda n: cells[n][:2])


def _below(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    yield from _stops(widget)
