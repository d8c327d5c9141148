"""What a use case changed, so that every page that shows it can follow."""

from enum import Enum, auto
from typing import NamedTuple

from crm_desk.desk.route import Route


class Topic(Enum):
    """Something that pages show."""

    DESK = auto()
    ASSESSMENTS = auto()
    ANSWERS = auto()
    ORDERS = auto()
    CUSTOMERS = auto()
    THRESHOLDS = auto()
    SELECTIONS = auto()
    FOLLOWUP = auto()
    ENTRIES = auto()
    STAFF = auto()
    TODAY = auto()
    """Another day has begun."""


OF_ORDERS = frozenset({Topic.ORDERS, Topic.CUSTOMERS})
"""What the figures are made of."""


class Changes(NamedTuple):
    """Topics that changed, and the place to look at.

    Attributes:
        place: of the answer concerned, so that undo can show it.
    """

    topics: frozenset[Topic] = frozenset()
    place: Route | None = None

    def __bool__(self) -> bool:
        return bool(self.topics)


NOTHING = Changes()
