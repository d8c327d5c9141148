"""What is chosen beside the kind of paper: the first label, the shift on the sheet, the purpose."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from crm_desk.desk.followup.outgoing import (
    MOST_SHIFT,
    POSITIONS,
    SHIFTED,
    PaperKind,
    PaperRequest,
)
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import label
from crm_desk.ui.theme import Theme

_STEP = 0.5
"""Millimetres."""


class PaperOptions(Wrapped):
    """Shows the fields that a kind of paper has."""

    def __init__(self, theme: Theme) -> None:
        flow = Flow(theme.space(1.5))
        super().__init__(flow)
        self.first = calm(QSpinBox())
        self.right, self.down = calm(QDoubleSpinBox()), calm(QDoubleSpinBox())
        for shift in (self.right, self.down):
            shift.setRange(-MOST_SHIFT, MOST_SHIFT)
            shift.setSingleStep(_STEP)
            shift.setDecimals(1)
            shift.setSuffix(" mm")
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(self.tr("For example: winter greetings"))
        self.purpose.setMinimumWidth(theme.px(220))
        self._pairs: dict[QWidget, QWidget] = {}
        for name, field in (
            (self.tr("First free label"), self.first),
            (self.tr("Move to the right"), self.right),
            (self.tr("Move down"), self.down),
            (self.tr("What for"), self.purpose),
        ):
            field.setAccessibleName(name)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(6))
            row.addWidget(label(name, "soft"))
            row.addWidget(field)
            flow.addWidget(pair)
            self._pairs[field] = pair

    def show_kind(self, kind: PaperKind) -> None:
        """Offer what this kind has."""
        self.first.setRange(1, POSITIONS.get(kind, 1))
        self._pairs[self.first].setVisible(kind in POSITIONS)
        for shift in (self.right, self.down):
            self._pairs[shift].setVisible(kind in SHIFTED)

    def request(self, kind: PaperKind, plan_ids: Sequence[int]) -> PaperRequest:
        """What is to be made of some plans, as chosen here."""
        return PaperRequest(
            kind,
            tuple(plan_ids),
            " ".join(self.purpose.text().split()),
            self.first.value(),
            self.right.value(),
            self.down.value(),
        )
