"""A selection leaves the desk by consent, without addresses of malls, and noted."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm_desk.desk.analysis import cache, export
from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts import consent
from crm_desk.desk.contacts.mailing import SELECTION
from crm_desk.desk.customers import people as customers
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import detail
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.analysis.view import Filter
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.money import Money
from tests.desk.analysis.test_look import is_current
from tests.desk.customers.people import bring
from tests.desk.followup.making import AYANO, FIRM, HANAKO, PEOPLE, SHIGERU, START

JA = texts("ja")
NOW = datetime(2026, 9, 7, 10, 0)  # noqa: DTZ001 - the shop's clock


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring(desk, PEOPLE)
    sql = "UPDATE customer SET mall_email = 1 WHERE id = ?"
    desk.store.write(lambda c: c.execute(sql, (AYANO,)))
    consent.set_no_contact(desk, SHIGERU, no_contact=True, day=START, source="お手紙", today=START)
    consent.set_consent(
        desk, HANAKO, Medium.EMAIL, "refused", day=START, source="お電話", today=START
    )
    consent.set_consent(
        desk, FIRM, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    return desk


def look_of(desk: Desk) -> Look:
    return cache.look(desk, AnalysisSettings())


def saved(desk: Desk, look: Look, path: Path, *filters: Filter) -> export.Exported:
    book = export.selection_book(desk, look, look.select(filters), JA, Money())
    return export.export_selection(desk, book, JA, path, "utf-8-sig", NOW)


def test_consent_is_honoured(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert saved(shop, look_of(shop), path).left_out == 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = {row["お名前"]: (row["メール"], row["電話番号"]) for row in csv.DictReader(file)}
    assert found == {
        "髙橋 花子": ("", "090-0111-0001"),
        "渡邊 綾乃": ("", "090-0111-0003"),
        "株式会社みなと": ("p4@example.jp", ""),
    }


def test_the_workbook_says_how_many_are_not_in_it(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    saved(shop, look_of(shop), path)
    people, about = load_workbook(path).worksheets
    assert people.max_row == 4
    assert people.auto_filter.ref.endswith("4")
    said = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert said["人数"] == 4
    assert said["うち、連絡不可・ご逝去・メモの確認待ちのため載せていない方"] == 1


def test_whoever_is_in_it_is_noted_and_nothing_is_loaded_anew(shop: Desk, tmp_path: Path) -> None:
    look = look_of(shop)
    saved(shop, look, tmp_path / "a.csv", Filter("recency", (0, 60)))
    notes = {}
    for each in (HANAKO, SHIGERU, AYANO, FIRM):
        customer = detail.customer(shop, each, START)
        assert customer is not None
        notes[each] = [(note.kind, note.purpose, note.made_at) for note in customer.exports]
    assert notes == {
        HANAKO: [(SELECTION, "R値 0〜60日", NOW)],
        SHIGERU: [],
        AYANO: [],
        FIRM: [],
    }
    assert is_current(shop, look)
    customers.set_excluded(shop, [AYANO], excluded=True)
    assert not is_current(shop, look)
