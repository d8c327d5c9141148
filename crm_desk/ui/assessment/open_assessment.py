"""The assessment that is being scored, with the way through its items."""

from dataclasses import dataclass

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk
from crm_desk.domain.assessment.assessment import Answer, Assessment
from crm_desk.domain.assessment.questionnaire import Category, Questionnaire


@dataclass(frozen=True)
class OpenAssessment:
    """What the desk held when it was read.

    Attributes:
        number: its place among the assessments of the desk, from 1.
        earlier: the assessment before it.
    """

    number: int
    assessment: Assessment
    earlier: Assessment | None
    questionnaire: Questionnaire

    @property
    def id(self) -> int:
        """The id of the assessment."""
        return self.assessment.id

    def answer(self, item_id: str) -> Answer:
        """What stands for an item."""
        return self.assessment.answer(item_id)

    def category(self, item_id: str) -> Category:
        """The category of an item."""
        return self.questionnaire.category_of(item_id)

    def entrance(self, wanted: str | None) -> str:
        """The item to begin with: the one wanted, else where one was, else the first."""
        item_id = wanted or self.assessment.place
        known = item_id is not None and item_id in self.questionnaire
        return item_id if known and item_id else self.questionnaire.items[0].id

    def neighbour(self, item_id: str, by: int) -> str:
        """The item that many further on; at the ends the last one."""
        ids = [item.id for item in self.questionnaire.items]
        return ids[min(max(ids.index(item_id) + by, 0), len(ids) - 1)]

    def is_first(self, item_id: str) -> bool:
        """No item comes before."""
        return item_id == self.questionnaire.items[0].id

    def is_last(self, item_id: str) -> bool:
        """No item comes after."""
        return item_id == self.questionnaire.items[-1].id


def open_assessment(desk: Desk, assessment_id: int, language: str) -> OpenAssessment | None:
    """Read an assessment from the desk; None when it is gone."""
    found = assessments.with_earlier(desk, assessment_id)
    if found is None:
        return None
    number, assessment, earlier = found
    questionnaire = assessments.questionnaire_of(assessment, language)
    return OpenAssessment(number, assessment, earlier, questionnaire)
