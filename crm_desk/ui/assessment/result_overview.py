"""The first row of the results: the total, the rates of the categories, and their shape."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.rate_chart import CategoryRate
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts
from crm_desk.ui.assessment.charts import RadarChart, RateBars
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
        rates: Sequence[CategoryRate],
        note: str,
        set_targets: Callable[[], object],
    ) -> None:
        super().__init__(theme)
        chart = RateBars(
            theme, texts("result.last_time"), texts("result.target"), texts("result.weakest")
        )
        chart.show_bars(rates)
        self.body.addWidget(chart)
        if note:
            self.body.addWidget(label(note, "soft", wrap=True))
        self.body.addStretch(1)
        row = QHBoxLayout()
        link = button(self.tr("Set targets…"), set_targets, "link")
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.body.addLayout(row)


class RadarCard(Card):
    """The same rates as a polygon."""

    def __init__(self, theme: Theme, rates: Sequence[CategoryRate]) -> None:
        super().__init__(theme, padding=1)
        polygon = RadarChart(theme)
        polygon.show_bars(rates)
        self.body.addWidget(polygon, 0, Qt.AlignmentFlag.AlignCenter)
