"""What the shell asks of a page."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desk.desk.changes import Topic
from crm_desk.desk.documents import Document
from crm_desk.desk.route import Route


class Page(QWidget):
    """A page of the window.

    Attributes:
        topics: what it shows; when one of them changes, the shell lets it refresh.
        documents: what it prints; a page without any prints `desk.capabilities.DEFAULT_DOCUMENT`.

    Signals:
        print_changed: there is something to print now, or no longer.
    """

    topics: frozenset[Topic] = frozenset()
    documents: tuple[Document[Any], ...] = ()
    print_changed = Signal()

    def open(self, route: Route) -> None:
        """Show a place of this page."""
        raise NotImplementedError

    def route(self) -> Route:
        """Where the page is now."""
        raise NotImplementedError

    def refresh(self, place: Route | None = None) -> None:
        """Show what the desk now holds; `place` is what was just changed."""
        raise NotImplementedError

    def open_files(self, paths: list[Path]) -> None:
        """Take files that were dropped on the window; most pages have no use for them."""

    def flush(self) -> bool:
        """Save what is typed but not yet saved; False when that failed."""
        return True

    @property
    def is_unsaved(self) -> bool:
        """Something typed is on screen only, because it could not be saved."""
        return False

    @property
    def can_print(self) -> bool:
        """There is something to print."""
        return True

    def print_current(self) -> None:
        """Preview what the page shows; asked for where it has `documents`."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let keys go to this page."""
        self.setFocus()
