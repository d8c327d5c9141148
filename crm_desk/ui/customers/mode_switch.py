"""Two ways to fill in the same thing, of which one is shown."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.ui.common.widgets import button
from crm_desk.ui.theme import Theme


class ModeSwitch(QWidget):
    """A chip for each way, and below them what belongs to the chosen one.

    Args:
        modes: the words of a chip, and what it shows.

    Signals:
        clicked: the place of the way that was clicked.
    """

    clicked = Signal(int)

    def __init__(self, theme: Theme, modes: Sequence[tuple[str, QWidget]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        self.mode = 0
        self._chips = []
        for place, (words, _) in enumerate(modes):
            chip = button(words, partial(self.clicked.emit, place), "chip")
            chip.setCheckable(True)
            row.addWidget(chip)
            self._chips.append(chip)
        row.addStretch(1)
        column.addLayout(row)
        # No stack: that would be as tall as its tallest.
        self._shown = [whole for _, whole in modes]
        for whole in self._shown:
            column.addWidget(whole)

    def show_mode(self, mode: int) -> None:
        """Show another way."""
        self.mode = mode
        for place, (chip, whole) in enumerate(zip(self._chips, self._shown, strict=True)):
            whole.setVisible(place == mode)
            chip.setChecked(place == mode)
