"""The printed analysis: its figures are the view's, and it is two pages whatever the shop is."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from crm_desk.desk.analysis import cache, documents
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.domain.analysis.figures import FEW_BUYERS, AnalysisSettings, KindFilter, Method
from crm_desk.domain.analysis.view import ChartName, Filter
from crm_desk.domain.decimals import decimal, rate
from crm_desk.domain.money import Money
from crm_desk.reports.analysis.pdf_wording import RfmPaper
from crm_desk.reports.charts.points import MOST_POINTS
from tests.analysis.making import figures as worked_out
from tests.analysis.reference import Person, Row
from tests.reports.analysis.papers import DAY, HOSTILE_SHOP, STATES, paper_of, printed, shop_of
from tests.reports.paper import HOSTILE, fonts, outermost, pages, squeezed, whole
from tests.sample_desk import sample_copy

MARGIN = 16 * 72 / 25.4
NAMES_WITH_PERCENT = r"TOP\d+%|\(1%を除く\)|\(10%を除く\)|\(withoutthe\d+%\)|TOP20%以外|notTOP20%"


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def paper(tmp_path: Path, language: str) -> RfmPaper:
    """The sample shop in the other language's window, with people chosen."""
    path = tmp_path / "sample.crmdesk"
    sample_copy(path, language)
    window = "en" if language == "ja" else "ja"
    with Desk(path) as desk:
        look = cache.look(desk, AnalysisSettings())
        look.view(texts(window), Money(), DEFAULT_DAY)
        chosen = look.select((Filter("tier", 10), Filter("recency", (0, 90))))
        return documents.analysis_paper(
            look, desk.shop_name, texts(language), Money(), DEFAULT_DAY, chosen
        )


@pytest.fixture
def pdf(tmp_path: Path, language: str, paper: RfmPaper) -> Path:
    path = tmp_path / "a.pdf"
    assert documents.save_analysis_pdf(paper, texts(language), path) == {}
    return path


def test_the_first_page_has_the_key_figures(pdf: Path, paper: RfmPaper, language: str) -> None:
    first, figures = squeezed(pages(pdf)[0]), paper.view.figures
    value, within = figures.orders.mean_order_value, figures.f2_within[0]
    assert value is not None
    gaps = figures.intervals
    assert paper.shop.replace(" ", "") in first
    for said in (
        f"{figures.buyers:,}",
        paper.money.text(figures.orders.sales),
        rate(figures.repeat_rate),
        decimal(figures.mean_purchases or 0, 2),
        paper.money.text(round(value)),
        rate(within.rate),
        f"{within.base:,}",
        *(decimal(days or 0, 1) for days in (gaps.median, gaps.mean, gaps.mean_per_customer)),
        *(decimal(days or 0, 1) for days in (figures.mean_recency, figures.mean_tenure)),
        f"{figures.referrers}",
        f"{figures.referred}",
        *(texts(language).date(day) for day in (figures.as_of, figures.data_from) if day),
        texts(language).date(DEFAULT_DAY),
    ):
        assert said in first, said


def test_every_sentence_is_on_the_first_page_and_over_its_chart(pdf: Path, paper: RfmPaper) -> None:
    first, second = (squeezed(page) for page in pages(pdf))
    said = paper.view.sentences
    assert len(said) >= 8
    assert all(squeezed(sentence.text) in first for sentence in said)
    later = (ChartName.GRID, ChartName.PARETO, ChartName.SCATTER, ChartName.STEPS)
    for sentence in said:
        assert (squeezed(sentence.text) in second) == (sentence.chart in later)


