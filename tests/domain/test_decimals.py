from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.analysis.figures import Method, RfmScores
from crm_desk.domain.analysis.view import purchase_ranges, recency_ranges
from crm_desk.domain.decimals import decimal, rate, rounded

FRACTIONS = st.fractions(-(10**9), 10**9)


@given(FRACTIONS)
def test_a_rounded_number_is_the_nearest_whole(value: Fraction) -> None:
    assert abs(rounded(value) - value) <= Fraction(1, 2)
    assert rounded(-value) == -rounded(value)


@given(FRACTIONS, st.integers(1, 4))
def test_a_decimal_reads_back_to_within_half_a_unit(value: Fraction, digits: int) -> None:
    written = decimal(value, digits)
    assert abs(Fraction(written.replace(",", "")) - value) <= Fraction(1, 2 * 10**digits)
    assert len(written.rpartition(".")[2]) == digits


def test_halves_go_away_from_zero_and_nothing_is_minus_zero() -> None:
    assert [rounded(Fraction(n, 2)) for n in (-3, -1, 1, 3, 5)] == [-2, -1, 1, 2, 3]
    assert decimal(Fraction(5, 100), 1) == "0.1"
    assert decimal(Fraction(-4, 100), 1) == "0.0"
    assert decimal(1234567, 2) == "1,234,567.00"


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (None, "—"),
        (Fraction(0), "0.0%"),
        (Fraction(489, 1000), "48.9%"),
        (Fraction(1), "100.0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 2000), "0.1%"),
        (Fraction(-1, 8), "-12.5%"),
    ],
)
def test_a_rate_has_one_decimal_or_is_a_dash(share: Fraction | None, written: str) -> None:
    assert rate(share) == written


def test_the_ranges_of_the_fixed_scores() -> None:
    rfm = RfmScores(Method.FIXED, r=(30, 90, 180, 365), f=(2, 3, 6, 12))
    assert recency_ranges(rfm) == ((366, None), (181, 365), (91, 180), (31, 90), (0, 30))
    assert purchase_ranges(rfm) == ((1, 1), (2, 2), (3, 5), (6, 11), (12, None))


def test_the_ranges_of_quantiles_and_of_scores_that_nobody_can_have() -> None:
    half = Fraction(5, 2)
    rfm = RfmScores(Method.QUANTILES, r=(half, 10, 10, 40), f=(1, 1, half, 4))
    assert recency_ranges(rfm) == ((41, None), (11, 40), (11, 10), (3, 10), (0, 2))
    assert purchase_ranges(rfm) == ((1, 1), (2, 1), (2, 2), (3, 4), (5, None))
    assert (
        recency_ranges(RfmScores(Method.QUANTILES))
        == purchase_ranges(RfmScores(Method.QUANTILES))
        == ()
    )
