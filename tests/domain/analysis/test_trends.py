"""What counts as a change: only beyond two standard errors."""

from fractions import Fraction
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.trends import (
    Kpi,
    Sample,
    Trend,
    counted,
    estimated,
    rate_sample,
    words,
)
from crm_desk.domain.money import Money

VALUES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=30)


def sample(values: list[int]) -> Sample:
    return Sample(len(values), sum(values), sum(v * v for v in values))


@given(VALUES, VALUES)
def test_means_by_the_book(before: list[int], now: list[int]) -> None:
    trend = estimated(sample(before), sample(now))
    exact = [[Fraction(v) for v in side] for side in (before, now)]
    assert trend is not None
    assert trend.difference == mean(exact[1]) - mean(exact[0])
    error = sum(variance(side) / len(side) for side in exact)
    assert trend.is_change == (trend.difference**2 > 4 * error)


def test_rates() -> None:
    # 400 of 1,000 and 500 of 1,000 differ by 4.5 standard errors; 10 and 12 of 25 do not.
    assert estimated(rate_sample(400, 1000), rate_sample(500, 1000)) == Trend(Fraction(1, 10), True)
    assert estimated(rate_sample(10, 25), rate_sample(12, 25)) == Trend(Fraction(2, 25), False)
    assert estimated(rate_sample(1, 1), rate_sample(2, 4)) is None
    assert counted(5, 5) == Trend(0, False)


@pytest.mark.parametrize(
    ("kpi", "trend", "ja", "en"),
    [
        (Kpi.BUYERS, Trend(12, True), "↑ ＋12名", "↑ +12 people"),
        (Kpi.SALES, Trend(-3500, True), "↓ －¥3,500", "↓ −¥3,500"),
        (Kpi.F2, Trend(Fraction(1, 80), True), "↑ ＋1.3ポイント", "↑ +1.3 points"),
        (Kpi.TENURE, Trend(Fraction(-21, 2), True), "↓ －10.5日", "↓ −10.5 days"),
        (Kpi.MEAN_PURCHASES, Trend(Fraction(1, 4), True), "↑ ＋0.3回", "↑ +0.3 times"),
        (Kpi.REPEAT_RATE, Trend(Fraction(1, 4), False), "→ ほぼ同じ", "→ nearly the same"),
        (Kpi.BUYERS, Trend(0, False), "→ ほぼ同じ", "→ nearly the same"),
    ],
)
def test_words(kpi: Kpi, trend: Trend, ja: str, en: str) -> None:
    assert words(kpi, trend, Money(), texts("ja")) == ja
    assert words(kpi, trend, Money(), texts("en")) == en
