"""Edits of assessments."""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit, SingleStep
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Answer, Assessment, Details
from crm_desk.store.assessment import assessments as rows
from crm_desk.store.connection import Connection


@dataclass(frozen=True)
class ReplaceAnswer:
    """One item's answer, before and after.

    Attributes:
        field: `choice`, `evidence` or `note`: what the person touched.
    """

    assessment_id: int
    before: Answer
    after: Answer
    field: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.field, {"item": self.after.item_id}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.put_answer(connection, self.assessment_id, self.after)
        place = Route("assessment", "wizard", self.assessment_id, item=self.after.item_id)
        return Changes(frozenset({Topic.ANSWERS}), place)

    def inverse(self) -> "ReplaceAnswer":
        """See Edit."""
        return replace(self, before=self.after, after=self.before)

    def merged(self, later: Edit) -> Edit | None:
        """See Edit. Typing goes on in one step; two choices stay two."""
        if (
            isinstance(later, ReplaceAnswer)
            and self.field == later.field != "choice"
            and (self.assessment_id, self.after) == (later.assessment_id, later.before)
        ):
            return replace(self, after=later.after)
        return None


@dataclass(frozen=True)
class InsertAssessment(SingleStep):
    """A new assessment, or one brought back."""

    assessment: Assessment
    label_key: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.insert(connection, self.assessment)
        return Changes(frozenset({Topic.ASSESSMENTS, Topic.ANSWERS}))

    def inverse(self) -> "RemoveAssessment":
        """See Edit."""
        return RemoveAssessment(self.assessment, self.label_key)


@dataclass(frozen=True)
class RemoveAssessment(SingleStep):
    """An assessment taken away, whole."""

    assessment: Assessment
    label_key: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.remove(connection, self.assessment.id)
        return Changes(frozenset({Topic.ASSESSMENTS, Topic.ANSWERS}))

    def inverse(self) -> InsertAssessment:
        """See Edit."""
        return InsertAssessment(self.assessment, self.label_key)


@dataclass(frozen=True)
class ReplaceDetails(SingleStep):
    """Date, participants, next date and targets of an assessment, before and after."""

    assessment_id: int
    before: Details
    after: Details
    label_key: str

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {}

    def apply(self, connection: Connection) -> Changes:
        """See Edit."""
        rows.put_details(connection, self.assessment_id, self.after)
        return Changes(frozenset({Topic.ASSESSMENTS}))

    def inverse(self) -> "ReplaceDetails":
        """See Edit."""
        return replace(self, before=self.after, after=self.before)
