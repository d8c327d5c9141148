from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crm_desk.desk.assessment import assessments
from crm_desk.desk.assessment.questionnaires import questionnaire
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.assessment.summary import Summary
from crm_desk.reports.assessment.workbook import CELL_LIMIT, write_assessment_xlsx
from tests.domain.assessment.making import IDS, MAXIMA, Mark, all_at, worth
from tests.reports.paper import HOSTILE, made, read

FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0", "#REF!"]
NOTE, EVIDENCE = 12, 11


def written(summary: Summary, path: Path, language: str = "ja") -> list[Worksheet]:
    write_assessment_xlsx(summary, texts(language), path)
    return list(load_workbook(path).worksheets)


def hostile(text: str) -> Summary:
    return read(made(all_at(1), dict.fromkeys(IDS, text), text), shop=text)


def formulas(path: Path) -> int:
    with ZipFile(path) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 4
        return sum(archive.read(name).count(b"<f") for name in sheets)


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_typed_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    summary, _, _, items = written(hostile(text), path)
    assert formulas(path) == 0
    for cell in (summary["B1"], summary["B4"], items.cell(2, NOTE)):
        assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_comes_back_as_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    items = written(hostile(text), path)[3]
    kept = "".join("\ufffd" if c in "\x0b\uffff\ufffe" else c for c in text)
    assert items.cell(34, NOTE).value == kept
    assert formulas(path) == 0


