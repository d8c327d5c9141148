"""Where the customer shown stands among all buyers: worked out beside the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crm_desk.desk.analysis import cache
from crm_desk.desk.analysis.customer_standing import CustomerStanding, customer_standing
from crm_desk.desk.analysis.thresholds import chosen
from crm_desk.desk.customers import people
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
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace

_SIGNS = frozenset({RowGroup.APPROACH, RowGroup.INQUIRY})
_DRAWN = frozenset({RowMark.APPROACH, RowMark.COMPLAINT, RowMark.ENTRY})


class PlaceView(CustomerSection):
    """Cluster, purchases, R値 and 在籍期間 in one line; above what happened, the dots of it.

    Args:
        sources: of the signs (`desk.capabilities.TIMELINE`).

    Attributes:
        summary: the line.
        words: the same in sentences; at a click on `more`, or where nobody can be placed.
    """

    def __init__(self, workspace: Workspace, sources: Sequence[TimelineSource]) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._sources = [source for source in sources if source.groups & _SIGNS]
        self._customer = 0
        self._asked: object = None
        self._is_placed = False
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.summary = label("", wrap=True)
        self.more = button(self.tr("In words"), self._toggle, "link")
        self.more.setCheckable(True)
        self.words = label("", "soft", wrap=True)
        row.addWidget(self.summary, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.words)
        self.line = self.over_history = TimeLine(theme, workspace.texts, money_of(workspace.desk))

    def show_customer(self, customer: int) -> None:
        """See CustomerSection; cluster and R値 come once they are worked out."""
        desk, texts = self._workspace.desk, self._workspace.texts
        settings = chosen(desk)
        asked = (customer, desk.version, settings) if customer else None
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        bought = self._bought(customer)
        if customer != self._customer:
            self._customer = customer
            self._begin(bought)
        if not customer:
            self._workspace.drop_question(self)
            return
        money = money_of(desk)
        wanted = TimelineQuestion(customer, today(), texts, money, self._sources, _SIGNS)

        def work() -> tuple[CustomerStanding, list[TimelineRow]]:
            place = customer_standing(desk, cache.look(desk, settings), customer, texts)
            rows = read_rows(desk, wanted).rows
            return place, [row for row in rows if row.mark in _DRAWN]

        self._workspace.ask_latest(self, work, lambda found: self._show(bought, *found))

    def _bought(self, customer: int) -> tuple[str, ...]:
        """How often and for how much, as the list has it."""
        desk, texts = self._workspace.desk, self._workspace.texts
        row = people.listed(desk, [customer]).get(customer) if customer else None
        if row is None:
            return ()
        count = texts("customers.count", n=f"{row.purchases:,}")
        return count, money_of(desk).text(row.amount)

    def _begin(self, bought: tuple[str, ...]) -> None:
        """What is known at once; the room for the rest is kept, so that nothing jumps."""
        self._say(bought)
        self._is_placed = False
        self.words.hide()
        self.more.hide()
        self.line.clear(keeps_room=bool(bought))
        self.setVisible(bool(bought))

    def _say(self, parts: tuple[str, ...]) -> None:
        self.summary.setText(self._workspace.texts("result.separator").join(filter(None, parts)))

    def _show(
        self, bought: tuple[str, ...], place: CustomerStanding, signs: Sequence[TimelineRow]
    ) -> None:
        self._say((place.cluster, *bought, *place.figures))
        self.words.setText("\n".join(filter(None, (place.title, *place.lines))))
        self._is_placed = bool(place.cluster)
        self.more.setVisible(self._is_placed)
        self._toggle()
        self.line.show_purchases(place.purchases, place.as_of, signs)
        self.show()

    def _toggle(self) -> None:
        self.words.setVisible(self.more.isChecked() or not self._is_placed)
