from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Contact
from crm_desk.domain.followup.papers import ListRow
from crm_desk.domain.followup.standing import Bucket
from crm_desk.reports.followup.list_pdf import LEFT, WIDTH, ListBook, write_followup_list
from tests.domain.followup.making import START, plan
from tests.reports.followup.papers import HANAKO, SHOP, TODAY, hostile, row, sheet
from tests.reports.paper import HOSTILE, pages, squeezed
from tests.reports.placing import placed


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rows(count: int, language: str = "ja") -> list[ListRow]:
    """Plans looked at on different days, so that they stand in different groups."""
    return [
        row(
            sheet(
                replace(HANAKO, member_no=f"M{n:04}"),
                today=START + timedelta(days=n * 3 % 95),
                language=language,
            )
        )
        for n in range(count)
    ]


def written(path: Path, found: list[ListRow], language: str = "ja") -> list[str]:
    write_followup_list(ListBook(SHOP, TODAY, found), texts(language), path)
    return [squeezed(page) for page in pages(path)]


def test_everybody_stands_once_by_group(tmp_path: Path, language: str) -> None:
    found = rows(60, language)
    text = "".join(written(tmp_path / "a.pdf", found, language))
    order = [text.index(each.who.member_no) for each in found]
    assert all(text.count(each.who.member_no) == 1 for each in found)
    buckets = [each.standing.bucket for each in found]
    assert len(set(buckets)) >= 4
    standing_there = [bucket for _, bucket in sorted(zip(order, buckets, strict=True))]
    assert standing_there == sorted(buckets, key=list(Bucket).index)


def test_the_head_is_on_every_page(tmp_path: Path, language: str) -> None:
    found = written(tmp_path / "a.pdf", rows(60, language), language)
    assert len(found) > 3
    head = squeezed(texts(language)("followup_list.who"))
    assert all(page.count(head) == 1 for page in found)
    again = {"ja": "(続き)", "en": "(continued)"}[language]
    assert again in found[1]


def test_it_tells_how_many_bought(tmp_path: Path) -> None:
    found = written(tmp_path / "a.pdf", rows(6))
    assert "6名(うち期間中に購入2名)" in found[0]


def test_an_empty_list_says_so(tmp_path: Path, language: str) -> None:
    (page,) = written(tmp_path / "a.pdf", [], language)
    assert squeezed(texts(language)("followup_list.empty")) in page


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_rows_stay_apart_whatever_was_typed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.pdf"
    written(path, [row(hostile(text)), row(hostile(text)), row(sheet(Contact(None, ""), plan()))])
    (runs,) = placed(path)
    assert all(run.left >= LEFT and run.right <= LEFT + WIDTH for run in runs)
    for number, one in enumerate(runs):
        for other in runs[number + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= 0.15 or down <= 0.6, (one, other)


def test_what_is_lost_is_listed_by_name(tmp_path: Path) -> None:
    found = [row(sheet(replace(HANAKO, name="佐藤🍵"))), row(hostile("長" * 500))]
    losses = write_followup_list(ListBook(SHOP, TODAY, found), texts("ja"), tmp_path / "a.pdf")
    assert losses.missing == {"佐藤🍵": "🍵"}
    assert [name[:3] for name in losses.shortened] == ["長長長"]
