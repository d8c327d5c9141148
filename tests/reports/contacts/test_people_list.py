"""A list of any people on paper."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.reports.contacts.people_pdf import (
    LEFT,
    WIDTH,
    PeopleBook,
    page_count,
    write_people_list,
)
from tests.reports.followup.papers import HANAKO, SHOP
from tests.reports.paper import HOSTILE, pages, squeezed
from tests.reports.placing import placed

DAY = date(2026, 11, 28)


def printed(path: Path, rows: list[tuple[Contact, str]], language: str = "ja") -> list[str]:
    book = PeopleBook(SHOP, DAY, rows, "案内: 新茶")
    write_people_list(book, texts(language), path)
    found = [squeezed(page) for page in pages(path)]
    assert len(found) == page_count(book)
    return found


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("count", [0, 1, 18, 19, 20, 300])
def test_everybody_stands_on_it_once(tmp_path: Path, language: str, count: int) -> None:
    rows = [(replace(HANAKO, member_no=f"M{n:04}"), f"覚{n:04}") for n in range(count)]
    text = "".join(printed(tmp_path / "a.pdf", rows, language))
    for n in range(count):
        assert text.count(f"M{n:04}") == 1
        assert text.count(f"覚{n:04}") == 1
    assert text.count("案内:新茶") == 1


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_leaves_its_place_whatever_was_typed(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "a.pdf"
    printed(path, [(Contact(1, typed, typed, typed, typed, typed, typed), typed)])
    for run in placed(path)[0]:
        assert run.left >= LEFT - 0.5
        assert run.right <= LEFT + WIDTH + 0.5
