"""Steps from one purchase to the next."""

from fractions import Fraction

from crm_desk.domain.analysis.charts.tones import tone_of
from crm_desk.domain.analysis.charts.words import ChartWords
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import AnalysisView, Filter, PurchaseStep
from crm_desk.domain.charts import Column, ColumnChart, LinkText, Mark
from crm_desk.domain.decimals import rate


class StepWords(ChartWords):
    """Words at the steps."""

    def step_name(self, k: int) -> str:
        """`3回`."""
        return self.texts("chart.step", k=k)

    def step_value(self, n: int, share: Fraction | None) -> str:
        """At a step's column; `share` went on to the next one."""
        return self.people(n)

    def step_link(self, step: PurchaseStep) -> LinkText:
        """Between two columns; without words where people are few."""
        if self.few:
            return LinkText("", "")
        return LinkText(f"→ {rate(step.rate)}", self.texts.percent(step.rate))

    def step_mark(self, k: int, n: int, share: Fraction | None) -> str:
        """Who came to the k-th purchase, and which share of them went on."""
        words = self.texts("chart.step_mark", k=k, people=self.people(n))
        if self.few or share is None:
            return words
        return f"{words} · {self.texts('chart.step_again', rate=rate(share))}"


class PrintedStepWords(StepWords):
    """Words for paper: who went on is part of a step's value."""

    def step_value(self, n: int, share: Fraction | None) -> str:
        """`121名 → 34.5%`."""
        if self.few or share is None:
            return self.people(n)
        return self.texts("rfm_paper.step_rate", people=self.people(n), rate=rate(share))


def step_columns(view: AnalysisView, words: StepWords) -> ColumnChart:
    """How many people came to the k-th purchase, and which share of them went on."""
    steps = view.charts.steps
    counts: list[tuple[int, int, Fraction | None]] = [(s.k, s.base, s.rate) for s in steps]
    if steps:
        last = steps[-1]
        counts.append((last.k + 1, int(last.rate * last.base), None))
    columns = [
        Column(
            words.step_name(k),
            base,
            words.step_value(base, share),
            f"{base:,}",
            Mark(words.step_mark(k, base, share), (Filter("steps", k),)),
        )
        for k, base, share in counts
    ]
    links = [words.step_link(step) for step in steps]
    return ColumnChart(columns, tone_of(Cluster.ONCE), links)
