"""The page's figures, selections and rows, against the command line and against plain loops."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from crm_desk.analysis.as_json import as_json
from crm_desk.analysis.selecting import SORTS
from crm_desk.analysis.table import buyer_rows
from crm_desk.desk.analysis import buyers, cache
from crm_desk.desk.analysis import from_files as command
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.analysis.orders import load
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.money import money_of
from crm_desk.desk.resources import texts
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.analysis.figures import AnalysisSettings, BuyerRow, Cluster, KindFilter, Method
from crm_desk.domain.analysis.filter_words import filter_words
from crm_desk.domain.analysis.view import AnalysisView, Filter
from crm_desk.domain.money import Money
from tests.desk.customers.people import HEADERS, bring, order
from tests.desk.making import DAY, new_desk
from tests.sample_desk import sample_copy

YEN = Money()


def shop_rows(buyers: int, seed: int = 1) -> list[str]:
    """Orders of a shop: some void, some of nobody, many amounts the same."""
    chance = random.Random(seed)
    found: list[str] = []
    for number in range(buyers):
        for _ in range(1 + int(chance.expovariate(0.6))):
            member = "" if chance.random() < 0.03 else f"M{number:04}"
            found.append(
                order(
                    len(found) + 1,
                    (DAY - timedelta(int(700 * chance.random() ** 2))).strftime("%Y/%m/%d"),
                    member,
                    f"客 {number}",
                    price=100 * chance.randint(1, 30) * (40 if number == 3 else 1),
                    status="キャンセル" if chance.random() < 0.05 else "完了",
                )
            )
    return found


def look_of(
    desk: Desk, settings: AnalysisSettings | None = None, as_of: date | None = None
) -> Look:
    return cache.look(desk, settings or AnalysisSettings(), as_of)


def is_current(desk: Desk, look: Look) -> bool:
    """Neither orders nor customers have changed since."""
    return look.data.version == desk.orders_version


def view_of(look: Look) -> AnalysisView:
    return look.view(texts("ja"), YEN, DAY)


@pytest.fixture
def shop(desk: Desk) -> Look:
    bring(desk, shop_rows(80))
    return look_of(desk)


@pytest.mark.parametrize("as_of", [None, DAY - timedelta(200)])
def test_the_figures_are_those_of_the_command(
    desk: Desk, tmp_path: Path, as_of: date | None
) -> None:
    rows = shop_rows(120)
    bring(desk, rows)
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([HEADERS, *rows]) + "\n", encoding="utf-8")
    answer = command.analyze(command.Request([path], preset="generic", as_of=as_of))
    figures = look_of(desk, as_of=as_of).figures
    mine = as_json(figures, preset="generic", currency="JPY", digits=0, rows=answer.rows)
    printed = command.as_json(answer, "JPY")
    assert mine == {name: printed[name] for name in mine}
    assert mine["buyers"] > 50


def test_the_charts_show_the_figures(shop: Look) -> None:
    view = view_of(shop)
    figures, charts = view.figures, view.charts
    assert sum(bar.customers for bar in charts.clusters) == figures.buyers
    assert sum(bar.amount for bar in charts.clusters) == figures.amount
    assert sum(bar.customers for bar in charts.bands) == figures.buyers
    assert sum(bar.amount for bar in charts.bands) == figures.amount
    assert sum(bar.people_share or 0 for bar in charts.bands) == 1
    assert [bar.name for bar in charts.bands][-1] == "366日以上"
    assert charts.clusters[1].name == "TOP10%層(1%を除く)"
    assert sum(map(sum, charts.grid)) == figures.buyers
    assert charts.pareto[0] == (0, 0)
    assert charts.pareto[-1] == (1, 1)
    assert len(charts.pareto) <= 400
    assert sorted(charts.pareto) == list(charts.pareto)
    assert {mark[1:] for mark in charts.tier_marks} <= set(charts.pareto)
    assert charts.steps[0].base == figures.buyers
    assert charts.steps[0].rate == figures.repeat_rate
    assert len(charts.ids) == len(charts.recency) == len(charts.amount) == figures.buyers
    assert set(charts.ids.tolist()) == set(shop.select([]).ids.tolist())
    for bar in (*charts.clusters, *charts.bands):
        found = shop.select([bar.filter])
        assert (found.customers, found.amount) == (bar.customers, bar.amount)
        assert (found.people_share, found.amount_share) == (bar.people_share, bar.amount_share)


def test_a_curve_of_many_has_400_points_with_the_tiers_on_it(sample: Desk) -> None:
    charts = view_of(look_of(sample)).charts
    assert 380 < len(charts.pareto) <= 400
    assert {mark[1:] for mark in charts.tier_marks} <= set(charts.pareto)


NUMBERS = st.integers(-5, 900) | st.none()
ENDS = st.tuples(NUMBERS, NUMBERS)
FILTERS = st.one_of(
    st.builds(Filter, st.just("cluster"), st.sampled_from(Cluster)),
    st.builds(Filter, st.just("tier"), st.sampled_from([1, 10, 20])),
    st.builds(Filter, st.just("cell"), st.tuples(st.integers(1, 5), st.integers(1, 5))),
    st.builds(Filter, st.sampled_from(["recency", "purchases"]), ENDS),
    st.builds(Filter, st.just("amount"), ENDS.map(lambda e: tuple(n and n * 50 for n in e))),
    st.sampled_from([Filter("past_interval"), Filter("subscribed")]),
    st.builds(Filter, st.just("steps"), st.integers(1, 9)),
)
SETTINGS = st.builds(
    AnalysisSettings,
    method=st.sampled_from(Method),
    bands=st.sampled_from([(30, 90), (0, 400), (180, 365)]),
    kind=st.sampled_from([KindFilter.ALL, KindFilter.ALL, KindFilter.SUBSCRIPTION]),
)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("rfm") / "sample.crmdesk"
    sample_copy(path)
    with Desk(path) as opened:
        yield opened


@given(
    st.lists(FILTERS, max_size=3),
    st.sampled_from(SORTS),
    st.booleans(),
    SETTINGS,
    st.sampled_from([None, DEFAULT_DAY - timedelta(300)]),
)
@limits(max_examples=80)
def test_selections_by_plain_loops(
    sampled: Desk,
    filters: list[Filter],
    sort: str,
    descending: bool,
    chosen: AnalysisSettings,
    as_of: date | None,
) -> None:
    look = look_of(sampled, chosen, as_of)
    figures = look.figures
    got = look.select(filters, sort, descending)
    loaded = load(sampled, "goods")
    from crm_desk.analysis.figures import analyse

    everybody = buyer_rows(
        analyse(loaded.orders, loaded.customers, as_of, chosen), loaded.customers.keys
    )
    inside = [b for b in everybody if all(meets(b, each, chosen) for each in filters)]
    inside = ordered(inside, sort, descending)
    assert got.ids.tolist() == [loaded.ids[b.customer] for b in inside]
    assert got.customers == len(inside)
    assert got.amount == sum(b.amount for b in inside)
    if figures.buyers:
        assert got.people_share == Fraction(len(inside), figures.buyers)
        assert got.amount_share == Fraction(got.amount, figures.amount)
    assert got.filters == tuple(filters)
    window = got.ids[:30].tolist()
    rows = buyers.rows(sampled, look, window)
    assert [rows[id_].buyer for id_ in window] == inside[:30]


def meets(b: BuyerRow, each: Filter, chosen: AnalysisSettings) -> bool:
    kind, value = each
    low, high = value if isinstance(value, tuple) else (None, None)
    met = {
        "cluster": lambda: b.cluster is value,
        "tier": lambda: 0 < b.tier <= value,
        "cell": lambda: (b.r, b.f) == value,
        "past_interval": lambda: (
            b.gaps >= 3 and b.recency > (b.interval or 10**9) and not b.subscribed
        ),
        "subscribed": lambda: b.subscribed,
        "steps": lambda: b.purchases >= value,
    }
    if kind in met:
        return bool(met[kind]())
    number = getattr(b, kind)
    return (low is None or number >= low) and (high is None or number <= high)


def ordered(buyers: list[BuyerRow], sort: str, descending: bool) -> list[BuyerRow]:
    """Two stable sorts: by rank, then by the column; unknown ones behind."""

    def value(row: BuyerRow) -> Any:
        return list(Cluster).index(row.cluster) if sort == "cluster" else getattr(row, sort)

    ranked = sorted(buyers, key=lambda row: row.rank)
    known = [row for row in ranked if value(row) is not None]
    unknown = [row for row in ranked if value(row) is None]
    # `reverse` keeps equal ones in their order.
    return sorted(known, key=value, reverse=descending) + unknown


def test_rows_know_who_it_is(desk: Desk) -> None:
    rows = [
        order(1, "2026/05/01", "007", "髙橋 花子", "h@example.jp", "090-1", kana="タカハシ"),
        order(2, "2026/05/02", "008", "𠮷田", price=500),
    ]
    bring(desk, rows)
    look = look_of(desk)
    ids = look.select([]).ids.tolist()
    found = buyers.rows(desk, look, [*ids, 10**6])
    assert list(found) == ids
    first = found[ids[0]]
    said = (first.member_no, first.name, first.kana, first.email, first.phone)
    assert said == ("007", "髙橋 花子", "タカハシ", "h@example.jp", "090-1")
    assert (first.buyer.amount, first.buyer.rank, first.past_interval) == (1000, 1, False)
    assert buyers.rows(desk, look, []) == {}
    assert buyers.rows(desk, look, [0, -1, 10**9]) == {}


def test_the_sample_says_what_its_figures_say(sample: Desk) -> None:
    look = look_of(sample)
    view = look.view(texts("ja"), money_of(sample), DEFAULT_DAY)
    keys = [sentence.key for sentence in view.sentences]
    assert {"top_share", "first_30", "once", "bought", "past_interval", "f2"} <= set(keys)
    notable = view.figures.notable
    assert look.select([Filter("past_interval")]).customers == notable.past_interval
    quiet = look.select([Filter("tier", 20), Filter("recency", (181, None))])
    assert (quiet.customers, quiet.amount) == (notable.top20_quiet, notable.top20_quiet_amount)
    assert look.select([Filter("subscribed")]).customers == view.figures.active_subscribers
    whole = look_of(sample, as_of=DEFAULT_DAY - timedelta(400))
    assert 0 < whole.figures.buyers < view.figures.buyers


def test_those_left_out_are_in_no_selection(desk: Desk) -> None:
    bring(desk, shop_rows(40))
    look = look_of(desk)
    before = look.figures
    (suspect,) = buyers.suspects(desk, look)
    assert suspect.name == "客 3"
    assert suspect.largest > 10_000
    people.set_excluded(desk, [suspect.id], excluded=True)
    assert not is_current(desk, look)
    look = look_of(desk)
    after = look.figures
    assert after.buyers == before.buyers - 1
    assert after.orders.sales == before.orders.sales
    assert suspect.id not in look.select([]).ids
    assert buyers.rows(desk, look, [suspect.id]) == {}
    assert buyers.suspects(desk, look) == ()


def test_an_empty_desk(desk: Desk) -> None:
    for as_of in (None, DAY):
        look = look_of(desk, as_of=as_of)
        view = view_of(look)
        assert (view.figures.buyers, view.sentences) == (0, ())
        assert view.charts.pareto == ()
        assert view.charts.steps == ()
        for sort in SORTS:
            found = look.select([Filter("tier", 10), Filter("recency", (0, 30))], sort, True)
            assert (found.customers, found.people_share, found.amount_share) == (0, None, None)
        assert buyers.suspects(desk, look) == ()


def test_one_buyer(desk: Desk) -> None:
    bring(desk, [order(1, "2026/11/20", "1", "佐藤", price=3000)])
    look = look_of(desk)
    view = view_of(look)
    assert [sentence.text for sentence in view.sentences] == [
        "まだ1名です。割合より、お一人ずつご覧ください",
        "この90日に買ってくださった方は1名です",
    ]
    assert list(view.charts.pareto) == [(0, 0), (1, 1)]
    for sort in SORTS:
        for descending in (False, True):
            assert look.select([], sort, descending).customers == 1
    assert look.select([Filter("cluster", Cluster.TOP1)]).amount_share == 1


def test_the_desk_says_which_amount_counts(tmp_path: Path) -> None:
    from crm_desk.store import desk_info

    with new_desk(tmp_path / "a.crmdesk") as desk:
        bring(desk, ["1,2026/11/01,1,佐藤,,,,,,煎茶,1,1000,500,1500,完了"])
        assert look_of(desk).figures.orders.sales == 1000
        desk.store.write(lambda c: desk_info.put(c, "amount_basis", "total"))
        assert look_of(desk).figures.orders.sales == 1500


@pytest.mark.parametrize(
    ("filter_", "ja", "en"),
    [
        (Filter("cluster", Cluster.TOP10), "TOP10%層(1%を除く)", "TOP 10% (without the 1%)"),
        (Filter("tier", 20), "TOP20%", "TOP 20%"),
        (Filter("recency", (61, 90)), "R値 61〜90日", "Recency 61-90 days"),
        (Filter("recency", (366, None)), "R値 366日以上", "Recency 366 days or more"),
        (Filter("cell", (3, 2)), "最近さ3×回数2(5段階)", "Recency 3 × frequency 2 (of 5)"),
        (Filter("recency", (31, 90)), "R値 31〜90日", "Recency 31-90 days"),
        (Filter("recency", (91, None)), "R値 91日以上", "Recency 91 days or more"),
        (Filter("recency", (None, 30)), "R値 〜30日", "Recency up to 30 days"),
        (Filter("recency", (7, 7)), "R値 7日", "Recency 7 days"),
        (Filter("amount", (10000, None)), "累計¥10,000〜", "Total ¥10,000 or more"),
        (Filter("amount", (0, 500)), "累計¥0〜¥500", "Total ¥0-¥500"),
        (Filter("purchases", (4, None)), "購入4回以上", "Bought 4 times or more"),
        (Filter("purchases", (2, 3)), "購入2〜3回", "Bought 2-3 times"),
        (Filter("past_interval"), "いつもの間隔を過ぎた方", "Past the usual interval"),
        (Filter("subscribed"), "定期中", "Active subscribers"),
        (Filter("steps", 3), "3回以上買った方", "3 purchases or more"),
    ],
)
def test_filters_in_words(filter_: Filter, ja: str, en: str) -> None:
    assert filter_words(filter_, texts("ja"), YEN) == ja
    assert filter_words(filter_, texts("en"), YEN) == en
