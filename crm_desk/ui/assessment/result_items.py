"""The cards of the results that name items: weak points, strengths, what is open."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.assessment import AnswerState
from crm_desk.domain.assessment.improvement import WeakPoint
from crm_desk.domain.assessment.questionnaire import Item
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.texts import Texts
from crm_desk.ui.assessment.result_parts import item_link, ruled_table
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import Card, label
from crm_desk.ui.theme import Theme

_WEAK_SHOWN = 8
_OPEN_STATES = (AnswerState.UNANSWERED, AnswerState.DEFERRED, AnswerState.NOT_APPLICABLE)

OpenItem = Callable[[str], object]


class NextStepsCard(Card):
    """The weakest items, each with the step to the next level."""

    def __init__(self, theme: Theme, texts: Texts, summary: Summary, open_item: OpenItem) -> None:
        super().__init__(theme)
        self._theme, self._texts = theme, texts
        self.body.addWidget(label(texts("result.next_steps"), "heading"))
        weak = summary.weak_points[:_WEAK_SHOWN]
        if not weak:
            key = "no_weak_points" if summary.score.overall.answered else "no_strengths"
            self.body.addWidget(label(texts(f"result.{key}")))
            return
        targets = summary.assessment.details.targets
        rows = [
            (
                item_link(point.item, open_item),
                label(point.item.title, "strong", wrap=True),
                label(f"{point.level} → {point.level + 1}"),
                self._step(point, targets.get(point.category.id)),
            )
            for point in weak
        ]
        heads = (self.tr("Item"), "", self.tr("Now → next"), self.tr("Next step"))
        self.body.addLayout(ruled_table(theme, heads, rows, stretch=(0, 5, 0, 12)))
        self.body.addWidget(label(texts("result.weak_rule"), "soft", wrap=True))

    def _step(self, point: WeakPoint, target: int | None) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        column.addWidget(label(point.step, wrap=True))
        reason = wording.reason(point, target, self._texts)
        column.addWidget(label(reason, "soft", wrap=True))
        return words


class StrengthsCard(Card):
    """The best categories."""

    def __init__(self, theme: Theme, texts: Texts, summary: Summary) -> None:
        super().__init__(theme)
        self.body.addWidget(label(texts("result.strengths"), "heading"))
        if not summary.strengths:
            self.body.addWidget(label(texts("result.no_strengths"), wrap=True))
        for entry in summary.strengths:
            counts = entry.tally
            points = texts("result.points_of", points=counts.points, max=counts.max_points)
            row = QHBoxLayout()
            row.addWidget(label(entry.category.name, wrap=True), 1)
            row.addWidget(label(points, "soft"))
            row.addWidget(label(texts.percent(counts.rate), "strong"))
            self.body.addLayout(row)
        self.body.addStretch(1)


def open_items(summary: Summary) -> dict[AnswerState, list[Item]]:
    """What has no level, by the state it is in; states without items are left out."""
    items, answer = summary.questionnaire.items, summary.assessment.answer
    found = {
        state: [item for item in items if answer(item.id).state is state] for state in _OPEN_STATES
    }
    return {state: items for state, items in found.items() if items}


class OpenItemsCard(Card):
    """Links to what has no level."""

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        summary: Summary,
        items: Mapping[AnswerState, Sequence[Item]],
        open_item: OpenItem,
    ) -> None:
        super().__init__(theme)
        self._theme, self._summary, self._open_item = theme, summary, open_item
        self.body.addWidget(label(self.tr("Deferred, not applicable, unanswered"), "heading"))
        for state, each in items.items():
            name = texts(f"result.{state.value}", n=len(each))
            self.body.addWidget(label(name, "strong"))
            # Numbers alone for the many unanswered; titles and reasons for the few others.
            is_brief = state is AnswerState.UNANSWERED
            self.body.addWidget(self._numbers(each) if is_brief else self._titles(each))
        self.body.addStretch(1)

    def _numbers(self, items: Sequence[Item]) -> QWidget:
        flow = Flow(self._theme.px(4))
        for item in items:
            flow.addWidget(item_link(item, self._open_item))
        return Wrapped(flow)

    def _titles(self, items: Sequence[Item]) -> QWidget:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        for item in items:
            reason = self._summary.assessment.answer(item.id).reason.replace("\n", " ")
            row = QHBoxLayout()
            row.addWidget(item_link(item, self._open_item))
            row.addWidget(label(f"{item.title}: {reason}" if reason else item.title, wrap=True), 1)
            column.addLayout(row)
        return listed
