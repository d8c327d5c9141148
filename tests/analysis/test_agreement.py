"""The analysis against a second computation, on orders that hypothesis thinks of."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.domain.analysis.figures import AnalysisSettings, KindFilter, Method
from tests.analysis.making import assert_agree, figures
from tests.analysis.reference import Person, Row

START = date(2024, 1, 31)
KEYS = [f"C{number}" for number in range(12)] + ["お客様", "c1", ""]

# Few distinct days and amounts, so that ties are the rule.
days = st.one_of(st.integers(0, 12), st.integers(0, 900)).map(lambda n: START + timedelta(n))
amounts = st.one_of(
    st.sampled_from([-500, 0, 1, 100, 500, 500, 1000, 9500, 10000]),
    st.integers(-(10**9), 10**9),
)
orders = st.builds(
    Row,
    st.one_of(st.none(), st.sampled_from(KEYS)),
    days,
    amounts,
    st.sampled_from([False] * 5 + [True]),
    st.booleans(),
)
people = st.dictionaries(
    st.sampled_from(KEYS),
    st.builds(
        Person,
        st.sampled_from([False] * 4 + [True]),
        st.sampled_from([0, 0, 1, 1, 2, 7]),
        st.sampled_from([0, 0, 500, 12345, -300]),
        st.one_of(st.none(), days),
        st.one_of(st.none(), days),
        st.one_of(st.none(), st.sampled_from([*KEYS, "somebody"])),
    ),
    max_size=8,
)
bounds = st.one_of(
    st.none(), st.lists(st.integers(-5, 2000), min_size=4, max_size=4).map(sorted).map(tuple)
)
chosen = st.builds(
    AnalysisSettings,
    method=st.sampled_from(Method),
    r=bounds,
    f=bounds,
    m=bounds,
    bands=st.sampled_from([(30, 60, 90, 180, 365), (0,), (), (10, 400)]),
    zero_is_purchase=st.booleans(),
    kind=st.sampled_from(KindFilter),
)
many = st.lists(orders, max_size=60)


@given(many, people, st.one_of(st.none(), days), chosen)
@settings(max_examples=300)
def test_two_computations_agree(
    rows: list[Row], known: dict[str, Person], as_of: date | None, wanted: AnalysisSettings
) -> None:
    assert_agree(rows, known, as_of, wanted)


@given(st.integers(0, 2**32), st.integers(1, 400), st.sampled_from(Method))
@settings(max_examples=25)
def test_they_agree_on_shops(seed: int, size: int, method: Method) -> None:
    dice = random.Random(seed)
    names = [f"K{number:03}" for number in range(max(1, size // 4))]
    rows = [
        Row(
            dice.choice([*names, None]),
            START + timedelta(int(dice.expovariate(1 / 200))),
            dice.choice([dice.randrange(100, 20_000), 3000, -500]),
            dice.random() < 0.05,
            dice.random() < 0.3,
        )
        for _ in range(size)
    ]
    assert_agree(rows, {}, START + timedelta(400), AnalysisSettings(method=method))


@given(many, people, chosen, st.randoms())
@settings(max_examples=100)
def test_the_order_of_rows_is_nothing(
    rows: list[Row], known: dict[str, Person], wanted: AnalysisSettings, dice: random.Random
) -> None:
    before = figures(rows, known, None, wanted)
    shuffled = dice.sample(rows, len(rows))
    pairs = list(known.items())
    dice.shuffle(pairs)
    assert figures(shuffled, dict(pairs), None, wanted) == before


@given(many, st.one_of(st.none(), days))
@settings(max_examples=100)
def test_parts_add_up(rows: list[Row], as_of: date | None) -> None:
    found = figures(rows, None, as_of)
    assert sum(map(sum, found.rfm.grid)) == found.buyers
    assert sum(band.customers for band in found.bands) == found.buyers
    assert sum(found.rfm.m_counts) == found.buyers
    for parts in (found.clusters.values(), found.deciles):
        assert sum(group.customers for group in parts) == found.buyers
        assert sum(group.amount for group in parts) == found.amount
        assert sum(group.purchases for group in parts) == found.purchases
    # Decile 1 is TOP10%, 1 and 2 are TOP20%, as long as amounts are above 0.
    for tier, deciles in ((found.tiers[1], 1), (found.tiers[2], 2)):
        if tier.customers == (found.buyers * tier.percent + 99) // 100:
            assert tier.amount == sum(g.amount for g in found.deciles[:deciles])


@pytest.mark.parametrize("amount", [2**62, -(2**62), 2**63 - 1, -(2**63)])
@pytest.mark.parametrize("method", Method)
def test_sums_beyond_64_bits_are_exact(amount: int, method: Method) -> None:
    rows = [Row(key, START, amount) for key in ("a", "a", "b", "b", "b")]
    rows += [Row("c", START + timedelta(n), 2**61) for n in range(9)] + [Row("b", START, 5)]
    found = assert_agree(
        rows, {"b": Person(opening_amount=2**62)}, None, AnalysisSettings(method=method)
    )
    assert found.orders.sales == 5 * amount + 9 * 2**61 + 5


def test_bounds_may_be_fractions() -> None:
    rows = [Row(f"C{n}", START - timedelta(n), n) for n in range(30)]
    halves = (Fraction(1, 2), Fraction(5, 2), Fraction(7), Fraction(41, 2))
    for method in Method:
        assert_agree(rows, {}, None, AnalysisSettings(method=method, r=halves, f=halves, m=halves))
