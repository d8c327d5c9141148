"""Thresholds as typed and as kept."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.analysis.figures import AnalysisSettings, Method
from crm_desk.domain.analysis.thresholds import as_json, from_json, shown, with_axis, with_bands
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money

NUMBERS = st.integers(0, 10**12) | st.fractions(0, 10**6, max_denominator=10)
BOUNDS = st.none() | st.lists(NUMBERS, min_size=4, max_size=4).map(lambda b: tuple(sorted(b)))
SETTINGS = st.builds(
    AnalysisSettings,
    method=st.sampled_from(Method),
    r=BOUNDS,
    f=BOUNDS,
    m=BOUNDS,
    bands=st.sets(st.integers(0, 20_000), min_size=1, max_size=5).map(lambda b: tuple(sorted(b))),
    zero_is_purchase=st.booleans(),
)
YEN, EURO = Money(), Money("EUR", 2)


@given(SETTINGS)
def test_what_is_kept_comes_back(settings: AnalysisSettings) -> None:
    assert from_json(as_json(settings)) == settings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"method": "best"}',
        '{"method": "fixed", "bands": [30, 10], "zero_is_purchase": false,'
        ' "r": null, "f": null, "m": null}',
        '{"method": "fixed", "bands": [30], "zero_is_purchase": false,'
        ' "r": ["1/0", "1", "1", "1"], "f": null, "m": null}',
    ],
)
def test_what_is_damaged_means_the_defaults(text: str) -> None:
    assert from_json(text) == AnalysisSettings()


@given(st.lists(NUMBERS, min_size=4, max_size=4).map(sorted))
def test_fields_that_nobody_touches_keep_their_bounds(bounds: list[int | Fraction]) -> None:
    for money in (None, YEN, EURO):
        typed = [shown(bound, money) for bound in bounds]
        settings = with_axis(AnalysisSettings(), "r", typed, bounds, money)
        assert settings.r == tuple(bounds)


def test_numbers_as_people_type_them() -> None:
    settings = with_axis(
        AnalysisSettings(), "m", ["２，０００", "¥3,000", "5000円", " 20000 "], (), YEN
    )
    assert settings.m == (2000, 3000, 5000, 20_000)
    assert with_axis(AnalysisSettings(), "m", ["1", "2.50", "€3", "1,000"], (), EURO).m == (
        100,
        250,
        300,
        100_000,
    )
    assert with_axis(AnalysisSettings(), "r", ["30日", "60.5", "90", "90"], ()).r == (
        30,
        Fraction(121, 2),
        90,
        90,
    )


@pytest.mark.parametrize("text", ["", "たくさん", "-5", "1e9", "nan", "1.2.3", "9" * 40])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ReportableError, match="bound_no_number"):
        with_axis(AnalysisSettings(), "f", [text, "3", "6", "12"], (2, 3, 6, 12))
    if text:
        with pytest.raises(ReportableError, match="bound_no_number"):
            with_bands(AnalysisSettings(), ["30", text])


def test_bounds_ascend() -> None:
    with pytest.raises(ReportableError, match="bounds_order"):
        with_axis(AnalysisSettings(), "r", ["30", "20", "180", "365"], (30, 90, 180, 365))
    for bands in (["30", "30"], ["60", "30"]):
        with pytest.raises(ReportableError, match="bounds_order"):
            with_bands(AnalysisSettings(), bands)
    with pytest.raises(ReportableError, match="bands_none"):
        with_bands(AnalysisSettings(), ["", " "])
    with pytest.raises(ReportableError, match="bound_no_number"):
        with_bands(AnalysisSettings(), ["30.5"])
    assert with_bands(AnalysisSettings(), ["14", "", "45", ""]).bands == (14, 45)
