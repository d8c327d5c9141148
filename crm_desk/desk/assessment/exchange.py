"""One assessment as JSON, to move it from desk to desk."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from crm_desk.desk import resources
from crm_desk.desk.assessment import questionnaires
from crm_desk.desk.assessment.assessments import assessments, checked_date
from crm_desk.desk.assessment.edits import insert_assessment
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment, Details
from crm_desk.domain.clean_text import clean_line, clean_text
from crm_desk.domain.errors import ReportableError
from crm_desk.store.assessment import assessments as rows

FORMAT = "crm-desk-assessment"
FORMAT_VERSION = 1
_LONGEST_UID = 100
LARGEST_FILE = 64 * 1024 * 1024
"""33 items with two texts of 10,000 characters are 2 MB; what is larger is something else."""


def to_json(assessment: Assessment, shop: str) -> str:
    """The assessment as a JSON text."""
    details = assessment.details
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "uid": assessment.uid,
        "shop": shop,
        "questionnaire_version": assessment.questionnaire_version,
        "held_on": details.held_on.isoformat(),
        "participants": details.participants,
        "next_on": details.next_on.isoformat() if details.next_on else None,
        "targets": dict(details.targets),
        "answers": [
            {
                "item": answer.item_id,
                "state": answer.state.value,
                "choice": answer.choice,
                "reason": answer.reason,
                "evidence": answer.evidence,
                "note": answer.note,
            }
            for answer in sorted(assessment.answers.values(), key=lambda a: a.item_id)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_in(desk: Desk, path: Path) -> tuple[int, Changes]:
    """Add the assessment of a JSON file to the desk. Returns its id here, too.

    Raises:
        ReportableError: `exchange_unreadable`, `exchange_foreign`, `exchange_newer`,
            `exchange_damaged` with the place, `exchange_known`, `questionnaire_unknown`.
    """
    data = _load(path)
    new_id = desk.store.read(rows.next_id)
    assessment = _Reader(data, path.name).assessment(new_id)
    if any(known.uid == assessment.uid for known in assessments(desk)):
        raise ReportableError("exchange_known", file=path.name, day=assessment.details.held_on)
    return new_id, desk.apply(insert_assessment("import", assessment))


def _load(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReportableError("exchange_foreign", file=path.name)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReportableError("exchange_unreadable", file=path.name) from error
    except (ValueError, RecursionError) as error:
        raise ReportableError("exchange_foreign", file=path.name) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ReportableError("exchange_foreign", file=path.name)
    version = data.get("format_version")
    if type(version) is not int or version < 1:
        raise ReportableError("exchange_damaged", file=path.name, where="format_version")
    if version > FORMAT_VERSION:
        raise ReportableError("exchange_newer", file=path.name)
    return data


class _Reader:
    """Checks every value on the way in; whatever is off is named by its key."""

    def __init__(self, data: Mapping[str, Any], file_name: str) -> None:
        self._data, self._file_name = data, file_name

    def assessment(self, assessment_id: int) -> Assessment:
        version = self._value(self._data, "questionnaire_version", int)
        questionnaire = questionnaires.questionnaire(version, resources.LANGUAGES[0])
        answers = {}
        for entry in self._value(self._data, "answers", list):
            answer = self._answer(entry)
            if answer.item_id not in questionnaire or answer.item_id in answers:
                raise self._damaged(f"answers / {answer.item_id}")
            answers[answer.item_id] = answer
        return Assessment(
            id=assessment_id,
            uid=self._uid(),
            questionnaire_version=version,
            details=self._details({category.id for category in questionnaire.categories}),
            answers=answers,
        )

    def _uid(self) -> str:
        uid = clean_line(self._value(self._data, "uid", str))
        if not 0 < len(uid) <= _LONGEST_UID:
            raise self._damaged("uid")
        return uid

    def _details(self, category_ids: set[str]) -> Details:
        targets = self._value(self._data, "targets", dict)
        for category_id, percent in targets.items():
            if (
                category_id not in category_ids
                or type(percent) is not int
                or not 0 <= percent <= 100
            ):
                raise self._damaged(f"targets / {category_id}")
        next_on = self._data.get("next_on")
        return Details(
            held_on=self._date("held_on"),
            participants=clean_line(self._value(self._data, "participants", str)),
            next_on=None if next_on is None else self._date("next_on"),
            targets=targets,
        )

    def _answer(self, entry: object) -> Answer:
        if not isinstance(entry, dict):
            raise self._damaged("answers")
        item_id = self._value(entry, "item", str)
        try:
            return Answer(
                item_id,
                AnswerState(self._value(entry, "state", str)),
                None if entry.get("choice") is None else self._value(entry, "choice", int),
                clean_text(self._value(entry, "reason", str)).strip(),
                clean_text(self._value(entry, "evidence", str)),
                clean_text(self._value(entry, "note", str)),
            )
        except ValueError as error:
            raise self._damaged(f"answers / {item_id}") from error

    def _date(self, key: str) -> date:
        try:
            return checked_date(date.fromisoformat(self._value(self._data, key, str)))
        except (ValueError, ReportableError) as error:
            raise self._damaged(key) from error

    def _value(self, data: Mapping[str, Any], key: str, kind: type) -> Any:
        value = data.get(key)
        if type(value) is not kind:
            raise self._damaged(key)
        return value

    def _damaged(self, where: str) -> ReportableError:
        return ReportableError("exchange_damaged", file=self._file_name, where=where)
