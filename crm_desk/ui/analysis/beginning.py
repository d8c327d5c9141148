"""Before there is anything to show: while the orders are added up, and without any."""

from PySide6.QtWidgets import QWidget

from crm_desk.desk.route import Route
from crm_desk.ui.common.empty_card import EmptyCard
from crm_desk.ui.common.widgets import PageHead, label, page_layout
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.theme import Theme


class AnalysisHead(PageHead):
    """Title, and what the page is for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Customer analysis"),
            self.tr("Who carries the shop, who is new, and whom to speak to next."),
        )


class Waiting(QWidget):
    """The orders are being added up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = page_layout(self, theme)
        layout.addWidget(AnalysisHead(theme))
        layout.addWidget(label(self.tr("The orders are being added up…"), "soft", wrap=True))
        layout.addStretch(1)


class NoOrders(QWidget):
    """The first step: bring in an order file."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        theme = workspace.theme
        layout = page_layout(self, theme)
        layout.addWidget(AnalysisHead(theme))
        words = self.tr(
            "Bring in the order file that your cart exports. This page then shows who carries "
            "your sales, how many come back, and who has not bought for a while."
        )
        card = EmptyCard(
            theme,
            self.tr("There are no orders yet"),
            words,
            self.tr("Bring in orders"),
            lambda: workspace.go(Route("importing", "new")),
        )
        self.first_step = card.first_step
        layout.addWidget(card)
        layout.addStretch(1)
