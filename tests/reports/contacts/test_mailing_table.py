"""A mailing's addressees as CSV and as a workbook."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm_desk.desk.contacts import documents
from crm_desk.desk.resources import texts
from crm_desk.domain.contacts.addressee import Addressee, addressee, households
from crm_desk.domain.formulas import guarded
from crm_desk.reports.contacts.mailing_table import MailingBook, MailingRow
from crm_desk.reports.sheets.csv_text import LostCharacters
from tests.reports.analysis.test_selection import HOSTILE
from tests.reports.followup.papers import HANAKO, SHOP, envelope

NAME, HONORIFIC = 3, 4


def dm(*found: Addressee) -> MailingBook:
    return MailingBook(SHOP, [MailingRow(each, "A", "お礼") for each in found])


def lines(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_csv_has_all_that_an_envelope_needs(tmp_path: Path, language: str) -> None:
    path = tmp_path / "a.csv"
    taro = replace(HANAKO, name="山田 太郎", customer_id=8)
    family = next(iter(households([HANAKO, taro])))
    assert documents.save_mailing_table(dm(addressee(family)), texts(language), path) == ()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, row = lines(path)
    assert head[0] == texts(language)("dm.postcode")
    assert row == [
        *("100-0001", "東京都千代田区千代田1-2-13", "コーポひまわり 203号室", "山田 花子", "様"),
        *("00123 00123", "090-1111-2222", "A", "お礼", ""),
    ]


def test_leading_zeros_stay(tmp_path: Path) -> None:
    found = dm(envelope(postcode="0600001", phone="0111112222", member_no="007"))
    documents.save_mailing_table(found, texts("ja"), tmp_path / "a.csv")
    assert {"060-0001", "0111112222", "007"} <= set(lines(tmp_path / "a.csv")[1])
    documents.save_mailing_table(found, texts("ja"), tmp_path / "a.xlsx")
    (sheet,) = load_workbook(tmp_path / "a.xlsx").worksheets
    cells = list(sheet[2])
    assert {"060-0001", "0111112222", "007"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    found = dm(*(envelope(name=name, address=name, phone=name) for name in HOSTILE))
    documents.save_mailing_table(found, texts("ja"), tmp_path / "a.csv")
    for row in lines(tmp_path / "a.csv")[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row)
    documents.save_mailing_table(found, texts("ja"), tmp_path / "a.xlsx")
    (sheet,) = load_workbook(tmp_path / "a.xlsx").worksheets
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_cp932_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    found = dm(envelope(name="髙﨑"), envelope(name="𠮷田", address="鷗町1 𠮷荘"))
    assert documents.save_mailing_table(found, texts("ja"), path, "cp932") == (
        LostCharacters("𠮷田", "鷗𠮷"),
    )
    rows = lines(path, "cp932")[1:]
    assert [row[NAME] for row in rows] == ["髙﨑", "〓田"]
    assert rows[1][1:3] == ["〓町1", "〓荘"]


@pytest.mark.parametrize(
    ("name", "written", "honorific"),
    [
        ("山田 花子", "山田 花子", "様"),
        ("山田 花子 様", "山田 花子", "様"),
        ("(株)みずほ", "(株)みずほ", "御中"),
        ("みずほ会御中", "みずほ会", "御中"),
        ("", "", ""),
    ],
)
def test_one_honorific_never_both(tmp_path: Path, name: str, written: str, honorific: str) -> None:
    documents.save_mailing_table(dm(envelope(name=name)), texts("ja"), tmp_path / "a.csv")
    assert lines(tmp_path / "a.csv")[1][NAME : HONORIFIC + 1] == [written, honorific]


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["utf-8-sig", "cp932"]))
def test_any_text_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, address: str, encoding: str
) -> None:
    path = tmp_path_factory.mktemp("dm") / "a.csv"
    found = envelope(name=name, address=address)
    documents.save_mailing_table(dm(found), texts("ja"), path, encoding)
    (row,) = lines(path, encoding)[1:]
    if encoding == "utf-8-sig" and not any(0xD800 <= ord(sign) < 0xE000 for sign in name):
        assert row[NAME] == guarded(found.name)


def test_signs_that_shift_jis_turns_into_formulas_are_guarded(tmp_path: Path) -> None:
    found = dm(envelope(name="\u22121+1", address="京都市1-1"))
    documents.save_mailing_table(found, texts("ja"), tmp_path / "a.csv", "cp932")
    assert lines(tmp_path / "a.csv", "cp932")[1][NAME].startswith("'")
