"""An address inside the program; pages ask for one instead of calling each other."""

from typing import NamedTuple


class Route(NamedTuple):
    """A place to show.

    Attributes:
        page: `home` or `assessment`.
        view: within the page; "" is where the page begins.
    """

    page: str
    view: str = ""
    assessment_id: int | None = None
    item_id: str | None = None
    customer_id: int | None = None


HOME = Route("home")
