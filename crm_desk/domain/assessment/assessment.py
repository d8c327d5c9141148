"""An assessment (CRM診断): one dated scoring, and the four states an answer can be in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from crm_desk.domain.assessment.questionnaire import LEVELS


class AnswerState(StrEnum):
    """What is known of an item. Three of them are not 0 points: they are no points at all."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Answer:
    """What stands for one item: a state, and words that stay whatever the state becomes.

    Attributes:
        choice: level 0-3, set exactly when the state is ANSWERED.
        reason: why the item does not apply; never empty when NOT_APPLICABLE, else "".
    """

    item_id: str
    state: AnswerState = AnswerState.UNANSWERED
    choice: int | None = None
    reason: str = ""
    evidence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if (self.state is AnswerState.ANSWERED) != (self.choice is not None):
            raise ValueError("a choice belongs to an answered item, and only to one")
        if self.choice is not None and self.choice not in LEVELS:
            raise ValueError("a choice is 0, 1, 2 or 3")
        if (self.state is AnswerState.NOT_APPLICABLE) != bool(self.reason):
            raise ValueError("a reason belongs to an item that does not apply, and only to one")

    def chosen(self, level: int) -> "Answer":
        """With this level chosen; deferral and reason give way."""
        return replace(self, state=AnswerState.ANSWERED, choice=level, reason="")

    def deferred(self) -> "Answer":
        """To be discussed later; replaces the choice."""
        return replace(self, state=AnswerState.DEFERRED, choice=None, reason="")

    def not_applicable(self, reason: str) -> "Answer":
        """Out of the rate, for a reason that is not blank."""
        return replace(self, state=AnswerState.NOT_APPLICABLE, choice=None, reason=reason.strip())

    def cleared(self) -> "Answer":
        """Unanswered again; evidence and note stay."""
        return replace(self, state=AnswerState.UNANSWERED, choice=None, reason="")

    @property
    def is_blank(self) -> bool:
        """Nothing chosen and nothing written."""
        return self == Answer(self.item_id)


FULL_TARGET = 100
"""A category without a target of its own is held against 100 %."""


@dataclass(frozen=True)
class Details:
    """What is said of the assessment as a whole.

    Attributes:
        held_on: the day the assessment is dated.
        participants: who took part, as typed.
        next_on: the day planned for the next one.
        targets: category id to target rate in percent; absent = unset.
    """

    held_on: date
    participants: str = ""
    next_on: date | None = None
    targets: Mapping[str, int] = field(default_factory=dict)

    def target(self, category_id: str) -> int:
        """Target rate of a category in percent; 100 where none is set."""
        return self.targets.get(category_id, FULL_TARGET)


@dataclass(frozen=True)
class Assessment:
    """One dated scoring.

    Attributes:
        id: the row in this desk.
        uid: the same in every desk that the assessment is moved to.
        answers: by item id; items without an entry are unanswered.
        place: id of the item where the wizard was last.
    """

    id: int
    uid: str
    questionnaire_version: int
    details: Details
    answers: Mapping[str, Answer]
    place: str | None = None

    def answer(self, item_id: str) -> Answer:
        """What stands for the item."""
        return self.answers.get(item_id) or Answer(item_id)
