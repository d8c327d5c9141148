"""What post to several people is sent for (一斉案内)."""

import re
from enum import StrEnum


class Purpose(StrEnum):
    """What for: 年賀状, 案内, お礼, その他."""

    NEW_YEAR = "new_year"
    NOTICE = "notice"
    THANKS = "thanks"
    OTHER = "other"


_NEW_YEAR = re.compile(r"年賀|賀状|謹賀新年|\bnew\s+year", re.IGNORECASE)


def purpose_of(words: str) -> Purpose | None:
    """What typed words say: 年賀状 wherever they name it, else nothing is known."""
    return Purpose.NEW_YEAR if _NEW_YEAR.search(words) else None
