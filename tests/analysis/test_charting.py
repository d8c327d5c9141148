"""The data of the charts, and one description of each for screen and paper."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.analysis.charting import day_ticks, scatter_plane
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.charts.describing import describe
from crm_desk.domain.analysis.view import ChartName
from crm_desk.domain.charts import ColumnChart, Curve, PairedBars, PointCloud
from crm_desk.domain.money import Money
from tests.reports.analysis.papers import STATES, paper_of


@given(st.integers(1, 20_000))
def test_ticks_of_days_are_round_and_reach_the_longest(longest: int) -> None:
    ticks = day_ticks(longest)
    assert ticks[0] == 0
    assert ticks[-2] < longest <= ticks[-1]
    assert len(ticks) <= 7
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(-(10**9), 10**12)), max_size=40))
def test_the_plane_holds_everybody_once(buyers: list[tuple[int, int]]) -> None:
    recency = np.array([days for days, _ in buyers], np.int64)
    amount = np.array([paid for _, paid in buyers], np.int64)
    plane = scatter_plane(recency, amount)
    assert sum(count for _, _, count in plane.cells) == len(buyers)
    assert plane.has_strip == any(paid <= 0 for _, paid in buyers)
    for (days, paid), height in zip(buyers, plane.heights, strict=True):
        assert 0 <= days <= plane.days[-1]
        assert (height == -0.5) if paid <= 0 else (0 <= height <= plane.high - plane.low)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", STATES)
def test_screen_and_paper_draw_the_same_data(name: str, language: str) -> None:
    view = paper_of(STATES[name], language).view
    screen = describe(view, texts(language), Money())
    paper = describe(view, texts(language), Money(), printed=True)
    assert list(screen) == list(paper) == list(ChartName)
    for chart, printed in zip(screen.values(), paper.values(), strict=True):
        assert type(chart) is type(printed)
        assert _figures(chart) == _figures(printed)


def _figures(chart: object) -> object:
    match chart:
        case PairedBars():
            return [(pair.name, pair.upper.length, pair.lower.length) for pair in chart.pairs]
        case ColumnChart():
            return [(column.name, column.value) for column in chart.columns]
        case Curve():
            return chart.points
        case PointCloud():
            return [cell.region for cell in chart.cells]
    return None
