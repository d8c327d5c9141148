"""Before the first plan: what a plan is, and the first step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.ui.common.route import Route
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace


class NoPlans(QWidget):
    """Leads to the start of a month."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(theme, padding=3)
        title = self.tr("There are no follow-up plans yet")
        card.body.addWidget(label(title, "heading", wrap=True))
        words = self.tr(
            "A plan is one customer, three months and three approaches, for example a card, a "
            "call and an e-mail. Start this month, and the program proposes whom to write to or "
            "call, your best customers first. You look at everything before it is made."
        )
        card.body.addWidget(label(words, wrap=True))
        card.body.addSpacing(theme.space())
        self.first_step = button(
            self.tr("See who would be followed up"),
            lambda: workspace.go(Route("followup", "start")),
            "primary",
        )
        card.body.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(card)
        column.addStretch(1)
