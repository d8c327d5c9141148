"""Rows of tests as the columns that the analysis takes, and the comparison of both results."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crm_desk.analysis.figures import Analysis, analyse
from crm_desk.analysis.orders import Customers, Orders
from crm_desk.analysis.table import buyer_rows
from crm_desk.domain.analysis.figures import AnalysisSettings, Figures
from tests.analysis.reference import Person, Row, compute

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NOBODY = Person()


def data(name: str) -> Path:
    """A file of the shared real data; the test is skipped where it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no real data: {path}")
    return path


def people_of(rows: Sequence[Row], people: Mapping[str, Person] | None = None) -> dict[str, Person]:
    """Everybody who ordered, and those who are known besides."""
    found = {row.customer: NOBODY for row in rows if row.customer is not None}
    return {**found, **(people or {})}


def columns(rows: Sequence[Row], people: Mapping[str, Person]) -> tuple[Orders, Customers]:
    keys = list(people)
    place = {key: number for number, key in enumerate(keys)}
    everyone = list(people.values())

    def ordinals(days: Sequence[date | None]) -> Any:
        return np.array([day.toordinal() if day else 0 for day in days], np.int32)

    orders = Orders(
        customer=np.array(
            [-1 if r.customer is None else place[r.customer] for r in rows], np.int64
        ),
        day=ordinals([r.day for r in rows]),
        amount=np.array([r.amount for r in rows], np.int64),
        void=np.array([r.void for r in rows], bool),
        subscription=np.array([r.subscription for r in rows], bool),
    )
    customers = Customers(
        keys=keys,
        excluded=np.array([p.excluded for p in everyone], bool),
        opening_purchases=np.array([p.opening_purchases for p in everyone], np.int64),
        opening_amount=np.array([p.opening_amount for p in everyone], np.int64),
        opening_first=ordinals([p.opening_first for p in everyone]),
        opening_last=ordinals([p.opening_last for p in everyone]),
        referrer=np.array(
            [-1 if p.referrer is None else place.get(p.referrer, -2) for p in everyone], np.int32
        ),
        referrals_recorded=any(p.referrer for p in everyone),
    )
    return orders, customers


def studied(
    rows: Sequence[Row],
    people: Mapping[str, Person] | None = None,
    as_of: date | None = None,
    settings: AnalysisSettings | None = None,
) -> tuple[Analysis, list[str]]:
    everybody = people_of(rows, people)
    orders, customers = columns(rows, everybody)
    return analyse(orders, customers, as_of, settings or AnalysisSettings()), list(everybody)


def figures(
    rows: Sequence[Row],
    people: Mapping[str, Person] | None = None,
    as_of: date | None = None,
    settings: AnalysisSettings | None = None,
) -> Figures:
    return studied(rows, people, as_of, settings)[0].figures


def assert_agree(
    rows: Sequence[Row],
    people: Mapping[str, Person] | None = None,
    as_of: date | None = None,
    settings: AnalysisSettings | None = None,
) -> Figures:
    """Both computations give the same; the figures are returned."""
    settings = settings or AnalysisSettings()
    found, keys = studied(rows, people, as_of, settings)
    expected = compute(rows, people_of(rows, people), as_of, settings)
    if found.figures.as_of is not None:
        _same_counts(found.figures, expected)
    _same_buyers(found, keys, expected["buyers"])
    _same_sums(found.figures, expected["buyers"])
    return found.figures


def _same_counts(got: Figures, expected: dict[str, Any]) -> None:
    orders = got.orders
    assert orders.orders == expected["orders"]
    assert orders.void == expected["void"]
    assert orders.after_as_of == expected["after"]
    assert orders.purchases == expected["purchases"]
    assert orders.sales == expected["sales"]
    assert orders.unidentified == expected["unidentified"]
    assert orders.unidentified_sales == expected["unidentified_sales"]
    assert got.active_subscribers == expected["active"]
    assert got.excluded == expected["excluded"]
    gaps = got.intervals
    assert gaps.gaps == expected["gaps"]
    assert gaps.mean == expected["mean_gap"]
    assert gaps.median == expected["median_gap"]
    assert gaps.mean_per_customer == expected["mean_of_means"]
    assert {w.days: (w.base, w.again) for w in got.f2_within} == expected["f2"]
    assert [band.customers for band in got.bands] == expected["bands"]
    assert {s.key: s.largest for s in got.suggested} == expected["suggested"]
    used = {"r": got.rfm.r, "f": got.rfm.f, "m": got.rfm.m}
    assert used == expected["bounds"]


