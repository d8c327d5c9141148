"""A time of the day as people type it."""

import re
import unicodedata
from datetime import time

_TYPED = re.compile(r"(\d{1,2})(?:[:.時h]\s*(\d{1,2})?分?|(\d{2}))")
_LONGEST = 12


def read_time(text: str) -> time | None:
    """14:05, 9.30, 1405, 14時5分, 14時, in full width too; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _TYPED.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def shown_time(moment: time) -> str:
    """14:05."""
    return f"{moment:%H:%M}"
