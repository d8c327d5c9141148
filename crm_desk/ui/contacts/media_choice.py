"""Which media the shop uses, in its order: chosen one after the other."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from crm_desk.domain.contacts.media import SHOP_MEDIA, Medium
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button
from crm_desk.ui.theme import Theme


class MediaChoice(Wrapped):
    """One chip a medium; the numbers say in which order they were chosen.

    Attributes:
        media: those chosen, the first one first.

    Signals:
        changed: one more is chosen, or one less.
    """

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts) -> None:
        flow = Flow(theme.px(6))
        super().__init__(flow)
        self._texts = texts
        self.media: tuple[Medium, ...] = ()
        self.chips: dict[Medium, QPushButton] = {}
        for medium in SHOP_MEDIA:
            chip = button("", partial(self._toggle, medium), "chip")
            chip.setCheckable(True)
            self.chips[medium] = chip
            flow.addWidget(chip)
        self.show_media(())

    def show_media(self, media: Sequence[Medium]) -> None:
        """Mark these, in this order."""
        self.media = tuple(media)
        for medium, chip in self.chips.items():
            name = self._texts(f"followup.shop_medium_{medium.value}")
            chosen = medium in self.media
            if chosen:
                number = self.media.index(medium) + 1
                name = self.tr("{n}. {medium}").format(n=number, medium=name)
            chip.setText(name)
            chip.setAccessibleName(name)
            chip.setChecked(chosen)

    def _toggle(self, medium: Medium) -> None:
        """The newest one comes last; a second click takes it away."""
        rest = tuple(each for each in self.media if each is not medium)
        self.show_media(rest if medium in self.media else (*rest, medium))
        self.changed.emit()
