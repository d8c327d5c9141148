"""Where the customer shown stands among all buyers: worked out beside the window."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.customer_standing import CustomerStanding, customer_standing
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.money import money_of
from crm_desk.ui.analysis.time_line import TimeLine
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace


class PlaceView(QWidget):
    """Cluster, R値, 在籍期間 and interval in words, and the time line."""

    def __init__(self, workspace: Workspace, customer: int) -> None:
        super().__init__()
        theme = workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.title = label("", "good", wrap=True)
        self.words = label("", wrap=True)
        self.line = TimeLine(theme, workspace.texts, money_of(workspace.desk))
        for widget in (self.title, self.words, self.line):
            column.addWidget(widget)
        self.hide()
        desk, texts, settings = workspace.desk, workspace.texts, chosen(workspace.desk)

        def work() -> CustomerStanding:
            return customer_standing(desk, cache.look(desk, settings), customer, texts)

        workspace.query(self, work, self._show)

    def _show(self, place: CustomerStanding) -> None:
        self.title.setText(place.title)
        self.title.setVisible(bool(place.title))
        self.words.setText("\n".join(place.lines))
        self.line.show_purchases(place.purchases, place.as_of)
        self.show()
