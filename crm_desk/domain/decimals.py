"""Exact numbers as they are written: rounded once, half away from zero, never through a float."""

from fractions import Fraction

Number = int | Fraction
NO_FIGURE = "—"


def rounded(value: Number) -> int:
    """To the nearest whole."""
    whole = int(abs(Fraction(value)) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def decimal(value: Number, digits: int) -> str:
    """`1,234.5`, with so many decimals (1 at least)."""
    scaled = rounded(Fraction(value) * 10**digits)
    whole, rest = divmod(abs(scaled), 10**digits)
    return f"{'-' if scaled < 0 else ''}{whole:,}.{rest:0{digits}}"


def rate(share: Fraction | None) -> str:
    """`48.9%`, or a dash where there is no base."""
    return NO_FIGURE if share is None else f"{decimal(share * 100, 1)}%"


def percent(rate: Fraction) -> int:
    """A rate as whole percent, half rounded up."""
    return int(rate * 100 + Fraction(1, 2))
