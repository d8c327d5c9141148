"""A mark that words propose: asked, and answered by one click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from crm_desk.desk.contacts.marks import YEARS_AHEAD, OpenProposal, source_of
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.theme import Theme


class YearField(QSpinBox):
    """The year to whose end 喪中 holds."""

    def __init__(self, this_year: int, year: int | None) -> None:
        super().__init__()
        calm(self)
        self.setRange(this_year, this_year + YEARS_AHEAD)
        self.setValue(year or this_year)
        self.setAccessibleName(self.tr("To the end of the year"))
        self.setSuffix(self.tr(", to its end"))


class MarkQuestion(QWidget):
    """One question with its two answers; of 喪中 with the year.

    Attributes:
        year: None but for 喪中.

    Signals:
        answered: whether the mark is right.
    """

    answered = Signal(bool)

    def __init__(
        self, theme: Theme, texts: Texts, proposal: OpenProposal, this_year: int, *, keys: bool
    ) -> None:
        """Ask.

        Args:
            keys: Y and N answer, too; the buttons say so.
        """
        super().__init__()
        self.proposal = proposal
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        mark = texts(f"marks.kind_{proposal.kind.value}")
        asked = texts("marks.asks", source=source_of(proposal, texts), mark=mark)
        column.addWidget(label(asked, "strong", wrap=True))
        means = texts(f"marks.means_{proposal.kind.value}")
        column.addWidget(label(means, "soft", wrap=True))
        flow = Flow(theme.px(4))
        self.year: YearField | None = None
        if proposal.kind is MarkKind.MOURNING:
            self.year = YearField(this_year, proposal.year)
            column.addWidget(self.year, 0, Qt.AlignmentFlag.AlignLeft)
        yes, no = self.tr("Yes"), self.tr("No, something else")
        self.yes = button(f"{yes} (Y)" if keys else yes, lambda: self.answered.emit(True), "chip")
        self.no = button(f"{no} (N)" if keys else no, lambda: self.answered.emit(False), "chip")
        for made in (self.yes, self.no):
            made.setAccessibleDescription(asked)
            flow.addWidget(made)
        column.addWidget(Wrapped(flow))
