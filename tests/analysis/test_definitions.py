"""The definitions of analysis.md, one by one, and the ends of what a shop may bring."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from crm_desk.analysis import rfm, tiers
from crm_desk.analysis.orders import Customers, Orders, plain_customers
from crm_desk.analysis.selecting import by_rank, interval_ratio
from crm_desk.analysis.table import buyer_rows
from crm_desk.domain.analysis.figures import (
    AnalysisSettings,
    BuyerRow,
    Cluster,
    Figures,
    KindFilter,
    Method,
    Suggestion,
)
from crm_desk.domain.assessment.change import is_change
from tests.analysis.making import assert_agree, figures, studied
from tests.analysis.reference import Person, Row

DAY = date(2026, 6, 30)


def back(days: int) -> date:
    return DAY - timedelta(days)


def bought(customer: str, *days: int, amount: int = 1000, subscription: bool = False) -> list[Row]:
    return [Row(customer, back(n), amount, subscription=subscription) for n in days]


def rows_of(rows: list[Row], people: dict[str, Person] | None = None) -> dict[str, BuyerRow]:
    analysis, keys = studied(rows, people, DAY)
    return {row.key: row for row in buyer_rows(analysis, keys)}


@pytest.mark.parametrize(
    ("buyers", "sizes"),
    [(37, (1, 4, 8)), (1, (1, 1, 1)), (0, (0, 0, 0)), (100, (1, 10, 20)), (101, (2, 11, 21))],
)
def test_tier_sizes(buyers: int, sizes: tuple[int, ...]) -> None:
    assert tuple(tiers.tier_size(buyers, percent) for percent in (1, 10, 20)) == sizes
    found = figures([Row(f"C{n}", DAY, 100 + n) for n in range(buyers)])
    assert tuple(tier.customers for tier in found.tiers) == sizes


def test_ties_are_broken_in_order() -> None:
    rows = [
        *bought("more", 5, amount=1001),
        *bought("often", 9, 8, amount=500),
        *bought("later", 4, 3, amount=500),
        *bought("sooner", 6, 3, amount=500),
        *bought("b", 2),
        *bought("a", 2),
    ]
    assert list(rows_of(rows)) == ["more", "sooner", "later", "often", "a", "b"]


def test_who_shares_the_cut_is_said() -> None:
    found = figures([Row(f"C{n:02}", DAY, 900 if n < 3 else 100) for n in range(37)])
    one, ten, _ = found.tiers
    assert (one.cut, one.sharing, one.left_out) == (900, 3, 2)
    assert (ten.cut, ten.sharing, ten.left_out) == (100, 34, 33)


def test_nobody_without_an_amount_enters_a_tier() -> None:
    rows = [*bought("good", 3), *bought("even", 3, amount=500), Row("even", DAY, -500)]
    found = rows_of([*rows, *bought("under", 9), Row("under", DAY, -1500)])
    assert [found[key].tier for key in ("good", "even", "under")] == [1, 0, 0]
    assert found["under"].cluster is Cluster.ONCE
    assert found["good"].once_in_tier


def test_exclusive_clusters() -> None:
    rows = [r for n in range(100) for r in bought(f"C{n:02}", *range(1 + n % 5), amount=9999 - n)]
    found = figures(rows, None, DAY).clusters
    assert list(found) == list(Cluster)
    assert [group.customers for group in found.values()][:3] == [1, 9, 10]
    assert found[Cluster.ONCE].purchases == found[Cluster.ONCE].customers


def test_returns_void_and_zero_orders() -> None:
    rows = [
        *bought("a", 40),
        Row("a", back(3), -300),
        Row("a", back(2), 0),
        Row("a", back(1), 9000, void=True),
        Row(None, back(5), 700),
        Row("a", DAY + timedelta(1), 50),
    ]
    found = assert_agree(rows, None, DAY)
    assert (found.orders.orders, found.orders.void, found.orders.after_as_of) == (5, 1, 1)
    assert (found.orders.purchases, found.orders.sales) == (2, 1400)
    assert found.orders.mean_order_value == 700
    assert found.orders.unidentified_share == Fraction(1, 4)
    assert found.orders.unidentified_sales_share == Fraction(1, 2)
    (row,) = rows_of(rows).values()
    assert (row.purchases, row.amount, row.recency) == (1, 700, 40)
    found = figures(rows, None, DAY, AnalysisSettings(zero_is_purchase=True))
    assert (found.orders.purchases, found.recency_days) == (3, 2)


def test_the_as_of_date_is_the_latest_order_by_default() -> None:
    rows = [*bought("a", 10), Row("a", back(4), 1, void=True)]
    found = figures(rows)
    assert found.as_of == back(4)
    assert (found.data_from, found.data_to) == (back(10), back(4))
    assert found.orders.after_as_of == 0


def test_excluded_customers_stay_in_sales() -> None:
    rows = [*bought("staff", 100, 50, 1), *bought("a", 1), *bought("b", 1)]
    found = assert_agree(rows, {"staff": Person(excluded=True, opening_purchases=4)}, DAY)
    assert (found.buyers, found.excluded, found.amount) == (2, 1, 2000)
    assert (found.orders.sales, found.orders.purchases, found.intervals.gaps) == (5000, 5, 0)


def test_large_orders_are_suggested() -> None:
    rows = [r for n in range(5) for r in bought(f"C{n}", n)]
    rows += bought("ten", 1, amount=10_000) + bought("above", 1, amount=10_001)
    rows += [*bought("known", 1, amount=99_999), Row(None, DAY, 88_888)]
    found = figures(rows, {"known": Person(excluded=True)})
    assert found.suggested == (Suggestion("above", 10_001),)


def test_own_interval_from_three_gaps() -> None:
    rows = [*bought("own", 70, 60, 45, 40, 40), *bought("few", 100, 80, 20)]
    found = rows_of(rows)
    # Gaps 10, 15, 5 and 20, 60; the shop's median is 15.
    assert (found["own"].interval, found["own"].interval_ratio) == (10.0, 4.0)
    assert (found["few"].interval, found["few"].interval_ratio) == (15.0, 20 / 15)
    intervals = figures(rows).intervals
    assert (intervals.gaps, intervals.days, intervals.median) == (5, 110, Fraction(15))
    assert intervals.mean_per_customer == 25


def test_second_purchases_in_time() -> None:
    rows = [
        *bought("same day", 300, 300),
        *bought("in time", 200, 110),
        *bought("late", 200, 109),
        *bought("never", 90),
        *bought("too new", 89, 80),
    ]
    found = assert_agree(rows, None, DAY)
    assert [(w.base, w.again) for w in found.f2_within] == [(4, 2), (3, 3), (0, 0)]
    assert found.f2_within[2].rate is None


def test_conversion_ends_with_its_base() -> None:
    found = figures([*bought("a", 1, 2, 3), *bought("b", 1)])
    assert [(s.start, s.base, s.again) for s in found.conversion] == [
        (1, 2, 1),
        (2, 1, 1),
        (3, 1, 0),
    ]
    assert len(figures(bought("a", *range(30))).conversion) == 9


def test_opening_balances_are_added() -> None:
    people = {
        "old": Person(False, 3, 5000, back(900)),
        "one": Person(False, 1, 700, back(400), back(400)),
        "lost": Person(False, 2, 100),
        "later": Person(False, 2, 100, DAY + timedelta(5)),
    }
    rows = [*bought("old", 10), *bought("one", 350)]
    found = assert_agree(rows, people, DAY)
    assert (found.buyers, found.purchases, found.amount, found.undated) == (2, 6, 7700, 1)
    assert found.orders.sales == 2000
    by_key = rows_of(rows, people)
    assert (by_key["old"].tenure, by_key["old"].recency) == (890, 10)
    # Only who has one purchase before the data has a known second one.
    assert [(w.base, w.again) for w in found.f2_within] == [(1, 1)] * 3
    single = figures(rows, people, DAY, AnalysisSettings(kind=KindFilter.SINGLE))
    assert (single.purchases, single.undated) == (2, 0)


def test_subscribers_are_active_for_one_and_a_half_intervals() -> None:
    rows = [
        *bought("known", 60 + 30, 30, subscription=True),
        *bought("over", 60 + 31, 91, 46 + 20, subscription=True),
        *bought("new", 45, subscription=True),
        *bought("gone", 46, subscription=True),
        *bought("single", 1),
    ]
    found = assert_agree(rows, None, DAY)
    assert found.active_subscribers == 2
    by_key = rows_of(rows)
    assert {key for key, row in by_key.items() if row.subscribed} == {"known", "new"}
    single = figures(rows, None, DAY, AnalysisSettings(kind=KindFilter.SINGLE))
    assert (single.buyers, single.active_subscribers) == (1, 2)
    both = figures(rows, None, DAY, AnalysisSettings(kind=KindFilter.SUBSCRIPTION))
    assert (both.buyers, both.orders.purchases) == (4, 7)


def test_referrals_or_not_recorded() -> None:
    rows = [r for key in "abcde" for r in bought(key, 1)]
    assert (figures(rows).referrers, figures(rows).referred) == (None, None)
    people = {
        "b": Person(referrer="a"),
        "c": Person(referrer="a"),
        "d": Person(referrer="somebody else"),
        "e": Person(referrer="e"),
        "no buyer": Person(referrer="d"),
    }
    found = figures(rows, people)
    assert (found.referrers, found.referred) == (1, 3)
    people["a"] = Person(excluded=True)
    assert (figures(rows, people).referrers, figures(rows, people).referred) == (0, 3)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (0, 0), (7, 7), (94, 90), (95, 100), (149, 100), (150, 200), (8500, 9000),
        (Fraction(1, 5), Fraction(1, 5)), (Fraction(29, 2), 10), (Fraction(19, 2), 10),
        (-25, -20), (-26, -30), (10**12 * 25, 10**13 * 3),
    ],
)  # fmt: skip
def test_one_significant_digit(value: Fraction | int, rounded: Fraction | int) -> None:
    assert rfm.one_digit(value) == rounded


def test_quantiles_are_type_7() -> None:
    assert rfm.quantiles(np.array([1, 2, 3, 4, 5, 6], np.int64)) == (2, 3, 4, 5)
    expected = (Fraction(14, 5), Fraction(23, 5), Fraction(32, 5), Fraction(41, 5))
    assert rfm.quantiles(np.array([10, 1, 7, 4], np.int64)) == expected
    assert rfm.quantiles(np.array([], np.int64)) == ()


def test_fixed_scores() -> None:
    ends = (0, 30, 31, 90, 91, 180, 181, 365, 366)
    found = rows_of([Row(f"C{n:03}", back(n), 10) for n in ends])
    assert [found[f"C{n:03}"].r for n in ends] == [5, 5, 4, 4, 3, 3, 2, 2, 1]
    found = rows_of([r for n in (1, 2, 3, 5, 6, 11, 12) for r in bought(f"C{n:02}", *[1] * n)])
    assert [row.f for _, row in sorted(found.items())] == [1, 2, 3, 3, 4, 4, 5]


@pytest.mark.parametrize("method", Method)
def test_scores_say_where_they_are_weak(method: Method) -> None:
    found = figures(
        bought("a", 1) + bought("b", 1), None, None, AnalysisSettings(method=method)
    ).rfm
    assert found.few_buyers
    assert found.few_values == ("r", "f", "m")
    assert found.suggests_fixed == (method is Method.QUANTILES)
    assert dict(found.empty)["f"] == (2, 3, 4, 5)
    enough = [r for n in range(40) for r in bought(f"C{n}", *range(n, n + n + 1), amount=50 + n)]
    rfm_ = figures(enough, None, None, AnalysisSettings(method=method)).rfm
    assert (rfm_.few_buyers, rfm_.few_values, rfm_.suggests_fixed) == (False, (), False)


def test_bands_can_be_changed() -> None:
    found = figures([Row(f"C{n}", back(n), 1) for n in range(100)], None, DAY)
    assert [b.customers for b in found.bands] == [31, 30, 30, 9, 0, 0]
    assert [(b.first, b.last) for b in found.bands][-2:] == [(181, 365), (366, None)]
    found = figures(bought("a", 7), None, DAY, AnalysisSettings(bands=(6, 7)))
    assert [(b.first, b.last, b.customers) for b in found.bands] == [
        (0, 6, 0),
        (7, 7, 1),
        (8, None, 0),
    ]


@pytest.mark.parametrize(
    "wrong", [{"r": (1, 2, 3)}, {"f": (2, 1, 3, 4)}, {"m": ()}, {"bands": (5, 5)}, {"bands": (-1,)}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match="ascending"):
        AnalysisSettings(**wrong)  # type: ignore[arg-type]


def test_columns_must_fit() -> None:
    one, none = np.zeros(1, np.int64), np.zeros(0, bool)
    with pytest.raises(ValueError, match="length"):
        Orders(one, one.astype(np.int32), one, none, none)
    known = plain_customers(["a"])
    with pytest.raises(ValueError, match="length"):
        Customers(["a", "b"], *list(vars(known).values())[1:])


LONG_AGO = date(1986, 6, 30)
EXTREMES: dict[str, list[Row]] = {
    "none": [],
    "one": bought("a", 0),
    "returns": [Row("a", DAY, -100), Row("b", back(3), -1), Row(None, DAY, -5)],
    "void": [Row("a", DAY, 100, void=True)],
    "unidentified": [Row(None, DAY, 100)],
    "one day": [Row(f"C{n}", DAY, 100) for n in range(50)] * 2,
    "billion": [Row("a", DAY, 10**9), Row("b", DAY, 10**9), Row("a", back(1), 1)],
    "forty years": [Row("a", LONG_AGO, 5), Row("a", DAY, 5), Row("b", LONG_AGO, 7)],
    "first and last day": [Row("a", date.min, 5), Row("a", date.max, 5)],
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("as_of", [None, DAY, date(1980, 1, 1)])
def test_extremes(name: str, method: Method, as_of: date | None) -> None:
    assert_agree(EXTREMES[name], None, as_of, AnalysisSettings(method=method))


def test_nothing_has_no_figures() -> None:
    found: Figures = figures([])
    assert (found.as_of, found.data_from, found.data_to) == (None, None, None)
    for rate in (found.repeat_rate, found.mean_purchases, found.mean_tenure, found.mean_recency):
        assert rate is None
    assert found.orders.mean_order_value is None
    assert (found.conversion, found.intervals.median) == ((), None)
    # Balances alone are buyers as of a day.
    alone = figures([], {"a": Person(False, 2, 300, back(9), back(1))}, DAY)
    assert (alone.buyers, alone.amount, alone.recency_days) == (1, 300, 1)


def test_the_columns_say_the_same_as_the_rows() -> None:
    rows = [*bought("a", 70, 60, 45, 40), *bought("b", 9), *bought("c", 2, 2)]
    analysis, keys = studied(rows, None, DAY)
    table, placed, ratio = analysis.table, analysis.placed, interval_ratio(analysis)
    found = buyer_rows(analysis, keys)
    assert len(found) == len(table)
    for place, row in zip(by_rank(analysis), found, strict=True):
        key, cluster = keys[table.customer[place]], tiers.CLUSTERS[placed.cluster[place]]
        assert (key, placed.rank[place], cluster) == (row.key, row.rank, row.cluster)
        interval = table.twice_interval[place] / 2
        assert (interval, ratio[place]) == (row.interval, row.interval_ratio)
        assert date.fromordinal(int(table.last[place])) == row.last


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ((50, 100), (50, 100), False),
        ((50, 100), (60, 100), False),
        ((50, 100), (65, 100), True),
        ((500, 1000), (600, 1000), True),
        ((0, 1), (1, 1), False),
        ((0, 0), (5, 10), False),
        ((10, 10), (10, 10), False),
    ],
)
def test_changes_are_beyond_two_standard_errors(
    before: tuple[int, int], after: tuple[int, int], changed: bool
) -> None:
    assert is_change(before, after) == is_change(after, before) == changed
