"""When two rates may be said to differ."""

from fractions import Fraction


def is_change(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether two rates differ by more than two standard errors (analysis.md, Sentences).

    The standard error of the difference of two proportions is pooled, so that 0 of 1 against
    1 of 1 is no change. Squared and compared as fractions: nothing is rounded.

    Args:
        before: (hits, base).
        after: (hits, base).

    Returns:
        False where either has no base.
    """
    (hits_a, base_a), (hits_b, base_b) = before, after
    if base_a <= 0 or base_b <= 0:
        return False
    pooled = Fraction(hits_a + hits_b, base_a + base_b)
    variance = pooled * (1 - pooled) * (Fraction(1, base_a) + Fraction(1, base_b))
    difference = Fraction(hits_b, base_b) - Fraction(hits_a, base_a)
    return difference**2 > 4 * variance