def test_every_bar_and_cell_has_its_value(pdf: Path, paper: RfmPaper, language: str) -> None:
    first, second = (squeezed(page) for page in pages(pdf))
    charts = paper.view.charts
    for bar in charts.clusters:
        assert squeezed(bar.name) in first
        amount = f"{paper.money.text(bar.amount)}({rate(bar.amount_share)})"
        assert amount in first
    unit = {"ja": "名", "en": "people"}[language]
    for bar in (*charts.clusters, *charts.bands):
        assert f"{bar.customers:,}{unit}({rate(bar.people_share)})" in first
    for f, row in enumerate(("1", "2", "3-5", "6-11")):
        times = {"ja": "回", "en": "×"}[language]
        counts = "".join(f"{charts.grid[r][f]:,}" for r in range(5))
        assert f"{row}{times}{counts}" in second
    for step in charts.steps:
        assert f"{step.base:,}{unit}→{rate(step.rate)}" in second
    for tier in paper.view.figures.tiers:
        share = rate(paper.view.figures.amount_share(tier.amount))
        assert f"TOP{tier.percent}%:{share}" in second


def test_who_is_chosen_on_screen_is_said(pdf: Path, paper: RfmPaper) -> None:
    first, chosen = squeezed(pages(pdf)[0]), paper.selected
    assert chosen is not None
    assert chosen.customers > 0
    for said in (*paper.filters, paper.money.text(chosen.amount)):
        assert squeezed(said) in first
    assert f"({rate(chosen.people_share)})" in first


def test_the_words_are_explained(pdf: Path, language: str) -> None:
    second = squeezed(pages(pdf)[1])
    for term in ("recency", "tenure", "f2", "tiers"):
        assert squeezed(texts(language)(f"analysis_book.about_{term}")) in second
    assert "30/90/180/365" in second
    assert "2/3/6/12" in second


def test_every_font_in_use_is_embedded(pdf: Path) -> None:
    found = fonts(pdf)
    assert found
    assert all(found.values())
    assert not any(name.startswith(("Helvetica", "Times", "Courier")) for name in found)


@pytest.mark.parametrize("name", STATES)
def test_two_pages_of_a4_in_every_state(tmp_path: Path, language: str, name: str) -> None:
    path = tmp_path / "a.pdf"
    paper = paper_of(STATES[name], language)
    assert printed(paper, path, language) == {}
    assert len(pages(path)) == 2
    left, right, width = outermost(path)
    assert width == pytest.approx(595.3, abs=0.5)
    assert left >= MARGIN - 2
    assert right <= width - MARGIN + 2
    text = whole(path)
    assert f"{paper.view.figures.buyers:,}" in text
    for step in paper.view.charts.steps:
        assert f"{step.base:,}" in text


@pytest.mark.parametrize("name", ["one", "five", "debts"])
def test_no_percentages_of_few_people(tmp_path: Path, language: str, name: str) -> None:
    path = tmp_path / "a.pdf"
    paper = paper_of(STATES[name], language)
    assert paper.view.figures.buyers < FEW_BUYERS
    printed(paper, path, language)
    explained = texts(language)("rfm_paper.explanations")
    before = "".join(pages(path)).rsplit(explained, 1)[0]
    assert "%" not in re.sub(NAMES_WITH_PERCENT, "", squeezed(before))


def test_the_best_of_few_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    paper = paper_of(shop_of(20))
    printed(paper, path)
    second = squeezed(pages(path)[1])
    for tier in paper.view.figures.tiers:
        assert f"上位{tier.customers}名:{Money().text(tier.amount)}" in second


