"""What the shell asks of a page."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desk.desk.changes import Topic
from crm_desk.ui.common.route import Route


class Page(QWidget):
    """A page of the window.

    Attributes:
        topics: what it shows; when one of them changes, the shell lets it refresh.
    """

    topics: frozenset[Topic] = frozenset()

    def open(self, route: Route) -> None:
        """Show a place of this page."""
        raise NotImplementedError

    def route(self) -> Route:
        """Where the page is now."""
        raise NotImplementedError

    def refresh(self, place: tuple[int, str] | None = None) -> None:
        """Show what the desk now holds; `place` is the answer that was just changed."""
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

    def take_focus(self) -> None:
        """Let keys go to this page."""
        self.setFocus()
