"""The pages that are made, one above the other, and which of them is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from crm_desk.ui.shell.pages import page_row
from crm_desk.ui.shell.shell import Shell

if TYPE_CHECKING:
    from crm_desk.ui.common.page import Page


class PageStack(QStackedWidget):
    """Makes a page when it is first asked for.

    Attributes:
        shown: the key of the page on screen; "" before the first.
    """

    def __init__(self, shell: Shell, print_changed: Callable[[], object]) -> None:
        """Hold no page yet.

        Args:
            print_changed: called when a page has something to print now, or no longer.
        """
        super().__init__()
        self._shell, self._print_changed = shell, print_changed
        self._pages: dict[str, Page] = {}
        self.shown = ""

    @property
    def current(self) -> "Page":
        """The page that is shown."""
        return self._pages[self.shown]

    def page(self, key: str) -> "Page":
        """A page by its key."""
        if key not in self._pages:
            page = self._pages[key] = page_row(key).load(self._shell)
            page.print_changed.connect(self._print_changed)
            self.addWidget(page)
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page to the top."""
        self.setCurrentWidget(self.page(key))
        self.shown = key

    @property
    def may_leave(self) -> bool:
        """Whether nothing is shown that could not be saved."""
        return not self.shown or self.current.flush()
