"""Points and rates, exact: integers and fractions, rounded once, when shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment
from crm_desk.domain.assessment.questionnaire import Category, Item, Questionnaire


@dataclass(frozen=True)
class Tally:
    """Counts over some items.

    Attributes:
        points: of the answered items (得点).
        max_points: of the answered items (満点 of what applies).
        full_points: of all items.
        items: how many there are; the four states below add up to it.
    """

    points: int = 0
    max_points: int = 0
    full_points: int = 0
    items: int = 0
    answered: int = 0
    deferred: int = 0
    not_applicable: int = 0
    unanswered: int = 0

    @property
    def rate(self) -> Fraction | None:
        """達成率 = points / max points of what is answered and applies; None without any."""
        return Fraction(self.points, self.max_points) if self.max_points else None

    @property
    def why_no_rate(self) -> AnswerState | None:
        """What to say instead of a rate; None where there is one.

        Not applicable where nothing applies; deferred where all that applies waits to be
        discussed; else unanswered.
        """
        if self.rate is not None:
            return None
        if self.items and self.not_applicable == self.items:
            return AnswerState.NOT_APPLICABLE
        is_deferred = bool(self.deferred) and not self.unanswered
        return AnswerState.DEFERRED if is_deferred else AnswerState.UNANSWERED

    @property
    def is_complete(self) -> bool:
        """Every item has a choice, so the points are official."""
        return self.answered == self.items


@dataclass(frozen=True)
class CategoryScore:
    """A category and its tally."""

    category: Category
    tally: Tally


@dataclass(frozen=True)
class Score:
    """An assessment in points."""

    overall: Tally
    categories: tuple[CategoryScore, ...]

    @property
    def official_points(self) -> int | None:
        """The points of 100; None until all items are answered (then only a rate is given)."""
        return self.overall.points if self.overall.is_complete else None

    def rate_of(self, category_id: str) -> Fraction | None:
        """Rate of one category, None without answers or without such a category."""
        for entry in self.categories:
            if entry.category.id == category_id:
                return entry.tally.rate
        return None


def score(questionnaire: Questionnaire, assessment: Assessment) -> Score:
    """Tally an assessment on its questionnaire."""
    return Score(
        tally(questionnaire.items, assessment),
        tuple(
            CategoryScore(category, tally(category.items, assessment))
            for category in questionnaire.categories
        ),
    )


def tally(items: Iterable[Item], assessment: Assessment) -> Tally:
    """Tally some items of an assessment."""
    pairs = [(item, assessment.answer(item.id)) for item in items]
    counts = dict.fromkeys(AnswerState, 0)
    for _, answer in pairs:
        counts[answer.state] += 1
    return Tally(
        points=sum(_points(item, answer) for item, answer in pairs),
        max_points=sum(
            item.top_points for item, answer in pairs if answer.state is AnswerState.ANSWERED
        ),
        full_points=sum(item.top_points for item, _ in pairs),
        items=len(pairs),
        answered=counts[AnswerState.ANSWERED],
        deferred=counts[AnswerState.DEFERRED],
        not_applicable=counts[AnswerState.NOT_APPLICABLE],
        unanswered=counts[AnswerState.UNANSWERED],
    )


def _points(item: Item, answer: Answer) -> int:
    return 0 if answer.choice is None else item.points(answer.choice)
