"""The week's calls and cards on paper."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.customers.purchases import PastOrder
from crm_desk.domain.followup.papers import WeekRow
from crm_desk.domain.followup.plan import Step
from crm_desk.domain.money import Money
from crm_desk.reports.followup.week_pdf import LEFT, WIDTH, WeekBook, paginated, write_week
from crm_desk.reports.typesetting.drawing import Losses
from tests.reports.followup.papers import HANAKO, SHOP
from tests.reports.paper import HOSTILE, fonts, squeezed
from tests.reports.placing import placed

WEDNESDAY = date(2026, 9, 9)
LAST = PastOrder(date(2026, 8, 1), 12_960, ("煎茶 特上 100g", "ほうじ茶"))


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def due(
    day: date = WEDNESDAY,
    way: Way = Way.PHONE,
    who: Contact = HANAKO,
    remarks: str = "",
    last: PastOrder | None = LAST,
) -> WeekRow:
    return WeekRow(who, Step(1, day, way, "お変わり伺い"), day, remarks, last)


def printed(
    path: Path, rows: list[WeekRow], language: str = "ja", others: dict[Medium, int] | None = None
) -> Losses:
    book = WeekBook(SHOP, Money(), WEDNESDAY, rows, others or {})
    return write_week(book, texts(language), path)


def pages_of(path: Path) -> list[str]:
    with PdfDocument(path) as document:
        return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def test_a_usual_week_is_one_a4_sheet(tmp_path: Path, language: str) -> None:
    days = [WEDNESDAY + timedelta(days=n) for n in (-2, 0, 1, 2, 4)]
    rows = [due(day, way) for day in days for way in (Way.PHONE, Way.POSTCARD, Way.HANDWRITTEN)]
    path = tmp_path / "a.pdf"
    assert printed(path, rows, language) == ({}, (), {})
    with PdfDocument(path) as document:
        assert len(document) == 1
        assert [round(side) for side in document[0].get_size()] == [595, 842]


def test_a_call_has_its_number_and_a_card_its_address(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    printed(
        path, [due(), due(way=Way.POSTCARD, who=replace(HANAKO, phone="03-0000-0000"))], language
    )
    (text,) = pages_of(path)
    assert text.count("090-1111-2222") == 1
    assert text.count("〒100-0001東京都千代田区千代田1-2-13コーポひまわり203号室") == 1
    assert "03-0000-0000" not in text
    for word in ("2026/08/01", "12,960", "煎茶特上100g", "お変わり伺い"):
        assert text.count(word) == 2


def test_late_ones_have_a_heading_and_the_day_they_were_meant_for(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [due(date(2026, 9, 2)), due(), due(date(2026, 9, 13))])
    (text,) = pages_of(path)
    places = [text.index(word) for word in ("遅れ1件", "予定9/2", "9月9日(水)1件", "9月13日(日)")]
    assert places == sorted(places)


def test_marks_and_notes_stand_under_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [due(remarks="奥様はお耳が遠い\n𠮷田様のご紹介"), due()])
    (text,) = pages_of(path)
    assert text.count("メモ:奥様はお耳が遠い𠮷田様のご紹介") == 1


def test_other_media_are_said(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [due()], language, {Medium.EMAIL: 12})
    (text,) = pages_of(path)
    assert {"ja": "このほかメール12件", "en": "Alsodue:E-mail12"}[language] in text


def test_an_empty_week_says_so(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [], language)
    (text,) = pages_of(path)
    assert squeezed(texts(language)("week.empty")) in text


def test_thousands_stand_once_each_and_no_heading_stands_alone(tmp_path: Path) -> None:
    rows = [
        due(
            WEDNESDAY + timedelta(days=n // 500),
            who=replace(HANAKO, member_no=f"M{n:05}"),
            remarks="要確認" if n % 7 == 0 else "",
        )
        for n in range(2000)
    ]
    book = WeekBook(SHOP, Money(), WEDNESDAY, rows)
    path = tmp_path / "a.pdf"
    printed(path, rows)
    found = pages_of(path)
    assert len(found) == len(paginated(book)) > 100
    text = "".join(found)
    assert all(text.count(f"M{n:05}") == 1 for n in range(2000))
    assert all(isinstance(page[-1], WeekRow) for page in paginated(book))
    assert "9月9日(水)500件(続き)" in found[1]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_leaves_its_place_whatever_was_typed(tmp_path: Path, typed: str) -> None:
    who = Contact(1, typed, typed, typed, typed, typed, typed)
    rows = [
        replace(due(way=way, who=who, remarks=typed), step=Step(1, WEDNESDAY, way, typed))
        for way in (Way.PHONE, Way.POSTCARD)
    ]
    path = tmp_path / "a.pdf"
    printed(path, [replace(row, last=PastOrder(WEDNESDAY, 1, (typed,))) for row in rows])
    for run in placed(path)[0]:
        assert run.left >= LEFT - 0.5
        assert run.right <= LEFT + WIDTH + 0.5
        assert run.bottom < 292


def test_all_fonts_are_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [due(who=replace(HANAKO, name="𠮷田 茂"))])
    assert all(fonts(path).values())
    assert "𠮷田茂" in pages_of(path)[0]


def test_a_box_to_tick_is_drawn_as_a_shape(tmp_path: Path) -> None:
    import pypdfium2.raw as pdfium

    path = tmp_path / "a.pdf"

    def shapes(rows: list[WeekRow]) -> int:
        printed(path, rows)
        with PdfDocument(path) as document:
            return len(list(document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])))

    one, two = shapes([due()]), shapes([due(), due()])
    # A box and the line under the row.
    assert two - one == 2
    assert "☐" not in pages_of(path)[0]
