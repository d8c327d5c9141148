"""Selections with a name follow the data; thresholds and those kept in are steps to undo."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.analysis import buyers, selections, thresholds
from crm_desk.desk.analysis.trends import trends
from crm_desk.desk.changes import NOTHING, Topic
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.analysis import saved_filters
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster, Method
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.errors import ReportableError
from tests.desk.analysis.test_look import look_of, shop_rows
from tests.desk.customers.people import bring, order
from tests.desk.making import DAY

ENDS = st.tuples(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
FILTERS = st.one_of(
    st.builds(Filter, st.just("cluster"), st.sampled_from(Cluster)),
    st.builds(Filter, st.just("tier"), st.sampled_from([1, 10, 20])),
    st.builds(Filter, st.just("cell"), st.tuples(st.integers(1, 5), st.integers(1, 5))),
    st.builds(Filter, st.sampled_from(["recency", "amount", "purchases"]), ENDS),
    st.sampled_from([Filter("past_interval"), Filter("subscribed")]),
    st.builds(Filter, st.just("steps"), st.integers(1, 9)),
)


@given(st.lists(FILTERS, max_size=5))
def test_filters_come_back_as_they_were_kept(filters: list[Filter]) -> None:
    assert saved_filters.from_json(saved_filters.as_json(filters)) == tuple(filters)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "{}",
        '[["stars", 5]]',
        '[["cell", [1]]]',
        '[["cluster", "best"]]',
        "[[]]",
        "[" * 100_000,
        '[["tier", 1e999]]',
    ],
)
def test_what_is_not_known_is_nothing(text: str) -> None:
    assert saved_filters.from_json(text) in (None, ())


def test_a_name_is_one_line(desk: Desk) -> None:
    filters = (Filter("recency", (31, 60)), Filter("tier", 10))
    selections.keep(desk, " 春の\nお便り ", filters)
    (kept,) = selections.kept(desk)
    assert (kept.name, kept.filters) == ("春の お便り", filters)


def test_keeping_replacing_and_forgetting_are_undone(desk: Desk) -> None:
    one, other = [Filter("tier", 1)], [Filter("tier", 20)]
    assert Topic.SELECTIONS in selections.keep(desk, "A", one).topics
    assert selections.keep(desk, "A", one) == NOTHING
    selections.keep(desk, "A", other)
    (kept,) = selections.kept(desk)
    assert list(kept.filters) == other
    selections.forget(desk, kept.id)
    assert selections.kept(desk) == ()
    assert selections.forget(desk, kept.id) == NOTHING
    desk.undo()
    assert selections.kept(desk) == (kept,)
    desk.undo()
    assert list(selections.kept(desk)[0].filters) == one
    desk.undo()
    assert selections.kept(desk) == ()
    for _ in range(3):
        desk.redo()
    assert selections.kept(desk) == ()
    with pytest.raises(ReportableError, match="selection_name"):
        selections.keep(desk, " \n", one)


def test_a_kept_selection_follows_the_data(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    look = look_of(desk)
    selections.keep(desk, "最近の方", [Filter("recency", (0, 30))])
    before = look.select(selections.kept(desk)[0].filters).customers
    new = [order(9001, DAY.strftime("%Y/%m/%d"), "NEW", "新しい 客", price=500)]
    bring(desk, new, "別のカート")
    look_of(desk, as_of=look.figures.as_of)
    now = look_of(desk).select(selections.kept(desk)[0].filters)
    assert now.customers == look.figures.bands[0].customers + 1 == before + 1


def test_thresholds_are_kept_and_undone(desk: Desk) -> None:
    bring(desk, shop_rows(30))
    assert thresholds.chosen(desk) == AnalysisSettings()
    chosen = AnalysisSettings(method=Method.QUANTILES, f=(1, 2, 3, 4), bands=(10, 20))
    assert Topic.THRESHOLDS in thresholds.choose(desk, chosen).topics
    assert thresholds.choose(desk, chosen) == NOTHING
    assert thresholds.chosen(desk) == chosen
    figures = look_of(desk, thresholds.chosen(desk)).figures
    assert [band.last for band in figures.bands] == [10, 20, None]
    assert figures.rfm.f == (1, 2, 3, 4)
    desk.undo()
    assert thresholds.chosen(desk) == AnalysisSettings()
    assert thresholds.choose(desk, AnalysisSettings()) == NOTHING


def test_who_is_kept_in_is_proposed_no_more(desk: Desk) -> None:
    bring(desk, shop_rows(40))
    look = look_of(desk)
    before = look.figures
    (suspect,) = buyers.suspects(desk, look)
    people.keep_in(desk, [suspect.id])
    look = look_of(desk)
    assert look.figures.buyers == before.buyers
    assert buyers.suspects(desk, look) == ()
    desk.undo()
    assert buyers.suspects(desk, look_of(desk)) == (suspect,)


def test_the_last_import_beside_what_was_before(desk: Desk) -> None:
    rows = shop_rows(60)
    bring(desk, rows)
    before = look_of(desk)
    assert trends(before) is None
    later = (DAY + timedelta(20)).strftime("%Y/%m/%d")
    # One known order is larger now, and five people are new.
    changed = rows[5].replace("完了", "キャンセル")
    fresh = [order(7000 + n, later, f"N{n}", f"新 {n}", price=900) for n in range(5)]
    bring(desk, [*rows[:5], changed, *rows[6:], *fresh])
    now = look_of(desk)
    found = trends(now)
    assert found is not None
    assert found.as_of == before.figures.as_of
    sold = now.figures.orders.sales - before.figures.orders.sales
    assert found.of["buyers"].difference == now.figures.buyers - before.figures.buyers  # type: ignore[index]
    assert found.of["sales"] == (sold, True)  # type: ignore[index]
    means = {
        "repeat_rate": lambda f: f.repeat_rate,
        "mean_purchases": lambda f: f.mean_purchases,
        "mean_order_value": lambda f: f.orders.mean_order_value,
        "recency": lambda f: f.mean_recency,
        "tenure": lambda f: f.mean_tenure,
    }
    for name, of in means.items():
        expected = of(now.figures) - of(before.figures)
        assert found.of[name].difference == expected  # type: ignore[index]
