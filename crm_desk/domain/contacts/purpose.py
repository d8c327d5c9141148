"""What post is sent for (一斉案内)."""

from enum import StrEnum


class Purpose(StrEnum):
    """Why the shop writes to many at once; 喪中 stops one of them only."""

    NEW_YEAR = "new_year"
    NOTICE = "notice"
    THANKS = "thanks"
    OTHER = "other"
