"""Who answers until when, and what it is about: changed in place."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from crm_desk.desk.desk import today
from crm_desk.desk.timeline.cases import CaseDetail
from crm_desk.desk.timeline.wording import short_day
from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.domain.timeline.case import Case, OrderName, ProductName
from crm_desk.ui.common.date_field import DateField
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import button, clear_layout, label
from crm_desk.ui.common.workspace import Workspace

N = TypeVar("N", ProductName, OrderName)
_OWNER, _DUE, _PRODUCT, _ORDER = range(4)


class CaseFacts(QWidget):
    """Owner, due day, product, order.

    Signals:
        owner_chosen: the name; "" for nobody.
        due_chosen: the day.
        product_chosen, order_chosen: what was clicked; None takes it away.
    """

    owner_chosen = Signal(str)
    due_chosen = Signal(object)
    product_chosen = Signal(object)
    order_chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, theme = workspace, workspace.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self.owner = calm(QComboBox())
        self.owner.setAccessibleName(self.tr("Owner"))
        self.owner.setFixedWidth(theme.px(200))
        self.owner.activated.connect(lambda _: self.owner_chosen.emit(self.owner.currentData()))
        self.due = DateField(self.tr("Due"), theme, EARLIEST, LATEST)
        self.due.day_changed.connect(self.due_chosen)
        self.products, self.orders = Flow(theme.px(4)), Flow(theme.px(4))
        self._offered: dict[int, Sequence[tuple[str, object]]] = {}
        self._chosen: dict[int, object] = {}
        self._titles: list[QWidget] = []
        self._fields: list[QWidget] = []
        rows = (
            (self.tr("Owner"), self.owner),
            (self.tr("Due"), self.due),
            (self.tr("Product"), Wrapped(self.products)),
            (self.tr("Order"), Wrapped(self.orders)),
        )
        for row, (title, field) in enumerate(rows):
            words = label(title, "soft")
            self._titles.append(words)
            self._fields.append(field)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(field, row, 1)

    def show_case(self, found: CaseDetail, case: Case) -> None:
        """Show what stands, with what else may be chosen."""
        self._show_owner(found.owners, case.owner)
        self.due.follow_day(case.due)
        for place in (_OWNER, _DUE):
            # What is done is read, not changed: it is opened again first.
            self._show_row(place, shown=case.closing is None)
        products = [product for order in found.orders for product in order.products]
        offered = list(dict.fromkeys(products))[: len(found.orders) * 2]
        named = [(each.name or each.code, each) for each in _with(offered, case.product)]
        self._show_chips(_PRODUCT, self.products, named, case.product, self.product_chosen.emit)
        known = [OrderName(order.number, order.day) for order in found.orders]
        orders = [(self._order_words(each), each) for each in _with(known, case.order)]
        self._show_chips(_ORDER, self.orders, orders, case.order, self.order_chosen.emit)

    def _show_owner(self, names: Iterable[str], owner: str) -> None:
        known = [str(self.owner.itemData(n)) for n in range(self.owner.count())]
        wanted = ["", *names]
        if known != wanted:
            self.owner.clear()
            for name in wanted:
                self.owner.addItem(name or self.tr("(nobody)"), name)
        self.owner.setCurrentIndex(max(self.owner.findData(owner), 0))

    def _show_chips(
        self,
        place: int,
        flow: Flow,
        offered: Sequence[tuple[str, object]],
        chosen: object,
        choose: Callable[[object], object],
    ) -> None:
        """Offer what can be chosen; the same chips stay, and with them the focus of the keys."""
        if offered != self._offered.get(place):
            self._offered[place] = offered
            clear_layout(flow)
            for words, each in offered:
                made = button(words, partial(self._choose, place, each, choose), "chip")
                made.setCheckable(True)
                flow.addWidget(made)
        self._chosen[place] = chosen
        for number, (_, each) in enumerate(offered):
            item = flow.itemAt(number)
            chip = item.widget() if item is not None else None
            if isinstance(chip, QPushButton):
                chip.setChecked(each == chosen)
        self._show_row(place, shown=bool(offered))

    def _choose(self, place: int, each: object, choose: Callable[[object], object]) -> None:
        choose(None if each == self._chosen[place] else each)

    def _show_row(self, place: int, *, shown: bool) -> None:
        self._titles[place].setVisible(shown)
        self._fields[place].setVisible(shown)

    def _order_words(self, order: OrderName) -> str:
        if order.day is None:
            return order.number
        day = short_day(order.day, today(), self._workspace.texts)
        return f"{day} {order.number}".strip()


def _with(offered: Iterable[N], chosen: N | None) -> list[N]:
    """What is offered; what was chosen stays among it, however long ago it was."""
    found: list[N] = list(offered)
    if chosen is not None and chosen not in found:
        found.insert(0, chosen)
    return found
