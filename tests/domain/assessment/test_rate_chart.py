"""What bars and radar show of categories without a rate, and of last time."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.assessment import wording
from crm_desk.domain.assessment.rate_chart import CategoryRate, category_rates, last_time_note, runs
from crm_desk.domain.assessment.summary import Summary, summarise
from tests.domain.assessment.making import (
    IDS,
    ITEMS_PER_CATEGORY,
    SHIPPED,
    Mark,
    all_at,
    assessment,
    marks,
    most,
    worth,
)

JA, EN = texts("ja"), texts("en")
MARKED = st.lists(st.booleans(), min_size=1, max_size=12)


def read(
    after: dict[str, Mark],
    before: dict[str, Mark] | None = None,
    targets: dict[str, int] | None = None,
) -> Summary:
    earlier = None if before is None else (SHIPPED, assessment(before))
    return summarise("店", 2, SHIPPED, assessment(after, targets), earlier)


def drawn(summary: Summary) -> dict[str, CategoryRate]:
    return dict(zip(ITEMS_PER_CATEGORY, category_rates(summary, JA), strict=True))


def category(mark: Mark, number: str = "3") -> dict[str, Mark]:
    return all_at(2) | {i: mark for i in IDS if i.startswith(number)}


@pytest.mark.parametrize(
    ("mark", "said", "in_english"),
    [
        ("not_applicable", "対象外", "not applicable"),
        ("unanswered", "未回答", "unanswered"),
        ("deferred", "保留", "deferred"),
    ],
)
def test_a_category_without_a_choice_is_a_gap_that_says_why(
    mark: Mark, said: str, in_english: str
) -> None:
    summary = read(category(mark))
    found = drawn(summary)["3"]
    assert (found.rate, found.value) == (None, said)
    assert said in found.label
    assert found.short_label.endswith(said)
    assert category_rates(summary, EN)[2].value == in_english


def test_a_category_all_at_0_is_0_and_no_gap() -> None:
    found = drawn(read(category(0)))["3"]
    assert (found.rate, found.value) == (Fraction(0), "0%")
    assert found.short_label == found.short


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (("not_applicable", "not_applicable", "not_applicable", "unanswered"), "未回答"),
        (("not_applicable", "deferred", "deferred", "not_applicable"), "保留"),
        (("deferred", "unanswered", "deferred", "deferred"), "未回答"),
    ],
)
def test_what_is_open_counts_more_than_what_does_not_apply(
    items: tuple[Mark, ...], said: str
) -> None:
    mixed = {f"3-{n}": mark for n, mark in enumerate(items, start=1)}
    assert drawn(read(all_at(1) | mixed))["3"].value == said


def test_a_category_without_a_rate_has_no_target() -> None:
    targets = {"3": 60, "4": 0}
    assert drawn(read(category("not_applicable"), targets=targets))["3"].target is None
    assert drawn(read(category("unanswered"), targets=targets))["3"].target is None
    assert drawn(read(all_at(1), targets=targets))["3"].target == Fraction(3, 5)
    assert drawn(read(all_at(1), targets=targets))["4"].target == 0
    assert drawn(read(all_at(1), targets=targets))["5"].target is None


@given(marks(), marks())
def test_last_time_stands_beside_a_rate_over_the_same_items_only(
    before: dict[str, Mark], after: dict[str, Mark]
) -> None:
    for number, found in drawn(read(after, before)).items():
        now = [i for i in IDS if i[0] == number and isinstance(after[i], int)]
        both = [i for i in now if isinstance(before[i], int)]
        same = bool(now) and both == now
        expected = (
            Fraction(sum(worth(i, before[i]) for i in now), sum(map(most, now))) if same else None
        )
        assert found.before == expected
        assert (found.rate is None) == (not now)


def test_why_last_time_is_missing_is_said_where_it_is() -> None:
    for before, after, said in (
        (all_at(1), all_at(2), False),
        (category("deferred"), all_at(2), True),
        (all_at(1), category("not_applicable"), False),
        (all_at(1) | {"3-1": "unanswered"}, all_at(2), True),
    ):
        summary = read(after, before)
        assert bool(last_time_note(summary, category_rates(summary, JA), JA)) == said
    first = read(all_at(2))
    assert last_time_note(first, category_rates(first, JA), JA) == ""


@given(MARKED)
def test_a_radar_joins_neighbours_with_a_rate_and_nothing_else(has: list[bool]) -> None:
    rates = [Fraction(1) if each else None for each in has]
    found = runs(rates)
    joined = {frozenset(pair) for run in found for pair in pairwise(run)}
    around = {frozenset((n, (n + 1) % len(has))) for n in range(len(has))}
    assert joined == {pair for pair in around if all(has[n] for n in pair)}
    assert {place for run in found for place in run} == {n for n, each in enumerate(has) if each}


def test_the_change_says_over_how_many_items_it_is() -> None:
    six: dict[str, Mark] = {f"1-{n}": 3 for n in range(1, 7)}
    line = wording.change_line(read(six, all_at(0)), JA)
    assert "＋100ポイント" in line
    assert "両方で選んだ6問" in line
    assert "6 items chosen both times" in wording.change_line(read(six, all_at(0)), EN)
    assert wording.change_line(read(all_at(2), all_at(1)), JA).endswith("＋33点")


def test_nothing_in_common_is_said_and_no_figure_is() -> None:
    summary = read({"1-1": 3}, {"1-2": 0})
    comparison = summary.comparison
    assert comparison is not None
    assert "比べられません" in wording.change_line(summary, JA)
    assert "ポイント" not in wording.change_line(summary, JA)
    assert {wording.rates(c.rates, JA) for c in comparison.categories} == {"比べられません"}
    assert {wording.rate_change(c.rates, JA) for c in comparison.categories} == {""}
    assert "can't be compared" in wording.change_line(summary, EN)


def test_a_category_compared_in_part_says_so() -> None:
    comparison = read(all_at(3), all_at(0) | {"1-1": "deferred"}).comparison
    assert comparison is not None
    said = {c.category.id: wording.rates(c.rates, JA) for c in comparison.categories}
    assert said["1"] == "0% → 100%(6問中5問)"
    assert said["2"] == "0% → 100%"
    assert "32問(全33問)" in wording.compared_line(comparison, JA)


def test_no_large_nothing_stands_before_a_category_is_whole() -> None:
    begun = read({"1-1": 0})
    overall = begun.score.overall
    assert wording.headline(overall, JA) == ("1/33", "問に回答")
    assert wording.headline(overall, EN) == ("1/33", "items answered")
    assert drawn(begun)["1"].value == JA("result.answered", n=1, of=overall_items(begun))
    whole = read(category(0))
    assert drawn(whole)["3"].value == "0%"


def overall_items(summary: Summary) -> int:
    return summary.score.categories[0].tally.items
