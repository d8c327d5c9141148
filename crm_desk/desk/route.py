"""An address inside the program: where to go, and what a change concerns."""

from typing import NamedTuple


class Route(NamedTuple):
    """A place that can be shown.

    Attributes:
        page: a key of `ui.shell.pages`, such as `assessment`.
        view: within the page; "" is where the page begins.
        id: of what the view is about: an assessment, a customer, a plan.
        ids: the same, where there are many.
        chosen: those of `ids` that somebody chose among them.
        item: what to look at within it, such as the id of a question.
    """

    page: str
    view: str = ""
    id: int | None = None
    ids: tuple[int, ...] = ()
    item: str | None = None
    chosen: tuple[int, ...] = ()

    @property
    def is_specific(self) -> bool:
        """It leads to what was counted or named (遅れ12件, a customer), not just to a page."""
        return bool(self.view or self.ids) or self.id is not None


HOME = Route("home")
