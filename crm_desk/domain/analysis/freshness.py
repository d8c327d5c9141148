"""How old orders may be for figures of today."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

FRESH_DAYS = 31
"""Newest orders older than that are worth a new import."""
USUAL_DAYS = 30
"""Between two imports, where the shop has no rhythm of its own yet."""
_GAPS_NEEDED, _GAPS_LOOKED_AT = 3, 12


def import_rhythm(days: Sequence[date]) -> int:
    """Days that this shop lets pass between two imports: the median of its last ones.

    Args:
        days: of its imports, in any order; several on one day are one.
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(sorted(set(days)))]
    latest = sorted(gaps[-_GAPS_LOOKED_AT:])
    return latest[len(latest) // 2] if len(latest) >= _GAPS_NEEDED else USUAL_DAYS


def is_import_due(newest_order: date, imports: Sequence[date], today: date) -> bool:
    """The orders are older than the shop's own rhythm.

    Who brought in what there was within that time is not asked again, unless even that is older
    than `USUAL_DAYS`: an old file makes no new figures.
    """
    rhythm = import_rhythm(imports)
    age = (today - newest_order).days
    if age <= rhythm:
        return False
    since_import = min(((today - day).days for day in imports), default=age)
    return since_import > rhythm or age > max(rhythm, USUAL_DAYS)
