"""Where a shop is strong, where it is weak, and what to do next."""

from dataclasses import dataclass
from fractions import Fraction

from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.questionnaire import TOP_LEVEL, Category, Item, Questionnaire
from crm_desk.domain.assessment.scoring import CategoryScore, Score

STRENGTHS = 3
FIRM_RATE = Fraction(2, 3)
"""From this rate on a category is called firm: 部分的に達成している throughout."""
HIGH_RATE = Fraction(9, 10)
"""Where every category has this rate, there is no weak one to speak of first."""


@dataclass(frozen=True)
class WeakPoint:
    """An item below its highest level.

    Attributes:
        distance: of its category to the category's target, in rate; negative when beyond it.
        gap: levels missing to 3.
        step: the next step for the item's level.
    """

    category: Category
    item: Item
    level: int
    distance: Fraction
    gap: int
    step: str

    @property
    def gain(self) -> int:
        """Points that one level more brings."""
        return self.item.points(self.level + 1) - self.item.points(self.level)


def strengths(score: Score) -> tuple[CategoryScore, ...]:
    """The three categories with the highest rates, best first, ties in the order asked.

    A category without any points is nobody's strength and is left out.
    """
    rated = [entry for entry in score.categories if entry.tally.rate]
    return tuple(sorted(rated, key=lambda entry: -(entry.tally.rate or 0))[:STRENGTHS])


def weak_points(
    questionnaire: Questionnaire, assessment: Assessment, score: Score
) -> tuple[WeakPoint, ...]:
    """Items below level 3, weakest first.

    Ranked by the category's distance to its target (unset = 100 %), then by the category's
    maximum, then by the item's gap in levels, then by id. Items without a choice are no
    weak points: nothing is known of them.
    """
    found = []
    for category in questionnaire.categories:
        rate = score.rate_of(category.id)
        if rate is None:
            continue
        distance = Fraction(assessment.details.target(category.id), 100) - rate
        for item in category.items:
            level = assessment.answer(item.id).choice
            if level is not None and level < TOP_LEVEL:
                found.append(
                    WeakPoint(category, item, level, distance, TOP_LEVEL - level, item.steps[level])
                )
    return tuple(
        sorted(found, key=lambda w: (-w.distance, -w.category.max_points, -w.gap, w.item.id))
    )


@dataclass(frozen=True)
class ResultReading:
    """The one-sentence reading of an assessment, as data; the words are in the texts.

    Attributes:
        key: which sentence (`reading.*` of the texts).
        sentences: sentences of the questionnaire that make it up, in order.
    """

    key: str
    sentences: tuple[str, ...] = ()


def reading(score: Score, weak: tuple[WeakPoint, ...]) -> ResultReading:
    """What one would say first about this result; never more than the answers carry."""
    best = strengths(score)
    if score.overall.rate is None:
        return ResultReading("nothing")
    if not weak:
        return ResultReading("all_full" if score.overall.is_complete else "answered_full")
    if all((entry.tally.rate or 0) >= HIGH_RATE for entry in score.categories):
        return ResultReading("high", (weak[0].category.weakness,))
    if best and (best[0].tally.rate or 0) >= FIRM_RATE and best[0].category != weak[0].category:
        return ResultReading("firm", (best[0].category.strength, weak[0].category.weakness))
    return ResultReading("start", (weak[0].category.weakness,))
