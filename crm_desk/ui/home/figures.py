"""The figures at the top of the home page: cards whose numbers stand on one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.widgets import Card, label
from crm_desk.ui.theme import Theme

if TYPE_CHECKING:
    from crm_desk.desk.home import HomeFacts

_MOST = 4
"""So many figures at most; more would say less."""


@dataclass(frozen=True)
class FigureText:
    """What a card says: a title, a figure with its unit beside it, and lines below."""

    title: str
    figure: str
    beside: str = ""
    lines: Sequence[str] = ()


class FigureCard(Card):
    """One figure; what stands beside it stands on its base line."""

    def __init__(self, theme: Theme, shown: FigureText) -> None:
        super().__init__(theme)
        self.body.setSpacing(theme.px(2))
        self._title = label("", "soft")
        self._figure, self._beside = label("", "number"), label("", "soft")
        self.body.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self._figure)
        row.addWidget(self._beside)
        row.addStretch(1)
        self.body.addLayout(row)
        self._line = label("", "soft", wrap=True)
        self.body.addWidget(self._line)
        # Cards of a row are as high as the highest of them; what is left over is below.
        self.body.addStretch(1)
        self.show_text(shown)

    def show_text(self, shown: FigureText) -> None:
        """Say something else, at the same place."""
        self._title.setText(shown.title)
        self._figure.setText(shown.figure)
        self._beside.setText(shown.beside)
        self._line.setText("\n".join(shown.lines))
        for each in (self._figure, self._beside):
            each.ensurePolished()
        height = max(self._figure.sizeHint().height(), 1)
        below = self._figure.fontMetrics().descent() - self._beside.fontMetrics().descent()
        self._figure.setFixedHeight(height)
        self._beside.setFixedHeight(height)
        self._beside.setContentsMargins(0, 0, 0, max(below, 0))
        self._beside.setProperty("alignment", _BOTTOM)


_BOTTOM = 0x0040 | 0x0001  # Qt.AlignmentFlag.AlignBottom | AlignLeft; see common/widgets.py


def figure_texts(facts: "HomeFacts", texts: Texts) -> list[FigureText]:
    """What the cards say beside the one of the month, the most important first."""
    found: list[FigureText] = []
    if facts.followups:
        found.append(_followups(facts, texts))
    if facts.orders is not None:
        buyers, repeaters = facts.orders.buyers, facts.orders.repeaters
        rate = Fraction(repeaters, buyers) if buyers else None
        line = texts("home.buyers", n=f"{buyers:,}")
        found.append(FigureText(texts("home.repeat_rate"), texts.percent(rate), "", (line,)))
    room = _MOST - len(found) - (facts.orders is not None)
    return [*found, *_assessment(facts, texts)[:room]]


def _followups(facts: "HomeFacts", texts: Texts) -> FigureText:
    """Due until tonight; where all of it lies ahead, how many those are."""
    plans = {bucket: count.plans for bucket, count in facts.followups.items()}
    due, week = plans[Bucket.LATE] + plans[Bucket.TODAY], plans[Bucket.WEEK]
    if not due and not week:
        ahead, done = plans[Bucket.LATER], plans[Bucket.ACHIEVED]
        name, n = ("followups_ahead", ahead) if ahead else ("followups_done", done)
        return FigureText(
            texts(f"home.{name}"),
            texts("home.people", n=f"{n:,}"),
            "",
            (texts(f"home.{name}_line"),),
        )
    line = texts(
        "home.followups_line",
        late=f"{plans[Bucket.LATE]:,}",
        week=f"{week:,}",
        later=f"{plans[Bucket.LATER]:,}",
        bought=f"{sum(count.bought for count in facts.followups.values()):,}",
    )
    return FigureText(texts("home.followups"), f"{due:,}", "", (line,))


def _assessment(facts: "HomeFacts", texts: Texts) -> list[FigureText]:
    from crm_desk.domain.assessment import wording

    if facts.shown is None or facts.summary is None:
        return []
    summary = facts.summary
    figure, beside = wording.headline(facts.shown.score.overall, texts)
    change = wording.change_line(summary, texts)
    found = [FigureText(texts("home.assessment"), figure, beside, (change,))]
    if summary.weak_points:
        weakest = summary.weak_points[0].category
        rate = texts.percent(summary.score.rate_of(weakest.id))
        found.append(FigureText(texts("home.weakest"), rate, "", (weakest.name,)))
    for best in summary.strengths[:1]:
        rate = texts.percent(best.tally.rate)
        found.append(FigureText(texts("home.strongest"), rate, "", (best.category.name,)))
    return found
