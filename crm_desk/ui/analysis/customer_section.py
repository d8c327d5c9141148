"""Where the customer shown stands among all buyers: worked out beside the window."""

from PySide6.QtWidgets import QVBoxLayout

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.customer_standing import CustomerStanding, customer_standing
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.ui.analysis.time_line import TimeLine
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace


class PlaceView(CustomerSection):
    """Cluster, R値, 在籍期間 and interval in words, and the time line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._asked: tuple[int, int, AnalysisSettings] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.title = label("", "good", wrap=True)
        self.words = label("", wrap=True)
        self.line = TimeLine(theme, workspace.texts, money_of(workspace.desk))
        for widget in (self.title, self.words, self.line):
            column.addWidget(widget)

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; hidden until the answer is there."""
        desk, texts = self._workspace.desk, self._workspace.texts
        settings = chosen(desk)
        asked = (customer, desk.orders_version, settings) if customer else None
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        self.hide()

        def work() -> CustomerStanding:
            return customer_standing(desk, cache.look(desk, settings), customer, texts)

        if customer:
            self._workspace.ask_latest(self, work, self._show)
        else:
            self._workspace.drop_question(self)

    def _show(self, place: CustomerStanding) -> None:
        self.title.setText(place.title)
        self.title.setVisible(bool(place.title))
        self.words.setText("\n".join(place.lines))
        self.line.show_purchases(place.purchases, place.as_of)
        self.show()
