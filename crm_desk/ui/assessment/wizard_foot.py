"""The foot of the wizard: back, next, and what the keys do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme


class WizardFoot(QWidget):
    """Leads from item to item.

    Signals:
        went_back, went_on: which button was clicked.
    """

    went_back = Signal()
    went_on = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        self.back = button(self.tr("← Back"), self.went_back.emit)
        self.next = button(self.tr("Next →"), self.went_on.emit, "primary")
        hint = label(self.tr("Keyboard: 0-3 to answer, ↑↓ to move"), "soft", wrap=True)
        row.addWidget(self.back)
        row.addWidget(hint, 1)
        row.addWidget(self.next)

    def show_place(self, *, is_first: bool, is_last: bool) -> None:
        """Offer what there is: nothing before the first item, the results after the last."""
        self.back.setEnabled(not is_first)
        self.next.setText(self.tr("See results →") if is_last else self.tr("Next →"))
