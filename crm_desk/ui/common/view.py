"""What a page and each of the views within it have in common."""

from PySide6.QtWidgets import QWidget

from crm_desk.desk.route import Route


class View(QWidget):
    """Shows a place of the program, and follows the desk."""

    def show_route(self, route: Route) -> None:
        """Show a place: what was counted or named there, whatever filters were left behind.

        The one way in for every button and link. A route to the page as such keeps the filters,
        and the page says them (people-and-paper.md, What is shown).
        """
        if route.is_specific:
            self.clear_filters()
        self.open(route)

    def clear_filters(self) -> None:
        """Forget search words and filters; what is shown is read again by `open`."""

    def open(self, route: Route) -> None:
        """Show a place; what is shown is read again."""
        raise NotImplementedError

    def route(self) -> Route:
        """Where this is now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the desk now holds."""
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
        """Preview what is shown, or show the way to paper; asked for where `can_print`."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Save what is typed but not yet saved; False when that failed."""
        return True

    def take_focus(self) -> None:
        """Let keys go here."""
        self.setFocus()
