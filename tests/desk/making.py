"""Desks and assessments for the tests of the use cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.assessment.assessment import Answer, Assessment
from tests.domain.assessment.making import IDS

DAY = date(2026, 11, 21)


@contextmanager
def new_desk(path: Path, shop: str = "みずほ茶舗") -> Iterator[Desk]:
    create_desk(path, shop)
    with Desk(path) as desk:
        yield desk


def begun(desk: Desk, held_on: date = DAY) -> int:
    assessment_id, _ = assessments.start(desk, held_on)
    return assessment_id


def answered(desk: Desk, level: int, held_on: date = DAY) -> int:
    """A whole assessment at one level."""
    assessment_id = begun(desk, held_on)
    for item_id in IDS:
        assessments.choose(desk, assessment_id, item_id, level)
    return assessment_id


def kept(desk: Desk, assessment_id: int) -> Assessment:
    found = assessments.find(desk, assessment_id)
    assert found is not None
    return found


def answer_of(desk: Desk, assessment_id: int, item_id: str) -> Answer:
    return kept(desk, assessment_id).answer(item_id)
