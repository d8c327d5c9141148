"""Where the customer shown stands among all buyers: worked out beside the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from crm_desk.desk.analysis import customer_standing
from crm_desk.desk.analysis import look as use_case
from crm_desk.desk.analysis.customer_standing import CustomerStanding
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.ui.analysis.time_line import TimeLine
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace


class Ranking:
    """Everybody's place, worked out anew only when orders or thresholds have changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._money = money_of(workspace.desk)
        self._rfm: use_case.Rfm | None = None
        self._settings: AnalysisSettings | None = None

    def question(self, customer: int) -> Callable[[], CustomerStanding]:
        """What finds one customer's place, on any thread."""
        workspace = self._workspace
        desk, texts, held = workspace.desk, workspace.texts, workspace.rfm
        settings, now = chosen(desk), today()

        def work() -> CustomerStanding:
            if self._rfm is None or self._rfm.is_stale() or settings != self._settings:
                rfm = use_case.fresh(desk, held).again()
                rfm.look(settings, None, texts, self._money, now)
                self._rfm, self._settings = rfm, settings
            return customer_standing.customer_standing(self._rfm, desk, customer, texts)

        return work


class PlaceView(CustomerSection):
    """Cluster, R値, 在籍期間 and interval in words, and the time line."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._ranking = Ranking(workspace)
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
        desk = self._workspace.desk
        asked = (customer, desk.orders_version, chosen(desk)) if customer else None
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        self.hide()

        def show(place: CustomerStanding) -> None:
            if asked == self._asked:
                self._show(place)

        if customer:
            self._workspace.query(self, self._ranking.question(customer), show)

    def _show(self, place: CustomerStanding) -> None:
        self.title.setText(place.title)
        self.title.setVisible(bool(place.title))
        self.words.setText("\n".join(place.lines))
        self.line.show_purchases(place.purchases, place.as_of)
        self.show()
