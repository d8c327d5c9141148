"""Rectangles of the scatter as filters, and words for every chart."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.charts.scatter import BuyerRegions
from crm_desk.domain.analysis.charts.steps import StepWords
from crm_desk.domain.analysis.charts.tones import STRONGEST_FIRST
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import ChartName, Filter, PurchaseStep
from crm_desk.domain.charts import TONES, Region
from crm_desk.domain.money import Money
from tests.domain.test_texts import EN, JA


@pytest.mark.parametrize("name", list(ChartName))
def test_every_chart_has_its_words(name: ChartName) -> None:
    keys = (
        f"chart.title_{name.value}",
        f"chart.read_{name.value}",
        f"rfm_paper.chart_{name.value}",
    )
    for language in (JA, EN):
        assert all(language[key] for key in keys)


def test_every_cluster_has_a_tone_of_its_own() -> None:
    assert sorted(STRONGEST_FIRST) == sorted(Cluster)
    assert len(STRONGEST_FIRST) == TONES


def test_a_rectangle_is_whole_days_and_minor_units_within() -> None:
    regions = BuyerRegions(low=3)
    assert regions.payload(Region(9.2, 0.5, 40.8, 1.0)) == (
        Filter("recency", (10, 40)),
        Filter("amount", (3163, 10_000)),
    )


def test_what_reaches_into_the_strip_has_no_least_amount() -> None:
    regions = BuyerRegions(low=3)
    days, amounts = regions.payload(Region(-1, -0.7, 3, -0.2))
    assert (days.value, amounts.value) == ((0, 3), (None, 0))
    shown = regions.region((days, amounts))
    assert shown == Region(0, -math.inf, 3, -0.5)


def test_only_both_filters_are_a_rectangle() -> None:
    regions = BuyerRegions(low=3)
    assert regions.region((Filter("recency", (0, 30)), Filter("tier", 10))) is None
    assert regions.region((Filter("recency", (31, None)), Filter("amount", (None, None)))) == (
        Region(31, -math.inf, math.inf, math.inf)
    )


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1000, 10**8), st.integers(0, 10**8))
def test_a_rectangle_of_filters_is_filters_of_the_rectangle(
    first: int, days: int, least: int, more: int
) -> None:
    regions = BuyerRegions(low=3)
    filters = (Filter("recency", (first, first + days)), Filter("amount", (least, least + more)))
    region = regions.region(filters)
    assert region is not None
    recency, amount = regions.payload(region)
    assert recency == filters[0]
    # Powers of ten are floats: a rectangle is a minor unit off at most.
    assert amount.value == pytest.approx(filters[1].value, abs=1)


@given(st.integers(1, 400), st.data())
def test_a_share_between_columns_rounds_as_a_sentence(base: int, data: st.DataObject) -> None:
    step = PurchaseStep(1, base, Fraction(data.draw(st.integers(0, base)), base))
    japanese = texts("ja")
    link = StepWords(japanese, Money(), few=False).step_link(step)
    assert link.short == japanese.percent(step.rate)
