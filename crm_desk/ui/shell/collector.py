"""Garbage is collected on the GUI thread only.

Python collects on whichever thread happens to allocate. A circle that holds a widget would then be
taken apart on a worker's thread, and Qt's objects must die on the thread they live on: such a crash
comes later, in the style sheet or a translation, where nobody looks for it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1_000
_OLDEST = 2


class Collector(QObject):
    """Takes the place of Python's own collection for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """The program ends; what is left goes with it."""
        self._timer.stop()


def collect_due() -> None:
    """Collect what Python would have collected by now, by its own thresholds."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in range(_OLDEST, -1, -1):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
