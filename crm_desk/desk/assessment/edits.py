"""Edits of assessments."""

from dataclasses import dataclass, replace

from crm_desk.desk.changes import Changes, Topic
from crm_desk.desk.edits import Edit, Replace
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import Answer, Assessment, Details
from crm_desk.store.assessment import assessments as rows
from crm_desk.store.connection import Connection


@dataclass(frozen=True)
class ReplaceAnswer(Edit):
    """One item's answer, before and after.

    `label_key` is `choice`, `evidence` or `note`: the field that the person touched.
    """

    assessment_id: int
    before: Answer
    after: Answer

    @property
    def label(self) -> tuple[str, dict[str, str]]:
        """See Edit."""
        return self.label_key, {"item": self.after.item_id}

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
            and self.label_key == later.label_key != "choice"
            and (self.assessment_id, self.after) == (later.assessment_id, later.before)
        ):
            return replace(self, after=later.after)
        return None


def insert_assessment(label_key: str, assessment: Assessment) -> Replace[Assessment | None]:
    """The edit that adds an assessment, whole."""

    def write(connection: Connection, kept: Assessment | None) -> None:
        if kept is None:
            rows.remove(connection, assessment.id)
        else:
            rows.insert(connection, kept)

    changes = Changes(frozenset({Topic.ASSESSMENTS, Topic.ANSWERS}))
    return Replace(label_key, None, assessment, write, changes)


def remove_assessment(label_key: str, assessment: Assessment) -> Replace[Assessment | None]:
    """The edit that takes an assessment away, whole."""
    return insert_assessment(label_key, assessment).inverse()


def replace_details(
    label_key: str, assessment_id: int, before: Details, after: Details
) -> Replace[Details]:
    """The edit of an assessment's date, participants, next date and targets."""

    def write(connection: Connection, details: Details) -> None:
        rows.put_details(connection, assessment_id, details)

    return Replace(label_key, before, after, write, Changes(frozenset({Topic.ASSESSMENTS})))
