"""What other capabilities add to a customer's page."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QPushButton, QWidget

from crm_desk.ui.common.workspace import Workspace


class CustomerSection(QWidget):
    """One part of the page; it stays while other customers are shown in it.

    Attributes:
        command: a button of it that stands beside the customer's name; None without one.
        over_history: a part of it that stands directly above what happened; None without one.
    """

    command: QPushButton | None = None
    over_history: QWidget | None = None

    def show_customer(self, customer: int) -> None:
        """Show what the desk now holds of a customer, 0 for nobody.

        A section that has nothing to say hides itself.
        """
        raise NotImplementedError


MakeSection = Callable[[Workspace], CustomerSection]


class CustomerSections(NamedTuple):
    """The sections by their place, as they stand below one another."""

    in_head: tuple[MakeSection, ...] = ()
    above_facts: tuple[MakeSection, ...] = ()
    history: tuple[MakeSection, ...] = ()
    at_foot: tuple[MakeSection, ...] = ()
