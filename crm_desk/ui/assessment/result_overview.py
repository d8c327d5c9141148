"""The first row of the results: the total, the rates of the categories, and their shape."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.scoring import CategoryScore
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts
from crm_desk.ui.assessment.charts import RadarChart, RateBar, RateBars
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.theme import Theme


class TotalCard(Card):
    """How much, in figures and in words."""

    def __init__(self, theme: Theme, texts: Texts, summary: Summary) -> None:
        super().__init__(theme)
        overall = summary.score.overall
        figure, beside = wording.headline(overall, texts)
        official = overall.is_complete
        self.body.addWidget(label(self.tr("Total") if official else beside, "soft"))
        row = QHBoxLayout()
        row.addWidget(label(figure, "figure"))
        row.addWidget(label(beside if official else "", "soft"), 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addWidget(label(wording.change_line(summary, texts), "soft", wrap=True))
        self.body.addWidget(label(wording.reading(summary, texts), "strong", wrap=True))
        if summary.next_steps:
            ids = texts("result.comma").join(weak.item.id for weak in summary.next_steps)
            gain = self.tr("The next steps bring {points} points: {ids}").format(
                points=texts.signed(summary.next_steps_gain), ids=ids
            )
            self.body.addWidget(label(gain, "soft", wrap=True))
        self.body.addWidget(label(wording.counts(overall, texts), "soft", wrap=True))
        if not official:
            self.body.addWidget(label(texts("result.not_official"), "soft", wrap=True))
        self.body.addStretch(1)


class RatesCard(Card):
    """A bar per category, and the way to the targets."""

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        rates: Sequence[RateBar],
        set_targets: Callable[[], object],
    ) -> None:
        super().__init__(theme)
        chart = RateBars(
            theme, texts("result.last_time"), texts("result.target"), texts("result.weakest")
        )
        chart.show_bars(rates)
        self.body.addWidget(chart)
        self.body.addStretch(1)
        row = QHBoxLayout()
        link = button(self.tr("Set targets…"), set_targets, "link")
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.body.addLayout(row)


class RadarCard(Card):
    """The same rates as a polygon."""

    def __init__(self, theme: Theme, rates: Sequence[RateBar]) -> None:
        super().__init__(theme, padding=1)
        polygon = RadarChart(theme)
        polygon.show_bars(rates)
        self.body.addWidget(polygon, 0, Qt.AlignmentFlag.AlignCenter)


def rate_bars(summary: Summary, texts: Texts) -> list[RateBar]:
    """What both charts show, category by category."""
    weakest = summary.weak_points[0].category.id if summary.weak_points else None
    return [_bar(entry, summary, weakest, texts) for entry in summary.score.categories]


def _bar(entry: CategoryScore, summary: Summary, weakest: str | None, texts: Texts) -> RateBar:
    category = entry.category
    change = summary.comparison.category(category.id) if summary.comparison else None
    target = summary.assessment.details.targets.get(category.id)
    return RateBar(
        category.name,
        category.short,
        texts.percent(entry.tally.rate),
        entry.tally.rate,
        change.before if change else None,
        None if target is None else Fraction(target, 100),
        category.id == weakest,
    )
