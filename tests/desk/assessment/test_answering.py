from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm_desk.desk.assessment import assessments
from crm_desk.desk.changes import NOTHING, Changes, Topic
from crm_desk.desk.desk import Desk
from crm_desk.desk.route import Route
from crm_desk.domain.assessment.assessment import AnswerState, Details
from crm_desk.domain.errors import ReportableError
from tests.desk.making import DAY, answer_of, begun, kept, new_desk
from tests.domain.assessment.making import IDS, SHIPPED, Mark, assessment

HOSTILE = [
    "<b>太字</b> <img src=x>",
    "A<B",
    "R&D &amp; &#x41;",
    '=HYPERLINK("x")',
    "+81",
    "@x",
    "-1",
    "\t先頭のタブ",
    "𠮷田と髙橋 👩‍👩‍👧‍👦 👍🏽",
    "\u202eabc\u202c \u200f\u05d0\u0627",
    "か\u3099",
    "一行目\n\n三行目 ",
    " ' OR 1=1; DROP TABLE answer; -- ",
    "{day} {0} %s \\n",
    "長" * 10_000,
    "x" * 500,
]

SOME_LEVELS: st.SearchStrategy[dict[str, Mark]] = st.dictionaries(
    st.sampled_from(IDS), st.integers(0, 3)
)


def test_choosing_replaces_deferral_and_exemption(desk: Desk) -> None:
    begun_id = begun(desk)
    states = []
    steps: list[Callable[[], Changes]] = [
        lambda: assessments.choose(desk, begun_id, "1-1", 0),
        lambda: assessments.defer(desk, begun_id, "1-1"),
        lambda: assessments.exempt(desk, begun_id, "1-1", " 店がない "),
        lambda: assessments.choose(desk, begun_id, "1-1", 3),
        lambda: assessments.clear(desk, begun_id, "1-1"),
    ]
    place = Route("assessment", "wizard", begun_id, item="1-1")
    for step in steps:
        assert step() == Changes(frozenset({Topic.ANSWERS}), place)
        answer = answer_of(desk, begun_id, "1-1")
        states.append((answer.state, answer.choice, answer.reason))
    assert states == [
        (AnswerState.ANSWERED, 0, ""),
        (AnswerState.DEFERRED, None, ""),
        (AnswerState.NOT_APPLICABLE, None, "店がない"),
        (AnswerState.ANSWERED, 3, ""),
        (AnswerState.UNANSWERED, None, ""),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "\n\t\u3000"])
def test_exempting_needs_a_reason(desk: Desk, reason: str) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "1-1", 2)
    with pytest.raises(ReportableError, match="reason_missing"):
        assessments.exempt(desk, begun_id, "1-1", reason)
    assert answer_of(desk, begun_id, "1-1").choice == 2


@pytest.mark.parametrize("level", [-1, 4])
def test_there_are_four_levels(desk: Desk, level: int) -> None:
    begun_id = begun(desk)
    with pytest.raises(ValueError):
        assessments.choose(desk, begun_id, "1-1", level)
    assert answer_of(desk, begun_id, "1-1").is_blank


def test_nothing_changes_when_the_same_is_said_again(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "1-1", 1)
    step = desk.history.undoable
    assert assessments.choose(desk, begun_id, "1-1", 1) == NOTHING
    assert assessments.write_note(desk, begun_id, "1-1", "") == NOTHING
    assert assessments.clear(desk, begun_id, "1-2") == NOTHING
    assert desk.history.undoable is step


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_words_are_read_back_as_typed_after_reopening(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.crmdesk"
    with new_desk(path) as desk:
        begun_id = begun(desk)
        assessments.write_note(desk, begun_id, "5-3", text)
        assessments.write_evidence(desk, begun_id, "5-3", text)
        assessments.exempt(desk, begun_id, "5-4", text)
    with Desk(path) as again:
        answer = answer_of(again, begun_id, "5-3")
        assert (answer.note, answer.evidence) == (text, text)
        assert answer_of(again, begun_id, "5-4").reason == text.strip()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40))
