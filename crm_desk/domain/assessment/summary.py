"""Everything that the results page, the PDF and the workbook say about one assessment."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.comparison import Comparison, compare
from crm_desk.domain.assessment.improvement import (
    ResultReading,
    WeakPoint,
    reading,
    strengths,
    weak_points,
)
from crm_desk.domain.assessment.questionnaire import Questionnaire
from crm_desk.domain.assessment.scoring import CategoryScore, Score, score

NEXT_STEPS = 3


@dataclass(frozen=True)
class Summary:
    """One assessment, read.

    Attributes:
        number: it is the shop's n-th, by date.
        comparison: with the chosen earlier one, None for the first.
    """

    shop: str
    number: int
    questionnaire: Questionnaire
    assessment: Assessment
    score: Score
    strengths: tuple[CategoryScore, ...]
    weak_points: tuple[WeakPoint, ...]
    reading: ResultReading
    comparison: Comparison | None

    @property
    def next_steps(self) -> Sequence[WeakPoint]:
        """The weak points to begin with."""
        return self.weak_points[:NEXT_STEPS]

    @property
    def next_steps_gain(self) -> int:
        """Points that one level more on each of the next steps brings."""
        return sum(weak.gain for weak in self.next_steps)


def summarise(
    shop: str,
    number: int,
    questionnaire: Questionnaire,
    assessment: Assessment,
    earlier: tuple[Questionnaire, Assessment] | None = None,
) -> Summary:
    """Read an assessment, beside an earlier one where there is one."""
    points = score(questionnaire, assessment)
    weak = weak_points(questionnaire, assessment, points)
    return Summary(
        shop=shop,
        number=number,
        questionnaire=questionnaire,
        assessment=assessment,
        score=points,
        strengths=strengths(points),
        weak_points=weak,
        reading=reading(points, weak),
        comparison=compare(questionnaire, assessment, *earlier) if earlier else None,
    )
