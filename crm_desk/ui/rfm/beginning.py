"""Before there is anything to show: while the orders are added up, and without any."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm_desk.ui.common.route import Route
from crm_desk.ui.common.widgets import Card, PageHead, button, label, page_layout
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
        card = Card(theme, padding=3)
        card.body.addWidget(label(self.tr("There are no orders yet"), "heading", wrap=True))
        words = self.tr(
            "Bring in the order file that your cart exports. This page then shows who carries "
            "your sales, how many come back, and who has not bought for a while."
        )
        card.body.addWidget(label(words, wrap=True))
        self.first_step = button(
            self.tr("Bring in orders"), lambda: workspace.go(Route("importing", "anew")), "primary"
        )
        card.body.addSpacing(theme.space())
        card.body.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(card)
        layout.addStretch(1)
