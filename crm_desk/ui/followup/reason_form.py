"""A question with one line for the answer, asked in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desk.ui.common.widgets import button, label


class ReasonForm(QWidget):
    """Asks why something is done.

    Signals:
        kept: the answer, which may be empty.
        left: nothing is to be done.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._field = QLineEdit()
        self._field.setAccessibleName(question)
        self._field.returnPressed.connect(self._keep)
        column.addWidget(label(question, "soft", wrap=True))
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Keep"), self._keep, "primary"))
        row.addWidget(button(self.tr("Cancel"), self.left.emit, "link"))
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self._field)

    def _keep(self) -> None:
        self.kept.emit(self._field.text())
