"""What post to many at once is sent for: asked, never guessed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme


class PurposeChips(Wrapped):
    """年賀状, 案内, お礼, その他. None is chosen at first: 喪中 stops 年賀状.

    Signals:
        changed: another one was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts) -> None:
        flow = Flow(theme.px(6))
        super().__init__(flow)
        self.chosen: Purpose | None = None
        title = label(self.tr("What for"), "soft")
        flow.addWidget(title)
        self.chips: dict[Purpose, QPushButton] = {}
        for purpose in Purpose:
            words = texts(f"outgoing.purpose_{purpose.value}")
            chip = button(words, partial(self.choose, purpose), "chip")
            chip.setCheckable(True)
            flow.addWidget(chip)
            self.chips[purpose] = chip
        title.setMinimumHeight(max(chip.sizeHint().height() for chip in self.chips.values()))

    def choose(self, purpose: Purpose | None) -> None:
        """Choose one, or none."""
        self.chosen = purpose
        for each, chip in self.chips.items():
            chip.setChecked(each is purpose)
        self.changed.emit()
