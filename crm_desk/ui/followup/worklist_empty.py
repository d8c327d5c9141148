"""Before the first plan: what a plan is, and the first step."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.route import Route
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.workspace import Workspace


class NoPlans(QWidget):
    """Leads to the start of a month."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        title = self.tr("There are no follow-up plans yet")
        words = self.tr(
            "A plan is one customer, three months and three approaches, for example a card, a "
            "call and an e-mail. Start this month, and the program proposes whom to write to or "
            "call, your best customers first. You look at everything before it is made."
        )
        step = self.tr("See who would be followed up")
        card = EmptyCard(
            workspace.theme, title, words, step, lambda: workspace.go(Route("followup", "start"))
        )
        self.first_step = card.first_step
        column.addWidget(card)
        column.addStretch(1)
