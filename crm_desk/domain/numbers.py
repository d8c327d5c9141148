"""Exact numbers as they are shown: rounded once, half away from zero."""

from fractions import Fraction


def rounded(value: int | Fraction) -> int:
    """To the nearest whole."""
    whole = int(abs(Fraction(value)) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def one_decimal(value: int | Fraction) -> str:
    """4.3, -0.5."""
    tenths = abs(rounded(10 * value))
    return f"{'-' if value < 0 and tenths else ''}{tenths // 10:,}.{tenths % 10}"
