"""Where the customer shown stands among all buyers: worked out beside the window."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.customer_standing import CustomerStanding, customer_standing
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.desk import today
from crm_desk.desk.money import money_of
from crm_desk.desk.timeline_rows import (
    RowGroup,
    RowMark,
    TimelineQuestion,
    TimelineRow,
    TimelineSource,
    read_rows,
)
from crm_desk.ui.analysis.time_line import TimeLine
from crm_desk.ui.common.customer_section import CustomerSection
from crm_desk.ui.common.widgets import label
from crm_desk.ui.common.workspace import Workspace

_SIGNS = frozenset({RowGroup.APPROACH, RowGroup.INQUIRY})
_DRAWN = frozenset({RowMark.APPROACH, RowMark.COMPLAINT, RowMark.ENTRY})


class PlaceView(CustomerSection):
    """Cluster, R値, 在籍期間 and interval in words, and purchases and signs along the time.

    Args:
        sources: of the signs (`desk.capabilities.TIMELINE`).
    """

    def __init__(self, workspace: Workspace, sources: Sequence[TimelineSource]) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._sources = [source for source in sources if source.groups & _SIGNS]
        self._customer = 0
        self._asked: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.title = label("", "good", wrap=True)
        self.words = label("", wrap=True)
        self.line = TimeLine(theme, workspace.texts, money_of(workspace.desk))
        for widget in (self.title, self.words, self.line):
            column.addWidget(widget)

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; hidden until the first answer is there."""
        desk, texts = self._workspace.desk, self._workspace.texts
        settings = chosen(desk)
        asked = (customer, desk.version, settings) if customer else None
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        if customer != self._customer:
            self._customer = customer
            self.hide()
        if not customer:
            self._workspace.drop_question(self)
            return
        money = money_of(desk)
        wanted = TimelineQuestion(customer, today(), texts, money, self._sources, _SIGNS)

        def work() -> tuple[CustomerStanding, list[TimelineRow]]:
            place = customer_standing(desk, cache.look(desk, settings), customer, texts)
            rows = read_rows(desk, wanted).rows
            return place, [row for row in rows if row.mark in _DRAWN]

        self._workspace.ask_latest(self, work, lambda found: self._show(*found))

    def _show(self, place: CustomerStanding, signs: Sequence[TimelineRow]) -> None:
        self.title.setText(place.title)
        self.title.setVisible(bool(place.title))
        self.words.setText("\n".join(place.lines))
        self.line.show_purchases(place.purchases, place.as_of, signs)
        self.show()
