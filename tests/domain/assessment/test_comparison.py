from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.assessment.comparison import RateChange, compare
from crm_desk.domain.assessment.questionnaire import Questionnaire, parse_questionnaire
from tests.domain.assessment.making import (
    IDS,
    ITEMS_PER_CATEGORY,
    LEVELS,
    SHIPPED,
    Mark,
    all_at,
    assessment,
    marks,
    most,
    source,
    worth,
)

NEW_ITEM = """
[[category.item]]
id = "6-5"
title = "新しい設問"
statement = "新しい設問に答えている"
published = false
top_points = 3
criteria = ["a", "b", "c", "d"]
steps = ["a", "b", "c"]
"""


def second_version(*, without: tuple[str, ...] = ("1-2", "5-9")) -> Questionnaire:
    """Version 2: some items gone, one new, 6-4 no longer worth more."""
    head, *entries = source().split("[[category.item]]")
    kept = [e for e in entries if not any(f'id = "{gone}"' in e for gone in without)]
    text = "[[category.item]]".join([head, *kept]) + NEW_ITEM
    text = text.replace("version = 1", "version = 2", 1).replace("top_points = 4", "top_points = 3")
    return parse_questionnaire(text, "v2.ja.toml")


SECOND = second_version()
SHARED = [i for i in IDS if i not in ("1-2", "5-9")]


@given(marks(LEVELS), marks(LEVELS))
def test_points_gained_on_one_version(before: dict[str, Mark], after: dict[str, Mark]) -> None:
    found = compare(SHIPPED, assessment(after), SHIPPED, assessment(before))
    assert found.same_version
    assert found.points == sum(worth(i, after[i]) - worth(i, before[i]) for i in IDS)


@given(marks(), marks())
def test_points_need_two_official_results(before: dict[str, Mark], after: dict[str, Mark]) -> None:
    found = compare(SHIPPED, assessment(after), SHIPPED, assessment(before))
    official = all(isinstance(m, int) for m in (*before.values(), *after.values()))
    assert (found.points is not None) == official


@given(marks(), marks())
def test_items_rise_and_fall(before: dict[str, Mark], after: dict[str, Mark]) -> None:
    found = compare(SHIPPED, assessment(after), SHIPPED, assessment(before))
    both = {
        i: int(after[i]) - int(before[i])
        for i in IDS
        if isinstance(before[i], int) and isinstance(after[i], int)
    }
    assert {c.item.id for c in found.risen} == {i for i, moved in both.items() if moved > 0}
    assert {c.item.id for c in found.fallen} == {i for i, moved in both.items() if moved < 0}
    assert [c.item.id for c in found.items] == IDS
    for moved in (found.risen, found.fallen):
        sizes = [abs(c.levels or 0) for c in moved]
        assert sizes == sorted(sizes, reverse=True)
    assert {c.item.id: c.levels for c in found.items if c.levels is not None} == both


@given(marks(), marks())
def test_other_version_compares_shared_items_only(
    before: dict[str, Mark], after: dict[str, Mark]
) -> None:
    chosen = after | {"6-5": 3}
    found = compare(SECOND, assessment(chosen), SHIPPED, assessment(before))
    assert not found.same_version
    assert found.points is None
    assert [c.item.id for c in found.items] == SHARED
    both = [i for i in SHARED if isinstance(before[i], int) and isinstance(after[i], int)]
    then, now = sum(worth(i, before[i]) for i in both), sum(int(after[i]) for i in both)
    rates = found.overall
    assert (rates.compared, rates.of) == (len(both), len(SECOND.items))
    assert rates.before == rate(then, sum(map(most, both)))
    assert rates.after == rate(now, 3 * len(both))


def rate(points: int, of: int) -> Fraction | None:
    return Fraction(points, of) if of else None


def test_category_rates_leave_out_what_is_not_shared() -> None:
    before = assessment(all_at(1, i1_2=3))
    after = assessment(all_at(2, i1_2=0) | {"6-5": 0})
    for one, other in ((SECOND, SHIPPED), (SHIPPED, SECOND)):
        change = compare(one, after, other, before).category("1")
        assert change is not None
        assert (change.rates.before, change.rates.after) == (Fraction(1, 3), Fraction(2, 3))
        assert compare(one, after, other, before).before("1-2") is None
        assert compare(one, after, other, before).before("1-1") == 1


def test_a_category_without_shared_items_is_left_out() -> None:
    third = second_version(without=("3-1", "3-2", "3-3"))
    assert compare(third, assessment({}), SHIPPED, assessment({})).category("3") is not None
    other = parse_questionnaire(
        source().replace('"3-', '"7-').replace("version = 1", "version = 3", 1), "v3.ja.toml"
    )
    found = compare(other, assessment(all_at(3)), SHIPPED, assessment(all_at(1)))
    assert found.category("3") is None
    assert len(found.categories) == 5


def test_deferred_now_is_neither_risen_nor_fallen() -> None:
    found = compare(
        SHIPPED,
        assessment(all_at(1, i1_1="deferred", i1_2="not_applicable", i1_3=0)),
        SHIPPED,
        assessment(all_at(1)),
    )
    assert found.risen == ()
    assert [c.item.id for c in found.fallen] == ["1-3"]
    assert found.before("1-1") == 1


SPARSE: st.SearchStrategy[Mark] = st.sampled_from(
    ["unanswered", "unanswered", "unanswered", "deferred", "not_applicable", 0, 1, 3]
)


@given(st.one_of(marks(), marks(SPARSE)), st.one_of(marks(), marks(SPARSE)))
def test_rates_are_over_what_was_chosen_both_times(
    before: dict[str, Mark], after: dict[str, Mark]
) -> None:
    found = compare(SHIPPED, assessment(after), SHIPPED, assessment(before))
    both = [i for i in IDS if isinstance(before[i], int) and isinstance(after[i], int)]
    groups = {change.category.id: change.rates for change in found.categories}
    assert list(groups) == list(ITEMS_PER_CATEGORY)
    for prefix, rates in (("", found.overall), *((f"{c}-", r) for c, r in groups.items())):
        some = [i for i in both if i.startswith(prefix)]
        of = sum(map(most, some))
        assert rates.compared == len(some)
        assert rates.of == sum(i.startswith(prefix) for i in IDS)
        assert rates.before == rate(sum(worth(i, before[i]) for i in some), of)
        assert rates.after == rate(sum(worth(i, after[i]) for i in some), of)


def test_six_answers_beside_all_33_are_compared_over_the_six() -> None:
    six = {f"1-{n}": 3 for n in range(1, 7)}
    found = compare(
        SHIPPED,
        assessment(six),
        SHIPPED,
        assessment(all_at(0, **dict.fromkeys(("i1_1", "i1_2", "i1_3"), 3))),
    )
    assert found.overall == RateChange(Fraction(1, 2), Fraction(1), 6, 33)
    assert found.points is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"1-1": 3}, {"1-2": 3}),
        ({"1-1": 3}, {"1-1": "not_applicable"}),
        ({"1-1": "deferred"}, {"1-1": 0}),
        ({}, dict.fromkeys(IDS, 2)),
        (dict.fromkeys(IDS, "not_applicable"), dict.fromkeys(IDS, 0)),
    ],
)
def test_nothing_chosen_both_times_can_not_be_compared(
    before: dict[str, Mark], after: dict[str, Mark]
) -> None:
    found = compare(SHIPPED, assessment(after), SHIPPED, assessment(before))
    assert (found.overall.before, found.overall.after, found.overall.compared) == (None, None, 0)
    assert found.risen + found.fallen == ()
