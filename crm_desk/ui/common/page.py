"""What the shell asks of a page."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from crm_desk.desk.changes import Topic
from crm_desk.desk.documents import Document
from crm_desk.desk.route import Route
from crm_desk.ui.common.view import View


class Page(View):
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

    def refresh(self, place: Route | None = None) -> None:
        """Show what the desk now holds; `place` is what was just changed."""
        raise NotImplementedError

    def open_files(self, paths: list[Path]) -> None:
        """Take files that were dropped on the window; most pages have no use for them."""

    @property
    def is_unsaved(self) -> bool:
        """Something typed is on screen only, because it could not be saved."""
        return False

    @property
    def can_print(self) -> bool:
        """See View; on most pages the newest assessment is printed."""
        return True
