from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk.assessment import assessments, documents
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.assessment.summary import Summary
from tests.domain.assessment.making import IDS, all_at
from tests.reports.paper import (
    fonts,
    ids_in_order,
    made,
    outermost,
    pages,
    printed,
    read,
    squeezed,
    statement,
    whole,
)
from tests.sample_desk import sample_copy

MARGIN = 16 * 72 / 25.4


def sample_summary(tmp_path: Path, language: str, compared_with: int | None = None) -> Summary:
    path = tmp_path / f"{language}.crmdesk"
    sample_copy(path, language)
    with Desk(path) as desk:
        return assessments.summary(desk, 3, language, compared_with)


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def summary(tmp_path: Path, language: str) -> Summary:
    return sample_summary(tmp_path, language)


@pytest.fixture
def pdf(tmp_path: Path, language: str, summary: Summary) -> Path:
    path = tmp_path / "sample.pdf"
    assert documents.save_assessment_pdf(summary, texts(language), path) == {}
    return path


def test_all_items_stand_in_the_appendix_in_order(pdf: Path, language: str) -> None:
    appendix = "\n".join(pages(pdf)[2:])
    assert ids_in_order(appendix) == IDS
    assert all(squeezed(statement(i, language)) in squeezed(appendix) for i in IDS)


def test_the_first_page_has_the_result(pdf: Path, summary: Summary, language: str) -> None:
    first = squeezed(pages(pdf)[0])
    said = {
        "ja": ["2026/11/02", "3回目", "第1版", "61/100点", "＋9点", "33/33問"],
        "en": ["2026/11/02", "No.3", "version1", "61/100points", "+9points", "33of33"],
    }[language]
    for words in (summary.shop, summary.assessment.details.participants, *said):
        assert squeezed(words) in first
    for category in summary.questionnaire.categories:
        assert squeezed(category.name) in first
        assert f"{category.short}{summary.assessment.details.target(category.id)}%" in first


def test_strengths_and_weak_points_stand_on_the_first_page(pdf: Path, summary: Summary) -> None:
    first = pages(pdf)[0]
    for rate in ("78%", "67%", "33%", "56%", "54%"):
        assert rate in first
    assert ids_in_order(first) == [weak.item.id for weak in summary.weak_points[:5]]


def test_the_second_page_has_next_steps_and_the_date(pdf: Path, summary: Summary) -> None:
    second = squeezed(pages(pdf)[1])
    for weak in summary.weak_points[:5]:
        assert squeezed(weak.step) in second
    assert "2026/12/07" in second
    assert "2026/05/04" in second


def test_words_of_the_answers_are_printed(pdf: Path, summary: Summary) -> None:
    text = whole(pdf)
    for answer in summary.assessment.answers.values():
        assert squeezed(answer.evidence) in text
        assert squeezed(answer.note) in text


def test_rare_kanji_are_printed_as_those_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert printed(sample_summary(tmp_path, "ja"), path) == {}
    first = pages(path)[0]
    assert "顧客" in whole(path)
    assert "髙橋、𠮷田、渡邉" in first
    assert "〓" not in first


def test_every_font_in_use_is_embedded(pdf: Path, language: str) -> None:
    found = fonts(pdf)
    assert found
    assert all(found.values())
    assert not any(name.startswith(("Helvetica", "Times", "Courier")) for name in found)
    assert pdf.read_bytes().count(b"/FontFile2") >= len(found)


def test_text_stays_within_the_margins(pdf: Path) -> None:
    left, right, width = outermost(pdf)
    assert left >= MARGIN - 2
    assert right <= width - MARGIN + 2


def test_it_is_a4_and_not_endless(pdf: Path) -> None:
    assert 3 <= len(pages(pdf)) <= 6
    assert outermost(pdf)[2] == pytest.approx(595.3, abs=0.5)