def _same_buyers(found: Analysis, keys: list[str], buyers: list[Any]) -> None:
    rows = buyer_rows(found, keys)
    as_of = found.figures.as_of
    assert [row.key for row in rows] == [b.key for b in buyers]
    for row, b in zip(rows, buyers, strict=True):
        assert as_of is not None
        assert (row.rank, row.purchases, row.amount) == (b.rank, b.n, b.m)
        assert (row.first, row.last) == (b.first, b.last)
        recency = (as_of - b.last).days
        assert (row.recency, row.tenure) == (recency, (b.last - b.first).days)
        assert row.interval == b.interval
        assert row.interval_ratio == (float(recency / b.interval) if b.interval else None)
        assert (row.cluster.value, row.decile) == (b.cluster, b.decile)
        assert (row.r, row.f, row.m) == b.scores
        assert (row.gaps, row.subscribed) == (len(b.gaps), b.subscribed)


def _same_sums(got: Figures, buyers: list[Any]) -> None:
    size, amount = len(buyers), sum(b.m for b in buyers)
    assert (got.buyers, got.amount) == (size, amount)
    assert got.purchases == sum(b.n for b in buyers)
    if size:
        assert got.repeat_rate == Fraction(sum(b.n >= 2 for b in buyers), size)
        assert got.mean_tenure == Fraction(sum((b.last - b.first).days for b in buyers), size)
    for cluster, group in got.clusters.items():
        inside = [b for b in buyers if b.cluster == cluster.value]
        sums = (len(inside), sum(b.n for b in inside), sum(b.m for b in inside))
        assert (group.customers, group.purchases, group.amount) == sums
    for tier in got.tiers:
        top = [b for b in buyers if b.rank <= (size * tier.percent + 99) // 100 and b.m > 0]
        assert (tier.customers, tier.amount) == (len(top), sum(b.m for b in top))
        if top:
            same = [b for b in buyers if b.m == top[-1].m]
            assert (tier.cut, tier.sharing) == (top[-1].m, len(same))
            assert tier.left_out == sum(b.rank > len(top) for b in same)
    for number, group in enumerate(got.deciles, start=1):
        inside = [b for b in buyers if b.decile == number]
        assert (group.customers, group.amount) == (len(inside), sum(b.m for b in inside))
    grid = Counter(b.scores[:2] for b in buyers)
    assert got.rfm.grid == tuple(tuple(grid[r, f] for f in range(1, 6)) for r in range(1, 6))
    steps = [(k, sum(b.n >= k for b in buyers), sum(b.n > k for b in buyers)) for k in range(1, 10)]
    assert [(s.start, s.base, s.again) for s in got.conversion] == [s for s in steps if s[1]]
    _same_notable(got, buyers)


def _same_notable(got: Figures, buyers: list[Any]) -> None:
    if got.as_of is None:
        return
    quiet = {id(b): (got.as_of - b.last).days for b in buyers}
    top = [b for b in buyers if b.cluster.startswith("top") and quiet[id(b)] > 180]
    once = [b for b in buyers if b.n == 1]
    said = got.notable
    assert said.first_30 == sum((got.as_of - b.first).days <= 30 for b in buyers)
    assert said.four_plus_quiet == sum(b.n >= 4 and quiet[id(b)] > 90 for b in buyers)
    assert (said.once, said.once_amount) == (len(once), sum(b.m for b in once))
    assert said.bought_90 == sum(quiet[id(b)] <= 90 for b in buyers)
    assert (said.top20_quiet, said.top20_quiet_amount) == (len(top), sum(b.m for b in top))
    assert said.past_interval == sum(
        len(b.gaps) >= 3 and not b.subscribed and quiet[id(b)] > b.interval for b in buyers
    )
