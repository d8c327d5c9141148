"""Scoring: start an assessment, answer its items, look back and forward."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from crm_desk.desk.assessment import questionnaires
from crm_desk.desk.assessment.edits import (
    ReplaceAnswer,
    insert_assessment,
    remove_assessment,
    replace_details,
)
from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.desk import Desk
from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment, Details
from crm_desk.domain.assessment.questionnaire import Questionnaire
from crm_desk.domain.assessment.scoring import Score, score
from crm_desk.domain.assessment.summary import Summary, summarise
from crm_desk.domain.clean_text import clean_line, clean_text
from crm_desk.domain.errors import ReportableError
from crm_desk.store.assessment import assessments as rows
from crm_desk.store.store import never

FIRST_YEAR, LAST_YEAR = 1976, 2076


@dataclass(frozen=True)
class Overview:
    """One assessment in the list.

    Attributes:
        number: it is the shop's n-th, by date.
        points_gained: official points against the one before, None without two official ones.
    """

    number: int
    assessment: Assessment
    score: Score
    points_gained: int | None


def assessments(desk: Desk) -> tuple[Assessment, ...]:
    """All of them, oldest first."""
    return desk.store.read(rows.all_assessments)


def find(desk: Desk, assessment_id: int) -> Assessment | None:
    """The assessment with this id, None when it is gone."""
    return desk.store.read(lambda connection: rows.get(connection, assessment_id))


def with_earlier(
    desk: Desk, assessment_id: int
) -> tuple[int, Assessment, Assessment | None] | None:
    """Its number by date, the assessment, and the one before it; None when it is gone."""
    ids = desk.store.read(rows.ids_in_order)
    found = find(desk, assessment_id)
    if found is None or assessment_id not in ids:
        return None
    place = ids.index(assessment_id)
    return place + 1, found, find(desk, ids[place - 1]) if place else None


def questionnaire_of(assessment: Assessment, language: str) -> Questionnaire:
    """The questionnaire that an assessment was made on, in a language."""
    return questionnaires.questionnaire(assessment.questionnaire_version, language)


def overviews(desk: Desk, language: str) -> tuple[Overview, ...]:
    """All assessments with their scores, oldest first."""
    found: list[Overview] = []
    for number, assessment in enumerate(assessments(desk), start=1):
        points = score(questionnaire_of(assessment, language), assessment)
        gained = _gained(found[-1], assessment, points) if found else None
        found.append(Overview(number, assessment, points, gained))
    return tuple(found)


def _gained(earlier: Overview, assessment: Assessment, points: Score) -> int | None:
    same = earlier.assessment.questionnaire_version == assessment.questionnaire_version
    before, after = earlier.score.official_points, points.official_points
    return after - before if same and before is not None and after is not None else None


def earlier_than(desk: Desk, assessment: Assessment) -> tuple[Assessment, ...]:
    """Those made before it, the last one first."""
    found = assessments(desk)
    place = next((i for i, other in enumerate(found) if other.id == assessment.id), 0)
    return tuple(reversed(found[:place]))


def summary(
    desk: Desk, assessment_id: int, language: str, compared_with: int | None = None
) -> Summary:
    """One assessment, read; beside the one before it, or beside the one asked for.

    Raises:
        ReportableError: `assessment_gone`.
    """
    found = assessments(desk)
    place = next((i for i, a in enumerate(found) if a.id == assessment_id), None)
    if place is None:
        raise ReportableError("assessment_gone")
    earlier = next((a for a in found if a.id == compared_with), None)
    if earlier is None and place > 0:
        earlier = found[place - 1]
    return summarise(
        desk.shop_name,
        place + 1,
        questionnaire_of(found[place], language),
        found[place],
        (questionnaire_of(earlier, language), earlier) if earlier else None,
    )


def pick(desk: Desk, which: str) -> Assessment:
    """The newest assessment for `latest`, else the one with the id.

    Raises:
        ReportableError: `no_assessment`, `assessment_unknown`.
    """
    found = assessments(desk)
    if not found:
        raise ReportableError("no_assessment")
    if which == "latest":
        return found[-1]
    for assessment in found:
        if str(assessment.id) == which:
            return assessment
    known = ", ".join(str(assessment.id) for assessment in found)
    raise ReportableError("assessment_unknown", id=which, known=known)


def newest_answered(desk: Desk) -> Assessment:
    """The newest assessment with an answer, else the newest.

    Raises:
        ReportableError: `no_assessment`.
    """
    found = assessments(desk)
    if not found:
        raise ReportableError("no_assessment")
    for assessment in reversed(found):
        if any(answer.choice is not None for answer in assessment.answers.values()):
            return assessment
    return found[-1]


def start(desk: Desk, held_on: date, participants: str = "") -> tuple[int, Changes]:
    """A new, blank assessment; targets are those of the last one. Returns its id, too."""
    last = assessments(desk)[-1:]
    details = Details(
        held_on=checked_date(held_on),
        participants=clean_line(participants),
        targets=dict(last[0].details.targets) if last else {},
    )
    assessment = Assessment(
        id=desk.store.read(rows.next_id),
        uid=str(uuid.uuid4()),
        questionnaire_version=questionnaires.LATEST_QUESTIONNAIRE,
        details=details,
        answers={},
    )
    return assessment.id, desk.apply(insert_assessment("start", assessment))


def delete(desk: Desk, assessment_id: int) -> Changes:
    """Remove an assessment whole; undo brings it back whole."""
    assessment = find(desk, assessment_id)
    if assessment is None:
        return NOTHING
    return desk.apply(remove_assessment("delete", assessment))


def change_details(desk: Desk, assessment_id: int, details: Details) -> Changes:
    """Change date, participants or next date."""
    return _replace_details(desk, assessment_id, details, "details")


def set_targets(desk: Desk, assessment_id: int, targets: dict[str, int]) -> Changes:
    """Set the target rate of categories in percent; a category left out is unset."""
    before = _existing(desk, assessment_id).details
    return _replace_details(desk, assessment_id, replace(before, targets=targets), "targets")


def _replace_details(desk: Desk, assessment_id: int, details: Details, label: str) -> Changes:
    before = _existing(desk, assessment_id).details
    after = replace(
        details,
        held_on=checked_date(details.held_on),
        participants=clean_line(details.participants),
        next_on=checked_date(details.next_on) if details.next_on else None,
    )
    if after == before:
        return NOTHING
    return desk.apply(replace_details(label, assessment_id, before, after))


def choose(desk: Desk, assessment_id: int, item_id: str, level: int) -> Changes:
    """Choose level 0-3; durable when this returns."""
    return _answer(desk, assessment_id, item_id, "choice", lambda answer: answer.chosen(level))


def defer(desk: Desk, assessment_id: int, item_id: str) -> Changes:
    """Put the item off; replaces the choice."""
    return _answer(desk, assessment_id, item_id, "choice", Answer.deferred)


def exempt(desk: Desk, assessment_id: int, item_id: str, reason: str) -> Changes:
    """Say that the item does not apply.

    Raises:
        ReportableError: `reason_missing`.
    """
    reason = clean_text(reason).strip()
    if not reason:
        raise ReportableError("reason_missing")
    return _answer(
        desk, assessment_id, item_id, "choice", lambda answer: answer.not_applicable(reason)
    )


def clear(desk: Desk, assessment_id: int, item_id: str) -> Changes:
    """Make the item unanswered again."""
    return _answer(desk, assessment_id, item_id, "choice", Answer.cleared)


def write_evidence(desk: Desk, assessment_id: int, item_id: str, text: str) -> Changes:
    """Keep what the team points at."""
    text = clean_text(text)
    return _answer(
        desk, assessment_id, item_id, "evidence", lambda answer: replace(answer, evidence=text)
    )


def write_note(desk: Desk, assessment_id: int, item_id: str, text: str) -> Changes:
    """Keep what was talked about."""
    text = clean_text(text)
    return _answer(desk, assessment_id, item_id, "note", lambda answer: replace(answer, note=text))


def remember_place(desk: Desk, assessment_id: int, item_id: str) -> None:
    """Note where the wizard is; nothing to undo, and no page shows it."""
    desk.store.write(lambda connection: rows.put_place(connection, assessment_id, item_id), never)


def checked_date(day: date) -> date:
    """A date that an assessment can have.

    Raises:
        ReportableError: `date_far`, before 1976 or after 2076.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ReportableError("date_far", year=day.year)
    return day


def next_unanswered(
    questionnaire: Questionnaire, assessment: Assessment, item_id: str
) -> str | None:
    """The first unanswered item after this one, then from the start; None when none is left."""
    ids = [item.id for item in questionnaire.items]
    start_at = ids.index(item_id) + 1
    for candidate in ids[start_at:] + ids[:start_at]:
        if assessment.answer(candidate).state is AnswerState.UNANSWERED:
            return candidate
    return None


def _answer(
    desk: Desk,
    assessment_id: int,
    item_id: str,
    field: str,
    change: Callable[[Answer], Answer],
) -> Changes:
    before = _existing(desk, assessment_id).answer(item_id)
    after = change(before)
    if after == before:
        return NOTHING
    return desk.apply(ReplaceAnswer(field, assessment_id, before, after))


def _existing(desk: Desk, assessment_id: int) -> Assessment:
    assessment = find(desk, assessment_id)
    if assessment is None:
        raise ReportableError("assessment_gone")
    return assessment