@settings(max_examples=60)
def test_any_text_is_kept_as_typed(sample: Desk, text: str) -> None:
    assessments.write_note(sample, 3, "1-1", text)
    assert answer_of(sample, 3, "1-1").note == text


def test_what_can_not_be_stored_is_replaced(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.write_note(desk, begun_id, "1-1", "a\0b\ud842c\r\nd")
    assert answer_of(desk, begun_id, "1-1").note == "a\ufffdb\ufffdc\nd"


def test_words_stay_when_the_state_changes(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.write_note(desk, begun_id, "1-1", "メモ")
    assessments.defer(desk, begun_id, "1-1")
    assessments.clear(desk, begun_id, "1-1")
    assert answer_of(desk, begun_id, "1-1").note == "メモ"


def test_a_choice_is_in_the_file_at_once(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.choose(desk, begun_id, "6-4", 3)
    copy = desk.path.with_name("copy.crmdesk")
    desk.save_copy(copy)
    with Desk(copy) as other:
        assert answer_of(other, begun_id, "6-4").choice == 3


def test_an_assessment_that_is_gone_says_so(desk: Desk) -> None:
    for attempt in (
        lambda: assessments.choose(desk, 9, "1-1", 1),
        lambda: assessments.write_note(desk, 9, "1-1", "x"),
        lambda: assessments.set_targets(desk, 9, {"1": 50}),
        lambda: assessments.change_details(desk, 9, Details(DAY)),
        lambda: assessments.summary(desk, 9, "ja"),
    ):
        with pytest.raises(ReportableError, match="assessment_gone"):
            attempt()
    assert assessments.delete(desk, 9) == NOTHING


def test_details_are_kept_in_one_line(desk: Desk) -> None:
    begun_id = begun(desk)
    wanted = Details(date(2026, 1, 31), " 佐藤\n髙橋、𠮷田 ", date(2026, 4, 30), {})
    changes = assessments.change_details(desk, begun_id, wanted)
    assert Topic.ASSESSMENTS in changes.topics
    assert kept(desk, begun_id).details == replace(wanted, participants="佐藤 髙橋、𠮷田")
    assert assessments.change_details(desk, begun_id, kept(desk, begun_id).details) == NOTHING


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1926, 1, 1), date(9999, 12, 31)])
def test_dates_far_away_are_refused(desk: Desk, day: date) -> None:
    begun_id = begun(desk)
    for attempt in (
        lambda: assessments.start(desk, day),
        lambda: assessments.change_details(desk, begun_id, Details(day)),
        lambda: assessments.change_details(desk, begun_id, Details(DAY, next_on=day)),
    ):
        with pytest.raises(ReportableError, match="date_far"):
            attempt()
    assert [a.details for a in assessments.assessments(desk)] == [Details(DAY)]


@given(SOME_LEVELS, st.sampled_from(IDS))
@settings(max_examples=80)
@example({}, "6-4")
@example(dict.fromkeys(IDS, 0), "1-1")
def test_next_unanswered_goes_on_and_around(levels: dict[str, Mark], item_id: str) -> None:
    made = assessment(levels)
    position = IDS.index(item_id)
    around = [i for i in IDS[position + 1 :] + IDS[: position + 1] if i not in levels]
    found = assessments.next_unanswered(SHIPPED, made, item_id)
    assert found == (around[0] if around else None)


def test_deferred_and_exempt_items_are_not_unanswered(desk: Desk) -> None:
    begun_id = begun(desk)
    assessments.defer(desk, begun_id, "1-2")
    assessments.exempt(desk, begun_id, "1-3", "なし")
    assert assessments.next_unanswered(SHIPPED, kept(desk, begun_id), "1-1") == "1-4"


def test_the_place_is_remembered_without_an_undo_step(desk: Desk) -> None:
    begun_id = begun(desk)
    step = desk.history.undoable
    assessments.remember_place(desk, begun_id, "4-5")
    assert kept(desk, begun_id).place == "4-5"
    assert desk.history.undoable is step
