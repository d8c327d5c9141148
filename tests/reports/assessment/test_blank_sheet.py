import re
from pathlib import Path

import pytest

from crm_desk.desk.assessment.questionnaires import questionnaire
from crm_desk.desk.resources import texts
from crm_desk.reports.assessment.blank_sheet import write_blank_sheet
from tests.domain.assessment.making import IDS
from tests.reports.paper import HOSTILE, fonts, ids_in_order, outermost, pages, squeezed, whole


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sheet(tmp_path: Path, language: str) -> Path:
    path = tmp_path / "sheet.pdf"
    write_blank_sheet(questionnaire(1, language), "みずほ茶舗", texts(language), path)
    return path


def test_all_items_stand_in_order_with_their_criteria(sheet: Path, language: str) -> None:
    assert ids_in_order("\n".join(pages(sheet))) == IDS
    text = whole(sheet)
    position = 0
    for item in questionnaire(1, language).items:
        position = text.index(squeezed(item.statement), position)
        for criterion in reversed(item.criteria):
            position = text.index(squeezed(criterion), position)


def test_only_6_4_is_marked_with_4_points(sheet: Path, language: str) -> None:
    text = whole(sheet)
    marks = [m.start() for m in re.finditer(r"4\s*(?:点|points)", text)]
    assert len(marks) == 1
    last = squeezed(questionnaire(1, language).item("6-4").statement)
    assert marks[0] > text.index(last)


def test_it_says_which_items_are_its_own(sheet: Path, language: str) -> None:
    assert squeezed(questionnaire(1, language).origin_note) in whole(sheet)


def test_every_item_can_be_deferred_or_left_out(sheet: Path, language: str) -> None:
    text = whole(sheet)
    words = {"ja": "対象外(理由)", "en": "notapplicable(why)"}[language]
    assert text.count(words) == 33


def test_it_is_no_thicker_than_needed(sheet: Path) -> None:
    assert 4 <= len(pages(sheet)) <= 10
    assert all(len(page) > 200 for page in pages(sheet)[:-1])


def test_fonts_are_embedded_and_text_fits(sheet: Path) -> None:
    assert all(fonts(sheet).values())
    left, right, width = outermost(sheet)
    assert left > 30
    assert right < width - 30


@pytest.mark.parametrize("shop", HOSTILE[::4], ids=range(len(HOSTILE[::4])))
def test_any_shop_name_is_printed(tmp_path: Path, shop: str) -> None:
    path = tmp_path / "sheet.pdf"
    write_blank_sheet(questionnaire(1, "ja"), shop, texts("ja"), path)
    assert ids_in_order("\n".join(pages(path))) == IDS
    assert outermost(path)[1] < outermost(path)[2] - 30