def test_open_items_make_the_result_a_reference(tmp_path: Path) -> None:
    chosen = all_at(2, i1_1="unanswered", i1_2="unanswered", i1_3="deferred")
    chosen["1-4"] = "not_applicable"
    path = tmp_path / "a.pdf"
    printed(read(made(chosen)), path)
    text = whole(path)
    for words in ("参考値", "回答29/33問", "未回答2問", "保留1問", "対象外1問", "66%"):
        assert words in text
    assert "/100点" not in text
    assert "対象外の理由:実店舗がない" in text


def test_states_are_words_and_0_is_a_figure(tmp_path: Path) -> None:
    chosen = all_at(0, i2_1="unanswered", i2_2="deferred", i2_3="not_applicable")
    path = tmp_path / "a.pdf"
    printed(read(made(chosen)), path)
    lines = {line[:3]: line.strip() for page in pages(path)[2:] for line in page.splitlines()}
    assert lines["2-1"].endswith("未回答")
    assert lines["2-2"].endswith("保留")
    assert lines["2-3"].endswith("対象外")
    assert lines["2-4"].endswith("0")


def test_an_assessment_without_answers_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(read(made({})), path)
    text = whole(path)
    assert "未回答33問" in text
    assert "0/33" in pages(path)[0]
    assert "/100点" not in text
    assert ids_in_order("\n".join(pages(path)[2:])) == IDS


def test_the_first_assessment_has_nothing_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(read(made(all_at(1))), path)
    text = whole(path)
    assert "初めての診断です" in text
    for words in ("からの変化", "上がった設問", "下がった設問", "前回"):
        assert words not in text.replace("次回から変化を比べられます", "")


def test_rise_and_fall_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    before = made(all_at(1), held_on=date(2026, 1, 31))
    printed(read(made(all_at(1, i1_1=3, i5_5=0)), earlier=before), path)
    second = squeezed(pages(path)[1])
    assert "2026/01/31からの変化" in second
    assert "上がった設問1問1-1目的の明文化1→3＋2" in second
    assert "下がった設問1問5-5効果検証1→0－1" in second
    assert "＋1点" in squeezed(pages(path)[0])


def test_dates_can_be_printed_with_eras(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    summary = sample_summary(tmp_path, "ja", compared_with=1)
    documents.save_assessment_pdf(summary, texts("ja", eras=True), path)
    assert "令和8年11月2日" in whole(path)
    assert "＋22点" in whole(path)


def test_a_perfect_assessment_has_no_weak_points(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(read(made(all_at(3))), path)
    assert "100/100点" in squeezed(pages(path)[0])
    assert "弱点はありません" in whole(path)


def test_a_category_without_a_rate_says_why_and_never_0(tmp_path: Path) -> None:
    gaps = {i: ("not_applicable" if i[0] == "3" else "unanswered") for i in IDS if i[0] in "35"}
    path = tmp_path / "a.pdf"
    printed(read(made(all_at(2) | gaps), earlier=made(all_at(1))), path)
    first = pages(path)[0]
    # Once at the bar and once at the radar's axis; the counts say them once more.
    assert first.count("対象外") == 3
    assert first.count("未回答") == 3
    assert "0%" not in first.replace("100%", "")


def test_unlike_assessments_are_compared_over_what_both_have(tmp_path: Path) -> None:
    six = {f"1-{n}": 3 for n in range(1, 7)}
    path = tmp_path / "a.pdf"
    printed(read(made(six), earlier=made(all_at(0))), path)
    text = whole(path)
    assert "＋100ポイント(両方で選んだ6問の達成率)" in text
    assert "両方で選んだ6問(全33問)の達成率で比べています" in text
    assert squeezed(pages(path)[1]).count("比べられません") == 5


def test_nothing_in_common_is_said_on_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(read(made({"1-1": 3}), earlier=made({"2-1": 0})), path)
    first, second = map(squeezed, pages(path)[:2])
    assert "比べられません" in first
    assert second.count("比べられません") == 7
    assert "変化はありません" not in second
