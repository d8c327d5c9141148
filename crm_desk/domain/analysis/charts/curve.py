"""Where sales come from: the Pareto curve."""

from collections.abc import Sequence
from fractions import Fraction

from crm_desk.domain.analysis.charts.words import ChartWords
from crm_desk.domain.analysis.figures import Figures
from crm_desk.domain.analysis.view import AnalysisView, Filter
from crm_desk.domain.charts import Axis, Curve, Mark, PointMark, Tick
from crm_desk.domain.decimals import rate

_PERCENTS = (0, 25, 50, 75, 100)


class CurveWords(ChartWords):
    """Words at the axes and the tiers."""

    def curve_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        return self.texts("chart.by_rank"), self.texts("chart.sales_up")

    def curve_ticks(self, _figures: Figures) -> tuple[Sequence[Tick], Sequence[Tick]]:
        """Of the axes to the right and upwards; one 0 is enough for both."""
        ticks = [Tick(percent / 100, f"{percent}%") for percent in _PERCENTS]
        return ticks[1:], ticks

    def tier_text(self, percent: int, y: float, _figures: Figures) -> str:
        """At the point of a tier."""
        if self.few:
            return self.texts("chart.tier", p=percent)
        return self.texts("chart.tier_share", p=percent, share=_percent(y))

    def tier_mark(self, percent: int, x: float, y: float, figures: Figures) -> str:
        """Which share of the people a tier is, and which of the sales it brings."""
        if self.few:
            return self.tier_text(percent, y, figures)
        return self.texts("chart.tier_mark", p=percent, people=_percent(x), share=_percent(y))


class PrintedCurveWords(CurveWords):
    """Words for paper: of few people there are people and money in place of shares."""

    def curve_titles(self) -> tuple[str, str]:
        """Of the axes to the right and upwards."""
        kind = "few" if self.few else "share"
        return self.texts("rfm_paper.by_rank"), self.texts(f"rfm_paper.amount_{kind}")

    def curve_ticks(self, figures: Figures) -> tuple[Sequence[Tick], Sequence[Tick]]:
        """As on screen; of few people the whole in people and money."""
        if not self.few:
            return super().curve_ticks(figures)
        up = [Tick(0, "0"), Tick(1, self.money.text(figures.amount))]
        return [Tick(1, self.people(figures.buyers))], up

    def tier_text(self, percent: int, y: float, figures: Figures) -> str:
        """`TOP10%: 45.6%`; of few people `上位3名: ¥12,000`."""
        tier = next(each for each in figures.tiers if each.percent == percent)
        if self.few:
            people = self.people(tier.customers)
            return self.texts("rfm_paper.best", people=people, amount=self.money.text(tier.amount))
        share = figures.amount_share(tier.amount)
        # As the curve shows it: those with more returns than purchases come after all the rest.
        capped = None if share is None else min(share, Fraction(1))
        return self.texts("rfm_paper.tier", percent=percent, rate=rate(capped))


def pareto_curve(view: AnalysisView, words: CurveWords) -> Curve:
    """Which share of the people, from the highest total amount on, brings which of the sales."""
    figures, points = view.figures, view.charts.pareto
    marks = [
        PointMark(
            x,
            y,
            words.tier_text(percent, y, figures),
            Mark(words.tier_mark(percent, x, y, figures), (Filter("tier", percent),)),
        )
        for percent, x, y in sorted(view.charts.tier_marks)
    ]
    (across, up), (across_ticks, up_ticks) = words.curve_titles(), words.curve_ticks(figures)
    # Returns booked as orders of their own can lead the curve out of 0 to 100 %.
    heights = [0.0, 1.0, *(y for _, y in points)]
    return Curve(
        points,
        Axis(across, across_ticks, 0, 1),
        Axis(up, up_ticks, min(heights), max(heights)),
        # Of few people two tiers can be the same ones.
        list({mark.text: mark for mark in marks}.values()),
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"
