"""Post for anyone: who is in it, who is not and why, by name; what is written, and noted."""

import csv
import errno
from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import announcements, consent, marks
from crm_desk.desk.contacts.announcements import ANNOUNCEMENTS
from crm_desk.desk.contacts.export_log import export_log, log_line
from crm_desk.desk.contacts.outgoing import MAILINGS, Outgoing, PaperJob, PaperKind, PaperRequest
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import detail
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.contacts.purposes import Purpose
from crm_desk.domain.contacts.senders import Sender
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import AYANO, FIRM, HANAKO, JA, SHIGERU
from tests.desk.followup.test_outgoing import text_of

EVERYBODY = (HANAKO, SHIGERU, AYANO, FIRM)
NOW = datetime(2026, 11, 28, 10, 0)  # noqa: DTZ001 - the shop's clock
TODAY = NOW.date()
KINDS = list(ANNOUNCEMENTS.papers)
POSTCARDS = PaperKind.POSTCARDS


def prepared(
    desk: Desk, kind: PaperKind, *ids: int, **more: object
) -> tuple[Outgoing, PaperRequest]:
    wanted = PaperRequest(kind, ids or EVERYBODY, **more)  # type: ignore[arg-type]
    return announcements.prepare(desk, wanted, "みずほ茶舗", Money(), JA, TODAY), wanted


def written(found: Outgoing, wanted: PaperRequest, path: Path, encoding: str = "") -> None:
    """As the page writes it, through the document."""
    job = PaperJob(found, wanted, "みずほ茶舗", TODAY, encoding=encoding)
    ANNOUNCEMENTS.papers[wanted.kind].write(job, JA, path)


def said(found: Outgoing) -> dict[str, list[str]]:
    return {why: [who.name for who in people] for why, people in found.left_out}


def refuse(desk: Desk, customer: int, medium: Medium | None) -> None:
    day = TODAY
    if medium is None:
        consent.set_no_contact(desk, customer, no_contact=True, day=day, source="お電話", today=day)
    else:
        consent.set_consent(desk, customer, medium, "refused", day=day, source="お電話", today=day)


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_left_out_is_said_by_reason_and_name(
    shop: Desk, tmp_path: Path, kind: PaperKind
) -> None:
    refuse(shop, SHIGERU, None)
    found, wanted = prepared(shop, kind)
    assert set(found.customers) == {HANAKO, AYANO, FIRM}
    assert found.sheets == 3
    assert said(found) == {"連絡不可": ["𠮷田 茂"]}
    path = tmp_path / ("a.csv" if kind is PaperKind.TABLE else "a.pdf")
    written(found, wanted, path, "utf-8-sig")
    text = path.read_text(encoding="utf-8-sig") if path.suffix == ".csv" else text_of(path)
    assert "田茂" not in "".join(text.split())


@pytest.mark.parametrize("kind", sorted(MAILINGS))
def test_who_wants_no_post_gets_none_and_who_wants_no_mail_still_does(
    shop: Desk, kind: PaperKind
) -> None:
    refuse(shop, HANAKO, Medium.POST)
    refuse(shop, AYANO, Medium.EMAIL)
    found, _ = prepared(shop, kind)
    assert set(found.customers) == {SHIGERU, AYANO, FIRM}
    assert list(said(found).values()) == [["髙橋 花子"]]


def test_a_list_has_no_way_in_it_that_was_refused(shop: Desk, tmp_path: Path) -> None:
    refuse(shop, HANAKO, Medium.POST)
    refuse(shop, AYANO, Medium.PHONE)
    found, wanted = prepared(shop, PaperKind.PEOPLE, purpose="", post=Purpose.THANKS)
    path = tmp_path / "a.pdf"
    written(found, wanted, path)
    text = "".join(text_of(path).split())
    assert "髙橋花子" in text
    assert "千代田1-1" not in text
    assert "090-0111-0001" in text
    assert "千代田3-1" in text
    assert "090-0111-0003" not in text
    assert "お礼" in text


@pytest.mark.parametrize(
    ("purpose", "words", "sheets"),
    [
        (Purpose.NEW_YEAR, "", 3),
        (Purpose.NOTICE, "", 4),
        (Purpose.OTHER, "2027年の年賀状", 3),
        (Purpose.THANKS, "冬のごあいさつ", 4),
    ],
)
def test_mourning_stops_new_year_cards_only(
    shop: Desk, purpose: Purpose, words: str, sheets: int
) -> None:
    mark = Mark(MarkKind.MOURNING, TODAY, "喪中はがき", 2026)
    marks.set_mark(shop, HANAKO, mark, TODAY, JA, ())
    found, _ = prepared(shop, POSTCARDS, post=purpose, purpose=words)
    assert found.sheets == sheets
    assert list(said(found).values()) == ([["髙橋 花子"]] if sheets == 3 else [])


