"""What other capabilities add to a customer's page."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desk.ui.common.workspace import Workspace


class CustomerSection(QWidget):
    """One part of the page; it stays while other customers are shown in it."""

    def show_customer(self, customer: int) -> None:
        """Show what the desk now holds of a customer, 0 for nobody.

        A section that has nothing to say hides itself.
        """
        raise NotImplementedError


MakeSection = Callable[[Workspace], CustomerSection]


class CustomerSections(NamedTuple):
    """The sections by their place."""

    in_head: tuple[MakeSection, ...] = ()
    below_figures: tuple[MakeSection, ...] = ()
    below_facts: tuple[MakeSection, ...] = ()
    at_foot: tuple[MakeSection, ...] = ()
