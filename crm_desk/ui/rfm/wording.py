"""What several parts of the page say alike."""

from fractions import Fraction

from crm_desk.domain.rfm_view import Filter
from crm_desk.domain.texts import NO_FIGURE

Filters = tuple[Filter, ...]


def rate_words(rate: Fraction | None) -> str:
    """48.9%, or a dash where there is no base."""
    if rate is None:
        return NO_FIGURE
    tenths = int(abs(rate) * 1000 + Fraction(1, 2))
    return f"{'-' if rate < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"
