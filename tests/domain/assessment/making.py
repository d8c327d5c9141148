"""Assessments for tests, and the shape of the questionnaire as the specification states it."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from crm_desk.domain.assessment.assessment import Answer, Assessment, Details
from crm_desk.domain.assessment.questionnaire import Questionnaire, parse_questionnaire
from crm_desk.paths import RESOURCES

ITEMS_PER_CATEGORY = {"1": 6, "2": 4, "3": 4, "4": 6, "5": 9, "6": 4}
MAXIMA = {"1": 18, "2": 12, "3": 12, "4": 18, "5": 27, "6": 13}
IDS = [f"{c}-{n}" for c, count in ITEMS_PER_CATEGORY.items() for n in range(1, count + 1)]
DAY = date(2026, 11, 21)

Mark = int | str
"""A level 0-3, or "unanswered", "deferred", "not_applicable"."""

MARKS: st.SearchStrategy[Mark] = st.sampled_from(
    [0, 1, 2, 3, 0, 1, 2, 3, "unanswered", "deferred", "not_applicable"]
)
LEVELS = st.integers(0, 3)


def source(language: str = "ja") -> str:
    return (RESOURCES / "questionnaire" / f"v1.{language}.toml").read_text(encoding="utf-8")


SHIPPED: Questionnaire = parse_questionnaire(source(), "v1.ja.toml")


def marks(mark: st.SearchStrategy[Mark] = MARKS) -> st.SearchStrategy[dict[str, Mark]]:
    everywhere = st.lists(mark, min_size=len(IDS), max_size=len(IDS))
    return everywhere.map(lambda found: dict(zip(IDS, found, strict=True)))


def answer(item_id: str, mark: Mark) -> Answer:
    blank = Answer(item_id)
    if isinstance(mark, int):
        return blank.chosen(mark)
    return {
        "unanswered": blank,
        "deferred": blank.deferred(),
        "not_applicable": blank.not_applicable("実店舗がない"),
    }[mark]


def assessment(
    chosen: Mapping[str, Mark], targets: Mapping[str, int] | None = None, held_on: date = DAY
) -> Assessment:
    answers = {item_id: answer(item_id, mark) for item_id, mark in chosen.items()}
    return Assessment(1, "uid", 1, Details(held_on, targets=targets or {}), answers)


def all_at(level: Mark, **others: Mark) -> dict[str, Mark]:
    """Every item at one level; others are given as `i6_4=2`."""
    found: dict[str, Mark] = dict.fromkeys(IDS, level)
    found.update({name[1:].replace("_", "-"): mark for name, mark in others.items()})
    return found


def worth(item_id: str, mark: Mark) -> int:
    """Points as the specification has them: the level, but 4 for a 3 at 6-4."""
    if not isinstance(mark, int):
        return 0
    return 4 if (item_id, mark) == ("6-4", 3) else mark


def most(item_id: str) -> int:
    return 4 if item_id == "6-4" else 3
