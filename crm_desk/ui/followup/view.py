"""What the page asks of each of its views."""

from PySide6.QtWidgets import QWidget

from crm_desk.desk.route import Route


class FollowupView(QWidget):
    """One view of the page フォロー."""

    def open(self, route: Route) -> None:
        """Show a place; what is shown is read anew."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the desk now holds."""
        raise NotImplementedError

    def route(self) -> Route:
        """Where the view is now."""
        raise NotImplementedError

    @property
    def is_settled(self) -> bool:
        """What was asked for last is shown."""
        return True

    @property
    def can_print(self) -> bool:
        """There is something to print."""
        return False

    def print_current(self) -> None:
        """Show the way to paper; asked for where `can_print`."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed; False when that failed."""
        return True

    def take_focus(self) -> None:
        """Let keys go to this view."""
        self.setFocus()