def several(desk: Desk) -> dict[str, int]:
    rows = [
        order(1, "2026/08/01", "M1", "佐藤 一郎", address="京都市北区1-1", postcode="603-8000"),
        order(2, "2026/08/01", "M2", "佐藤 花子", address="京都市北区1-1", postcode="603-8000"),
        order(3, "2026/08/01", "M3", "鈴木 茂", address="京都市北区2-2"),
        order(4, "2026/08/01", "M4", "田中 実"),
        order(5, "2026/08/01", "M5", "", address="京都市北区3-3", postcode="603-8000"),
    ]
    bring(desk, rows)
    found = desk.store.read(lambda c: c.execute("SELECT member_no, id FROM customer").fetchall())
    return dict(found)


def test_no_address_no_postcode_and_no_name_are_said_with_their_customer(desk: Desk) -> None:
    known = several(desk)
    found, _ = prepared(desk, POSTCARDS, *known.values())
    assert set(found.customers) == {known["M1"], known["M2"], known["M3"]}
    left = {why: [who.customer_id for who in people] for why, people in found.left_out}
    assert left == {"住所なし": [known["M4"]], "お名前がありません": [known["M5"]]}
    assert [who.customer_id for who in found.codeless] == [known["M3"]]


def test_one_a_household_or_one_a_person(desk: Desk, tmp_path: Path) -> None:
    known = several(desk)
    pair = known["M1"], known["M2"]
    together, _ = prepared(desk, POSTCARDS, *pair)
    each, wanted = prepared(desk, PaperKind.TABLE, *pair, one_each=True)
    assert (together.sheets, each.sheets) == (1, 2)
    written(each, wanted, tmp_path / "a.csv", "utf-8-sig")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig") as file:
        assert [row[3] for row in csv.reader(file)][1:] == ["佐藤 一郎", "佐藤 花子"]


def test_it_stands_in_the_log_and_in_the_persons_history_with_its_purpose(shop: Desk) -> None:
    found, wanted = prepared(shop, POSTCARDS, HANAKO, AYANO, post=Purpose.NEW_YEAR, purpose="午年")
    announcements.note(shop, found, wanted, JA, NOW)
    (line,) = (log_line(each, JA) for each in export_log(shop))
    assert (line.kind, line.purpose) == ("一斉案内", "年賀状: 午年")
    assert line.who == "髙橋 花子、渡邊 綾乃"
    for customer, exports in ((HANAKO, 1), (SHIGERU, 0)):
        known = detail.customer(shop, customer, TODAY)
        assert known is None or len(known.exports) == exports
    assert shop.history.undoable is None


def test_when_everybody_is_left_out_there_is_nobody_and_every_reason(shop: Desk) -> None:
    for customer in EVERYBODY:
        refuse(shop, customer, Medium.POST)
    for kind in MAILINGS:
        found, _ = prepared(shop, kind)
        assert (found.sheets, found.customers) == (0, ())
        assert sum(len(each.people) for each in found.left_out) == len(EVERYBODY)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (PaperKind.LABELS_2X6, 0),
        (PaperKind.LABELS_2X6, 13),
        (PaperKind.LABELS_3X8, 25),
        (PaperKind.LABELS_3X8, -1),
    ],
)
def test_a_start_outside_the_sheet_is_refused_in_words(
    shop: Desk, kind: PaperKind, first: int
) -> None:
    with pytest.raises(ReportableError) as refused:
        prepared(shop, kind, first=first)
    assert "1から" in JA.error(refused.value)


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not PaperKind.TABLE])
def test_a_full_disk_leaves_the_older_file_and_no_other(
    shop: Desk, tmp_path: Path, kind: PaperKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, wanted = prepared(shop, kind)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"older")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ReportableError, match="disk_full"):
        written(found, wanted, path)
    assert path.read_bytes() == b"older"
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["a.pdf"]


def test_making_labels_is_called_off(shop: Desk, tmp_path: Path) -> None:
    from crm_desk.desk.child import CancelledError

    found, wanted = prepared(shop, PaperKind.LABELS_3X8)
    cancel = Cancel()
    cancel.call_off()
    with pytest.raises(CancelledError):
        found.write(tmp_path / "a.pdf", wanted, lambda *_: None, cancel, "")
    assert not list(tmp_path.glob("*.pdf"))


def test_the_sender_is_on_cards_only_where_it_is_wanted(shop: Desk, tmp_path: Path) -> None:
    sender = Sender("みずほ茶舗", "420-0853", "静岡市葵区追手町9-6", "054-123-4567")
    for wished, times in ((sender, 1), (None, 0)):
        found, wanted = prepared(shop, POSTCARDS, HANAKO, sender=wished, across=True)
        path = tmp_path / "a.pdf"
        written(found, wanted, path)
        text = "".join(text_of(path).split())
        assert text.count("みずほ茶舗") == times
        assert text.count("054-123-4567") == times
        assert text.count("髙橋花子様") == 1


def test_edges_of_labels_are_on_paper_only_when_asked_for(shop: Desk) -> None:
    papers = ANNOUNCEMENTS.papers
    for outlines, shown in ((False, 24), (True, 0)):
        found, wanted = prepared(shop, PaperKind.LABELS_3X8, outlines=outlines)
        job = PaperJob(found, wanted, "店", TODAY)
        assert len(papers[wanted.kind].outlines(job)) == shown
    found, wanted = prepared(shop, POSTCARDS)
    assert papers[POSTCARDS].outlines(PaperJob(found, wanted, "店", TODAY)) == ()
