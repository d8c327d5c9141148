"""開示: everything that is held of one person, in files that can be handed over."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from crm_desk.desk.capabilities import PERSON_TABLES
from crm_desk.desk.contacts import mailing
from crm_desk.desk.contacts.export_log import export_log, log_line
from crm_desk.desk.customers import disclosure
from crm_desk.desk.customers.documents import DISCLOSURE_JSON, DISCLOSURE_PDF
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.errors import ReportableError
from tests.desk.customers.people import SHOP, bring
from tests.desk.followup.making import followed

NOW = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the shop's clock
HANAKO = 1


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring(desk, SHOP)
    followed(desk, HANAKO)
    mailing.note_export(desk, mailing.MAILING, "年賀状", [HANAKO], NOW)
    return desk


def request(desk: Desk, customer: int = HANAKO) -> disclosure.DisclosureRequest:
    return disclosure.request(desk, customer, PERSON_TABLES, NOW)


def text_of(path: Path) -> str:
    with PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_tell_everything_in_words(shop: Desk, tmp_path: Path, language: str) -> None:
    path = tmp_path / "held.pdf"
    said = texts(language)
    assert DISCLOSURE_PDF.write(request(shop), said, path) == {}
    text = text_of(path).replace("\r\n", "").replace("\n", "")
    for words in ("hanako@example.jp", "090-0111-2222", "千代田1-1", "¥3,000", "年賀状", "煎茶"):
        assert words in text
    assert said("personal.table_followup_plan") in text
    # Ids, ordinals and words of the program are no information to anybody.
    for inner in ("personal.", "None", "739", "not_reached", "B_"):
        assert inner not in text
    assert "shigeru" not in text


def test_the_json_holds_every_table_with_days_as_days(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "held.json"
    DISCLOSURE_JSON.write(request(shop), texts("ja"), path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["person"] == "髙橋 花子"
    held = data["held"]
    assert {row["email"] for row in held["customer"]} >= {"hanako@example.jp"}
    assert sum(order["goods"] for order in held["shop_order"]) == 3000 + 1500 + 900
    assert held["shop_order"][0]["day"] == "2026-01-05"
    assert held["export_note_person"] == [
        {"made_at": "2026-11-21 10:30:00", "kind": "mailing", "purpose": "年賀状"}
    ]
    assert len(held["followup_step"]) == 3


def test_everything_that_a_desk_keeps_of_the_person_is_told(shop: Desk) -> None:
    found = disclosure.disclosure(request(shop))
    told = json.dumps(json.loads(disclosure.as_json(found)), ensure_ascii=False)
    names = shop.store.read(
        lambda c: c.execute(
            "SELECT name, kana, email, phone, address FROM customer_facts WHERE customer_id = 1"
        ).fetchall()
    )
    assert all(value in told for row in names for value in row)


def test_who_is_gone_is_said(shop: Desk) -> None:
    with pytest.raises(ReportableError, match="customer_gone"):
        request(shop, 999)


def test_the_log_says_who_left_when_and_for_what(shop: Desk) -> None:
    everybody = [1, 2, 3, 4, 5]
    mailing.note_export(shop, mailing.SELECTION, "配達会社へ", everybody, NOW.replace(hour=12))
    first, second = (log_line(made, texts("ja")) for made in export_log(shop))
    assert first[:3] == ("2026/11/21 12:30", "書き出した一覧", "配達会社へ")
    assert first.who.startswith("髙橋 花子、")
    assert first.who.endswith("ほか1名")
    assert second.who == "髙橋 花子"
    assert log_line(export_log(shop)[0], texts("en")).kind == "Exported list"
