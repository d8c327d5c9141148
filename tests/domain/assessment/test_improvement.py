from collections.abc import Mapping
from fractions import Fraction
from functools import cmp_to_key

from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.assessment.improvement import reading, strengths, weak_points
from crm_desk.domain.assessment.scoring import score
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

TARGETS = st.dictionaries(st.sampled_from(sorted(MAXIMA)), st.integers(0, 100))


def rates(chosen: dict[str, Mark]) -> dict[str, Fraction]:
    found = {}
    for category in ITEMS_PER_CATEGORY:
        mine = [i for i, m in chosen.items() if i[0] == category and isinstance(m, int)]
        if mine:
            points = sum(worth(i, chosen[i]) for i in mine)
            found[category] = Fraction(points, sum(most(i) for i in mine))
    return found


def weak_ids(chosen: dict[str, Mark], targets: dict[str, int] | None = None) -> list[str]:
    made = assessment(chosen, targets)
    return [w.item.id for w in weak_points(SHIPPED, made, score(SHIPPED, made))]


def expected_weak(chosen: dict[str, Mark], targets: dict[str, int]) -> list[str]:
    rate = rates(chosen)

    def compare(one: str, other: str) -> int:
        for figure in (
            lambda i: Fraction(targets.get(i[0], 100), 100) - rate[i[0]],
            lambda i: MAXIMA[i[0]],
            lambda i: -int(chosen[i]),
        ):
            if figure(one) != figure(other):
                return 1 if figure(one) < figure(other) else -1
        return IDS.index(one) - IDS.index(other)

    listed = [i for i, mark in chosen.items() if mark in (0, 1, 2)]
    return sorted(listed, key=cmp_to_key(compare))


@given(marks(), TARGETS)
def test_weak_points_are_ranked_as_specified(
    chosen: dict[str, Mark], targets: dict[str, int]
) -> None:
    assert weak_ids(chosen, targets) == expected_weak(chosen, targets)


@given(st.lists(st.sampled_from([1, 2]), min_size=6, max_size=6), TARGETS)
def test_equal_distances_fall_back_to_maximum_gap_and_id(
    levels: list[int], targets: dict[str, int]
) -> None:
    chosen: dict[str, Mark] = {i: levels[int(i[0]) - 1] for i in IDS}
    assert weak_ids(chosen, targets) == expected_weak(chosen, targets)


def test_the_larger_category_goes_first_at_the_same_distance() -> None:
    chosen: dict[str, Mark] = {"1-1": 1, "5-1": 1, "2-1": 1, "4-1": 1}
    assert weak_ids(chosen) == ["5-1", "1-1", "4-1", "2-1"]


def test_an_unset_target_counts_as_100() -> None:
    chosen = all_at(1)
    assert weak_ids(chosen) == weak_ids(chosen, dict.fromkeys(MAXIMA, 100))
    assert weak_ids(chosen, {"5": 40})[-9:] == [f"5-{n}" for n in range(1, 10)]


@given(marks(), TARGETS)
def test_only_levels_below_3_are_weak(chosen: dict[str, Mark], targets: dict[str, int]) -> None:
    assert set(weak_ids(chosen, targets)) == {i for i, m in chosen.items() if m in (0, 1, 2)}


def test_weak_point_carries_step_gap_and_gain() -> None:
    made = assessment(all_at(3, i6_4=2, i1_2=0), {"1": 50})
    found = {w.item.id: w for w in weak_points(SHIPPED, made, score(SHIPPED, made))}
    assert (found["6-4"].gap, found["6-4"].gain) == (1, 2)
    assert (found["1-2"].gap, found["1-2"].gain) == (3, 1)
    assert found["1-2"].step == SHIPPED.item("1-2").steps[0]
    assert found["6-4"].step == SHIPPED.item("6-4").steps[2]
    assert found["1-2"].distance == Fraction(1, 2) - Fraction(15, 18)


@given(marks())
def test_strengths_are_the_three_highest_rates(chosen: dict[str, Mark]) -> None:
    rate = rates(chosen)
    pool = [category for category in sorted(rate) if rate[category] > 0]
    expected: list[str] = []
    while pool and len(expected) < 3:
        best = max(pool, key=lambda category: rate[category])
        expected.append(best)
        pool.remove(best)
    found = strengths(score(SHIPPED, assessment(chosen)))
    assert [entry.category.id for entry in found] == expected


def test_ties_among_strengths_keep_the_order_asked() -> None:
    found = strengths(score(SHIPPED, assessment(all_at(2, i6_4=3))))
    assert [entry.category.id for entry in found] == ["6", "1", "2"]


def key(chosen: Mapping[str, Mark]) -> str:
    made = assessment(chosen)
    found = score(SHIPPED, made)
    return reading(found, weak_points(SHIPPED, made, found)).key


def test_reading_of_known_assessments() -> None:
    assert key({}) == "nothing"
    assert key(dict.fromkeys(IDS, "deferred")) == "nothing"
    assert key(all_at(3)) == "all_full"
    assert key({"1-1": 3}) == "answered_full"
    assert key(all_at(3, i1_1=2)) == "high"
    assert key(all_at(1, **{f"i1_{n}": 2 for n in range(1, 7)})) == "firm"
    assert key(all_at(0)) == "start"
    assert key({"1-1": 3, "1-2": 2, "1-3": 1}) == "start"
    assert key(all_at(1)) == "start"


def test_firm_names_the_best_then_the_weakest() -> None:
    made = assessment(all_at(1, **{f"i4_{n}": 3 for n in range(1, 7)}))
    found = score(SHIPPED, made)
    said = reading(found, weak_points(SHIPPED, made, found))
    by_id = {category.id: category for category in SHIPPED.categories}
    assert said.sentences == (by_id["4"].strength, by_id["6"].weakness)


def test_every_category_is_called_good_only_when_every_one_is() -> None:
    poor = all_at(3, i3_1=0, i3_2=0, i3_3=0, i3_4=2)
    assert score(SHIPPED, assessment(poor)).official_points == 90
    assert key(poor) != "high"


def test_one_answered_category_does_not_speak_for_all() -> None:
    assert key({f"1-{n}": 3 for n in range(1, 7)} | {"1-6": 2}) != "high"


@given(marks(LEVELS))
def test_complete_assessments_have_as_many_weak_points_as_gaps(chosen: dict[str, Mark]) -> None:
    made = assessment(chosen)
    found = weak_points(SHIPPED, made, score(SHIPPED, made))
    assert sum(w.gap for w in found) == sum(3 - int(m) for m in chosen.values())
