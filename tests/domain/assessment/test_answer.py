from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment
from tests.domain.assessment.making import answer, assessment

STATES = list(AnswerState)


@pytest.mark.parametrize(
    ("state", "choice", "reason"),
    list(product(STATES, [None, -1, 0, 3, 4], ["", "実店舗がない"])),
)
def test_only_sound_combinations_exist(state: AnswerState, choice: int | None, reason: str) -> None:
    sound = {
        AnswerState.ANSWERED: choice in (0, 1, 2, 3) and not reason,
        AnswerState.NOT_APPLICABLE: choice is None and bool(reason),
        AnswerState.DEFERRED: choice is None and not reason,
        AnswerState.UNANSWERED: choice is None and not reason,
    }[state]
    if sound:
        assert Answer("1-1", state, choice, reason).state is state
    else:
        with pytest.raises(ValueError):
            Answer("1-1", state, choice, reason)


def test_four_states_and_0_are_all_different() -> None:
    found = [answer("1-1", mark) for mark in ("unanswered", "deferred", "not_applicable", 0)]
    assert all(one != other for one, other in combinations(found, 2))
    assert [a.state for a in found] == [
        AnswerState.UNANSWERED,
        AnswerState.DEFERRED,
        AnswerState.NOT_APPLICABLE,
        AnswerState.ANSWERED,
    ]
    assert [a.choice for a in found] == [None, None, None, 0]


@pytest.mark.parametrize("reason", ["", " ", "\n\t", "\u3000"])
def test_not_applicable_needs_a_reason(reason: str) -> None:
    with pytest.raises(ValueError):
        Answer("1-1").not_applicable(reason)


@given(st.lists(st.sampled_from(["choose", "defer", "exempt", "clear"]), max_size=8))
def test_words_stay_whatever_the_state_becomes(steps: list[str]) -> None:
    current = Answer("1-1", evidence="根拠", note="メモ")
    for step in steps:
        current = {
            "choose": current.chosen(2),
            "defer": current.deferred(),
            "exempt": current.not_applicable("なし"),
            "clear": current.cleared(),
        }[step]
    assert (current.evidence, current.note) == ("根拠", "メモ")
    assert not current.is_blank


def test_a_new_state_leaves_nothing_of_the_old() -> None:
    exempt = Answer("1-1").not_applicable(" なし ")
    assert exempt.reason == "なし"
    assert exempt.chosen(0) == Answer("1-1").chosen(0)
    assert exempt.deferred() == Answer("1-1").chosen(3).deferred()
    assert exempt.cleared() == Answer("1-1").chosen(3).cleared() == Answer("1-1")


def test_blank_is_nothing_chosen_and_nothing_written() -> None:
    assert Answer("1-1").is_blank
    assert not Answer("1-1").chosen(0).is_blank
    assert not Answer("1-1").deferred().is_blank
    assert not replace(Answer("1-1"), note="x").is_blank


def test_items_without_an_entry_are_unanswered() -> None:
    made: Assessment = assessment({"1-1": 0})
    assert made.answer("1-1").choice == 0
    assert made.answer("1-2") == Answer("1-2")


def test_unset_target_is_100_and_0_is_a_target() -> None:
    details = assessment({}, targets={"1": 0, "2": 80}).details
    assert [details.target(category) for category in ("1", "2", "3")] == [0, 80, 100]
