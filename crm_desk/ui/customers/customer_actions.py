"""What is done with the customer shown: an order, and behind a menu what is rarely wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from crm_desk.desk.customers.people import Person
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace


class CustomerActions(Wrapped):
    """Buttons at the right of a customer's name.

    Args:
        others: buttons of what other capabilities show.

    Attributes:
        menu: of the button for more.

    Signals:
        order_asked: an order of this customer is to be entered.
        exclusion_asked: left out of the figures, or counted again.
        foot_asked: joined names and personal data are to be brought in sight.
    """

    order_asked = Signal()
    exclusion_asked = Signal()
    foot_asked = Signal()

    def __init__(self, workspace: Workspace, others: Sequence[QPushButton] = ()) -> None:
        row = Flow(workspace.theme.px(4))
        super().__init__(row)
        row.addWidget(button(self.tr("Enter an order…"), self.order_asked.emit, "chip"))
        for made in others:
            row.addWidget(made)
        self.more = button(self.tr("More…"), self._pop_up, "chip")
        self.more.setAccessibleName(self.tr("More about this customer"))
        row.addWidget(self.more)
        self.menu = QMenu(self)
        self.exclusion = self._add(self.exclusion_asked)
        self.foot = self._add(self.foot_asked)

    def _add(self, asked: SignalInstance) -> QAction:
        action = QAction(self.menu)
        action.triggered.connect(lambda _checked=False: asked.emit())
        self.menu.addAction(action)
        return action

    def show_person(self, person: Person) -> None:
        """Name the entries for this person."""
        self.exclusion.setText(
            self.tr("Count in the figures again")
            if person.customer.excluded
            else self.tr("Leave out of the figures")
        )
        self.foot.setText(
            self.tr("Joined names and personal data")
            if person.names
            else self.tr("Personal data: show or erase")
        )

    def _pop_up(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
