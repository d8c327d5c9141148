"""An address inside the program; pages ask for one instead of calling each other."""

from typing import NamedTuple


class Route(NamedTuple):
    """A place to show.

    Attributes:
        page: `home`, `assessment`, `rfm`, `followup`, `customers`, `importing`, `settings`.
        view: within the page; "" is where the page begins.
        customer_ids: people that a page hands on to another.
    """

    page: str
    view: str = ""
    assessment_id: int | None = None
    item_id: str | None = None
    customer_id: int | None = None
    customer_ids: tuple[int, ...] = ()


HOME = Route("home")
