from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desk.domain.assessment.scoring import score
from crm_desk.domain.decimals import percent
from tests.domain.assessment.making import (
    IDS,
    ITEMS_PER_CATEGORY,
    LEVELS,
    MAXIMA,
    SHIPPED,
    Mark,
    all_at,
    assessment,
    marks,
    most,
    worth,
)


@given(marks())
def test_points_and_rate_come_from_the_answered_items_alone(chosen: dict[str, Mark]) -> None:
    found = score(SHIPPED, assessment(chosen))
    answered = [i for i in IDS if isinstance(chosen[i], int)]
    assert found.overall.points == sum(worth(i, chosen[i]) for i in answered)
    assert found.overall.max_points == sum(most(i) for i in answered)
    for category in ITEMS_PER_CATEGORY:
        mine = [i for i in answered if i.startswith(category)]
        expected = (
            Fraction(sum(worth(i, chosen[i]) for i in mine), sum(most(i) for i in mine))
            if mine
            else None
        )
        assert found.rate_of(category) == expected


@given(marks())
def test_the_four_states_are_counted_apart(chosen: dict[str, Mark]) -> None:
    overall = score(SHIPPED, assessment(chosen)).overall
    seen = list(chosen.values())
    assert overall.answered == sum(isinstance(mark, int) for mark in seen)
    assert overall.unanswered == seen.count("unanswered")
    assert overall.deferred == seen.count("deferred")
    assert overall.not_applicable == seen.count("not_applicable")
    assert overall.items == 33
    assert overall.full_points == 100


@given(marks(LEVELS))
def test_33_answers_give_official_points(chosen: dict[str, Mark]) -> None:
    found = score(SHIPPED, assessment(chosen))
    assert found.official_points == sum(worth(i, mark) for i, mark in chosen.items())
    assert found.overall.max_points == 100


@given(
    marks(LEVELS),
    st.sampled_from(IDS),
    st.sampled_from(["unanswered", "deferred", "not_applicable"]),
)
def test_one_open_item_makes_the_points_unofficial(
    chosen: dict[str, Mark], item_id: str, state: str
) -> None:
    found = score(SHIPPED, assessment(chosen | {item_id: state}))
    assert found.official_points is None
    assert found.overall.rate is not None


@given(marks(), st.sampled_from(IDS))
def test_an_item_left_out_is_as_if_it_were_not_asked(chosen: dict[str, Mark], item_id: str) -> None:
    rates = {
        score(SHIPPED, assessment(chosen | {item_id: state})).overall.rate
        for state in ("unanswered", "deferred", "not_applicable")
    }
    assert len(rates) == 1


def test_0_is_not_unanswered() -> None:
    nothing, zeros = score(SHIPPED, assessment({})), score(SHIPPED, assessment(all_at(0)))
    assert nothing.overall.rate is None
    assert nothing.official_points is None
    assert zeros.overall.rate == 0
    assert zeros.official_points == 0


def test_all_full_is_100_and_each_maximum() -> None:
    found = score(SHIPPED, assessment(all_at(3)))
    assert found.official_points == 100
    assert {e.category.id: e.tally.points for e in found.categories} == MAXIMA
    assert score(SHIPPED, assessment(all_at(3, i6_4=2))).official_points == 98
    assert score(SHIPPED, assessment(all_at(2))).official_points == 66


def test_a_category_that_does_not_exist_has_no_rate() -> None:
    assert score(SHIPPED, assessment(all_at(3))).rate_of("7") is None


@given(st.integers(0, 100), st.integers(1, 100))
@example(1, 200)
@example(1, 8)
def test_percent_rounds_half_up(points: int, of: int) -> None:
    rate = Fraction(points, of)
    whole, rest = divmod(rate * 100, 1)
    assert percent(rate) == whole + (rest >= Fraction(1, 2))


@pytest.mark.parametrize(
    ("points", "of", "shown"),
    [(1, 8, 13), (3, 8, 38), (1, 3, 33), (2, 3, 67), (0, 3, 0), (199, 200, 100), (1, 200, 1)],
)
def test_percent_of_known_rates(points: int, of: int, shown: int) -> None:
    assert percent(Fraction(points, of)) == shown
