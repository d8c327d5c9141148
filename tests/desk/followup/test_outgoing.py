"""What leaves the desk: whom it may name, what is written, and that it is noted."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.contacts import consent
from crm_desk.desk.contacts.outgoing import Outgoing, PaperKind, PaperRequest
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import detail, outgoing, plans
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.domain.money import Money
from tests.desk.followup.making import AYANO, FIRM, HANAKO, JA, SHIGERU, followed

PEOPLE = (HANAKO, SHIGERU, AYANO, FIRM)
TODAY = datetime(2026, 9, 20, 10, 0)  # noqa: DTZ001 - the shop's clock


def silent(_done: int, _pages: int) -> None:
    """Nobody is told."""


def prepared(
    desk: Desk, kind: PaperKind, ids: list[int], **more: object
) -> tuple[Outgoing, PaperRequest]:
    wanted = PaperRequest(kind, tuple(ids), **more)  # type: ignore[arg-type]
    found = outgoing.prepare(desk, wanted, "みずほ茶舗", Money(), JA, TODAY.date())
    return found, wanted


def text_of(path: Path) -> str:
    document = PdfDocument(path)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(found)


@pytest.mark.parametrize("kind", [k for k in PAPERS if k not in (PaperKind.TABLE, PaperKind.WEEK)])
def test_everybody_of_the_plans_is_on_paper_but_who_must_not_be_contacted(
    shop: Desk, tmp_path: Path, kind: PaperKind
) -> None:
    ids = followed(shop, *PEOPLE)
    consent.set_no_contact(
        shop, SHIGERU, no_contact=True, day=TODAY.date(), source="電話", today=TODAY.date()
    )
    found, wanted = prepared(shop, kind, ids)
    assert found.sheets == 3
    assert sum(len(each.people) for each in found.left_out) == 1
    assert SHIGERU not in found.customers
    pages: list[tuple[int, int]] = []
    path = tmp_path / "a.pdf"
    assert not found.write(path, wanted, lambda *done: pages.append(done), Cancel(), "")
    said = text_of(path).replace("\n", "").replace("\r", "").replace(" ", "")
    if kind is not PaperKind.POSTCARDS:
        # Upright text comes sign by sign.
        assert "髙橋花子" in said
        assert "𠮷田" not in said
    if kind in (PaperKind.SHEETS, PaperKind.POSTCARDS):
        assert pages == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_table_of_addressees(shop: Desk, tmp_path: Path) -> None:
    ids = followed(shop, *PEOPLE)
    found, wanted = prepared(shop, PaperKind.TABLE, ids, purpose="=年末")
    path = tmp_path / "a.csv"
    found.write(path, wanted, silent, Cancel(), "utf-8-sig")
    header, *rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    assert header[:5] == ["郵便番号", "住所1", "住所2", "氏名", "敬称"]
    assert len(rows) == len(PEOPLE)
    names = {row[3]: row[4] for row in rows}
    assert names["髙橋 花子"] == "様"
    assert names["株式会社みなと"] == "御中"
    assert all("'=年末" in row for row in rows)
    assert {row[header.index("ひな型")] for row in rows} == {"B お変わり伺い"}
    lost = found.write(tmp_path / "b.csv", wanted, silent, Cancel(), "cp932")
    assert [name for name in lost if "田" in name]


def test_it_is_noted_who_left_when_and_what_for(shop: Desk, tmp_path: Path) -> None:
    ids = followed(shop, HANAKO, AYANO)
    found, wanted = prepared(shop, PaperKind.LABELS_2X6, ids, purpose="年末のごあいさつ")
    outgoing.note(shop, found, wanted, JA, TODAY)
    found, wanted = prepared(shop, PaperKind.SHEETS, ids[:1])
    outgoing.note(shop, found, wanted, JA, TODAY)
    hanako, ayano, shigeru = (
        detail.customer(shop, who, TODAY.date()) for who in (HANAKO, AYANO, SHIGERU)
    )
    assert hanako is not None
    assert ayano is not None
    assert shigeru is not None
    assert {(e.kind, e.purpose) for e in hanako.exports} == {
        ("mailing", "年末のごあいさつ"),
        ("sheet", "個別管理シート"),
    }
    assert len(ayano.exports) == 1
    assert shigeru.exports == ()


def test_called_off_nothing_is_written(shop: Desk, tmp_path: Path) -> None:
    found, wanted = prepared(shop, PaperKind.SHEETS, followed(shop, *PEOPLE))
    cancel, path = Cancel(), tmp_path / "a.pdf"
    path.write_bytes(b"older")

    def stop(done: int, _pages: int) -> None:
        if done == 2:
            cancel.call_off()

    with pytest.raises(CancelledError):
        found.write(path, wanted, stop, cancel, "")
    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == ["a.pdf"]


def test_labels_begin_where_they_are_told_to(shop: Desk, tmp_path: Path) -> None:
    found, wanted = prepared(shop, PaperKind.LABELS_3X8, followed(shop, *PEOPLE), first=24)
    path = tmp_path / "a.pdf"
    found.write(path, wanted, silent, Cancel(), "")
    document = PdfDocument(path)
    assert len(document) == 2
    document.close()


def test_whose_plan_waits_is_in_no_mailing(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU)
    plans.pause(shop, ids[:1], "破損のお申し出", TODAY.date())
    found, _ = prepared(shop, PaperKind.POSTCARDS, ids)
    assert found.customers == (SHIGERU,)
    ((reason, people),) = found.left_out
    assert reason == JA("outgoing.paused")
    assert [who.name for who in people] == ["髙橋 花子"]


def test_nobody_to_print(shop: Desk) -> None:
    for kind in PAPERS:
        found, _ = prepared(shop, kind, [])
        assert (found.sheets, found.customers, found.left_out) == (0, (), ())
