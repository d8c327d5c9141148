from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.resources import texts
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import Plan
from crm_desk.reports.followup.sheet_pdf import LEFT, RIGHT, write_followup_sheets
from tests.domain.followup.making import plan, plans
from tests.reports.followup.papers import HANAKO, book, hostile, made_plan, sheet
from tests.reports.paper import HOSTILE, fonts, pages, squeezed, whole
from tests.reports.placing import placed


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_sheet_says_who_and_what(tmp_path: Path, language: str) -> None:
    path, data = tmp_path / "a.pdf", sheet(language=language)
    said = texts(language)
    assert write_followup_sheets(book(data), said, path) == ({}, (), {})
    text = whole(path)
    who = data.who
    for value in (who.kana, who.member_no, who.phone, who.email, "100-0001", "コーポひまわり"):
        assert squeezed(value) in text
    assert ("山田花子様" in text) is (language == "ja")
    for value in ("¥148,600", "2023/04/02", "2026/07/30", "¥12,960", "玉露", "2026/12/07"):
        assert value in text
    assert squeezed(wording.missing(data.standing, said)) in text
    for step in data.plan.steps:
        assert (
            squeezed(f"{wording.planned(step.planned, said)}{wording.way(step.way, said)}") in text
        )
        assert squeezed(step.purpose) in text
    assert [note for note in ("喜ばれた", "留守番電話") if note not in text] == []
    assert all(fonts(path).values())


def test_an_insert_goes_out_with_the_next_parcel(tmp_path: Path, language: str) -> None:
    begun = plan()
    steps = tuple(replace(step, planned=None) for step in begun.steps)
    path, said = tmp_path / "a.pdf", texts(language)
    write_followup_sheets(book(sheet(made=replace(begun, steps=steps))), said, path)
    assert whole(path).count(squeezed(said("followup.next_parcel"))) == 3


def test_note_and_marks_stand_under_the_name(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    data = replace(sheet(language=language), remarks="【DM不要】足が悪く、電話は昼過ぎに")
    write_followup_sheets(book(data), texts(language), path)
    assert squeezed("【DM不要】足が悪く、電話は昼過ぎに") in whole(path)


def test_firms_are_not_called_sama(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    names = ["株式会社みずほ", "みずほ会 御中", "佐藤様"]
    sheets = [sheet(replace(HANAKO, name=name)) for name in names]
    write_followup_sheets(book(*sheets), texts("ja"), path)
    text = [squeezed(page).replace("お客様", "") for page in pages(path)]
    assert ["株式会社みずほ御中" in text[0], "みずほ会御中" in text[1]] == [True, True]
    assert ["様" in page for page in text] == [False, False, True]
    assert "様様" not in text[2]


def test_every_customer_has_one_page_in_order(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    sheets = [hostile(text, language) for text in HOSTILE]
    sheets += [sheet(replace(HANAKO, member_no=f"{n:05}")) for n in range(5)]
    write_followup_sheets(book(*sheets, shop="店" * 300), texts(language), path)
    found = pages(path)
    assert len(found) == len(sheets)
    assert [f"{n:05}" in found[len(HOSTILE) + n] for n in range(5)] == [True] * 5


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_overlaps_whatever_was_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    losses = write_followup_sheets(book(hostile(text), shop=text), texts("ja"), path)
    (runs,) = placed(path)
    assert all(run.left >= LEFT - 0.1 and run.right <= RIGHT + 0.1 for run in runs)
    assert all(run.bottom <= 291 for run in runs)
    for number, one in enumerate(runs):
        for other in runs[number + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 0.15 or down <= 0.6, (one, other)
    assert len(text) < 400 or losses.shortened


def test_long_names_are_whole_as_long_as_they_can_be_read(tmp_path: Path) -> None:
    path, name = tmp_path / "a.pdf", "髙﨑" * 100
    losses = write_followup_sheets(book(sheet(replace(HANAKO, name=name))), texts("ja"), path)
    assert losses == ({}, (), {})
    assert f"{name}様" in whole(path)


def test_what_is_lost_is_listed_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sheets = [sheet(replace(HANAKO, name="佐藤🍵")), sheet(replace(HANAKO, email="x" * 900))]
    losses = write_followup_sheets(book(*sheets), texts("ja"), path)
    assert losses.missing == {"佐藤🍵": "🍵"}
    assert losses.shortened == ("山田 花子",)
    assert "佐藤〓様" in whole(path)
    assert "…" in pages(path)[1]


def test_many_products_end_in_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_followup_sheets(book(sheet()), texts("ja"), path)
    assert "お茶の詰め合わせ3番ほか5点" in whole(path)


def test_steps_that_are_done_are_ticked(tmp_path: Path) -> None:
    """A tick has three points, as nothing else has: one for the step, one for its result."""
    path, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    done = made_plan()
    write_followup_sheets(book(sheet(made=done)), texts("ja"), path)
    write_followup_sheets(book(sheet(made=replace(done, approaches=()))), texts("ja"), other)
    assert _ticks(path) - _ticks(other) == 2


def _ticks(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        found = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
        return sum(pdfium.FPDFPath_CountSegments(each.raw) == 3 for each in found)


def test_progress_is_told_and_work_can_be_called_off(tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "a.pdf"
    write_followup_sheets(book(sheet(), sheet()), texts("ja"), path, told.append)
    assert told == [0, 1, 2]

    class StopError(Exception):
        pass

    def stop(done: int) -> None:
        if done == 1:
            raise StopError

    other = tmp_path / "b.pdf"
    with pytest.raises(StopError):
        write_followup_sheets(book(sheet(), sheet()), texts("ja"), other, stop)
    assert not other.exists()


@given(plans(), st.text(max_size=40))
@settings(max_examples=20)
def test_any_plan_is_one_page(tmp_path: Path, made: Plan, name: str) -> None:
    path = tmp_path / "a.pdf"
    write_followup_sheets(book(sheet(replace(HANAKO, name=name), made)), texts("ja"), path)
    (page,) = pages(path)
    for step in made.steps:
        assert squeezed(wording.way(step.way, texts("ja"))) in squeezed(page)