def test_nobody_yet_is_one_page_with_a_sentence(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    printed(paper_of(STATES["five"], language, as_of=date(2001, 1, 1)), path, language)
    (only,) = pages(path)
    assert squeezed(texts(language)("rfm_paper.nobody")) in squeezed(only)
    printed(paper_of([Row(None, DAY, 4321)], language), path, language)
    (only,) = pages(path)
    assert squeezed(texts(language)("rfm_paper.nobody_known")) in squeezed(only)
    assert "¥4,321" in only
    assert only.count("—") == 8


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    rows = [*shop_of(30), *[Row(None, DAY, 500)] * 7, Row("K1", DAY + timedelta(1), 100)]
    paper = paper_of(rows)
    kept = replace(
        paper.view.figures, excluded=3, settings=AnalysisSettings(kind=KindFilter.SINGLE)
    )
    printed(replace(paper, view=replace(paper.view, figures=kept)), path)
    first = squeezed(pages(path)[0])
    share = rate(kept.orders.unidentified_share)
    assert f"お客様のわからない受注が7件({share})あります" in first
    assert "集計から除いた3名の分は" in first
    assert "データ抽出日より後の受注1件は入っていません" in first
    assert "集計した受注:都度のみ" in first
    assert first.count("未記録") == 2


def test_the_longest_words_leave_two_pages(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    rows = [*shop_of(300, amount=10**9, times=0.2), *[Row(None, DAY, 500)] * 7]
    rows.append(Row("K1", DAY + timedelta(400), 100))
    paper = paper_of(rows, language, shop="".join(map(chr, range(0x5D0, 0x5EB))) * 3)
    before = "2025年12月31日時点で、定期のご注文では、"
    said = [sentence._replace(text=before + sentence.text) for sentence in paper.view.sentences]
    view = replace(
        paper.view, sentences=said, figures=replace(paper.view.figures, excluded=123_456)
    )
    missing = printed(replace(paper, view=view), path, language)
    assert len(pages(path)) == 2
    assert list(missing) == [texts(language)("report.where_shop")]
    assert "U+05D0" in whole(path)


@pytest.mark.parametrize("shop", [HOSTILE_SHOP, *HOSTILE], ids=range(len(HOSTILE) + 1))
def test_whatever_the_shop_is_called(tmp_path: Path, shop: str) -> None:
    path = tmp_path / "a.pdf"
    missing = printed(paper_of(STATES["five"], shop=shop), path)
    left, right, width = outermost(path)
    assert len(pages(path)) == 2
    assert left > 0
    assert right < width - 30
    if shop == HOSTILE_SHOP:
        assert missing == {}
        assert squeezed(shop) in squeezed(pages(path)[0])


def test_quantiles_are_printed_with_their_bounds(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    settings = AnalysisSettings(method=Method.QUANTILES)
    printed(paper_of(shop_of(80), language, settings=settings), path, language)
    said = texts(language)
    assert squeezed(said("analysis_book.scores_quantiles")) in whole(path)
    assert len(pages(path)) == 2


def test_cents_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    paper = paper_of(shop_of(30), "en", money=Money("USD", 2))
    printed(paper, path, "en")
    assert Money("USD", 2).text(paper.view.figures.orders.sales) in pages(path)[0]


def test_many_people_are_a_grid_that_stays_small(tmp_path: Path) -> None:
    points, grid = tmp_path / "a.pdf", tmp_path / "b.pdf"
    printed(paper_of(shop_of(MOST_POINTS)), points)
    printed(paper_of(shop_of(MOST_POINTS + 1)), grid)
    assert grid.stat().st_size < points.stat().st_size < 400_000
    cluster = "1回(TOP20%以外)"
    assert cluster in squeezed(pages(points)[1])
    assert cluster not in squeezed(pages(grid)[1]).split("ことばの説明")[0]


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["A", "B", "C", None]),
        st.integers(0, 4000).map(lambda days: DAY - timedelta(days)),
        st.integers(-5000, 10**11),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
@limits(max_examples=30, deadline=None)
def test_any_orders_are_printed(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.pdf"
    paper = paper_of(rows)
    printed(paper, path)
    assert len(pages(path)) == (2 if paper.view.figures.buyers else 1)


def test_referrals_are_counted(tmp_path: Path) -> None:
    people = {"K1": Person(referrer="K2"), "K2": Person()}
    figures = worked_out([Row("K1", DAY, 100), Row("K2", DAY, 100)], people)
    assert (figures.referrers, figures.referred) == (1, 1)
    paper = paper_of([Row("K1", DAY, 100), Row("K2", DAY, 100)])
    path = tmp_path / "a.pdf"
    printed(replace(paper, view=replace(paper.view, figures=figures)), path)
    assert "紹介で来られた方:1名" in squeezed(pages(path)[0])
    assert "未記録" not in whole(path)