# A desk keeps line ends as \n; XML would make one of \r\n.
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=40
    )
)
@settings(max_examples=10)
def test_any_text_can_be_opened_again(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    value = written(hostile(text), path)[3].cell(2, NOTE).value
    assert isinstance(value, str)
    assert len(value) == len(text)
    assert formulas(path) == 0


def test_items_have_level_points_and_state(sample: Desk, tmp_path: Path) -> None:
    assessments.defer(sample, 3, "2-2")
    summary = assessments.summary(sample, 3, "ja")
    items = written(summary, tmp_path / "a.xlsx")[3]
    rows = list(items.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == IDS
    for row, item_id in zip(rows, IDS, strict=True):
        answer = summary.assessment.answer(item_id)
        level = answer.choice
        assert row[3] == questionnaire(1, "ja").item(item_id).statement
        assert row[5] == level
        assert row[7] == (None if level is None else worth(item_id, level))
        assert (row[10] or "", row[11] or "") == (answer.evidence, answer.note)
    assert [row[4] for row in rows if row[0] == "2-2"] == ["保留"]
    assert [row[6] for row in rows][:6] == [2, 2, 2, 2, 2, 1]
    assert sum(int(str(row[8])) for row in rows) == 100


def test_categories_are_numbers_with_two_charts(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = written(assessments.summary(sample, 3, "ja"), path)[1]
    rows = list(sheet.iter_rows(min_row=2, max_row=7, values_only=True))
    assert [row[2] for row in rows] == [14, 8, 4, 10, 18, 7]
    assert [row[3] for row in rows] == list(MAXIMA.values())
    for row in rows:
        assert row[4] == pytest.approx(int(str(row[2])) / int(str(row[3])))
    assert [row[5] for row in rows] == pytest.approx(
        [11 / 18, 7 / 12, 3 / 12, 0.5, 16 / 27, 6 / 13]
    )
    assert [row[6] for row in rows] == pytest.approx([0.8, 0.7, 0.6, 0.7, 0.7, 0.6])
    with ZipFile(path) as archive:
        charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
        drawn = b"".join(archive.read(name) for name in charts)
    assert len(charts) == 2
    assert b"barChart" in drawn
    assert b"radarChart" in drawn


def test_the_summary_has_dates_and_numbers(sample: Desk, tmp_path: Path) -> None:
    sheet = written(assessments.summary(sample, 3, "ja"), tmp_path / "a.xlsx")[0]
    found = {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True)}
    assert found["得点"] == 61
    assert found["満点"] == 100
    assert found["達成率"] == pytest.approx(0.61)
    assert found["回数"] == 3
    assert str(found["実施日"])[:10] == date(2026, 11, 2).isoformat()
    assert "𠮷田" in str(found["参加者"])


def test_weak_points_stand_in_their_order(sample: Desk, tmp_path: Path) -> None:
    summary = assessments.summary(sample, 3, "ja")
    sheet = written(summary, tmp_path / "a.xlsx")[2]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    expected = [(w.item.id, w.item.title, w.level, w.step) for w in summary.weak_points]
    assert [row[:4] for row in rows] == expected


def test_open_items_leave_the_points_empty(tmp_path: Path) -> None:
    chosen = all_at(2, i1_1="deferred", i1_2="unanswered", i1_3="not_applicable")
    summary, _, _, items = written(read(made(chosen)), tmp_path / "a.xlsx")
    found = {str(row[0]): row[1] for row in summary.iter_rows(values_only=True)}
    assert found["得点"] is None
    assert "保留 1問" in str(found["回答の状況"])
    states = [row[4] for row in items.iter_rows(min_row=2, max_row=5, values_only=True)]
    assert states == ["保留", "未回答", "対象外", "回答済み"]
    assert items["J4"].value == "実店舗がない"


def test_the_rate_of_open_assessments_is_a_reference(tmp_path: Path) -> None:
    summary = written(read(made(all_at(2, i1_1="deferred"))), tmp_path / "a.xlsx")[0]
    assert any("参考値" in str(cell.value) for row in summary.iter_rows() for cell in row)


def test_text_too_long_for_a_cell_is_cut_with_a_remark(tmp_path: Path) -> None:
    remark = texts("ja")("workbook.shortened")
    for length in (CELL_LIMIT, CELL_LIMIT + 1, 100_000):
        items = written(read(made({}, {"1-1": "長" * length})), tmp_path / "a.xlsx")[3]
        value = str(items.cell(2, NOTE).value)
        assert len(value) <= 32_767
        assert value.endswith(remark) == (length > CELL_LIMIT)
        assert value.startswith("長" * 32_000)


def test_characters_beyond_the_basic_plane_count_twice(tmp_path: Path) -> None:
    items = written(read(made({}, {"1-1": "𠮷" * 20_000})), tmp_path / "a.xlsx")[3]
    units = len(str(items.cell(2, NOTE).value).encode("utf-16-le")) // 2
    assert units <= 32_767


def test_english_workbooks_speak_english(tmp_path: Path) -> None:
    for sheet in written(read(made(all_at(1)), "en", "Shop"), tmp_path / "a.xlsx", "en"):
        said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert not any("\u3040" <= c <= "\u9fff" for text in said for c in text)


def test_a_category_without_a_rate_is_a_gap_in_the_charts(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    gaps = {i: ("not_applicable" if i[0] == "3" else "unanswered") for i in IDS if i[0] in "35"}
    sheet = written(read(made(all_at(2) | gaps), earlier=made(all_at(1))), path)[1]
    rows = list(sheet.iter_rows(min_row=2, max_row=7, values_only=True))
    assert [row[4] is None for row in rows] == [False, False, True, False, True, False]
    assert [row[5] is None for row in rows] == [False, False, True, False, True, False]
    assert str(rows[2][7]).endswith("(対象外)")
    assert str(rows[4][7]).endswith("(未回答)")
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/charts/chart"):
                assert b'dispBlanksAs val="gap"' in archive.read(name)


def test_categories_are_compared_over_what_was_chosen_both_times(tmp_path: Path) -> None:
    after: dict[str, Mark] = {"1-1": 3, "1-2": 0, "2-1": 2}
    before: dict[str, Mark] = {"1-1": 0, "1-2": "deferred", "3-1": 3}
    sheet = written(read(made(after), earlier=made(before)), tmp_path / "a.xlsx")[1]
    rows = list(sheet.iter_rows(min_row=2, max_row=7, min_col=9, max_col=12, values_only=True))
    assert rows[0] == (1, 0, 1, "＋100ポイント")
    assert set(rows[1:]) == {(0, None, None, "比べられません")}
