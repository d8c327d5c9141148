"""All charts of a look at the orders.

A new chart of a known shape is a name in `ChartName`, a module that describes it, a row below, its
title and reading in resources/texts (`chart.*`, `rfm_paper.*`), and a place on the printed page.
"""

from crm_desk.domain.analysis.charts.bars import (
    BarWords,
    PrintedBarWords,
    band_columns,
    cluster_bars,
)
from crm_desk.domain.analysis.charts.curve import CurveWords, PrintedCurveWords, pareto_curve
from crm_desk.domain.analysis.charts.scatter import (
    PrintedScatterWords,
    ScatterWords,
    buyer_scatter,
)
from crm_desk.domain.analysis.charts.scores import PrintedScoreWords, ScoreWords, score_grid
from crm_desk.domain.analysis.charts.steps import PrintedStepWords, StepWords, step_columns
from crm_desk.domain.analysis.figures import FEW_BUYERS
from crm_desk.domain.analysis.view import AnalysisView, ChartName
from crm_desk.domain.charts import Chart
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


def describe(
    view: AnalysisView, texts: Texts, money: Money, *, printed: bool = False
) -> dict[ChartName, Chart]:
    """Every chart, in the order of the page.

    Args:
        printed: paper can't be pointed at and says everything in words.
    """
    few = view.figures.buyers < FEW_BUYERS
    bars = (PrintedBarWords if printed else BarWords)(texts, money, few=few)
    scores = (PrintedScoreWords if printed else ScoreWords)(texts, money, few=few)
    curve = (PrintedCurveWords if printed else CurveWords)(texts, money, few=few)
    scatter = (PrintedScatterWords if printed else ScatterWords)(texts, money, few=few)
    steps = (PrintedStepWords if printed else StepWords)(texts, money, few=few)
    return {
        ChartName.CLUSTERS: cluster_bars(view, bars),
        ChartName.BANDS: band_columns(view, bars),
        ChartName.GRID: score_grid(view, scores),
        ChartName.PARETO: pareto_curve(view, curve),
        ChartName.SCATTER: buyer_scatter(view, scatter),
        ChartName.STEPS: step_columns(view, steps),
    }
